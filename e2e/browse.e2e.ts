/**
 * Finding, reading and copying what is in the vault, by keyboard, in the toolbar popup.
 */
import type { Page } from 'playwright/test';
import { idOf, openVault } from '../tools/driver/app.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault, person, seed, vaultName } from './standard-vault.ts';

const search = (popup: Page) => popup.getByRole('combobox', { name: words('searchVault') });
const selected = (popup: Page) => popup.getByRole('option', { selected: true });
/** A line of the details, by its label. */
const line = (popup: Page, label: string) => popup.locator('.line').filter({ has: popup.getByRole('term').filter({ hasText: label }) });

async function showDetails(popup: Page, label: string): Promise<void> {
  await search(popup).fill(label);
  await expect(selected(popup)).toContainText(label);
  await search(popup).press('ArrowRight');
  await expect(popup.getByRole('heading', { name: label })).toBeFocused();
}

test.describe('the popup', () => {
  test('shows the logins of the site first, and searches the whole vault as one types', { tag: '@live' }, async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit('https://mail.example/'));
    await expect(popup.getByRole('option')).toHaveText([/Mail at home/, /Mail at work/]);
    await expect(selected(popup)).toContainText('Mail at home');

    await search(popup).press('ArrowDown');
    await expect(selected(popup)).toContainText('Mail at work');
    await search(popup).pressSequentially('ban');
    await expect(popup.getByRole('option')).toHaveText([/Bank/]);
    await search(popup).press('Escape');
    await expect(search(popup)).toHaveValue('');
    await expect(popup.getByRole('option')).toHaveCount(2);
    await search(popup).press('Backspace');
    await expect(popup.getByRole('option')).toHaveCount(Object.keys(logins).length);
  });

  test('says when there is nothing for the site or the search', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit('https://elsewhere.example/'));
    await expect(popup.getByText(words('noneForSite', { site: 'elsewhere.example' }))).toBeVisible();
    await search(popup).fill('nothing like it');
    await expect(popup.getByText(words('noneFound', { query: 'nothing like it' }))).toBeVisible();
  });

  test('shows the logins of several vaults together, each with its vault', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    await seed(cloud, { name: 'Club', key: 'club key', items: [{ label: 'Club shop', url: 'https://shop.example', username: 'club', password: 'club' }] });
    await app.must('refresh', {});
    await expect.poll(async () => (await app.must('getState', {})).vaults.length).toBe(2);
    await openVault(app, 'Club', 'club key');
    const popup = await popupOver(await visit('https://shop.example/login'));
    await expect(popup.getByRole('option')).toHaveText([/Club shop.*Club/, new RegExp(`Corner shop.*${vaultName}`)]);
  });
});

