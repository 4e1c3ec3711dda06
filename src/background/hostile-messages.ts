/**
 * For tests: random messages against the routers. Few of them run in `npm test`, ten thousand in `npm run soak`.
 * @module
 */

import { defaultPasswordRecipe } from '../core/generator-recipes.ts';
import { isAccountId, isCredentialId, isServerId, isVaultId, type AccountId, type CredentialId, type ServerId, type VaultId } from '../core/ids.ts';
import { chanceOf, type Chance } from '../core/testing/chance.ts';
import type { CredentialForm, MenuRequests, PageRequests, ScreenRequests } from '../messages/contract.ts';
import { menuShapes, pageShapes, screenShapes } from '../messages/shapes.ts';
import { folderAsks } from '../messages/testing/folder-asks.ts';
import { peopleAsks } from '../messages/testing/people-asks.ts';
import { answer, type MenuHandlers, type PageHandlers, type Routers, type ScreenHandlers, type Sender } from './answer.ts';
import { emptyOrder } from './fill/empty-order.ts';
import { tickets } from './fill/tickets.ts';

const home = 'chrome-extension://latchkey/';
const own: readonly Sender[] = [
  { id: 'latchkey', url: `${home}src/ui/popup/index.html`, origin: home.slice(0, -1) },
  { id: 'latchkey', url: `${home}src/ui/options/index.html`, origin: home.slice(0, -1), tab: { id: 3 }, frameId: 0 },
];
const page: Sender = { id: 'latchkey', url: 'https://shop.example/login', origin: 'https://shop.example', frameId: 0, documentId: 'D', tab: { id: 7 } };
const strangers: readonly Sender[] = [
  page,
  {},
  { ...page, url: `https://shop.example/#${home}` },
  { ...page, url: 'about:blank' },
  { ...page, url: 'not an address', origin: undefined },
  { ...page, url: 'chrome-extension://latchkey.evil.example/', origin: 'chrome-extension://latchkey.evil.example' },
  { ...page, url: `${home}src/ui/popup/index.html` },
  { ...page, url: `${home}src/ui/menu/index.html` },
  { ...page, url: `${home}sandbox.html`, origin: 'null' },
  { ...page, id: 'another' },
  { ...own[0], id: 'another' },
  { ...own[0], id: undefined },
];

const account = (): AccountId => known('aaaaaaaa', isAccountId);
const server = (): ServerId => known('bbbbbbbb', isServerId);
const vault = (): VaultId => known('aaaaaaaa/V', isVaultId);
const credential = (): CredentialId => known('aaaaaaaa/V/C', isCredentialId);

const form: CredentialForm = {
  label: 'Shop', username: 'ada', email: '', password: 'CNRY-password', urls: ['https://shop.example'], description: '', tags: ['home'],
  customFields: [{ label: 'PIN', value: 'CNRY-pin', kind: 'password' }], otp: '', expires: null, renewEvery: null, icon: null,
};

/** Afresh each time, as a damaged one must not come back. */
function afresh<Asks extends object>(asks: Asks): { [Name in keyof Asks]: () => Asks[Name] } {
  return Object.fromEntries(Object.entries(asks).map(([name, ask]) => [name, () => structuredClone(ask) as unknown])) as { [Name in keyof Asks]: () => Asks[Name] };
}

type GoodAsks<Requests extends Record<keyof Requests, { ask: unknown }>> = { [Name in keyof Requests]: () => Requests[Name]['ask'] };

