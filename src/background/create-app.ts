/**
 * Puts the parts of the background together. The only place, with `service-worker.ts`, that knows the real browser,
 * network and clock.
 * @module
 */

import type { UseStore } from 'idb-keyval';

import type { AccountId } from '../core/ids.ts';
import type { News } from '../messages/contract.ts';
import { forgetter } from './accounts/forget.ts';
import { loginFlows, type FlowTabs } from './accounts/login-flow.ts';
import { refresher } from './accounts/refresh.ts';
import type { ServerWorld } from './accounts/server-of.ts';
import { appState } from './app-state.ts';
import { browser } from './browser.ts';
import { clipboard, type Clipboard } from './clipboard.ts';
import { badge, type Badge } from './fill/badge.ts';
import { Chores, type ChoresWorld } from './chores/chores.ts';
import { Files } from './files/files.ts';
import { keepAlive } from './keep-alive.ts';
import { pages } from './fill/pages.ts';
import { tickets, type Tickets } from './fill/tickets.ts';
import type { App } from './handlers/app.ts';
import { Revisions } from './revisions/revisions.ts';
import { autoLock } from './session/auto-lock.ts';
import { keyring as createKeyring } from './session/keyring.ts';
import { session as createSession, type Session } from './session/session.ts';
import { tries as createTries } from './session/tries.ts';
import { settingsStore, type SettingsStore } from './settings.ts';
import { vaults as createVaults, type Vaults } from './vaults/vaults.ts';
import { sealedBlobs } from './vaults/sealed-blobs.ts';
import { vaultStore } from './vaults/vault-store.ts';
import { generatedHistory } from './writes/drafts.ts';
import { Writes } from './writes/writes.ts';

/** Chromium's shortest idle time. */
const shortestIdleSeconds = 15;
/** Many changes in a row are one piece of news. */
const newsAfterMs = 30;

const now = () => Date.now();
const { local, session: volatile } = browser.storage;
const servers: ServerWorld = { fetch: (...request) => fetch(...request), permissions: browser.permissions };

export function createApp(records: UseStore): App & { badge: Badge } {
  const settings = settingsStore(local);
  const tries = createTries(local, now);
  const keyring = createKeyring({ local, session: volatile, tries });
  const copied = clipboard();
  const orders = tickets(now);
  const changed = announcer(() => toolbar.update());
  const vaults: Vaults = createVaults({
    store: vaultStore(records), keyring, now, changed,
    overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id),
  });
  const blobs = sealedBlobs(records, () => keyring.dataKey());
  const writes = new Writes({ servers, keyring, vaults, blobs, keepAlive, now, changed, wait });
  const { chores, files, revisions } = besideRecords({ servers, keyring, vaults, writes, blobs, keepAlive, now, changed, wait });
  const session = createSession({
    keyring, tries,
    autoLock: autoLock({ session: volatile, settings, alarms: browser.alarms, now }),
    locked: () => leave({ vaults, files, revisions, orders, copied, changed }),
    unlocked: () => void refresh.all(),
  });
  const toolbar = toolbarOf(session, vaults);
  const clearStorage = async () => {
    await local.clear();
    await volatile.clear();
  };
  const leaveBehind = async (account: AccountId) => {
    refresh.forget(account);
    await flows.forget(account);
    await writes.journal.forget(`${account}/`);
    await chores.forget(`${account}/`);
  };
  const forget = forgetter({ session, vaults, permissions: servers.permissions, clearStorage, leaveBehind, changed });
  const refresh = refresher({ ...servers, keyring, vaults, keepAlive, changed, forgetAccount: (account) => forget.account(account), sendWaiting: () => writes.send().then(() => chores.run()) });
  const flows = loginFlows({
    ...servers, keyring, session: volatile, tabs: flowTabs, now, changed, alarms: browser.alarms, wait,
    signedIn: () => void refresh.all(),
  });

  return {
    session, settings, vaults, writes, files, revisions, generated: generatedHistory(blobs), refresh, servers, now, keepAlive, changed, forget,
    loginFlows: flows,
    pages: pages(),
    tickets: orders,
    clipboard: copied,
    badge: toolbar,
    // The health check's answers; until it has any, nothing is found by them.
    judge: () => Promise.resolve(new Set()),
    openTab: async (url) => { await browser.tabs.create({ url }); },
    state: () => appState({ session, vaults, refresh, settings, version: browser.runtime.getManifest().version }),
    applySettings: () => applySettings(settings),
  };
}

/** What hangs on records: files, earlier versions, and what the server is still to do about them. */
function besideRecords(world: ChoresWorld): { chores: Chores; files: Files; revisions: Revisions } {
  const chores = new Chores(world);
  return { chores, files: new Files({ ...world, chores }), revisions: new Revisions({ ...world, chores }) };
}

/** What must not stay when Latchkey locks. */
async function leave({ vaults, files, revisions, orders, copied, changed }: { vaults: Vaults; files: Files; revisions: Revisions; orders: Tickets; copied: Clipboard; changed: () => void }): Promise<void> {
  for (const part of [vaults, files, revisions]) part.forget();
  orders.withdrawAll();
  changed();
  // Locked all the same where the clipboard is out of reach.
  await copied.clear().catch(() => undefined);
}

function toolbarOf(session: Session, vaults: Vaults): Badge {
  return badge({
    isUnlocked: () => session.isUnlocked(),
    countMatches: async (page) => [...(await vaults.load()).values()].flatMap((vault) => vault.matches(page)).filter(({ match }) => match.offer).length,
  });
}

async function applySettings(settings: SettingsStore): Promise<void> {
  const { lockAfterMinutes } = await settings.read();
  browser.idle.setDetectionInterval(Math.max(shortestIdleSeconds, (lockAfterMinutes || 15) * 60));
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

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

const flowTabs: FlowTabs = {
  open: async (url) => (await browser.tabs.create({ url })).id ?? null,
  close: async (tabId) => { await browser.tabs.remove(tabId).catch(() => undefined); },
  show: async (tabId) => { await browser.tabs.update(tabId, { active: true }).catch(() => undefined); },
  active: async () => (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id ?? null,
};
