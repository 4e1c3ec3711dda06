/**
 * Entry point: the service worker. Puts the parts together and registers every listener at once, in the first turn:
 * the browser wakes the worker for an event only if its listener was there from the start.
 * @module
 */

import { createStore } from 'idb-keyval';

import { answer, isForRouter, unattended, type Sender } from './answer.ts';
import { captureAlarm } from './capture/pending.ts';
import { createApp, dueNotification, peopleNotification, serverNotification } from './create-app.ts';
import { browser } from './browser.ts';
import { clickedContextMenu, createContextMenu, inviteMenu } from './fill/context-menu.ts';
import { triggers as createTriggers } from './fill/triggers.ts';
import { openPopup } from './open-popup.ts';
import { leaveMarks } from './menu/stand.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { browseHandlers } from './handlers/browse.ts';
import { captureHandlers, capturePageHandlers } from './handlers/capture.ts';
import { fileHandlers } from './handlers/files.ts';
import { exAppHandlers } from './handlers/ex-app.ts';
import { fillHandlers, pageHandlers } from './handlers/fill.ts';
import { folderHandlers } from './handlers/folders.ts';
import { generateHandlers } from './handlers/generate.ts';
import { healthHandlers } from './handlers/health.ts';
import { otpHandlers } from './handlers/otp.ts';
import { menuHandlers, menuPageHandlers } from './handlers/menu.ts';
import { httpAuthHandlers } from './handlers/http-auth.ts';
import { lockHandlers } from './handlers/lock.ts';
import { organiseHandlers } from './handlers/organise.ts';
import { peopleHandlers } from './handlers/people.ts';
import { revisionHandlers } from './handlers/revisions.ts';
import { serverHandlers } from './handlers/servers.ts';
import { sharingHandlers } from './handlers/sharing.ts';
import { pastedPageHandlers } from './handlers/notice-paste.ts';
import { pastedHandlers } from './handlers/pasted.ts';
import { siteHandlers } from './handlers/site.ts';
import { vaultLifeHandlers } from './handlers/vault-life.ts';
import { transferHandlers } from './handlers/transfer.ts';
import { vaultHandlers } from './handlers/vaults.ts';
import { writeHandlers } from './handlers/write.ts';
import { listenToServers } from './http-auth/ask-in-window.ts';
import { keepAlive } from './keep-alive.ts';
import { loginFlowAlarm } from './accounts/login-flow.ts';
import { lockAlarm } from './session/auto-lock.ts';

const syncAlarm = 'sync';
const syncEveryMinutes = 30;
const dayAlarm = 'day';
const serversAlarm = 'servers';
const serversEveryMinutes = 15;

keepFromPages();
const records = createStore('latchkey', 'vaults');
// Opening the database takes as long as reading the keyring: both at once. Whoever needs it first reports what fails.
void records('readonly', () => undefined).catch(() => undefined);
const app = createApp(records);
const routers = {
  id: browser.runtime.id,
  home: browser.runtime.getURL(''),
  version: browser.runtime.getManifest().version,
  screens: { ...accountHandlers(app), ...exAppHandlers(app), ...lockHandlers(app), ...vaultHandlers(app), ...vaultLifeHandlers(app), ...browseHandlers(app), ...fillHandlers(app), ...writeHandlers(app), ...healthHandlers(app), ...generateHandlers(app), ...otpHandlers(app), ...organiseHandlers(app), ...fileHandlers(app), ...folderHandlers(app), ...revisionHandlers(app), ...sharingHandlers(app), ...serverHandlers(app), ...transferHandlers(app), ...captureHandlers(app), ...peopleHandlers(app), ...siteHandlers(app), ...pastedHandlers(app), ...httpAuthHandlers(app) },
  pages: { ...pageHandlers(app), ...capturePageHandlers(app), ...menuPageHandlers(app), ...pastedPageHandlers(app) },
  menu: menuHandlers(app),
};

const triggers = createTriggers({
  leaveMarks,
  ...app,
  isUnlocked: app.session.isUnlocked,
  use: app.session.use,
  openVaults: async () => (await app.vaults.load()).values(),
  openPopup,
});

browser.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: unknown) => void) => {
  if (!isForRouter(message)) return false;
  void keepAlive(answer(message, sender as Sender, routers)).then(reply);
  return true; // keeps the channel open until the reply
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  unattended(createContextMenu());
  if (reason === 'install') unattended(browser.runtime.openOptionsPage());
});

