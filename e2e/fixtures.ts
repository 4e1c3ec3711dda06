/**
 * What a browser test stands on: an embedded cloud and a Chromium with the built extension, one of each a worker.
 * Each test begins as on the day of the installation, and ends with a look at what the extension did meanwhile:
 * no complaint in a console, no request to a host that is none of its business, no cookie sent.
 * @module
 */
import { join } from 'node:path';
import { expect, test as base, type Page } from 'playwright/test';
import { startCloud, type Cloud } from '../src/demo-server/cloud.ts';
import { breachHost } from '../src/demo-server/sites/breaches.ts';
import { openApp, type App } from '../tools/driver/app.ts';
import { openBrowser, type Driven } from '../tools/driver/browser.ts';
import { watch, wipe, type Watch } from '../tools/driver/traces.ts';
import { live, person, removeLiveVault, vaultKey } from './standard-vault.ts';

interface WorkerFixtures { cloud: Cloud; driven: Driven }
interface TestFixtures {
  /** Runs for every test, first and last. */
  fresh: Watch;
  app: App;
  /** Opens a web page in a tab. */
  visit: (url: string) => Promise<Page>;
  /** Opens the toolbar popup over a tab. It is closed at the end. */
  popupOver: (page: Page) => Promise<Page>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  cloud: [async ({}, use) => {
    const cloud = await startCloud({ users: [person] });
    await use(cloud);
    await removeLiveVault();
    await cloud.close();
  }, { scope: 'worker' }],

  driven: [async ({ cloud }, use) => {
    const driven = await openBrowser({
      extension: process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'),
      ports: cloud,
      headless: process.env['HEADED'] === undefined,
      straight: live === null ? [] : [new URL(live.server).hostname],
    });
    await driven.allowHosts();
    await use(driven);
    await driven.close();
  }, { scope: 'worker', timeout: 90_000 }],

  fresh: [async ({ cloud, driven }, use) => {
    // The worker of the test before may still be sending.
    await wipe(driven);
    cloud.control.reset();
    const watching = watch(driven.context);
    await use(watching);
    watching.stop();
    if (live !== null) await signOutEverywhere(driven);
    expect.soft(watching.complaints, 'errors of our own').toEqual([]);
    expect.soft(strayRequests(cloud, driven), 'requests of the extension that it should not make').toEqual([]);
  }, { auto: true }],

  app: async ({ driven }, use) => {
    await use(await openApp(driven));
  },

  visit: async ({ driven }, use) => {
    await use(async (url) => {
      const page = await driven.context.newPage();
      await page.goto(url);
      return page;
    });
  },

  popupOver: async ({ driven, fresh }, use) => {
    const close: (() => Promise<void>)[] = [];
    await use(async (page) => {
      const opened = await driven.openPopup(page);
      close.push(opened.close);
      fresh.watchPage(opened.popup);
      return opened.popup;
    });
    await Promise.all(close.map((one) => one()));
  },
});

export { expect };

/** A live server must not keep the app passwords that the tests were given. */
async function signOutEverywhere(driven: Driven): Promise<void> {
  const app = await openApp(driven);
  await app.ask('unlock', { password: vaultKey });
  for (const { id } of (await app.must('getState', {})).accounts) await app.must('signOut', { account: id });
}

/**
 * Every host name leads to the embedded cloud, so its log knows all that was asked of anybody. Who was told a password at
 * `/staff-only` is what `http-auth.e2e.ts` looks at.
 */
function strayRequests(cloud: Cloud, driven: Driven): readonly string[] {
  return cloud.control.requests()
    .filter(({ origin, authorization }) => origin === `chrome-extension://${driven.id}` || authorization)
    .filter(({ host, path, cookie }) => cookie || !(isCloud(host) || path.startsWith('/staff-only')))
    .map(({ method, host, path, cookie }) => `${method} ${host}${path}${cookie ? ' with a cookie' : ''}`);
}

function isCloud(host: string): boolean {
  return host.startsWith('cloud.') || host.startsWith('api.') || host.startsWith('127.0.0.1') || host.startsWith('localhost') || host === breachHost;
}