/** One good ask for every request of the contract: what damage starts from. */
const goodAsks: GoodAsks<ScreenRequests> & GoodAsks<PageRequests> & GoodAsks<MenuRequests> = {
  getState: () => ({}),
  probeServer: () => ({ address: 'cloud.example' }),
  startLoginFlow: () => ({ server: 'https://cloud.example', acceptPlainHttp: false }),
  getLoginFlow: () => ({}),
  cancelLoginFlow: () => ({}),
  proposeExApp: () => ({ server: 'https://cloud.example' }),
  copyExAppCommand: () => ({ server: 'https://cloud.example' }),
  pairExApp: () => ({ server: 'https://cloud.example', userId: 'ada', confirmAdmin: '', understood: true }),
  checkExApp: () => ({ account: account() }),
  signIn: () => ({ server: 'https://cloud.example', loginName: 'ada', password: 'CNRY-password', acceptPlainHttp: false }),
  rotateAppPassword: () => ({ account: account() }),
  moveAccount: () => ({ account: account(), address: 'cloud.example' }),
  signOut: () => ({ account: account() }),
  unlock: () => ({ password: 'CNRY-unlock' }),
  lock: () => ({}),
  changeUnlockPassword: () => ({ current: 'CNRY-old', next: 'CNRY-new' }),
  startOver: () => ({ confirm: 'LATCHKEY' }),
  openVault: () => ({ vault: vault(), key: 'CNRY-key', unlockPassword: null }),
  closeVault: () => ({ vault: vault() }),
  refresh: () => ({}),
  createVault: () => ({ account: account(), name: 'Home', key: 'CNRY-key', unlockPassword: null }),
  renameVault: () => ({ vault: vault(), name: 'Home' }),
  deleteVault: () => ({ vault: vault(), confirm: 'Home' }),
  changeVaultKey: () => ({ vault: vault(), current: 'CNRY-key', next: 'CNRY-next' }),
  controlKeyChange: () => ({ vault: vault(), order: 'pause' }),
  learnVaultKey: () => ({ vault: vault(), key: 'CNRY-key' }),
  getPopup: () => ({}),
  ...afresh(folderAsks({ account: account() })),
  search: () => ({ query: 'shop', limit: 20 }),
  getCredential: () => ({ credential: credential() }),
  reveal: () => ({ credential: credential(), part: { field: 'custom', index: 0 } }),
  getCode: () => ({ credential: credential() }),
  copy: () => ({ credential: credential(), part: { field: 'password' } }),
  openSite: () => ({ credential: credential() }),
  fill: () => ({ credential: credential(), tabId: 7, documentId: 'D', allow: [{ kind: 'foreign-frame', host: 'shop.example' }] }),
  fillAsked: () => ({ tabId: 7, documentId: 'D' }),
  undoFill: () => ({ undo: 'an undo' }),
  getSiteRules: () => ({}),
  removeFrameRule: () => ({ site: 'shop.example', origin: 'https://pay.example' }),
  setNeverFill: () => ({ site: 'shop.example', never: true }),
  removeFieldRule: () => ({ site: 'shop.example', mark: 'name:user' }),
  openForm: () => ({ credential: credential(), vault: null }),
  keepDraft: () => ({ credential: credential(), vault: vault(), form, base: null }),
  dropDraft: () => ({ credential: null, vault: vault() }),
  saveCredential: () => ({ credential: credential(), vault: vault(), form, base: null }),
  setTrashed: () => ({ credentials: [credential()], trashed: true }),
  destroyCredential: () => ({ credential: credential(), confirm: 'Shop' }),
  duplicateCredential: () => ({ credential: credential(), label: 'Shop, copy' }),
  undo: () => ({ undo: 'an undo' }),
  getSharing: () => ({ credential: credential() }),
  findPeople: () => ({ credential: credential(), name: 'Bea' }),
  shareWith: () => ({ credential: credential(), userId: 'bea', rights: { write: true, files: false, history: true }, trustNewKeys: false }),
  setRights: () => ({ credential: credential(), userId: 'bea', rights: { write: true, files: false, history: true } }),
  unshareFrom: () => ({ credential: credential(), userId: 'bea' }),
  stopSharing: () => ({ credential: credential() }),
  publishLink: () => ({ credential: credential(), days: 30, views: 5 }),
  withdrawLink: () => ({ credential: credential() }),
  revealLink: () => ({ credential: credential() }),
  copyLink: () => ({ credential: credential() }),
  getShareOffers: () => ({ again: true }),
  acceptOffer: () => ({ account: account(), request: 1, vault: vault() }),
  declineOffer: () => ({ account: account(), request: 1 }),
  leaveShare: () => ({ credential: credential() }),
  listVault: () => ({ vault: vault(), show: 'active', query: '', order: 'best', offset: 0, limit: 100 }),
  listTags: () => ({ vault: null, credentials: [credential()] }),
  changeTags: () => ({ credentials: [credential()], add: ['home'], remove: ['work'] }),
  setCompromised: () => ({ credential: credential(), compromised: true }),
  setFavourite: () => ({ credentials: [credential()], favourite: true }),
  moveCredentials: () => ({ credentials: [credential()], to: vault() }),
  listIds: () => ({ vault: null, show: 'active', query: 'tag:home', order: 'changed', offset: 0, limit: 20_000 }),
  getQueue: () => ({}),
  sendQueue: () => ({}),
  getDrafts: () => ({}),
  dismissQueued: () => ({ id: 'a write' }),
  takePicture: () => ({ id: 'clash:a' }),
  beginAttaching: () => ({ credential: credential(), name: 'CNRY-name.pdf', mimetype: 'application/pdf', size: 3, field: null }),
  attachPart: () => ({ attaching: 'a file', part: 'AAAA' }),
  endAttaching: () => ({ attaching: 'a file' }),
  dropAttaching: () => ({ attaching: 'a file' }),
  renameFile: () => ({ credential: credential(), fileId: 7, name: 'a.txt' }),
  removeFile: () => ({ credential: credential(), fileId: 7 }),
  openFile: () => ({ credential: credential(), fileId: 7 }),
  readFilePart: () => ({ opened: 'a file', part: 0 }),
  closeFile: () => ({ opened: 'a file' }),
  getTransfers: () => ({ credential: credential() }),
  retryTransfer: () => ({ id: 'a file' }),
  dropTransfer: () => ({ id: 'a file' }),
  getRevisions: () => ({ credential: credential() }),
  compareRevision: () => ({ credential: credential(), revision: 7 }),
  revealRevision: () => ({ credential: credential(), revision: 7, part: 'password', state: 'then' }),
  restoreRevision: () => ({ credential: credential(), revision: 7 }),
  deleteRevision: () => ({ credential: credential(), revision: 7 }),
  keepRevision: () => ({ credential: credential(), revision: 7 }),
  keepPlace: () => ({ host: 'shop.example', place: { at: 'list', credential: null, query: 'x', widened: false, scroll: 0 } }),
  capturePage: () => ({ tabId: 7, documentId: 'D' }),
  addCode: () => ({ credential: credential(), otp: 'JBSWY3DPEHPK3PXP' }),
  newForSite: () => ({ tabId: 1, documentId: 'D', otp: null }),
  openGenerator: () => ({ site: { tabId: 7, documentId: 'D' } }),
  generate: () => ({ recipe: defaultPasswordRecipe, rules: { minLength: 8, maxLength: null, required: ['0123456789'], allowed: null, maxConsecutive: 2 }, site: 'shop.example' }),
  getHealth: () => ({}),
  checkHealth: () => ({}),
  cancelHealth: () => ({}),
  listReused: () => ({ offset: 0, limit: 20 }),
  setBreachService: () => ({ service: 'https://pwned.example' }),
  checkBreaches: () => ({}),
  getGenerated: () => ({}),
  revealGenerated: () => ({ id: 'a generated one' }),
  copyGenerated: () => ({ id: 'a generated one' }),
  clearGenerated: () => ({}),
  useGenerated: () => ({ generated: 'a generated one', credential: null, tabId: 7, documentId: 'D', how: 'fill' }),
  compareImport: () => ({ vault: vault(), logins: [{ form, trashed: false, created: null }] }),
  stageImport: () => ({ id: null, vault: vault(), rows: [{ row: 1, login: { form, trashed: false, created: 1 }, into: credential() }] }),
  startImport: () => ({ id: 'a run' }),
  getImport: () => ({}),
  cancelImport: () => ({ id: 'a run' }),
  resumeImport: () => ({ id: 'a run' }),
  undoImport: () => ({ id: 'a run' }),
  dismissImport: () => ({ id: 'a run' }),
  startExport: () => ({ format: 'encrypted', vault: null, password: 'CNRY-unlock', passphrase: 'CNRY-passphrase', style: 'exact' }),
  readExport: () => ({ id: 'an export' }),
  saveSettings: () => ({ settings: { lockAfterMinutes: 15, lockOnScreenLock: true, lockOnIdle: false, clearClipboardSeconds: 30, offerToSave: true, copyCodeAfterFill: true, notifyDue: false, notifyPeople: false, menuInPages: false, noticeInvites: false } }),
  getQuestion: () => ({ question: 'a question' }),
  answerQuestion: () => ({ question: 'a question', credential: credential() }),
  getNamed: () => ({ tabId: 1, documentId: 'D' }),
  dismissPasted: () => ({ tabId: 1 }),
  getSiteSets: () => ({}),
  joinSites: () => ({ sites: ['shop.example', 'shop.test'] }),
  saveSiteSets: () => ({ sets: [['shop.example', 'shop.test']] }),
  getLookAlike: () => ({ host: 'sh0p.example' }),
  getCapture: () => ({ tabId: 7 }),
  revealCapture: () => ({ capture: 'a capture' }),
  saveCapture: () => ({ capture: 'a capture', credential: credential(), vault: vault(), label: 'Shop', username: 'ada', password: 'CNRY-password' }),
  dismissCapture: () => ({ capture: 'a capture', how: 'later' }),
  getNeverSites: () => ({}),
  probeSelfPrivacy: () => ({ domain: 'home.example' }),
  checkPhrase: () => ({ phrase: 'CNRY-phrase', words: 12 }),
  pairServer: () => ({ domain: 'home.example', phrase: 'CNRY-phrase', device: 'Latchkey', how: 'invitation' }),
  getServers: () => ({}),
  lookAtServer: () => ({ server: server() }),
  getServerDetail: () => ({ server: server(), part: 'devices' }),
  changeServer: () => ({ server: server(), change: { do: 'reboot', confirm: 'home.example' } }),
  inviteDevice: () => ({ server: server() }),
  copyInvitation: () => ({ phrase: 'a a a a a a a a a a a a' }),
  makeRecoveryKit: () => ({ server: server(), vault: vault(), expires: null, uses: 2, label: 'Home' }),
  createServerUser: () => ({ server: server(), vault: vault(), name: 'anna', label: 'Home' }),
  findAdoptable: () => ({ server: server() }),
  removeServer: () => ({ server: server(), confirm: 'home.example' }),
  forgiveSite: () => ({ site: 'shop.example' }),
  ...afresh(peopleAsks({ account: account(), vault: vault(), credential: credential() })),
  takeNextStep: () => ({ step: 'current-password' }),
  takeOrder: () => ({ ticket: 'a guess' }),
  noticeLogin: () => ({ username: 'ada', password: 'CNRY-password', newPassword: null, sent: true }),
  noticeName: () => ({ username: 'ada' }),
  loginLeft: () => ({}),
  loginStayed: () => ({}),
  noticePaste: () => ({ text: 'CNRY-password' }),
  fieldFocused: () => ({}),
  openMenu: () => ({ purpose: 'login', room: true }),
  takeMenu: () => ({ nonce: 'a guess' }),
  fillFromMenu: () => ({ credential: credential() }),
  undoFromMenu: () => ({}),
  generateFromMenu: () => ({}),
  neverFromMenu: () => ({}),
  leaveMenu: () => ({ to: 'page' }),
};
const names = [...Object.keys(screenShapes), ...Object.keys(pageShapes), ...Object.keys(menuShapes)] as (keyof typeof goodAsks)[];

