/**
 * Puts the parts of the background together. The only place, with `service-worker.ts`, that knows the real browser,
 * network and clock.
 * @module
 */

import type { UseStore } from 'idb-keyval';

import type { AccountId } from '../core/ids.ts';
import { isExpired } from '../core/credential/expiry.ts';
import { serviceName } from '../core/selfprivacy/services.ts';
import type { News } from '../messages/contract.ts';
import { t, tn } from '../messages/text.ts';
import { forgetter } from './accounts/forget.ts';
import { LastUsed } from './accounts/last-used.ts';
import { loginFlows, type FlowTabs } from './accounts/login-flow.ts';
import { refusedApps } from './accounts/refused-apps.ts';
import { refresher, type Refresh } from './accounts/refresh.ts';
import { permissionFor, type ServerWorld } from './accounts/server-of.ts';
import { appState } from './app-state.ts';
import { browser } from './browser.ts';
import { createCaptures, type CaptureParts } from './capture/create-captures.ts';
import { clockOfServers } from './server-clock.ts';
import { clipboard, type Clipboard } from './clipboard.ts';
import { dueNotice, type DueNoticeWorld } from './due-notice.ts';
import { badge, type Badge } from './fill/badge.ts';
import { Chores, type ChoresWorld } from './chores/chores.ts';
import { Files } from './files/files.ts';
import { Folders } from './folders/folders.ts';
import { privateFiles } from './folders/temporary-files.ts';
import { Breaches } from './health/breaches.ts';
import { factStore } from './health/facts.ts';
import { Health } from './health/health.ts';
import { KnownLogins } from './health/logins.ts';
import { rater } from './health/rater.ts';
import { keepAlive } from './keep-alive.ts';
import { namedRequests } from './named-requests.ts';
import { createFilling, type FillParts } from './fill/create-filling.ts';
import type { SiteSets } from './fill/site-sets.ts';
import { menus } from './menu/menus.ts';
import { scoutPages } from './menu/stand.ts';
import { chosenInvite } from './people/chosen-invite.ts';
import { People } from './people/people.ts';
import { textsOfTab } from './people/look-for-invites.ts';
import { peopleNotice, type PeopleNews } from './people/people-notice.ts';
import { SeenInvites } from './people/seen-invites.ts';
import type { PeopleWorld } from './people/world.ts';
import { popupPlaces } from './popup-place.ts';
import { askInWindow } from './http-auth/ask-in-window.ts';
import { Questions } from './http-auth/questions.ts';
import { generatedHistory } from './generate/history.ts';
import { recipeStore } from './generate/recipes.ts';
import type { App } from './handlers/app.ts';
import { Revisions } from './revisions/revisions.ts';
import { Servers } from './servers/servers.ts';
import { autoLock } from './session/auto-lock.ts';
import type { Account } from './session/contents.ts';
import { keyring as createKeyring, type Keyring } from './session/keyring.ts';
import { session as createSession, type Session } from './session/session.ts';
import { tries as createTries } from './session/tries.ts';
import { settingsStore, type SettingsStore } from './settings.ts';
import { Exports } from './transfer/exports.ts';
import { Imports } from './transfer/imports.ts';
import { vaults as createVaults, type Vaults } from './vaults/vaults.ts';
import { sealedBlobs, type SealedBlobs } from './vaults/sealed-blobs.ts';
import { vaultStore } from './vaults/vault-store.ts';
import { createSharing, type SharingParts } from './sharing/create-sharing.ts';
import type { KeyChangesWorld } from './vault-life/key-changes.ts';
import { vaultLife, type VaultLife } from './vault-life/vault-life.ts';
import { twinsTrash } from './writes/twins.ts';
import { wordLists } from './word-lists.ts';
import { Writes } from './writes/writes.ts';

declare const __FIREFOX__: boolean;

/** Names our one notification: a newer one takes its place. */
export const dueNotification = 'due';
export const serverNotification = 'server';
/** Before what the page about people is led to. */
export const peopleNotification = 'people ';
/** Chromium's shortest idle time. */
const shortestIdleSeconds = 15;
/** Many changes in a row are one piece of news. */
const newsAfterMs = 30;

