/**
 * The notifications: of what has come due, of people on other servers, and of services that have stopped. The browser's question for the permission can't be answered from here, so the
 * built extension is given it from the start.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { idOf, openApp, type App } from '../tools/driver/app.ts';
import { openBrowser, type Driven } from '../tools/driver/browser.ts';
import { pressNotification, ringAlarm } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { fetchByHost } from '../src/demo-server/testing/fetch-by-host.ts';
import { expect, test } from './fixtures.ts';
import { bothSignedIn, far } from './people-steps.ts';
import { domain, ids, pair } from './server-steps.ts';
import { openStandardVault, person, vaultKey } from './standard-vault.ts';

/** A copy of the extension that may notify. */
function allowed(extension: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-notifies-'));
  cpSync(extension, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { permissions: string[] };
  writeFileSync(file, JSON.stringify({ ...manifest, optional_permissions: [], permissions: [...manifest.permissions, 'notifications'] }));
  return folder;
}

async function setExpiry(app: App, label: string, days: number): Promise<void> {
  const credential = await idOf(app, label);
  const { vault, form, base } = await app.must('openForm', { credential, vault: null });
  await app.must('saveCredential', { credential, vault, form: { ...form, expires: Math.floor(Date.now() / 1000) + days * 86_400 }, base });
}

async function withNotifications(cloud: Cloud, work: (driven: Driven, app: App) => Promise<void>): Promise<void> {
  const extension = allowed(process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'));
  const driven = await openBrowser({ extension, ports: cloud, headless: process.env['HEADED'] === undefined });
  await driven.allowHosts();
  try {
    await work(driven, await openApp(driven));
  } finally {
    await driven.close();
    rmSync(extension, { recursive: true, force: true });
  }
}

/** What a press on a notification opens. */
async function pressed(driven: Driven, id: string): Promise<Page> {
  const opened = driven.context.waitForEvent('page');
  await pressNotification(driven, id);
  return opened;
}

const notifications = (app: App) => app.screen.evaluate(() => chrome.notifications.getAll().then(Object.keys));

test('what somebody on another server shares is notified of once, where it is wanted', async ({ cloud }) => {
  test.slow();
  await withNotifications(cloud, async (driven, app) => {
    await bothSignedIn(cloud, app);
    const { settings, accounts } = await app.must('getState', {});
    const [anna, bens] = [accounts.find(({ server }) => !server.includes(far))?.id, accounts.find(({ server }) => server.includes(far))?.id];
    if (anna === undefined || bens === undefined) throw new Error('both are signed in');
    const share = async (name: string): Promise<void> => {
      await fetchByHost(cloud)(`https://cloud.example/remote.php/dav/files/anna/${name}`, { method: 'PUT', body: 'x', headers: { Authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}` } });
      await app.must('shareFile', { account: anna, path: [name], cloudId: `ben@${far}`, mayChange: false, days: 7, note: '' });
    };
    await share('One.txt');
    await app.must('refresh', {});
    expect(await notifications(app), 'it was not asked for').toEqual([]);
    await app.must('saveSettings', { settings: { ...settings, notifyPeople: true } });
    await app.must('refresh', {});
    const notice = `people account=${bens}&show=shares`;
    await expect.poll(() => notifications(app)).toEqual([notice]);
    const page = await pressed(driven, notice);
    await expect(page.getByRole('list', { name: words('sharedWithMe') })).toContainText('One.txt');
    await expect(page.getByRole('list', { name: words('sharedWithMe') })).toBeFocused();
    await expect.poll(() => notifications(app)).toEqual([]);
    await app.must('refresh', {});
    expect(await notifications(app), 'it was told already').toEqual([]);

    // And of somebody who has accepted.
    const { ref } = await app.must('makeInvite', { account: anna, email: '', note: '' });
    const { code } = await app.must('handOver', { account: anna, ref });
    await app.must('refresh', {});
    await app.must('acceptInvite', { account: bens, text: code });
    await app.must('refresh', {});
    const answered = `people account=${anna}&show=contacts`;
    await expect.poll(() => notifications(app)).toEqual([answered]);
    const contacts = (await pressed(driven, answered)).getByRole('list', { name: words('contacts'), exact: true });
    await expect(contacts).toContainText(`ben@${far}`);
    await expect(contacts).toBeFocused();
  });
});

test('what comes due is notified of once, where it is wanted, and again when its day has come', async ({ cloud }) => {
  test.slow();
  await withNotifications(cloud, async (driven, app) => {
    await openStandardVault(cloud, app);
    const notified = () => notifications(app);
    const clear = () => app.screen.evaluate(() => chrome.notifications.clear('due'));
    const again = async (): Promise<void> => {
      await app.must('lock', {});
      await app.must('unlock', { password: vaultKey });
      await app.must('refresh', {});
    };
    const { settings } = await app.must('getState', {});
    await setExpiry(app, 'Safe', 10);
    await again();
    expect(await notified(), 'it was not asked for').toEqual([]);

    await app.must('saveSettings', { settings: { ...settings, notifyDue: true } });
    await expect.poll(notified).toEqual(['due']);
    await clear();
    await again();
    await app.must('saveSettings', { settings: { ...settings, notifyDue: true } });
    expect(await notified(), 'it was told already').toEqual([]);

    await setExpiry(app, 'Safe', -1);
    await app.must('saveSettings', { settings: { ...settings, notifyDue: true } });
    await expect.poll(notified).toEqual(['due']);

    const page = await driven.page('src/ui/vault/index.html#due');
    await expect(page.getByRole('option')).toHaveText([/Safe/]);
  });
});

test('a service that stopped is notified of at the second look, once, and not while its server starts anew', async ({ cloud }) => {
  test.slow();
  await withNotifications(cloud, async (driven, app) => {
    const state = await pair(cloud, app);
    const { server } = await ids(app);
    const seen = async () => (await app.must('getServers', {})).servers[0];
    const look = async (): Promise<readonly string[]> => {
      const before = (await seen())?.lookedAt ?? 0;
      await ringAlarm(driven, 'servers');
      await expect.poll(async () => (await seen())?.lookedAt).toBeGreaterThan(before);
      return notifications(app);
    };
    state.services.set('nextcloud', 3);
    expect(await look()).toEqual([]);
    expect(await look()).toEqual(['server']);
    const page = await pressed(driven, 'server');
    await expect(page.locator('ul:focus')).toContainText(domain);
    await expect(page.locator('ul:focus')).toBeInViewport();
    await expect.poll(() => notifications(app)).toEqual([]);
    expect(await look(), 'it was told already').toEqual([]);

    state.services.set('nextcloud', 0);
    await look();
    await app.must('changeServer', { server, change: { do: 'reboot', confirm: domain } });
    Object.assign(state, { awayUntil: 0 });
    state.services.set('nextcloud', 3);
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([]);
    expect(await seen()).toMatchObject({ broken: [], problem: null });
  });
});