/** One message, good or damaged, from somebody: only our own screens get anything, and only for a good message. Throws where it is otherwise. */
export async function sendOneMessage(seed: number): Promise<void> {
  const chance = chanceOf(seed);
  const trusted = chance.onceIn(3);
  const sender = chance.pick(trusted ? own : strangers);
  const name = chance.pick(names);
  const good = { to: name in pageShapes ? 'page-router' : name in menuShapes ? 'menu-router' : 'screen-router', name, ask: goodAsks[name](), version: '1' };
  const damaged = !chance.onceIn(4);
  const called: string[] = [];
  const reply = await answer(damaged ? damage(chance, good) : good, sender, routersOf(called));
  const { ok } = reply;
  // A page may tell, and is told nothing.
  const told = ['noticeLogin', 'noticeName', 'loginLeft', 'loginStayed', 'noticePaste', 'fieldFocused', 'openMenu'].includes(name) && /^\{"ok":true,"value":(?:\{\}|\{"nonce":null\})\}$/.test(JSON.stringify(reply));
  if (!trusted && ok && !told) throw new Error(`${name} was answered to ${JSON.stringify(sender)}.`);
  if (!trusted && called.length > 0) throw new Error(`${called.join()} was called for ${JSON.stringify(sender)}.`);
  if (trusted && !damaged && good.to === 'screen-router' && !ok) throw new Error(`${name} was refused to a screen of ours.`);
  if (Reflect.get({}, 'polluted') !== undefined) throw new Error('A message reached the prototype of all objects.');
}