browser.contextMenus.onClicked.addListener((info, tab) => {
  // Read only when the page asks for it, and then by a person's yes.
  if (info.menuItemId === inviteMenu) unattended(app.chosenInvite.put(info.linkUrl ?? info.selectionText ?? '').then(() => app.openTab(browser.runtime.getURL('src/ui/people/index.html'))));
  else unattended(clickedContextMenu(info, tab, triggers));
});

browser.commands.onCommand.addListener((command) => {
  if (command === 'fill') unattended(triggers.fill());
  if (command === 'generate') unattended(triggers.generate());
  if (command === 'lock') unattended(app.session.lock());
});

browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === lockAlarm) unattended(app.session.lockIfDue());
  if (name === captureAlarm) unattended(app.captures.prune().then(() => app.changed()));
  if (name === loginFlowAlarm) unattended(app.loginFlows.resume());
  // A login may have come due with nothing else happening.
  if (name === dayAlarm) unattended(app.badge.update().then(() => app.changed()).then(app.lookForDue));
  if (name === serversAlarm) unattended(app.session.isUnlocked().then((unlocked) => (unlocked && navigator.onLine ? app.paired.watch() : undefined)));
  if (name === syncAlarm) unattended(app.session.isUnlocked().then((unlocked) => (unlocked ? app.refresh.all() : undefined)));
});

browser.idle.onStateChanged.addListener((state) => {
  unattended(app.settings.read().then(async ({ lockOnScreenLock, lockOnIdle }) => {
    if ((state === 'locked' && lockOnScreenLock) || (state === 'idle' && lockOnIdle)) await app.session.lock();
  }));
});

browser.tabs.onUpdated.addListener((tabId, { status }) => {
  if (status === 'loading') unattended(app.seenInvites.forget(tabId).then(() => app.badge.updateTab(tabId)));
  if (status === 'complete') unattended(app.seenInvites.look(tabId).then(() => app.badge.updateTab(tabId)));
  if (status === 'complete') unattended(app.captures.loaded(tabId));
});
browser.tabs.onActivated.addListener(({ tabId }) => unattended(app.badge.updateTab(tabId)));
browser.tabs.onRemoved.addListener((tabId) => {
  unattended(app.loginFlows.tabClosed(tabId));
  unattended(app.captures.closed(tabId));
  unattended(app.seenInvites.forget(tabId));
  unattended(app.steps.forget(tabId));
});
/** The browser has this part only once a person has allowed notifications. */
function listenToNotifications(): void {
  if ('notifications' in browser) browser.notifications.onClicked.addListener(showDue);
}
function showDue(id: string): void {
  if (id === serverNotification) unattended(app.openTab(browser.runtime.getURL('src/ui/options/index.html#servers')).then(() => browser.notifications.clear(id)));
  if (id.startsWith(peopleNotification)) unattended(app.openTab(browser.runtime.getURL(`src/ui/people/index.html#${id.slice(peopleNotification.length)}`)).then(() => browser.notifications.clear(id)));
  if (id === dueNotification) unattended(app.openTab(browser.runtime.getURL('src/ui/vault/index.html#due')).then(() => browser.notifications.clear(id)));
}
listenToNotifications();
listenToServers(app.questions, keepAlive);

browser.permissions.onAdded.addListener(() => {
  listenToNotifications();
  listenToServers(app.questions, keepAlive);
  unattended(app.badge.update());
  unattended(app.putIntoPages());
});
browser.permissions.onRemoved.addListener(() => unattended(app.putIntoPages()));

// Made once: making it anew at every start of the worker would put it off for ever.
for (const [name, periodInMinutes] of [[syncAlarm, syncEveryMinutes], [dayAlarm, 1440], [serversAlarm, serversEveryMinutes]] as const) {
  unattended(browser.alarms.get(name).then(async (alarm) => {
    if (!alarm) await browser.alarms.create(name, { periodInMinutes });
  }));
}
unattended(app.loginFlows.resume());
// All this can wait for the popup that has woken the worker.
setTimeout(() => {
  unattended(app.badge.update());
  unattended(app.applySettings());
  unattended(app.folders.sweep());
  unattended(app.session.isUnlocked().then((unlocked) => (unlocked ? app.captures.unlocked() : undefined)));
}, 300);

/** Scripts in web pages may read `storage.local` unless told otherwise. Firefox doesn't know the switch. */
function keepFromPages(): void {
  const area: Partial<Pick<chrome.storage.StorageArea, 'setAccessLevel'>> = browser.storage.local;
  void area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
