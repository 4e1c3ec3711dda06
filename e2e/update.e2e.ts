/**
 * An update while pages are open and things are half done: what stood in the pages goes, what the new version puts there
 * works at once, and drafts, waiting changes and the vault are as they were. And back: data of a newer version is left alone.
 * @see guides: reliability
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startCloud, type Cloud } from '../src/demo-server/cloud.ts';
import { idOf, openApp, type App } from '../tools/driver/app.ts';
import { openBrowser, stillPage, until, type Opened } from '../tools/driver/browser.ts';
import { marksIn, markOf } from '../tools/driver/menu.ts';
import { scriptsIn } from '../tools/driver/our-world.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { canary } from '../tools/driver/seed.ts';
import { watch, type Watch } from '../tools/driver/traces.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { valuesOf } from './filling.ts';
import { logins, openStandardVault, person, vaultKey } from './standard-vault.ts';
import { openMenu, scriptsInPages, wantMenu } from './wanted-menu.ts';

let cloud: Cloud;
let driven: Opened;
let watching: Watch;
/** A copy of the built extension, so that its version can be changed. */
let extension: string;
/** A worker that the browser takes away while it hears of closed tabs: what it asks of the browser fails, at no place in our code. */
const takenAway = /service-worker-loader\.js: Latchkey: unexpected \[Error, \]$/;
test.beforeEach(async () => {
  extension = mkdtempSync(join(tmpdir(), 'latchkey-extension-'));
  cpSync(process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'), extension, { recursive: true });
  cloud = await startCloud({ users: [person] });
  driven = await openBrowser({ extension, ports: cloud, headless: process.env['HEADED'] === undefined });
  await driven.allowHosts();
  await allowReloads();
  watching = watch(driven.context);
});
test.afterEach(async () => {
  const complaints = watching.complaints.filter((complaint) => !takenAway.test(complaint));
  await driven.close();
  await cloud.close();
  rmSync(extension, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

/** Chromium takes an unpacked extension again only in developer mode. */
async function allowReloads(): Promise<void> {
  const page = await driven.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async () => {
    const { developerPrivate } = chrome as unknown as { developerPrivate: { updateProfileConfiguration: (change: { inDeveloperMode: boolean }) => Promise<void> } };
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  });
  await page.close();
}

/** Puts another version in the place of the one that runs. Its pages are closed by the browser. @returns a page to ask it through */
async function become(version: string, from: App): Promise<App> {
  const file = join(extension, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, version }));
  const gone = from.screen.waitForEvent('close');
  await from.screen.evaluate(() => { chrome.runtime.reload(); }).catch(() => undefined);
  await gone;
  await until(`version ${version} to run`, async () => {
    const page = await driven.context.newPage();
    const runs = await page.goto(`chrome-extension://${driven.id}/${stillPage}`).then(() => page.evaluate(() => chrome.runtime.getManifest().version), () => '');
    await page.close();
    return runs === version;
  });
  return openApp(driven);
}

/** What an old script says once the browser has cut it off. */
function listenForOrphans(page: Page): readonly string[] {
  const said: string[] = [];
  const hear = (text: string): void => { if (/context invalidated|chrome is not defined|reading 'sendMessage'/i.test(text)) said.push(text); };
  page.on('console', (message) => { hear(message.text()); });
  page.on('pageerror', (error) => { hear(error.message); });
  return said;
}

const ourElements = (page: Page): Promise<number> => page.locator('html').evaluate((html) => html.querySelectorAll('[popover=manual]').length);

test('an update loses nothing, clears the open pages of the old version and works in them, and a downgrade touches nothing', async () => {
  test.setTimeout(120_000);
  const before = await openApp(driven);
  await openStandardVault(cloud, before);
  await wantMenu(before, driven);
  const [mail, shop] = [await driven.context.newPage(), await driven.context.newPage()];
  const orphans = [listenForOrphans(mail), listenForOrphans(shop)];

  await test.step('things are half done: a menu is open, a login is typed, a form is a draft, a change waits', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/apps/passman/' }, kind: 'status', status: 503 });
    await before.must('setFavourite', { credentials: [await idOf(before, logins.bank.label)], favourite: true });
    const vault = await driven.page('src/ui/vault/index.html');
    await vault.getByRole('option', { name: /Corner shop/ }).click();
    await vault.getByRole('button', { name: words('edit'), exact: true }).click();
    await vault.getByLabel(words('username'), { exact: true }).fill('half typed');
    await expect.poll(async () => (await before.must('getDrafts', {})).drafts.map(({ label }) => label)).toEqual(['Corner shop']);
    await shop.goto('https://www.new.example/login-redirect');
    await shop.getByLabel('User name').fill(canary('new-user'));
    await mail.bringToFront();
    await mail.goto('https://mail.example/login');
    await openMenu(mail, 'User name');
  });

  const after = await become('0.1.1', before);
  await test.step('the old mark and its menu are gone, and nothing has complained', async () => {
    await expect.poll(() => marksIn(mail)).toEqual({ mark: null, menu: null });
    await expect.poll(() => scriptsInPages(driven)).toContain('scout');
    expect(await ourElements(mail)).toBe(0);
    await expect.poll(() => scriptsIn(driven, mail)).toContain('latchkeyScout');
    await expect.poll(() => scriptsIn(driven, shop)).toContain('latchkeyWatch');
  });

  await test.step('the popup unlocks and fills', async () => {
    const { popup, close } = await driven.openPopup(mail);
    watching.watchPage(popup);
    await popup.getByLabel(words('unlockPassword'), { exact: true }).fill(vaultKey);
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('option', { selected: true })).toContainText(logins.mail.label);
    expect(await pressEnter(popup)).toBe('filled');
    await close();
    expect(await valuesOf(mail)).toEqual({ username: logins.mail.username, password: logins.mail.password });
  });

  await test.step('a field of a page that was open has one mark, the new one', async () => {
    await mail.bringToFront();
    await mail.getByRole('heading').click();
    await mail.getByLabel('User name').click();
    await markOf(mail);
    expect(await ourElements(mail)).toBe(1);
  });

  await test.step('what is typed into a page that was open is offered to be saved', async () => {
    await shop.bringToFront();
    await shop.getByLabel('Password').fill(canary('new-password'));
    await shop.getByLabel('Password').press('Enter');
    await shop.waitForURL('**/no-fields');
    const { popup, close } = await driven.openedPopup();
    await expect(popup.locator('.capture').getByLabel(words('username'))).toHaveValue(canary('new-user'));
    await close();
    await driven.closePopups();
  });

  await test.step('the draft and the waiting change are there, and the change arrives', async () => {
    const shopId = await idOf(after, 'Corner shop');
    expect((await after.must('openForm', { credential: shopId, vault: null })).form.username).toBe('half typed');
    expect((await after.must('getQueue', {})).writes).toHaveLength(1);
    cloud.control.clearFaults();
    expect((await after.must('sendQueue', {})).writes).toEqual([]);
    expect((await after.must('search', { query: 'is:fav', limit: 5 })).rows.map(({ label }) => label)).toEqual([logins.bank.label]);
  });

  await test.step('what a newer version has stored is left alone, and said', async () => {
    const stored = await after.screen.evaluate(async () => {
      const { keyring } = await chrome.storage.local.get('keyring');
      await chrome.storage.local.set({ keyring: { ...keyring as object, format: 2 } });
      return JSON.stringify(await chrome.storage.local.get('keyring'));
    });
    const older = await become('0.1.0', after);
    const { popup, close } = await driven.openPopup(mail);
    await expect(popup.locator('[data-problem=newer-data]')).toBeVisible();
    await expectNoBarriers(popup, 'popup: data of a newer version');
    await close();
    const options = await driven.page('src/ui/options/index.html');
    await expect(options.locator('[data-problem=newer-data]')).toBeVisible();
    expect(await older.ask('unlock', { password: vaultKey })).toEqual({ ok: false, problem: { kind: 'newer-data' } });
    expect(await older.screen.evaluate(async () => JSON.stringify(await chrome.storage.local.get('keyring')))).toBe(stored);
  });
  expect(orphans.flat()).toEqual([]);
});
