/**
 * Encrypted folders: set up, looked into, changed, shared.
 * @module
 */

import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type KeyNames = 'getEncryption' | 'beginEncryption' | 'confirmEncryption' | 'readFolderWords' | 'enterFolderWords' | 'nameFolderRequests' | 'forgetEncryption' | 'resetEncryption';
type Names = KeyNames | 'trustFolderKey' | 'browseFolders' | 'getFolder' | 'trustFolder' | 'makeRootFolder' | 'encryptFolder' | 'makeFolder' | 'renameInFolder' | 'moveInFolder' | 'removeFromFolder' | 'removeRootFolder' | 'repairFolder' | 'checkFolder' | 'getFolderVersions' | 'restoreFolder' | 'migrateFolder' | 'resealFolder'
  | 'beginFolderUpload' | 'folderUploadPart' | 'endFolderUpload' | 'dropFolderUpload' | 'openFolderFile' | 'archiveFolder' | 'closeFolderFile' | 'getFolderTransfers' | 'controlFolderTransfer'
  | 'getFolderPeer' | 'findFolderPeople' | 'shareFolder' | 'unshareFolder' | 'getFolderLinks' | 'makeFolderLink' | 'withdrawFolderLink' | 'openFolderLink' | 'copyFolderWords' | 'getFolderTroubles';

export function folderHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, folders } = app;
  const { used, done } = whileUnlocked(session);
  const { uploads, downloads, transfers } = folders;
  return {
    ...keyHandlers(app),
    trustFolderKey: done((ask) => folders.trustKey(ask)),
    browseFolders: used((ask) => folders.browse(ask)),
    getFolder: used(({ place }) => folders.view(place)),
    trustFolder: done(({ place }) => folders.trust(place)),
    makeRootFolder: used((ask) => folders.makeRoot(ask)),
    encryptFolder: used((ask) => folders.encrypt(ask)),
    makeFolder: done((ask) => folders.make(ask)),
    renameInFolder: done((ask) => folders.rename(ask)),
    moveInFolder: done((ask) => folders.move(ask)),
    removeFromFolder: done((ask) => folders.remove(ask)),
    removeRootFolder: done((ask) => folders.removeRoot(ask)),
    repairFolder: done((ask) => folders.repair(ask)),
    checkFolder: used((ask) => folders.check(ask)),
    getFolderVersions: used((ask) => folders.versions(ask)),
    restoreFolder: done((ask) => folders.restore(ask)),
    migrateFolder: done((ask) => folders.migrate(ask)),
    resealFolder: used((ask) => folders.reseal(ask)),
    beginFolderUpload: used(async (ask) => ({ upload: await uploads.begin(ask) })),
    folderUploadPart: done(({ upload, part }) => uploads.part(upload, part)),
    endFolderUpload: done(({ upload }) => uploads.end(upload)),
    dropFolderUpload: done(({ upload }) => uploads.drop(upload)),
    openFolderFile: used(({ place, id, unproven }) => downloads.open(place, id, unproven)),
    archiveFolder: used(({ place }) => downloads.archive(place)),
    closeFolderFile: done(({ opened }) => downloads.close(opened)),
    getFolderTransfers: used(() => ({ transfers: transfers.list() })),
    controlFolderTransfer: done(({ id, order }) => { transfers.control(id, order); }),
    getFolderPeer: used((ask) => folders.peer(ask)),
    findFolderPeople: used((ask) => folders.findPeople(ask)),
    shareFolder: done((ask) => folders.share(ask)),
    unshareFolder: done((ask) => folders.unshare(ask)),
    getFolderLinks: used((ask) => folders.links(ask)),
    makeFolderLink: used((ask) => folders.makeLink(ask)),
    withdrawFolderLink: done((ask) => folders.withdrawLink(ask)),
    openFolderLink: used((ask) => folders.openLink(ask)),
    copyFolderWords: used(({ words }) => copySecret(words, app)),
    getFolderTroubles: used(async () => ({ troubles: await folders.troubles() })),
  };
}

/** One's own keys. */
function keyHandlers({ session, folders: { setup } }: App): Pick<ScreenHandlers, KeyNames> {
  const { used } = whileUnlocked(session);
  return {
    getEncryption: used(({ account }) => setup.view(account)),
    beginEncryption: used(({ account }) => setup.begin(account)),
    confirmEncryption: used(({ account, words }) => setup.confirm(account, words)),
    readFolderWords: used(({ words }) => setup.readWords(words)),
    enterFolderWords: used(({ account, words }) => setup.enter(account, words)),
    nameFolderRequests: used(({ account, asDesktop }) => setup.callItself(account, asDesktop)),
    forgetEncryption: used(({ account }) => setup.forget(account)),
    resetEncryption: used(({ account, confirm }) => setup.reset(account, confirm)),
  };
}
