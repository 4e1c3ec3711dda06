/**
 * The shape of every request about encrypted folders.
 * @module
 */

import * as v from 'valibot';

import { isAccountId } from '../core/ids.ts';

const account = v.pipe(v.string(), v.guard(isAccountId));
const who = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
/** No name on the way may climb, or be none. */
const pathName = v.pipe(v.string(), v.minLength(1), v.maxLength(1000), v.check((name) => name !== '.' && name !== '..' && !/[/\0]/.test(name)));
const path = v.pipe(v.array(pathName), v.maxLength(100));
const place = v.strictObject({ account, root: v.pipe(path, v.minLength(1)), inside: path });
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(250));
const token = v.pipe(v.string(), v.maxLength(64));
const words = v.pipe(v.string(), v.maxLength(2048));
const fingerprint = v.pipe(v.array(token), v.maxLength(16));
const nothing = v.strictObject({});

export const folderShapes = {
  getEncryption: v.strictObject({ account }),
  beginEncryption: v.strictObject({ account }),
  confirmEncryption: v.strictObject({ account, words: fingerprint }),
  readFolderWords: v.strictObject({ words }),
  enterFolderWords: v.strictObject({ account, words }),
  nameFolderRequests: v.strictObject({ account, asDesktop: v.boolean() }),
  forgetEncryption: v.strictObject({ account }),
  resetEncryption: v.strictObject({ account, confirm: v.pipe(v.string(), v.maxLength(256)) }),
  trustFolderKey: v.strictObject({ account, who: v.nullable(who) }),
  browseFolders: v.strictObject({ account, path }),
  getFolder: v.strictObject({ place }),
  trustFolder: v.strictObject({ place }),
  makeRootFolder: v.strictObject({ account, path, name: v.pipe(name, v.check((typed) => !/[\\/\0]/.test(typed))) }),
  encryptFolder: v.strictObject({ account, path: v.pipe(path, v.minLength(1)) }),
  makeFolder: v.strictObject({ place, name }),
  renameInFolder: v.strictObject({ place, id: pathName, name }),
  moveInFolder: v.strictObject({ place, id: pathName, to: path }),
  removeFromFolder: v.strictObject({ place, id: pathName }),
  removeRootFolder: v.strictObject({ place, confirm: v.pipe(v.string(), v.maxLength(1000)) }),
  repairFolder: v.strictObject({ place, what: v.picklist(['rotation', 'drops', 'start', 'orphans', 'strays', 'missing', 'half-done']), unnamed: v.optional(name) }),
  checkFolder: v.strictObject({ place }),
  getFolderVersions: v.strictObject({ place }),
  restoreFolder: v.strictObject({ place, version: token }),
  migrateFolder: v.strictObject({ place, words }),
  resealFolder: v.strictObject({ place }),
  beginFolderUpload: v.strictObject({ place, name, mimetype: v.pipe(v.string(), v.maxLength(200)), size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), replace: v.nullable(pathName) }),
  folderUploadPart: v.strictObject({ upload: token, part: v.pipe(v.string(), v.maxLength(4_000_000)) }),
  endFolderUpload: v.strictObject({ upload: token }),
  dropFolderUpload: v.strictObject({ upload: token }),
  openFolderFile: v.strictObject({ place, id: pathName, unproven: v.optional(v.boolean()) }),
  archiveFolder: v.strictObject({ place }),
  closeFolderFile: v.strictObject({ opened: token }),
  getFolderTransfers: nothing,
  controlFolderTransfer: v.strictObject({ id: token, order: v.picklist(['pause', 'resume', 'cancel']) }),
  getFolderPeer: v.strictObject({ account, userId: who }),
  findFolderPeople: v.strictObject({ account, name: v.pipe(v.string(), v.maxLength(200)) }),
  shareFolder: v.strictObject({ place, userId: who, mayWrite: v.boolean(), fingerprint }),
  unshareFolder: v.strictObject({ place, userId: who }),
  getFolderLinks: v.strictObject({ place }),
  makeFolderLink: v.strictObject({ place, may: v.picklist(['read', 'write', 'drop']) }),
  withdrawFolderLink: v.strictObject({ place, token: v.pipe(token, v.minLength(1)) }),
  openFolderLink: v.strictObject({ link: v.pipe(v.string(), v.maxLength(2048)) }),
  copyFolderWords: v.strictObject({ words }),
  getFolderTroubles: nothing,
};