const now = () => Date.now();
const { local, session: volatile } = browser.storage;
const usualFetch: typeof fetch = (...request) => fetch(...request);
/** Measured at every answer, forgotten with the worker. */
const serverClock = clockOfServers(__FIREFOX__ ? usualFetch : namedRequests(usualFetch, browser.declarativeNetRequest, browser.runtime.id), now);
const words = wordLists(ownFile);
const temporary = privateFiles(() => navigator.storage.getDirectory());
const network: ServerWorld = { fetch: serverClock.fetch, permissions: browser.permissions, refusedApps: refusedApps(volatile, now) };

export function createApp(records: UseStore): App & { badge: Badge } {
  const settings = settingsStore(local);
  const tries = createTries(local, now);
  const keyring = createKeyring({ local, session: volatile, tries });
  const servers = { ...network, lastUsed: new LastUsed({ keyring, now }) };
  const [copied, places] = [clipboard(), popupPlaces({ session: volatile, now })];
  const changed = announcer(() => toolbar.update());
  const vaults: Vaults = createVaults({
    store: vaultStore(records), keyring, now, changed,
    overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id),
  });
  const blobs = sealedBlobs(records, () => keyring.dataKey());
  const writes: Writes = new Writes({ store: records, servers, keyring, vaults, blobs, keepAlive, now, changed, wait, chores: { run: () => chores.run(), isAttaching: (id) => chores.isAttaching(id) } });
  const { chores, files, revisions, sharing }: BesideRecords = besideRecords({ servers, keyring, vaults, writes, blobs, keepAlive, now, changed, wait });
  const folders = new Folders({ servers, keyring, blobs, temporary, session: volatile, words: () => words.mnemonic(), keepAlive, now, changed });
  const life = lifeOf({ servers, keyring, vaults, blobs, keepAlive, now, changed }, { writes, chores });
  const { people, lookAtPeople, seenInvites } = peopleOf({ servers, keyring, blobs, vaults, writes, hold: (bytes) => files.opened.hold(bytes), now }, settings);
  const checks = checksOf({ vaults, blobs, keyring, changed });
  const imports = new Imports({ blobs, vaults, writes, keepAlive, now, changed });
  const exports = new Exports({ keyring, vaults, now });
  const session = createSession({
    keyring, tries,
    autoLock: autoLock({ session: volatile, settings, alarms: browser.alarms, now }), locking: () => servers.lastUsed.keep(),
    locked: () => leave({ parts: [servers.lastUsed, places, vaults, files, revisions, life.keyChanges, sharing.offers, people, checks.health, checks.breaches, exports, folders], filling, copied, changed }),
    unlocked: () => afterUnlock(refresh, saving.captures, lookForDue),
  });
  const filling = createFilling({ session: volatile, blobs, now, showFilled: (tabId) => void toolbar.showFilled(tabId) });
  const saving = createCaptures({ session: volatile, blobs, settings, isUnlocked: session.isUnlocked, vaults, siteSets: filling.siteSets, writes, now, changed });
  const paired = new Servers({ keyring, servers, session: volatile, words, now, changed, notify: notifyBroken });
  const [toolbar, lookForDue] = [toolbarOf(session, { vaults, ...filling, seenInvites }, saving.captures, paired), dueNotice({ settings, vaults, blobs, isUnlocked: session.isUnlocked, now, ...notifications })];
  const leaveBehind = async (account: AccountId) => {
    refresh.forget(account);
    await Promise.all([flows.forget(account), people.leave(account)]);
    for (const part of [writes.journal, chores, life, sharing, imports, folders.kept]) await part.forget(`${account}/`);
  };
  const forget = forgetter({ session, vaults, permissions: servers.permissions, clearStorage, leaveBehind, changed });
  const refresh = refresher({ ...servers, keyring, vaults, keepAlive, changed, forgetAccount: (account, lastly) => forget.account(account, lastly), sendWaiting: () => writes.send().then(() => chores.run()).finally(() => void imports.retry()), tookIn: twinsTrash({ vaults, now, writes }), lookFurther: async (account) => { await Promise.all([sharing.lookFurther(account), lookAtPeople(account)]); }, refreshed: () => takeUp({ again: true }) });
  const takeUp = (when: { again: boolean }) => void Promise.all([life.takeUp(when), folders.settle(when)]);
  const flows = loginFlows({ ...servers, keyring, session: volatile, tabs: flowTabs, now, changed, alarms: browser.alarms, wait, signedIn: () => void refresh.all() });

  return {
    session, settings, vaults, writes, files, folders, revisions, vaultLife: life, sharing, people, chosenInvite: chosenInvite(volatile), seenInvites, ...saving, generated: generatedHistory(blobs), questions: new Questions({ session: volatile, isUnlocked: session.isUnlocked, vaults, show: askInWindow }), imports, exports, recipes: recipeStore(local), words, refresh, servers, paired, now, keepAlive, changed, forget,
    loginFlows: flows,
    ...filling, popupPlaces: places, menus: menus({ session: volatile, now }), clipboard: copied, clockAhead: serverClock.ahead, badge: toolbar,
    judge: (verdict) => checks.health.judge(verdict),
    ...checks,
    openTab: async (url) => { await browser.tabs.create({ url }); },
    // Whoever looks at a new worker's state sees what the last one left half done go on.
    state: () => appState({ session, vaults, refresh, settings, lastUsed: servers.lastUsed, keyChanges: life.keyChanges, people, version: browser.runtime.getManifest().version }).finally(() => takeUp({ again: false })),
    lookForDue, putIntoPages: () => putScripts(settings, saving.watchPages), applySettings: () => applySettings(settings, saving.watchPages).then(lookForDue),
  };
}

