/**
 * Why a server refuses something about keys or encrypted folders, in words.
 * @module
 */

import type { FolderRefusal } from '../core/problem.ts';
import { t } from '../messages/text.ts';
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
  'needs-password': (host) => ({ what: t('problemFolderNeedsPassword', { host }), next: t('problemFolderNeedsPasswordNext') }),
  'storage-full': (host) => ({ what: t('problemFolderStorageFull', { host }), next: t('problemFolderStorageFullNext') }),
};

/** @param host - the server that refuses */
export function explainFolderRefusal(why: FolderRefusal, host: string): Explained {
  return sentences[why](host);
}
