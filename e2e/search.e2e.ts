/**
 * Searching with operators, in the popup and in the vault tab: one grammar for both, and its help at hand.
 */
import type { Page } from 'playwright/test';
import { idOf } from '../tools/driver/app.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault } from './standard-vault.ts';

const box = (page: Page) => page.getByRole('combobox', { name: words('searchVault') });
const found = (page: Page) => page.getByRole('option').locator('.label');

test('operators narrow the list in the vault tab', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  for (const [query, labels] of [
    ['has:otp', ['Bank']],
    ['mail -work -shop', ['Mail at home']],
    ['tag:food', ['Corner shop']],
    ['user:router url:router', ['Router']],
    ['has:note', ['Corner shop']],
    ['"at work"', ['Mail at work']],
    ['in:everyday -has:otp safe', ['Safe']],
  ] as const) {
    await box(page).fill(query);
    await expect(found(page)).toHaveText([...labels]);
  }
  await box(page).fill('is:trash');
  await expect(page.locator('.empty')).toBeVisible();
  await page.close();
});

test('the popup understands the same, and puts favourites first', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  await app.must('setFavourite', { credentials: [await idOf(app, 'Safe')], favourite: true });
  const popup = await driven.page('src/ui/popup/index.html');
  await expect(found(popup).first()).toHaveText('Safe');
  await box(popup).fill('-is:fav name:mail');
  await expect(found(popup)).toHaveText(['Mail at home', 'Mail at work']);
  await popup.close();
});

test('what a search understands is shown, and typed by a click or by keys alone', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await box(page).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /has:otp/ }).press('Enter');
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue('has:otp ');
  await expect(found(page)).toHaveText(['Bank']);
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
  await page.close();
});

test('the list is sorted by what was changed last', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await expect(found(page).first()).toHaveText('Bank');
  await app.must('changeTags', { credentials: [await idOf(app, 'Safe')], add: ['touched'], remove: [] });
  await page.getByRole('button', { name: words('sort') }).click();
  await page.getByRole('radio', { name: words('sortChanged') }).check();
  await expect(found(page).first()).toHaveText('Safe');
  await page.close();
});

test('all keys are listed, and the new parts are fit for everyone', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option').first().waitFor();
  await page.locator('#rows').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: words('shortcuts') })).toBeFocused();
  await expectNoBarriers(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.locator('[data-opens="search-help"]').click();
  await expectNoBarriers(page, 'search help');
  await page.keyboard.press('Escape');
  await page.locator('#rows').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('t');
  await page.getByLabel(words('addTags'), { exact: true }).waitFor();
  await expectNoBarriers(page, 'tags of marked rows');
  await page.close();
});