test.describe('the details of a login', () => {
  test('hide its secrets until they are asked for, and hide them again', { tag: '@live' }, async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit('https://shop.example/login'));
    await showDetails(popup, 'Corner shop');
    await expect(line(popup, words('username'))).toContainText(logins.shop.username);
    await expect(line(popup, words('notes'))).toContainText(logins.shop.notes);
    await expect(line(popup, words('tags'))).toContainText('food');
    await expect(popup.getByText(logins.shop.password)).toHaveCount(0);

    const show = line(popup, words('password')).getByRole('button', { name: words('showField', { field: words('password') }) });
    await show.click();
    await expect(show).toHaveAttribute('aria-pressed', 'true');
    await expect(line(popup, words('password')).locator('.secret')).toHaveText(logins.shop.password);
    await expect(line(popup, words('password')).locator('.secret .symbol').first()).toHaveText('-');
    const size = () => line(popup, words('password')).locator('.secret').evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    const usual = await size();
    await line(popup, words('password')).getByRole('button', { name: words('enlargeField', { field: words('password') }) }).click();
    await expect.poll(size).toBeGreaterThan(usual * 1.5);
    await show.click();
    await expect(popup.getByText(logins.shop.password)).toHaveCount(0);
  });

  test('keep still and keep their controls where the person has asked the system for that', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit('https://shop.example/login'));
    await popup.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await showDetails(popup, 'Corner shop');
    const looks = await popup.getByRole('button').evaluateAll((buttons) => buttons.map((button) => {
      const { borderTopWidth, transitionDuration, animationName } = getComputedStyle(button);
      return { bordered: parseFloat(borderTopWidth) >= 1, moves: parseFloat(transitionDuration) > 0 || animationName !== 'none' };
    }));
    expect(looks.length).toBeGreaterThan(5);
    expect(looks.filter(({ bordered }) => !bordered), 'a control without an outline').toEqual([]);
    expect(looks.filter(({ moves }) => moves), 'something that moves').toEqual([]);
    // Twice as large, it still fits.
    await popup.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    expect(await popup.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  });

  test('show own fields, and the secret ones only when asked', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit('https://www.bank.example/'));
    await showDetails(popup, 'Bank');
    await expect(line(popup, 'Branch')).toContainText('Riverside');
    await expect(popup.getByText('bank-number')).toHaveCount(0);
    await line(popup, 'Customer number').getByRole('button', { name: words('showField', { field: 'Customer number' }) }).click();
    await expect(line(popup, 'Customer number').locator('.secret')).toHaveText(logins.bank.custom[0].value);
  });

  test('show a one-time code and the time it has left', { tag: '@live' }, async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit('https://www.bank.example/'));
    await showDetails(popup, 'Bank');
    await expect(line(popup, words('code')).locator('.mono')).toHaveText(/^\d{3}\s?\d{3}$/);
    await expect(line(popup, words('code'))).toContainText(/\d+ seconds? left/);
  });

  test('show a damaged field as unreadable, and everything else of its item', async ({ cloud, app, visit, popupOver }) => {
    const [shop = ''] = await openStandardVault(cloud, app);
    expect(cloud.control.damage(shop, 'description')).toBe(true);
    await app.must('refresh', {});
    await expect.poll(async () => (await app.must('getState', {})).vaults[0]?.damaged).toBe(1);
    const popup = await popupOver(await visit('https://shop.example/login'));
    await expect(selected(popup)).toContainText(words('damagedRow'));
    await showDetails(popup, 'Corner shop');
    await expect(line(popup, words('notes'))).toContainText(words('cannotBeRead'));
    await expect(line(popup, words('notes'))).toContainText(words('unreadableServer'));
    await expect(line(popup, words('username'))).toContainText(logins.shop.username);
  });
});

test.describe('copying', () => {
  test('is undone when Latchkey locks', async ({ cloud, driven, app, visit }) => {
    await openStandardVault(cloud, app);
    const shop = await visit('https://shop.example/login');
    await driven.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://shop.example' });
    await app.must('copy', { credential: await idOf(app, 'Corner shop'), part: { field: 'password' } });
    await expect.poll(() => clipboardOf(shop)).toBe(logins.shop.password);
    await app.must('lock', {});
    await expect.poll(() => clipboardOf(shop)).toBe('');
  });

  test('puts the password on the clipboard, says for how long, and takes it away again', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const { settings } = await app.must('getState', {});
    await app.must('saveSettings', { settings: { ...settings, clearClipboardSeconds: 5 } });
    const shop = await visit('https://shop.example/login');
    await driven.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://shop.example' });
    const popup = await popupOver(shop);
    await expect(selected(popup)).toContainText('Corner shop');
    await search(popup).press('Control+c');
    await expect(popup.getByRole('status').filter({ hasText: words('copiedPassword') })).toContainText(words('clearsIn', { seconds: 5 }));
    await expect.poll(() => clipboardOf(shop)).toBe(logins.shop.password);
    await expect.poll(() => clipboardOf(shop)).toBe('');
  });

  test('leaves alone what somebody else has put on the clipboard since, even when it locks', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const shop = await visit('https://shop.example/login');
    await driven.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://shop.example' });
    const popup = await popupOver(shop);
    await expect(selected(popup)).toContainText('Corner shop');
    await search(popup).press('Control+Shift+C');
    await expect.poll(() => clipboardOf(shop)).toBe(logins.shop.username);
    await shop.evaluate(() => navigator.clipboard.writeText('a shopping list'));
    await app.must('lock', {});
    expect(await clipboardOf(shop)).toBe('a shopping list');
  });
});

async function clipboardOf(page: Page): Promise<string> {
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('the item of another person is nowhere to be seen', async ({ cloud, app }) => {
  cloud.control.addUser({ userId: 'bert', password: 'bert' });
  await seed(cloud, { userId: 'bert', name: 'Theirs', key: 'their key', items: [{ label: 'Not yours' }] });
  await openStandardVault(cloud, app);
  const { vaults, accounts } = await app.must('getState', {});
  expect(vaults.map(({ name }) => name)).toEqual([vaultName]);
  expect(accounts.map(({ userId }) => userId)).toEqual([person.userId]);
  expect((await app.must('search', { query: 'Not yours', limit: 10 })).total).toBe(0);
});