/** The real tickets, with one order waiting for a document that no sender here is. */
function routersOf(called: string[]): Routers {
  const waiting = tickets(() => 0);
  waiting.issue({ tabId: 7, frameId: 0, documentId: 'E', url: new URL('https://shop.example/login') }, { ...emptyOrder('https://shop.example'), username: 'ada', password: 'CNRY-password' });
  const screens = calledBy(screenShapes, called) as unknown as ScreenHandlers;
  const pages: PageHandlers = { takeOrder: async ({ ticket }, sender) => Promise.resolve(waiting.take(ticket, sender)), takeNextStep: (_, sender) => Promise.resolve(waiting.take('', sender)), noticeLogin: () => Promise.resolve({}), noticeName: () => Promise.resolve({}), loginLeft: () => Promise.resolve({}), loginStayed: () => Promise.resolve({}), noticePaste: () => Promise.resolve({}), fieldFocused: () => Promise.resolve({}), openMenu: () => Promise.resolve({ nonce: null }) };
  return { id: 'latchkey', home, version: '1', screens, pages, menu: calledBy(menuShapes, called) as unknown as MenuHandlers };
}

/** Handlers that only note that they were called. */
function calledBy(shapes: object, called: string[]): Record<string, () => Promise<object>> {
  return Object.fromEntries(Object.keys(shapes).map((name) => [name, () => {
    called.push(name);
    return Promise.resolve({});
  }]));
}

