/**
 * What goes wrong with keys and encrypted folders, in words: at the server, and with what it shows.
 * @module
 */

import { shownFileName } from '../core/credential/file-name.ts';
import type { FolderDoubt, FolderRefusal, Problem } from '../core/problem.ts';
import { whoName } from './components/who-name.ts';
import { formatMoment, t } from '../messages/text.ts';
import type { Explained } from './explain.ts';

const sentences: Readonly<Record<FolderRefusal, (host: string) => Explained>> = {
  'locked': () => ({ what: t('problemFolderLocked'), next: t('problemFolderLockedNext') }),
  'outdated': () => ({ what: t('problemFolderOutdated'), next: t('problemFolderOutdatedNext') }),
  'lock-lost': () => ({ what: t('problemFolderLockLost'), next: t('problemFolderLockLostNext') }),
  'client': (host) => ({ what: t('problemFolderClient', { host }), next: t('problemFolderClientNext') }),
  'headers-lost': (host) => ({ what: t('problemFolderHeadersLost', { host }), next: t('problemFolderHeadersLostNext') }),
  'no-metadata': () => ({ what: t('problemFolderNoMetadata'), next: t('problemFolderNoMetadataNext') }),
  'metadata-exists': () => ({ what: t('problemFolderMetadataExists'), next: t('problemFolderMetadataExistsNext') }),
  'not-empty': () => ({ what: t('problemFolderNotEmpty'), next: t('problemFolderNotEmptyNext') }),
  'keys-exist': (host) => ({ what: t('problemFolderKeysExist', { host }), next: t('problemFolderKeysExistNext') }),
  'wrong-name': (host) => ({ what: t('problemFolderWrongName', { host }), next: t('problemFolderWrongNameNext') }),
  'bad-key': (host) => ({ what: t('problemFolderBadKey', { host }), next: t('problemFolderBadKeyNext') }),
  'no-key': () => ({ what: t('problemFolderNoKey'), next: t('problemFolderNoKeyNext') }),
  'needs-password': (host) => ({ what: t('problemFolderNeedsPassword', { host }), next: t('problemFolderNeedsPasswordNext') }),
  'storage-full': (host) => ({ what: t('problemFolderStorageFull', { host }), next: t('problemFolderStorageFullNext') }),
};

/** @param host - the server that refuses */
export function explainFolderRefusal(why: FolderRefusal, host: string): Explained {
  return sentences[why](host);
}

const doubts: Readonly<Record<FolderDoubt, (folder: string) => Explained>> = {
  'rolled-back': (folder) => ({ what: t('problemFolderRolledBack', { folder }), next: t('problemFolderHistoryNext') }),
  'memory-lost': (folder) => ({ what: t('problemFolderMemoryLost', { folder }), next: t('problemFolderHistoryNext') }),
  'checksum-removed': (folder) => ({ what: t('problemFolderChecksums', { folder }), next: t('problemFolderHistoryNext') }),
  'unknown-key': (folder) => ({ what: t('problemFolderChecksums', { folder }), next: t('problemFolderHistoryNext') }),
  'unsigned': (folder) => ({ what: t('problemFolderUnsigned', { folder }), next: t('problemFolderTamperedNext') }),
  'tampered': (folder) => ({ what: t('problemFolderTampered', { folder }), next: t('problemFolderTamperedNext') }),
  'unknown-version': (folder) => ({ what: t('problemFolderVersion', { folder }), next: t('problemFolderVersionNext') }),
  'not-for-us': (folder) => ({ what: t('problemFolderNotForUs', { folder }), next: t('problemFolderNotForUsNext') }),
  'unstarted': (folder) => ({ what: t('problemFolderUnstarted', { folder }), next: t('problemFolderUnstartedNext') }),
  'old-version': (folder) => ({ what: t('problemFolderOld', { folder }), next: t('problemFolderOldNext') }),
};

const certificates = { unreadable: 'problemBadCertificate', signature: 'problemBadCertificate', name: 'problemBadCertificateName', time: 'problemBadCertificateTime' } as const;

type About<Kind extends Problem['kind']> = Extract<Problem, { kind: Kind }>;

/** Sentences about keys, people and folders, by the kind of problem. Names are shown without signs that show nothing. */
export const folderSentences = {
  'folders-closed': ({ host }: About<'folders-closed'>) => ({ what: t('problemFoldersClosed', { host }), next: t('problemFoldersClosedNext') }),
  'wrong-words': () => ({ what: t('problemWrongWords'), next: t('problemWrongWordsNext') }),
  'keys-changed': ({ who, host }: About<'keys-changed'>) => who === null
    ? { what: t('problemServerKeyChanged', { host }), next: t('problemServerKeyChangedNext') }
    : { what: t('problemPersonKeyChanged', { who: whoName(who) }), next: t('problemPersonKeyChangedNext') },
  'keys-reset': ({ host }: About<'keys-reset'>) => ({ what: t('problemKeysReset', { host }), next: t('problemKeysResetNext') }),
  'bad-certificate': ({ who, why }: About<'bad-certificate'>) => ({ what: t(certificates[why], { who: whoName(who) }), next: t('problemBadCertificateNext') }),
  'no-folder-keys': ({ who }: About<'no-folder-keys'>) => ({ what: t('problemNoFolderKeys', { who }), next: t('problemNoFolderKeysNext') }),
  'pins-unread': () => ({ what: t('problemPinsUnread'), next: t('problemPinsUnreadNext') }),
  'own-lock-left': ({ folder, until }: About<'own-lock-left'>) => ({ what: t('problemOwnLock', { folder: shownFileName(folder) }), next: t('problemOwnLockNext', { moment: formatMoment(until) }) }),
  'folder-doubt': ({ folder, why }: About<'folder-doubt'>) => doubts[why](shownFileName(folder)),
  'name-taken': ({ name }: About<'name-taken'>) => ({ what: t('problemNameTaken', { name: shownFileName(name) }), next: t('problemNameTakenNext') }),
  'change-unsettled': ({ folder }: About<'change-unsettled'>) => ({ what: t('problemChangeUnsettled', { folder: shownFileName(folder) }), next: t('problemChangeUnsettledNext') }),
} satisfies Record<string, (problem: never) => Explained>;
