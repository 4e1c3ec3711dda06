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

export function explainServerRefusal(why: ServerRefusal): Explained {
  return { what: t(refused[why]), next: t('problemServerRefusedNext') };
}