function damage(chance: Chance, good: Record<string, unknown>): unknown {
  if (chance.onceIn(10)) return chance.hostile();
  const message = structuredClone(good);
  for (let times = chance.whole(1, 3); times > 0; times--) damageOnce(chance, message);
  return message;
}

/** Anywhere in the message: another value, a value too few, a value too many. */
function damageOnce(chance: Chance, message: Record<string, unknown>): void {
  const places = [message, ...Object.values(message)].filter((value) => isRecord(value));
  const place = chance.pick(places);
  const key = chance.pick([...Object.keys(place), 'extra', '__proto__', 'constructor']);
  if (chance.onceIn(3)) Reflect.deleteProperty(place, key);
  else Object.defineProperty(place, key, { value: valueFor(chance, key), enumerable: true, configurable: true, writable: true });
}

function valueFor(chance: Chance, key: string): unknown {
  if (key === 'to' && chance.onceIn(2)) return chance.pick(['screen-router', 'page-router', 'menu-router']);
  if (key === 'name' && chance.onceIn(2)) return chance.pick([...names, '__proto__', 'constructor', 'toString', 'hasOwnProperty']);
  return chance.hostile();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function known<Id extends string>(text: string, is: (text: string) => text is Id): Id {
  if (!is(text)) throw new Error(`${text} is no such id.`);
  return text;
}
