/**
 * For tests: one well-formed question for each request about encrypted folders, for those who may ask and those who may not.
 * @module
 */

import type { AccountId } from '../../core/ids.ts';
import type { FolderRequests } from '../folder-contract.ts';

type Asks = { [Name in keyof FolderRequests]: FolderRequests[Name]['ask'] };

export function folderAsks({ account }: { account: AccountId }): Asks {
  const place = { account, root: ['Secret'], inside: ['abc'] };
  return {
    getEncryption: { account },
    beginEncryption: { account },
    confirmEncryption: { account, words: ['CNRY-one', 'CNRY-two', 'CNRY-three'] },
    readFolderWords: { words: 'CNRY-one CNRY-two' },
    enterFolderWords: { account, words: 'CNRY-one CNRY-two' },
    nameFolderRequests: { account, asDesktop: true },
    forgetEncryption: { account },
    resetEncryption: { account, confirm: 'ada' },
    trustFolderKey: { account, who: 'bob' },
    browseFolders: { account, path: ['Documents'] },
    getFolder: { place },
    trustFolder: { place },
    makeRootFolder: { account, path: [], name: 'Secret' },
    encryptFolder: { account, path: ['Empty'] },
    makeFolder: { place, name: 'Sub' },
    renameInFolder: { place, id: 'abc', name: 'New' },
    moveInFolder: { place, id: 'abc', to: [] },
    removeFromFolder: { place, id: 'abc' },
    removeRootFolder: { place, confirm: 'Secret' },
    repairFolder: { place, what: 'drops' },
    checkFolder: { place },
    getFolderVersions: { place },
    restoreFolder: { place, version: '000000000001' },
    migrateFolder: { place, words: 'able zoo' },
  resealFolder: { place },
    beginFolderUpload: { place, name: 'a.txt', mimetype: 'text/plain', size: 3, replace: null },
    folderUploadPart: { upload: 'U', part: 'YWJj' },
    endFolderUpload: { upload: 'U' },
    dropFolderUpload: { upload: 'U' },
    openFolderFile: { place, id: 'abc' },
    archiveFolder: { place },
    closeFolderFile: { opened: 'O' },
    getFolderTransfers: {},
    controlFolderTransfer: { id: 'T', order: 'pause' },
    getFolderPeer: { account, userId: 'bob' },
    findFolderPeople: { account, name: 'bo' },
    shareFolder: { place, userId: 'bob', mayWrite: true, fingerprint: ['able'] },
    unshareFolder: { place, userId: 'bob' },
    getFolderLinks: { place },
    makeFolderLink: { place, may: 'read' },
    withdrawFolderLink: { place, token: 'kE3nTok' },
    openFolderLink: { link: 'https://cloud.example/s/kE3nTok' },
    copyFolderWords: { words: 'CNRY-one CNRY-two' },
    getFolderTroubles: {},
  };
}
