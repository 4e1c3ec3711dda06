/**
 * The shape of every request, checked by the background before a handler sees it. Only the background carries this file.
 * @module
 */

import * as v from 'valibot';

import { iconRecord, largestIcon } from '../core/credential/read-icon.ts';
import { isDeviceName } from '../core/device-name.ts';
import { isAccountId, isCredentialId, isVaultId } from '../core/ids.ts';
import type { MenuRequest, MenuRequests, PageRequest, PageRequests, ScreenRequest, ScreenRequests } from './contract.ts';
import { folderShapes } from './folder-shapes.ts';
import { peopleShapes } from './people-shapes.ts';
import { serverShapes } from './server-shapes.ts';

const account = v.pipe(v.string(), v.guard(isAccountId));
const vault = v.pipe(v.string(), v.guard(isVaultId));
const credential = v.pipe(v.string(), v.guard(isCredentialId));
const nothing = v.strictObject({});
const text = v.pipe(v.string(), v.maxLength(2048));
/** Keys and passwords are never trimmed or normalised; the cap is against floods only. */
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const deviceName = v.optional(v.pipe(v.string(), v.check(isDeviceName)));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const tabId = v.pipe(v.number(), v.integer(), v.minValue(0));
const siteName = v.pipe(v.string(), v.minLength(1), v.maxLength(253));
const siteSet = v.pipe(v.array(text), v.minLength(1), v.maxLength(30));
const part = v.union([
  v.strictObject({ field: v.picklist(['username', 'email', 'password', 'url', 'code']) }),
  v.strictObject({ field: v.literal('custom'), index: count }),
]);

/** Also guards what lies in storage. */
export const settingsShape = v.strictObject({
  lockAfterMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440)),
  lockOnScreenLock: v.boolean(),
  lockOnIdle: v.boolean(),
  clearClipboardSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600)),
  // Settings that were stored before there were these.
  offerToSave: v.optional(v.boolean(), true),
  copyCodeAfterFill: v.optional(v.boolean(), true),
  notifyDue: v.optional(v.boolean(), false),
  notifyPeople: v.optional(v.boolean(), false),
  menuInPages: v.optional(v.boolean(), false),
  noticeInvites: v.optional(v.boolean(), false),
});

/** Also guards what lies in storage. */
export const popupPlaceShape = v.strictObject({ at: v.picklist(['list', 'details', 'generator']), credential: v.nullable(credential), query: text, widened: v.boolean(), scroll: v.pipe(v.number(), v.minValue(0), v.maxValue(10_000_000)) });

/** Long enough for any note that was ever seen; a cap against floods. */
const longText = v.pipe(v.string(), v.maxLength(1_000_000));
const formShape = v.strictObject({
  label: text,
  username: longText,
  email: longText,
  password: longText,
  urls: v.pipe(v.array(v.pipe(v.string(), v.maxLength(8192))), v.maxLength(50)),
  // Others keep whole documents in their notes.
  description: v.pipe(v.string(), v.maxLength(12_000_000)),
  tags: v.pipe(v.array(text), v.maxLength(500)),
  customFields: v.pipe(v.array(v.strictObject({ label: text, value: longText, kind: v.picklist(['text', 'password']) })), v.maxLength(500)),
  otp: v.pipe(v.string(), v.maxLength(4096)),
  expires: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799))),
  renewEvery: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_162_240_000))),
  // Forms of a page that is older than this worker.
  icon: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(2 * largestIcon), v.check((url) => url === '' || iconRecord(url) !== null))), null),
});
/** A whole record's ciphertext may be in it. */
const base = v.nullable(v.pipe(v.string(), v.maxLength(32_000_000)));
const atLeast = v.nullable(v.pipe(count, v.maxValue(256)));
const passwordRecipe = v.strictObject({
  kind: v.literal('password'),
  length: v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(256)),
  lower: atLeast, upper: atLeast, digits: atLeast, symbols: atLeast,
  avoidAmbiguous: v.boolean(),
});
const passphraseRecipe = v.strictObject({
  kind: v.literal('passphrase'),
  words: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(20)),
  separator: v.pipe(v.string(), v.maxLength(3)),
  capitals: v.boolean(),
  number: v.boolean(),
});
/** Also guards what lies in storage. */
export const recipesShape = v.strictObject({ kind: v.picklist(['password', 'passphrase']), password: passwordRecipe, passphrase: passphraseRecipe });
const characters = v.pipe(v.string(), v.maxLength(100));
const siteRules = v.strictObject({
  minLength: atLeast, maxLength: atLeast, required: v.pipe(v.array(characters), v.maxLength(16)), allowed: v.nullable(characters), maxConsecutive: atLeast,
});
const generatedId = v.pipe(v.string(), v.maxLength(64));
const several = v.pipe(v.array(credential), v.maxLength(20_000));
const tags = v.pipe(v.array(v.pipe(text, v.minLength(1))), v.maxLength(100));
const list = { vault: v.nullable(vault), show: v.picklist(['active', 'trash']), query: text, order: v.picklist(['best', 'favourites', 'changed', 'created']), offset: count };
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const token = v.pipe(v.string(), v.maxLength(64));
const fileName = v.pipe(v.string(), v.maxLength(1000));
const vaultName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const userId = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const rights = v.strictObject({ write: v.boolean(), files: v.boolean(), history: v.boolean() });
const request = v.pipe(v.number(), v.safeInteger());
const importedLogin = v.strictObject({ form: formShape, trashed: v.boolean(), created: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799))) });
const importRow = v.strictObject({ row: count, login: importedLogin, into: v.nullable(credential) });
const job = v.strictObject({ id: v.pipe(v.string(), v.maxLength(64)) });
const typed = v.pipe(v.string(), v.maxLength(1024));
const target = { credential: v.nullable(credential), vault };