/** What hangs on records: files, earlier versions, and what the server is still to do about them. */
interface BesideRecords { chores: Chores; files: Files; revisions: Revisions; sharing: SharingParts }
function besideRecords(world: ChoresWorld): BesideRecords {
  const chores = new Chores(world);
  return { chores, files: new Files({ ...world, chores }), revisions: new Revisions({ ...world, chores }), sharing: createSharing(world) };
}

function checksOf({ vaults, blobs, keyring, changed }: { vaults: Vaults; blobs: SealedBlobs; keyring: Keyring; changed: () => void }): { health: Health; breaches: Breaches } {
  const world = { logins: new KnownLogins(vaults, factStore(blobs)), keepAlive, now, changed };
  const health = new Health({ ...world, rate: rater() });
  const needed = async (permission: string) => (await keyring.contents()).accounts.some(({ server }) => permissionFor(server) === permission);
  return { health, breaches: new Breaches({ ...world, local, servers: network, health, needed, wait }) };
}

function lifeOf(world: Omit<KeyChangesWorld, 'sendWaiting' | 'hasWaiting' | 'filesWaiting' | 'forgetWaiting'>, { writes, chores }: { writes: Writes; chores: Chores }): VaultLife {
  return vaultLife({
    ...world,
    sendWaiting: () => writes.send(),
    hasWaiting: async (vault) => (await writes.journal.ofVault(vault)).length > 0,
    filesWaiting: (vault) => chores.filesOf(vault),
    forgetWaiting: async (beginning) => {
      await writes.journal.forget(beginning);
      await chores.forget(beginning);
    },
  });
}

/** With what is done for an account at each refresh. */
function peopleOf(world: PeopleWorld & { blobs: SealedBlobs }, settings: SettingsStore): { people: People; lookAtPeople: (account: Account) => Promise<void>; seenInvites: SeenInvites } {
  const people = new People(world);
  const tell = peopleNotice({ settings, blobs: world.blobs, people, mayNotify: notifications.mayNotify, notify: notifyOfPeople });
  const seenInvites = new SeenInvites({ session: volatile, wanted: async () => (await settings.read()).noticeInvites, textsOf: textsOfTab });
  return { people, lookAtPeople: (account) => people.look(account).then(() => tell(account)), seenInvites };
}

interface Leaving { parts: readonly { forget: () => void }[]; filling: FillParts; copied: Clipboard; changed: () => void }

async function clearStorage(): Promise<void> {
  await local.clear();
  await volatile.clear();
}

