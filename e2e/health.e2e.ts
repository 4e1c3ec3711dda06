/**
 * How all passwords are: found here, without a word to anybody; and, when a person wants it, compared with breaches.
 */
import type { Page } from 'playwright/test';
import { breachHost } from '../src/demo-server/sites/breaches.ts';
import { openVault, signIn, type App } from '../tools/driver/app.ts';
import type { SeedLogin } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { canariesIn, cloudBase, logins, openStandardVault, person, seed, vaultKey, vaultName } from './standard-vault.ts';

const healthPage = 'src/ui/vault/index.html#health';
const strong = 'mV7%k-Il1|O0qz}Tr4&h';
const items: readonly SeedLogin[] = [
  logins.shop,
  logins.mail,
  { label: 'Weakling', url: 'https://weak.example', username: 'ada', password: 'sunshine1' },
  { label: 'Twin one', url: 'https://one.example', username: 'ada', password: strong },
  { label: 'Twin two', url: 'http://two.example', username: 'ada', password: strong },
];

async function open(cloud: Parameters<typeof seed>[0], app: App): Promise<void> {
  await seed(cloud, { items: [...items] });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
}

const finding = (page: Page, text: string) => page.locator('.finding', { hasText: text });

test('the health page finds weak, reused and unencrypted logins by itself, and leads to them', async ({ cloud, app, driven }) => {
  await open(cloud, app);
  const page = await driven.page(healthPage);
  await expect(finding(page, words('healthWeak_one', { count: 1 }))).toBeVisible();
  await expect(finding(page, words('healthReused_other', { count: 2 }))).toBeVisible();
  await expect(finding(page, words('healthInsecure_one', { count: 1 }))).toBeVisible();
  expect(cloud.control.requests().filter(({ host }) => host === breachHost)).toEqual([]);
  expect(canariesIn(await page.content())).toEqual([]);

  await expectNoBarriers(page, 'health', '.health-pane');

  await page.getByText(words('healthWhoShares')).click();
  await expect(page.locator('.groups').getByRole('button', { name: /Twin one/ })).toBeVisible();

  await finding(page, words('healthWeak_one', { count: 1 })).getByRole('button').press('Enter');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option', { name: /Weakling/ })).toBeVisible();
  expect((await app.must('search', { query: 'is:reused', limit: 9 })).rows.map(({ label }) => label)).toEqual(['Twin one', 'Twin two']);
  await page.close();
});

test('what was found is there again after the worker was stopped, and gone with the lock', async ({ cloud, app, driven }) => {
  await open(cloud, app);
  await app.must('checkHealth', {});
  await expect.poll(async () => (await app.must('getHealth', {})).unknown).toBe(0);
  await driven.killWorker();
  expect((await app.must('getHealth', {})).numbers.counts.weak).toBe(1);
  const page = await driven.page(healthPage);
  await expect(finding(page, words('healthWeak_one', { count: 1 }))).toBeVisible();
  await app.must('lock', {});
  await expect(page.getByLabel(words('unlockPassword'), { exact: true })).toBeVisible();
  await expect(page.locator('.finding')).toHaveCount(0);
  expect(await app.ask('getHealth', {})).toEqual({ ok: false, problem: { kind: 'locked' } });
  await page.close();
});

test('breaches are asked about only when wished, by five digits, and forgotten again', async ({ cloud, app, driven }) => {
  await open(cloud, app);
  const page = await driven.page(healthPage);
  const field = page.getByLabel(words('breachService'), { exact: true });
  await field.fill('http://breaches.example');
  await page.getByRole('button', { name: words('breachesTurnOn') }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await field.fill(breachHost);
  await page.getByRole('button', { name: words('breachesTurnOn') }).click();
  await expect(page.getByText(words('healthCompromised_one', { count: 1 }))).toBeVisible();
  const asked = () => cloud.control.requests().filter(({ host }) => host === breachHost);
  await expect.poll(() => asked().length).toBe(4);
  for (const { path, method, cookie, authorization } of asked()) {
    expect(path).toMatch(/^\/range\/[0-9A-F]{5}$/);
    expect({ method, cookie, authorization }).toEqual({ method: 'GET', cookie: false, authorization: false });
  }
  expect((await app.must('search', { query: 'is:compromised', limit: 9 })).rows.map(({ label }) => label)).toEqual([logins.shop.label]);

  await page.getByRole('button', { name: words('turnOff'), exact: true }).click();
  await expect(field).toBeVisible();
  await expect(page.getByText(words('healthCompromised_one', { count: 1 }))).toHaveCount(0);
  await page.close();
});

test('a vault without urgent findings says so', async ({ cloud, app, driven }) => {
  await seed(cloud, { items: [{ label: 'Fine', url: 'https://fine.example', username: 'ada', password: strong }] });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
  const page = await driven.page(healthPage);
  await expect(page.getByText(words('healthAllWell'))).toBeVisible();
  await page.close();
});

test('the health page is one click away and fits a narrow window', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('button', { name: words('health'), exact: true }).click();
  await page.setViewportSize({ width: 320, height: 600 });
  await expect(page.getByRole('heading', { name: words('health'), exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.close();
});
