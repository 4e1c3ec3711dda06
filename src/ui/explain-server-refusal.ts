/**
 * Why a SelfPrivacy server refuses something, in words.
 * @module
 */

import type { ServerRefusal } from '../core/selfprivacy/refusals.ts';
import { t, type TextKey } from '../messages/text.ts';
import type { Explained } from './explain.ts';

const refused: Readonly<Record<ServerRefusal, TextKey>> = {
  'own-device': 'refusedOwnDevice', 'no-such-device': 'refusedNoSuchDevice',
  'name-reserved': 'refusedNameReserved', 'name-invalid': 'refusedNameInvalid', 'name-taken': 'refusedNameTaken', 'main-user': 'refusedMainUser', 'no-such-user': 'refusedNoSuchUser',
  'key-type': 'refusedKeyType', 'key-exists': 'refusedKeyExists', 'no-such-key': 'refusedNoSuchKey', 'timezone': 'refusedTimezone', 'past-date': 'refusedPastDate',
  'no-backup-key': 'refusedNoBackupKey', 'backup-not-ready': 'refusedBackupNotReady', 'backup-running': 'refusedBackupRunning', 'restore-running': 'refusedRestoreRunning', 'no-such-backup': 'refusedNoSuchBackup',
  'no-dkim': 'refusedNoDkim', 'job-failed': 'refusedJobFailed', 'other': 'refusedOther',
};

/** What is safe, and the way out. */
const next: Readonly<Record<ServerRefusal, TextKey>> = {
  'own-device': 'refusedNextOwnDevice', 'no-such-device': 'refusedNextList',
  'name-reserved': 'refusedNextName', 'name-invalid': 'refusedNextName', 'name-taken': 'refusedNextName', 'main-user': 'refusedNextApp', 'no-such-user': 'refusedNextList',
  'key-type': 'refusedNextKey', 'key-exists': 'refusedNextList', 'no-such-key': 'refusedNextList', 'timezone': 'refusedNextOther', 'past-date': 'refusedNextDate',
  'no-backup-key': 'refusedNextPlace', 'backup-not-ready': 'refusedNextWait', 'backup-running': 'refusedNextWait', 'restore-running': 'refusedNextWait', 'no-such-backup': 'refusedNextList',
  'no-dkim': 'refusedNextDkim', 'job-failed': 'refusedNextApp', 'other': 'refusedNextApp',
};

export function explainServerRefusal(why: ServerRefusal): Explained {
  return { what: t(refused[why]), next: t(next[why]) };
}
