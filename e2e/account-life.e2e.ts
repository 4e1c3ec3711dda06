/**
 * What happens to an account after the sign-in: its app password is renewed, its answer is lost, its device is wiped from afar.
 */
import type { Cloud } from '../src/demo-server/cloud.ts';
import { idOf, type App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { optionsPage, problemOn } from '../tools/driver/set-up.ts';
import { readStorage } from '../tools/driver/traces.ts';
import { putClockAhead } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { enter, filesPage, makeRoot, setUp } from './folder-steps.ts';
import { canariesIn, cloudAddress, openStandardVault, person, vaultKey, vaultName } from './standard-vault.ts';

test('the app password is renewed from the account’s card; where the answer is lost, signing in again is the way out and nothing is lost', async ({ cloud, driven, app }) => {
  await openStandardVault(cloud, app);
  const options = await driven.page(optionsPage);
  await options.getByText(words('accountFacts'), { exact: true }).click();
  await expect(options.getByText(words('accountKept', { keys: 1 }))).toBeVisible();
  await expectNoBarriers(options, 'about an account', 'main');
  const renew = options.getByRole('button', { name: words('rotate'), exact: true });
  await renew.click();
  cloud.control.clearRequests();
  await options.locator('.confirm').getByRole('button', { name: words('rotate'), exact: true }).click();
  await expect(options.getByText(words('rotated'))).toBeVisible();
  expect(cloud.control.requests().filter(({ path }) => path.includes('apppassword/rotate'))).toHaveLength(1);
  expect(cloud.control.devices(person.userId)).toHaveLength(1);
  expect((await app.must('refresh', {})).accounts[0]?.problem).toBeNull();

  cloud.control.addFault({ match: { path: 'apppassword/rotate' }, kind: 'lost-answer' });
  await renew.click();
  await options.locator('.confirm').getByRole('button', { name: words('rotate'), exact: true }).click();
  await expect(options.locator('[data-problem="password-lost"]')).toBeVisible();
  expect((await app.must('search', { query: 'Corner shop', limit: 9 })).total).toBe(1);
  await options.getByRole('button', { name: words('signInAgain') }).click();
  await expect(options.getByLabel(words('serverAddress'))).toHaveValue(`https://${cloudAddress}`);
  cloud.control.clearFaults();
  await app.must('signIn', { server: `https://${cloudAddress}`, loginName: person.userId, password: person.password, acceptPlainHttp: false });
  await expect(problemOn(options)).toHaveCount(0);
  expect((await app.must('getState', {})).vaults).toMatchObject([{ name: vaultName, state: 'open' }]);
  await lastUsedOutlivesLocking(cloud, driven, app);
});

test('a device that its owner wipes keeps nothing of the account, and says so to the server', async ({ cloud, driven, app }) => {
  await openStandardVault(cloud, app);
  const options = await driven.page(optionsPage);
  cloud.control.wipeDevices(person.userId);
  await app.must('refresh', {});
  await expect(options.getByLabel(words('serverAddress'))).toBeVisible();
  expect(cloud.control.requests().map(({ path }) => path).filter((path) => path.includes('/core/wipe/'))).toEqual(['/index.php/core/wipe/check', '/index.php/core/wipe/success']);
  expect(cloud.control.devices(person.userId)).toEqual([]);
  expect(await app.screen.evaluate(() => chrome.permissions.getAll())).toMatchObject({ origins: [] });
  const kept = await readStorage(driven);
  for (const trace of [person.userId, cloudAddress, vaultName, 'keyring', 'dataKey']) expect(kept, trace).not.toContain(trace);
  expect(canariesIn(kept)).toEqual([]);
});

test('a server that sends us elsewhere is explained; another address gets no login before a Nextcloud answers there, and takes the account over then', async ({ cloud, driven, app }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const { page: files } = await setUp(driven);
  await makeRoot(files, 'Papers');
  await files.close();
  // Moved for good: whatever is asked for is somewhere else.
  cloud.control.addFault({ match: { path: '', host: `^${cloudAddress}$` }, kind: 'redirect', to: 'https://www.cloud.example/', status: 301 });
  const shop = await idOf(app, 'Corner shop');
  const { vault, form, base } = await app.must('openForm', { credential: shop, vault: null });
  expect(await app.must('saveCredential', { credential: shop, vault, form: { ...form, description: 'written on the way' }, base })).toMatchObject({ state: 'queued' });
  const options = await driven.page(optionsPage);
  cloud.control.clearRequests();
  await app.must('refresh', {});
  await expect(problemOn(options)).toHaveAttribute('data-problem', 'redirected');
  await expect(problemOn(options)).toContainText(words('problemRedirectedAway', { host: cloudAddress }));
  expect(cloud.control.requests().filter(({ host }) => host !== cloudAddress)).toEqual([]);
  await options.getByText(words('moveServer')).click();
  const move = async (to: string): Promise<void> => {
    await options.getByLabel(words('moveServerTo'), { exact: true }).fill(to);
    await options.getByRole('button', { name: words('moveServerYes') }).click();
  };
  await move('shop.example');
  await expect(options.locator('[data-problem="not-nextcloud"]')).toBeVisible();
  expect(cloud.control.requests().filter(({ host, authorization }) => host === 'shop.example' && authorization)).toEqual([]);
  expect(await permittedOrigins(app)).toEqual([`https://${cloudAddress}/*`]);
  await expectNoBarriers(options, 'a server that has moved', 'main');

  const elsewhere = 'cloud.moved.example';
  cloud.control.clearRequests();
  await move(elsewhere);
  await expect(options.locator('li.card', { hasText: `https://${elsewhere}` })).toBeVisible();
  await expect(problemOn(options)).toHaveCount(0);
  // All that is kept goes on there, and the old address may not be reached any more.
  expect((await app.must('getState', {})).vaults).toMatchObject([{ name: vaultName, state: 'open' }]);
  expect(await permittedOrigins(app)).toEqual([`https://${elsewhere}/*`]);
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('getQueue', {})).writes).toEqual([]);
  expect(cloud.control.requests().filter(({ method, path }) => method === 'PATCH' && path.includes('/credentials/')).map(({ host }) => host)).toEqual([elsewhere]);
  expect((await app.must('openForm', { credential: shop, vault: null })).form.description).toBe('written on the way');

  // What was known of the keys of encrypted folders is known there, too: nothing is asked, and nothing trusted anew.
  const again = await driven.page(filesPage);
  await enter(again, 'Papers');
  await expect(again.getByText(words('foldersEmpty'))).toBeVisible();
  expect(new Set(cloud.control.requests().map(({ host }) => host))).toEqual(new Set([elsewhere]));
  expect((await app.must('getState', {})).accounts).toMatchObject([{ server: `https://${elsewhere}`, problem: null }]);

  // Also where nothing is wrong yet, and the person knows of a new address.
  await options.getByText(words('accountFacts'), { exact: true }).click();
  await options.getByText(words('moveServer')).click();
  await move('cloud.third.example');
  await expect(options.locator('li.card', { hasText: 'https://cloud.third.example' })).toBeVisible();
  expect(await permittedOrigins(app)).toEqual(['https://cloud.third.example/*']);
});

/** When the account was last used is known after a lock and another worker, without asking the server. */
async function lastUsedOutlivesLocking(cloud: Cloud, driven: Driven, app: App): Promise<void> {
  const used = async () => (await app.must('getState', {})).accounts[0]?.usedAt ?? 0;
  const first = await used();
  await putClockAhead(driven, 600_000);
  await app.must('refresh', {});
  const before = await used();
  expect(before - first).toBeGreaterThanOrEqual(600_000);
  cloud.control.addFault({ match: { path: '' }, kind: 'drop' });
  await app.must('lock', {});
  await app.must('unlock', { password: vaultKey });
  expect(before - await used()).toBeLessThan(60_000);
}

const permittedOrigins = (app: App) => app.screen.evaluate(() => chrome.permissions.getAll().then(({ origins }) => origins));
