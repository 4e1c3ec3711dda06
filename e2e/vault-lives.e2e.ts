/**
 * Vaults from their making to their end: made, renamed, given another key with the worker killed on the way, deleted.
 */
import type { Page } from 'playwright/test';
import { optionsPage } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { cloudBase, openStandardVault, person, vaultKey, vaultName } from './standard-vault.ts';

const vaultTab = 'src/ui/vault/index.html';
const nextKey = 'another vault key, a longer one';

function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('There is none.');
  return item;
}

async function typeNewVault(page: Page, name: string, key: string): Promise<void> {
  await page.getByLabel(words('vaultName'), { exact: true }).fill(name);
  await page.getByLabel(words('newVaultKey'), { exact: true }).fill(key);
  await page.getByLabel(words('newVaultKeyAgain'), { exact: true }).fill(key);
  await page.getByRole('button', { name: words('makeVault'), exact: true }).click();
}

async function openKeyForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('manageVaultOf', { vault: vaultName }), exact: true }).click();
  await page.locator('summary', { hasText: words('changeVaultKey') }).click();
}

async function typeNextKey(page: Page): Promise<void> {
  await page.getByLabel(words('currentVaultKey'), { exact: true }).fill(vaultKey);
  await page.getByLabel(words('newVaultKey'), { exact: true }).fill(nextKey);
  await page.getByLabel(words('newVaultKeyAgain'), { exact: true }).fill(nextKey);
  await page.getByRole('form', { name: words('changeVaultKey'), exact: true }).getByRole('button', { name: words('changeVaultKey'), exact: true }).click();
}

test('an account without a vault gets its first one in the set-up, and its key unlocks', async ({ app, driven }) => {
  await app.screen.evaluate((origin) => chrome.permissions.request({ origins: [origin] }), `${cloudBase}/*`);
  await app.must('signIn', { server: cloudBase, loginName: person.userId, password: person.password, acceptPlainHttp: false });
  const options = await driven.page(optionsPage);
  await expect(options.getByText(words('noVaultMakeOne'))).toBeVisible();
  await expectNoBarriers(options, 'set-up: first vault');
  await typeNewVault(options, 'Mine', 'my very first key');
  await expect(options.getByText(words('vaultIsOpen'))).toBeVisible();
  await app.must('lock', {});
  const { vaults } = await app.must('unlock', { password: 'my very first key' });
  expect(vaults.map(({ name, state }) => [name, state])).toEqual([['Mine', 'open']]);
});

test('a second vault is made beside the first, both are open, and one is renamed', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(vaultTab);
  await page.getByRole('button', { name: words('newVault'), exact: true }).click();
  await expectNoBarriers(page, 'a new vault');
  await page.getByRole('button', { name: words('makeVault'), exact: true }).click();
  await expect(page.getByText(words('vaultNameMissing'))).toBeVisible();
  await typeNewVault(page, 'Family', 'the family key');
  await expect(page.getByText(words('vaultMade', { vault: 'Family' })).first()).toBeVisible();
  await page.getByRole('button', { name: words('manageVaultOf', { vault: 'Family' }), exact: true }).click();
  await page.getByLabel(words('vaultName'), { exact: true }).fill('Household');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: words('manageVaultOf', { vault: 'Household' }), exact: true })).toBeVisible();
  await app.must('refresh', {});
  const { vaults } = await app.must('getState', {});
  expect(vaults.map(({ name, state }) => [name, state]).sort()).toEqual([[vaultName, 'open'], ['Household', 'open']].sort());
  await page.close();
});

test('the key is changed although the worker dies on the way; only the new one opens the vault afterwards', async ({ cloud, app, driven }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const page = await driven.page(vaultTab);
  await openKeyForm(page);
  await expectNoBarriers(page, 'changing the key');
  // The server falls silent in the middle: there the worker is killed.
  cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials/' }, kind: 'hold' });
  await typeNextKey(page);
  await expect(page.getByRole('heading', { name: words('keyChangeRunning') })).toBeVisible();
  await expect.poll(() => cloud.control.heldRequests()).toBeGreaterThan(0);
  await driven.killWorker();
  cloud.control.clearFaults();
  const between = await app.must('search', { query: '', limit: 50 });
  expect(between.total).toBe(6);
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('getState', {})).vaults[0]?.keyChange ?? null, { timeout: 30_000 }).toBeNull();
  const shop = only((await app.must('search', { query: 'corner', limit: 1 })).rows);
  expect((await app.must('reveal', { credential: shop.id, part: { field: 'password' } })).value).toContain('shop-password');
  const vault = only((await app.must('getState', {})).vaults);
  await app.must('closeVault', { vault: vault.id });
  expect(await app.ask('openVault', { vault: vault.id, key: vaultKey, unlockPassword: null })).toMatchObject({ ok: false, problem: { kind: 'wrong-vault-key' } });
  await app.must('openVault', { vault: vault.id, key: nextKey, unlockPassword: null });
  await page.close();
});

test('a change of key is stopped and taken back', async ({ cloud, app, driven }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const page = await driven.page(vaultTab);
  cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials/' }, kind: 'hold' });
  await openKeyForm(page);
  await typeNextKey(page);
  await expect.poll(() => cloud.control.heldRequests()).toBeGreaterThan(0);
  const pause = page.getByRole('button', { name: words('keyChangePause'), exact: true });
  await pause.click();
  await expect(pause).toHaveAttribute('aria-disabled', 'true');
  cloud.control.clearFaults();
  await expect(page.getByRole('button', { name: words('keyChangeResume'), exact: true })).toBeVisible();
  await expectNoBarriers(page, 'a change of key, stopped');
  expect((await app.ask('closeVault', { vault: only((await app.must('getState', {})).vaults).id }))).toMatchObject({ ok: false, problem: { kind: 'key-change-open' } });
  await page.getByRole('button', { name: words('keyChangeUndo'), exact: true }).click();
  await expect(page.getByRole('heading', { name: words('keyChangeUndoing') })).toHaveCount(0, { timeout: 30_000 });
  await expect.poll(async () => (await app.must('getState', {})).vaults[0]?.keyChange ?? null, { timeout: 30_000 }).toBeNull();
  const vault = only((await app.must('getState', {})).vaults);
  await app.must('closeVault', { vault: vault.id });
  await app.must('openVault', { vault: vault.id, key: vaultKey, unlockPassword: null });
  await page.close();
});

test('a vault is deleted by its name only, from the options', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const options = await driven.page(optionsPage);
  await options.getByRole('button', { name: words('manageVaultOf', { vault: vaultName }), exact: true }).click();
  await options.locator('summary', { hasText: words('deleteVault') }).click();
  await expectNoBarriers(options, 'deleting a vault');
  const confirm = options.getByLabel(words('deleteVaultType', { vault: vaultName }), { exact: true });
  await confirm.fill(vaultName.toLowerCase());
  await confirm.press('Enter');
  expect(cloud.control.requests().some(({ method }) => method === 'DELETE')).toBe(false);
  await confirm.fill(vaultName);
  await confirm.press('Enter');
  await expect(options.getByText(words('noVaultYet'))).toBeVisible();
  expect((await app.must('refresh', {})).vaults).toEqual([]);
});
