/**
 * What bad input of a server gets: a clear sentence, nothing lost, nothing leaked.
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import type { App } from '../tools/driver/app.ts';
import { openVault, permit, signIn } from '../tools/driver/app.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { optionsPage } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup } from './filling.ts';
import { cloudBase, logins, openStandardVault, person, seed, vaultKey, vaultName } from './standard-vault.ts';

const count = Object.keys(logins).length;
/** The address that Latchkey reads a vault from. */
const vaultPath = String.raw`/passman/api/v2/vaults`;
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Kinds of problems that the accounts and vaults show now. */
async function problems(app: App): Promise<readonly string[]> {
  const { accounts, vaults } = await app.must('getState', {});
  return [...new Set([...accounts, ...vaults].flatMap(({ problem }) => problem?.kind ?? []))];
}

const faults: readonly [string, string, (cloud: Cloud) => void][] = [
  ['a page instead of data', 'bad-answer', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'html' })],
  ['cut-off data', 'cut-off', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'cut' })],
  ['malformed data', 'bad-answer', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'body', body: '{"vault_id": 1, ' })],
  ['data of another shape', 'bad-answer', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'body', body: '{"vault_id":"<b>","credentials":{"length":1e9}}' })],
  ['deeply nested data', 'bad-answer', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'body', body: nested(100_000) })],
  ['polluting data', 'bad-answer', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'body', body: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}' })],
  ['a huge answer', 'bad-answer', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'body', body: `["${'x'.repeat(40 * 1024 * 1024)}"]` })],
  ['a hung-up connection', 'unreachable', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'drop' })],
  ['a redirect to another host', 'redirected', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'redirect', to: 'https://evil.example/collect' })],
  ['an internal error', 'server-error', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'status', status: 500 })],
  ['too many requests', 'throttled', ({ control }) => control.addFault({ match: { path: vaultPath }, kind: 'status', status: 429, headers: { 'retry-after': '30' } })],
  ['maintenance', 'maintenance', ({ control }) => control.maintenance(true)],
  ['Passman gone', 'no-passman', ({ control }) => control.passman(false)],
];

test('a server that fails takes nothing away: the vault stays readable, and is fresh again afterwards', async ({ cloud, app }) => {
  test.slow();
  await openStandardVault(cloud, app);
  for (const [what, kind, spoil] of faults) {
    await test.step(what, async () => {
      spoil(cloud);
      await app.ask('refresh', {});
      await expect.soft.poll(() => problems(app), { message: what }).toEqual([kind]);
      expect.soft((await app.must('search', { query: '', limit: 50 })).total, what).toBe(count);
      expect.soft(cloud.control.requests().filter(({ host }) => !host.startsWith('cloud.')), what).toEqual([]);
      cloud.control.clearFaults();
      cloud.control.maintenance(false);
      cloud.control.passman(true);
      await app.ask('refresh', {});
      await expect.soft.poll(() => problems(app), { message: `after ${what}` }).toEqual([]);
    });
  }
});

test('a server that is away is named in the popup, and filling still works', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  cloud.control.addFault({ match: { path: 'passman|ocs|status', host: '^cloud' }, kind: 'drop' });
  await app.ask('refresh', {});
  const shop = await visit('https://shop.example/login');
  const popup = await popupOver(shop);
  await expect(popup.getByText(words('problemUnreachable', { host: 'cloud.example' }))).toBeVisible();
  await expect(popup.getByRole('option', { selected: true })).toContainText('Corner shop');
  expect(await pressEnter(popup)).toBe('filled');
  await expect(shop.getByLabel('Password')).toHaveValue(logins.shop.password);
});

test('a revoked app password is told apart from a wrong one, and keeps the vault readable', async ({ cloud, app }) => {
  await openStandardVault(cloud, app);
  cloud.control.revokeDevices(person.userId);
  await app.ask('refresh', {});
  await expect.poll(() => problems(app)).toEqual(['signed-out']);
  expect((await app.must('search', { query: '', limit: 50 })).total).toBe(count);
});

test('a server that has lost its own key leaves every item in the list, its fields unreadable', async ({ cloud, app, visit, popupOver }) => {
  await seed(cloud);
  cloud.control.changeInstanceSecret();
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
  const { rows, total } = await app.must('search', { query: '', limit: 50 });
  expect(total).toBe(count);
  expect(rows.every(({ damaged }) => damaged)).toBe(true);
  expect(await fillFromPopup(await visit('https://shop.example/login'), popupOver, 'Corner shop')).not.toBe('filled');
});

test('hostile text from a server is shown as text', async ({ cloud, driven, app, visit, popupOver }) => {
  const attack = '<img src=x onerror="globalThis.__pwned=1"><script>__pwned=1</script>\u202E"\'';
  await seed(cloud, { name: attack, items: [{ label: attack, url: 'javascript:alert(1)//https://shop.example', username: attack, email: attack, password: attack, notes: attack, tags: [attack], custom: [{ label: attack, value: attack, secret: false }] }] });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await permit(app, 'https://shop.example');
  await openVault(app, attack, vaultKey);
  const popup = await popupOver(await visit('https://shop.example/login'));
  await popup.getByRole('combobox', { name: words('searchVault') }).fill('img src');
  const row = popup.getByRole('option', { selected: true });
  await expect(row).toContainText('<img src=x');
  await popup.keyboard.press('ArrowRight');
  await expect(popup.getByRole('heading', { level: 1 })).toContainText('<img src=x');
  await expect(popup.getByRole('button', { name: words('openSite') })).toHaveCount(0);
  const pwned = (page: Page) => page.evaluate(() => '__pwned' in globalThis);
  expect(await pwned(popup)).toBe(false);
  const options = await driven.page(optionsPage);
  await expect(options.getByText('<img src=x').first()).toBeVisible();
  expect(await pwned(options)).toBe(false);
  expect(await (await driven.worker()).evaluate(() => '__pwned' in globalThis || 'polluted' in {})).toBe(false);
});