type Shapes<Requests extends Record<keyof Requests, { ask: unknown }>> = { [Name in keyof Requests]: v.GenericSchema<unknown, Requests[Name]['ask']> };

/** What our own screens may ask. */
export const screenShapes: Shapes<ScreenRequests> = {
  ...folderShapes,
  ...serverShapes,
  getState: nothing,
  probeServer: v.strictObject({ address: text }),
  startLoginFlow: v.strictObject({ server: text, acceptPlainHttp: v.boolean(), deviceName }),
  getLoginFlow: nothing,
  cancelLoginFlow: nothing,
  proposeExApp: v.strictObject({ server: text }),
  copyExAppCommand: v.strictObject({ server: text }),
  pairExApp: v.strictObject({ server: text, userId, confirmAdmin: text, understood: v.literal(true) }),
  checkExApp: v.strictObject({ account }),
  signIn: v.strictObject({ server: text, loginName: v.pipe(text, v.minLength(1)), password: secret, acceptPlainHttp: v.boolean(), deviceName }),
  rotateAppPassword: v.strictObject({ account }),
  moveAccount: v.strictObject({ account, address: text }),
  signOut: v.strictObject({ account, discard: v.optional(v.boolean()) }),
  unlock: v.strictObject({ password: secret }),
  lock: nothing,
  changeUnlockPassword: v.strictObject({ current: secret, next: secret }),
  startOver: v.strictObject({ confirm: text }),
  openVault: v.strictObject({ vault, key: secret, unlockPassword: v.nullable(secret) }),
  closeVault: v.strictObject({ vault }),
  refresh: nothing,
  createVault: v.strictObject({ account, name: vaultName, key: secret, unlockPassword: v.nullable(secret) }),
  renameVault: v.strictObject({ vault, name: vaultName }),
  deleteVault: v.strictObject({ vault, confirm: text }),
  changeVaultKey: v.strictObject({ vault, current: secret, next: secret }),
  controlKeyChange: v.strictObject({ vault, order: v.picklist(['pause', 'resume', 'undo', 'finish', 'gather']) }),
  learnVaultKey: v.strictObject({ vault, key: secret }),
  getPopup: nothing,
  search: v.strictObject({ query: text, limit: v.pipe(count, v.maxValue(500)) }),
  getCredential: v.strictObject({ credential }),
  reveal: v.strictObject({ credential, part }),
  getCode: v.strictObject({ credential }),
  copy: v.strictObject({ credential, part }),
  openSite: v.strictObject({ credential }),
  fill: v.strictObject({ credential, tabId, documentId: text, allow: v.pipe(v.array(v.strictObject({ kind: v.picklist(['foreign-frame', 'insecure-page', 'foreign-form']), host: v.pipe(v.string(), v.maxLength(300)), remember: v.optional(v.boolean()) })), v.maxLength(10)) }),
  fillAsked: v.strictObject({ tabId, documentId: text }),
  undoFill: v.strictObject({ undo: v.pipe(v.string(), v.maxLength(64)) }),
  getSiteRules: nothing,
  setNeverFill: v.strictObject({ site: siteName, never: v.boolean() }),
  removeFrameRule: v.strictObject({ site: siteName, origin: text }),
  removeFieldRule: v.strictObject({ site: siteName, mark: text }),
  saveSettings: v.strictObject({ settings: settingsShape }),
  openForm: v.strictObject({ credential: v.nullable(credential), vault: v.nullable(vault) }),
  keepDraft: v.strictObject({ ...target, form: formShape, base }),
  dropDraft: v.strictObject(target),
  saveCredential: v.strictObject({ ...target, form: formShape, base }),
  setTrashed: v.strictObject({ credentials: several, trashed: v.boolean() }),
  destroyCredential: v.strictObject({ credential, confirm: text }),
  duplicateCredential: v.strictObject({ credential, label: text }),
  undo: v.strictObject({ undo: v.pipe(v.string(), v.maxLength(64)) }),
  listVault: v.strictObject({ ...list, limit: v.pipe(count, v.maxValue(500)) }),
  getDrafts: nothing,
  getQueue: nothing,
  sendQueue: nothing,
  dismissQueued: v.strictObject({ id: text }),
  takePicture: v.strictObject({ id: text }),
  listTags: v.strictObject({ vault: v.nullable(vault), credentials: v.nullable(several) }),
  changeTags: v.strictObject({ credentials: several, add: tags, remove: tags }),
  setCompromised: v.strictObject({ credential, compromised: v.boolean() }),
  setFavourite: v.strictObject({ credentials: several, favourite: v.boolean() }),
  moveCredentials: v.strictObject({ credentials: several, to: vault }),
  listIds: v.strictObject({ ...list, limit: v.pipe(count, v.maxValue(20_000)) }),
  // Files
  beginAttaching: v.strictObject({ credential, name: fileName, mimetype: text, size: v.pipe(wholeNumber, v.maxValue(1_000_000_000)), field: v.nullable(text) }),
  attachPart: v.strictObject({ attaching: token, part: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  endAttaching: v.strictObject({ attaching: token }),
  dropAttaching: v.strictObject({ attaching: token }),
  renameFile: v.strictObject({ credential, fileId: wholeNumber, name: v.pipe(fileName, v.check((name) => name.trim() !== '')) }),
  removeFile: v.strictObject({ credential, fileId: wholeNumber }),
  openFile: v.strictObject({ credential, fileId: wholeNumber }),
  readFilePart: v.strictObject({ opened: token, part: count }),
  closeFile: v.strictObject({ opened: token }),
  getTransfers: v.strictObject({ credential }),
  retryTransfer: v.strictObject({ id: token }),
  dropTransfer: v.strictObject({ id: token }),
  // Revisions
  getRevisions: v.strictObject({ credential }),
  compareRevision: v.strictObject({ credential, revision: wholeNumber }),
  revealRevision: v.strictObject({ credential, revision: wholeNumber, part: v.picklist(['password', 'otp', 'customFields']), state: v.picklist(['then', 'now']) }),
  restoreRevision: v.strictObject({ credential, revision: wholeNumber }),
  deleteRevision: v.strictObject({ credential, revision: wholeNumber }),
  keepRevision: v.strictObject({ credential, revision: wholeNumber }),
  getSharing: v.strictObject({ credential }),
  findPeople: v.strictObject({ credential, name: v.pipe(v.string(), v.maxLength(200)) }),
  shareWith: v.strictObject({ credential, userId, rights, trustNewKeys: v.boolean() }),
  setRights: v.strictObject({ credential, userId, rights }),
  unshareFrom: v.strictObject({ credential, userId }),
  stopSharing: v.strictObject({ credential }),
  publishLink: v.strictObject({ credential, days: v.pipe(count, v.minValue(1), v.maxValue(3650)), views: v.nullable(v.pipe(count, v.minValue(1))) }),
  withdrawLink: v.strictObject({ credential }),
  revealLink: v.strictObject({ credential }),
  copyLink: v.strictObject({ credential }),
  getShareOffers: v.strictObject({ again: v.boolean() }),
  acceptOffer: v.strictObject({ account, request, vault }),
  declineOffer: v.strictObject({ account, request }),
  leaveShare: v.strictObject({ credential }),
  capturePage: v.strictObject({ tabId, documentId: text }),
  addCode: v.strictObject({ credential, otp: v.pipe(v.string(), v.maxLength(4096)) }),
  newForSite: v.strictObject({ tabId, documentId: text, otp: v.nullable(v.pipe(v.string(), v.maxLength(4096))) }),
  keepPlace: v.strictObject({ host: text, place: v.nullable(popupPlaceShape) }),
  // Generate
  openGenerator: v.strictObject({ site: v.nullable(v.strictObject({ tabId, documentId: text })) }),
  generate: v.strictObject({ recipe: v.union([passwordRecipe, passphraseRecipe]), rules: v.nullable(siteRules), site: v.pipe(v.string(), v.maxLength(300)) }),
  getHealth: nothing,
  checkHealth: nothing,
  cancelHealth: nothing,
  listReused: v.strictObject({ offset: count, limit: v.pipe(count, v.maxValue(100)) }),
  setBreachService: v.strictObject({ service: v.nullable(text) }),
  checkBreaches: nothing,
  getGenerated: nothing,
  revealGenerated: v.strictObject({ id: generatedId }),
  copyGenerated: v.strictObject({ id: generatedId }),
  clearGenerated: nothing,
  useGenerated: v.strictObject({ generated: generatedId, credential: v.nullable(credential), tabId, documentId: text, how: v.picklist(['copy', 'fill']) }),
  compareImport: v.strictObject({ vault, logins: v.pipe(v.array(importedLogin), v.maxLength(200)) }),
  stageImport: v.strictObject({ id: v.nullable(job.entries.id), vault, rows: v.pipe(v.array(importRow), v.minLength(1), v.maxLength(100)) }),
  startImport: job,
  getImport: nothing,
  cancelImport: job,
  resumeImport: job,
  undoImport: job,
  dismissImport: job,
  startExport: v.strictObject({ format: v.picklist(['encrypted', 'passman', 'csv']), vault: v.nullable(vault), password: secret, passphrase: v.nullable(secret), style: v.picklist(['exact', 'guarded']) }),
  readExport: job,
  // Capture
  getQuestion: v.strictObject({ question: v.pipe(v.string(), v.maxLength(64)) }),
  answerQuestion: v.strictObject({ question: v.pipe(v.string(), v.maxLength(64)), credential: v.nullable(credential) }),
  getNamed: v.strictObject({ tabId, documentId: text }),
  dismissPasted: v.strictObject({ tabId }),
  getSiteSets: nothing,
  joinSites: v.strictObject({ sites: siteSet }),
  saveSiteSets: v.strictObject({ sets: v.pipe(v.array(siteSet), v.maxLength(300)) }),
  getLookAlike: v.strictObject({ host: v.pipe(v.string(), v.maxLength(300)) }),
  getCapture: v.strictObject({ tabId }),
  revealCapture: v.strictObject({ capture: token }),
  saveCapture: v.strictObject({ capture: token, credential: v.nullable(credential), vault, label: text, username: typed, password: v.nullable(v.pipe(typed, v.minLength(1))) }),
  dismissCapture: v.strictObject({ capture: token, how: v.picklist(['later', 'never']) }),
  getNeverSites: nothing,
  forgiveSite: v.strictObject({ site: siteName }),
  ...peopleShapes,
};

/** What our script in a web page may ask. */
export const pageShapes: Shapes<PageRequests> = {
  takeOrder: v.strictObject({ ticket: v.pipe(v.string(), v.maxLength(64)) }),
  takeNextStep: v.strictObject({ step: v.picklist(['current-password', 'one-time-code']) }),
  noticeLogin: v.strictObject({ username: typed, password: v.pipe(typed, v.minLength(1)), newPassword: v.nullable(v.pipe(typed, v.minLength(1))), sent: v.boolean() }),
  noticeName: v.strictObject({ username: v.pipe(typed, v.minLength(1)) }),
  loginLeft: nothing,
  loginStayed: nothing,
  noticePaste: v.strictObject({ text: typed }),
  fieldFocused: nothing,
  openMenu: v.strictObject({ purpose: v.picklist(['login', 'code', 'new-password']), room: v.boolean() }),
};

/** What our menu in a web page may ask. */
export const menuShapes: Shapes<MenuRequests> = {
  takeMenu: v.strictObject({ nonce: token }),
  fillFromMenu: v.strictObject({ credential }),
  undoFromMenu: nothing,
  generateFromMenu: nothing,
  neverFromMenu: nothing,
  leaveMenu: v.strictObject({ to: v.picklist(['page', 'popup', 'new']) }),
};

/** Own keys only: `constructor` is no request. */
export function isScreenRequest(name: string): name is ScreenRequest {
  return Object.hasOwn(screenShapes, name);
}

/** Own keys only, as above. */
export function isPageRequest(name: string): name is PageRequest {
  return Object.hasOwn(pageShapes, name);
}

/** Own keys only, as above. */
export function isMenuRequest(name: string): name is MenuRequest {
  return Object.hasOwn(menuShapes, name);
}
