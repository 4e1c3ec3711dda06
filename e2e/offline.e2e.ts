/**
 * Without a network: what is there is read, found and filled; what is written waits, also for another start of the
 * browser, and arrives once. What others changed meanwhile is there beside it.
 */
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startCloud, type Cloud } from '../src/demo-server/cloud.ts';
import { openApp, type App } from '../tools/driver/app.ts';
import { openBrowser, type Opened } from '../tools/driver/browser.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { canary, openText, sealLogins } from '../tools/driver/seed.ts';
import { watch, type Watch } from '../tools/driver/traces.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { logins, openStandardVault, person, vaultKey } from './standard-vault.ts';

const vaultPage = 'src/ui/vault/index.html';
const button = (page: Page, name: string) => page.getByRole('button', { name: words(name), exact: true });
const field = (page: Page, name: string) => page.getByLabel(words(name), { exact: true });

type OnServer = Record<'label' | 'guid' | 'username' | 'password' | 'description', string> & { delete_time: number };

/** The same person elsewhere: no browser, only the server's own interface. */
class Elsewhere {
  readonly #cloud: Cloud;
  constructor(cloud: Cloud) { this.#cloud = cloud; }

  async #ask(path: string, method = 'GET', body?: object): Promise<unknown> {
    const authorization = `Basic ${btoa(`${person.userId}:${person.password}`)}`;
    const answer = await fetch(`${this.#cloud.url}/index.php/apps/passman/api/v2${path}`, { method, headers: { authorization, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
    return answer.json();
  }

  async all(): Promise<OnServer[]> {
    const [vault] = await this.#ask('/vaults') as { guid: string }[];
    return (await this.#ask(`/vaults/${vault?.guid ?? ''}`) as { credentials: OnServer[] }).credentials;
  }

  async one(label: string): Promise<OnServer> {
    const [found, ...more] = (await this.all()).filter((each) => each.label === label);
    if (!found || more.length > 0) throw new Error(`There is not one "${label}".`);
    return found;
  }

  /** Writes one field over what the server has. */
  async change(label: string, name: 'username' | 'description' | 'password', value: string): Promise<void> {
    const record = await this.one(label);
    const [sealed] = await sealLogins(vaultKey, [{ label, username: value, password: value, notes: value }]);
    await this.#ask(`/credentials/${record.guid}`, 'PATCH', { ...record, [name]: sealed?.[name] });
  }

  async revisions(label: string): Promise<OnServer[]> {
    const found = await this.#ask(`/credentials/${(await this.one(label)).guid}/revision`) as { credential_data: OnServer }[];
    return found.map(({ credential_data }) => credential_data);
  }
}

const plain = (envelope: string): unknown => JSON.parse(openText(vaultKey, envelope));

let cloud: Cloud;
let driven: Opened;
let watching: Watch;
test.beforeEach(async () => {
  cloud = await startCloud({ users: [person] });
  driven = await openBrowser({ extension: process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'), ports: cloud, headless: process.env['HEADED'] === undefined });
  await driven.allowHosts();
  watching = watch(driven.context);
});
test.afterEach(async () => {
  const complaints = [...watching.complaints];
  await driven.close();
  await cloud.close();
  expect(complaints).toEqual([]);
});

const goOffline = (): void => { cloud.control.addFault({ match: { path: '', host: String.raw`^cloud\.` }, kind: 'drop' }); };
const written = () => cloud.control.requests().filter(({ method, path, origin, status }) => method !== 'GET' && path.includes('/credentials') && origin === `chrome-extension://${driven.id}` && status !== 0).map(({ method }) => method).sort();
const labels = async (app: App, query = ''): Promise<string[]> => (await app.must('search', { query, limit: 50 })).rows.map(({ label }) => label);

async function backOnline(app: App): Promise<void> {
  cloud.control.clearFaults();
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('getQueue', {})).writes).toEqual([]);
}

async function startEditing(page: Page, label: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(label) }).click();
  await button(page, 'edit').click();
}

test('what is there is read, found and filled; what is written outlives the browser and arrives once', async () => {
  // The browser starts twice.
  test.slow();
  const elsewhere = new Elsewhere(cloud);
  await openStandardVault(cloud, await openApp(driven));
  goOffline();
  cloud.control.clearRequests();

  await test.step('reads, searches and fills, also with a new worker', async () => {
    await driven.killWorker();
    const shop = await driven.context.newPage();
    await shop.goto('https://shop.example/login');
    const { popup, close } = await driven.openPopup(shop);
    await expect(popup.getByRole('option', { selected: true })).toContainText('Corner shop');
    expect(await pressEnter(popup)).toBe('filled');
    await close();
    await expect(shop.getByLabel('Password')).toHaveValue(logins.shop.password);
  });

  await test.step('takes a new login, a change and a removal', async () => {
    const page = await driven.page(`${vaultPage}#new`);
    await field(page, 'itemName').fill('Allotment');
    await field(page, 'username').fill('gardener');
    await button(page, 'save').click();
    await expect(page.getByRole('option', { name: /Allotment/ })).toBeVisible();
    await startEditing(page, 'Corner shop');
    await field(page, 'username').fill('somebody else');
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('option', { name: /somebody else/ })).toBeVisible();
    await page.getByRole('option', { name: /Router/ }).click();
    await button(page, 'moveToTrash').click();
    await expect(page.getByRole('option', { name: /Router/ })).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: words('waitingWrites_other', { count: 3 }) })).toBeVisible();
  });

  expect(watching.complaints).toEqual([]);
  driven = await driven.restart();
  watching = watch(driven.context);
  const app = await openApp(driven);
  await app.must('unlock', { password: vaultKey });
  expect((await app.must('getQueue', {})).writes.map(({ what }) => what)).toEqual(['create', 'edit', 'trash']);
  expect(await labels(app)).toEqual(['Allotment', 'Bank', 'Corner shop', 'Mail at home', 'Mail at work', 'Safe']);
  expect((await app.must('search', { query: 'corner', limit: 5 })).rows.map(({ account }) => account)).toEqual(['somebody else']);
  expect(written()).toEqual([]);
  await elsewhere.change('Corner shop', 'description', 'from elsewhere');
  await elsewhere.change('Corner shop', 'username', canary('met'));

  await backOnline(app);
  expect(written()).toEqual(['PATCH', 'PATCH', 'POST']);
  await app.must('refresh', {});
  expect(written()).toHaveLength(3);
  const { username, description } = await elsewhere.one('Corner shop');
  expect([username, description].map(plain)).toEqual(['somebody else', 'from elsewhere']);
  expect(plain((await elsewhere.one('Allotment')).username)).toBe('gardener');
  expect((await elsewhere.one('Router')).delete_time).toBeGreaterThan(0);

  await test.step('says what met a change from elsewhere, also a new worker after a lock, until it is dismissed', async () => {
    await app.must('lock', {});
    await driven.killWorker();
    await app.must('unlock', { password: vaultKey });
    const page = await driven.page(`${vaultPage}#unsent`);
    const note = page.locator('.detail-pane .note').filter({ hasText: words('username') });
    await expect(note).toContainText('Corner shop');
    await expectNoBarriers(page, 'clash');
    await note.getByRole('button', { name: words('details'), exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Corner shop' })).toBeVisible();
    await note.getByRole('button', { name: words('dismiss') }).click();
    await expect(note).toHaveCount(0);
    expect((await app.must('getQueue', {})).clashes).toEqual([]);
  });
});

test('what others changed meanwhile is merged; of the same field both stay, and it is said', async () => {
  const elsewhere = new Elsewhere(cloud);
  await openStandardVault(cloud, await openApp(driven));
  const page = await driven.page(vaultPage);
  const notice = (text: string) => page.getByText(text).first();

  await startEditing(page, 'Corner shop');
  await field(page, 'username').fill('ours');
  await elsewhere.change('Corner shop', 'description', 'theirs');
  await page.keyboard.press('Control+s');
  await expect(notice(words('savedMerged'))).toBeVisible();
  const merged = await elsewhere.one('Corner shop');
  expect([merged.username, merged.description].map(plain)).toEqual(['ours', 'theirs']);

  await startEditing(page, 'Bank');
  await field(page, 'username').fill('ours');
  await elsewhere.change('Bank', 'username', canary('theirs'));
  await page.keyboard.press('Control+s');
  await expect(notice(words('savedWithClashes', { fields: words('username') }))).toBeVisible();
  expect(plain((await elsewhere.one('Bank')).username)).toBe('ours');
  expect((await elsewhere.revisions('Bank')).map(({ username }) => plain(username))).toEqual([logins.bank.username, canary('theirs')]);
});