/** What must not stay when Latchkey locks. */
async function leave({ parts, filling, copied, changed }: Leaving): Promise<void> {
  for (const part of parts) part.forget();
  await filling.leave();
  changed();
  // Locked all the same where the clipboard is out of reach.
  await copied.clear().catch(() => undefined);
}

function toolbarOf(session: Session, { vaults, siteSets: kin, seenInvites }: { vaults: Vaults; siteSets: SiteSets; seenInvites: SeenInvites }, captures: CaptureParts['captures'], paired: Servers): Badge {
  return badge({
    hasCapture: (tabId) => captures.isOffered(tabId),
    hasInvite: async (tabId) => (await seenInvites.of(tabId)) !== '',
    lockState: async () => (await session.lockState()).state,
    countBroken: () => paired.countBroken(),
    async countMatches(page) {
      const also = await kin.kinOf(page);
      return [...(await vaults.load()).values()].flatMap((vault) => vault.matches(page, also)).filter(({ match }) => match.offer).length;
    },
    countExpired: async () => [...(await vaults.load()).values()].flatMap((vault) => [...vault.lines().values()]).filter(({ entry }) => isExpired(entry, now() / 1000)).length,
  });
}

/** One after the other: both wait for the same answers of the browser. */
async function putScripts(settings: SettingsStore, watchPages: () => Promise<void>): Promise<void> {
  await watchPages();
  await scoutPages(async () => (await settings.read()).menuInPages);
}

async function applySettings(settings: SettingsStore, watchPages: () => Promise<void>): Promise<void> {
  const { lockAfterMinutes } = await settings.read();
  browser.idle.setDetectionInterval(Math.max(shortestIdleSeconds, (lockAfterMinutes || 15) * 60));
  await putScripts(settings, watchPages);
}

function afterUnlock(refresh: Refresh, captures: CaptureParts['captures'], lookForDue: () => Promise<void>): void {
  void refresh.all().then(lookForDue).catch(() => undefined);
  // What goes wrong there shows when the popup asks.
  void captures.unlocked().catch(() => undefined);
}

/** Tells screens and the toolbar button. */
function announcer(update: () => Promise<void>): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      const news: News = { news: 'changed' };
      // Rejects when no screen is open.
      void browser.runtime.sendMessage(news).catch(() => undefined);
      // What the toolbar shows is no reason to fail; the next change shows it.
      void update().catch(() => undefined);
    }, newsAfterMs);
  };
}

async function ownFile(path: string): Promise<string> {
  return (await fetch(browser.runtime.getURL(path))).text();
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

/** Told once; what is broken stays to be seen on the badge and in the options. */
async function notifyBroken(domain: string, services: readonly string[]): Promise<void> {
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  await browser.notifications.create(serverNotification, { type: 'basic', iconUrl: browser.runtime.getURL('icons/unlocked-128.png'), title: t('serverNotice', { server: domain }), message: services.map(serviceName).join(', ') });
}

async function notifyOfPeople({ id, server }: Account, { shares, contacts }: PeopleNews): Promise<void> {
  const show = (what: 'shares' | 'contacts', title: string) => browser.notifications.create(`${peopleNotification}account=${id}&show=${what}`, { type: 'basic', iconUrl: browser.runtime.getURL('icons/unlocked-128.png'), title, message: new URL(server).host });
  if (shares > 0) await show('shares', tn('sharesWait', shares));
  if (contacts > 0) await show('contacts', tn('invitesAnswered', contacts));
}

const notifications: Pick<DueNoticeWorld, 'mayNotify' | 'notify'> = {
  mayNotify: () => browser.permissions.contains({ permissions: ['notifications'] }),
  notify: async (count) => {
    await browser.notifications.create(dueNotification, { type: 'basic', iconUrl: browser.runtime.getURL('icons/unlocked-128.png'), title: tn('dueNotice', count), message: t('dueNoticeHint') });
  },
};

const flowTabs: FlowTabs = {
  open: async (url) => (await browser.tabs.create({ url })).id ?? null,
  close: async (tabId) => { await browser.tabs.remove(tabId).catch(() => undefined); },
  show: async (tabId) => { await browser.tabs.update(tabId, { active: true }).catch(() => undefined); },
  active: async () => (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id ?? null,
};
