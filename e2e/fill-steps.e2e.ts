/**
 * Logins in several steps: in one document the next step fills itself, on another page it is the first choice. And what
 * a fill does beside: fields of the login's own, and the way back.
 * @see guides: features F30, F31, F39, F43, F58; experience U-11, U-15
 */
import type { Page } from 'playwright/test';
import { permit } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { ourWorldIn, scriptsIn } from '../tools/driver/our-world.ts';
import { pressCommand } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup, valuesOf } from './filling.ts';
import { logins, openStandardVault, seed, vaultKey, vaultName, person, cloudBase } from './standard-vault.ts';
import { canary } from '../tools/driver/seed.ts';
import { openVault, signIn } from '../tools/driver/app.ts';

const site = 'https://www.bank.example';
const { username, password } = logins.bank;

/** Changes the page, and waits until our script in it has looked for fields since. */
async function nextLook(driven: Driven, page: Page): Promise<void> {
  const world = await ourWorldIn(driven, page);
  await world.evaluate(`new Promise((looked) => {
    const own = Document.prototype.querySelectorAll;
    Document.prototype.querySelectorAll = function (...asked) {
      Document.prototype.querySelectorAll = own;
      // Once it is done with this look.
      setTimeout(looked);
      return own.apply(this, asked);
    };
    document.body.append('…');
  })`);
}

for (const path of ['/steps', '/steps?code=boxes']) {
  test(`goes on with password and code in the document that was begun (${path})`, async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const page = await visit(site + path);
    expect(await fillFromPopup(page, popupOver)).toBe('filled');
    await expect(page.getByLabel('User name')).toHaveValue(username);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel('Password')).toHaveValue(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect.poll(async () => Object.values(await valuesOf(page)).join('')).toMatch(/^\d{6}$/);
  });
}

test('fills no step by itself that the person has begun to type, nor in another document', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/user-first`);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.locator('#who')).toHaveText(username);
  const typing = await visit(`${site}/steps`);
  expect(await fillFromPopup(typing, popupOver)).toBe('filled');
  // In the same turn in which the next step is drawn, before anybody can look at it.
  await typing.evaluate(() => {
    new MutationObserver((_, watching) => {
      const field = document.querySelector<HTMLInputElement>('#password');
      if (field === null) return;
      watching.disconnect();
      field.value = 'mine';
    }).observe(document, { childList: true, subtree: true });
  });
  await typing.getByRole('button', { name: 'Next' }).click();
  await expect(typing.getByLabel('Password')).toHaveValue('mine');
  await nextLook(driven, typing);
  await expect(typing.getByLabel('Password')).toHaveValue('mine');
  // It was still looking: only what was typed kept it from filling.
  await typing.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#password');
    if (field !== null) field.value = '';
    document.body.append('…');
  });
  await expect(typing.getByLabel('Password')).toHaveValue(password);
  expect(await scriptsIn(driven, page)).toEqual([]);
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('puts the login that was begun first on the next page, and fills it with one key', async ({ cloud, driven, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await permit(app, 'https://mail.example');
  const page = await visit('https://mail.example/user-first');
  const popup = await popupOver(page);
  await popup.getByRole('option').filter({ hasText: 'Mail at work' }).click();
  await expect(page.getByLabel('User name')).toHaveValue(logins.mailAtWork.username);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.locator('#who')).toHaveText(logins.mailAtWork.username);
  const next = await popupOver(page);
  await expect(next.getByRole('option').first()).toContainText('Mail at work');
  await next.close();
  await page.bringToFront();
  await pressCommand(driven, 'fill');
  await expect(page.getByLabel('Password')).toHaveValue(logins.mailAtWork.password);

  // Of another site it says nothing, though the tab is the same.
  await page.goto('https://shop.example/login');
  const other = await popupOver(page);
  await expect(other.getByRole('option').first()).toContainText('Corner shop');
});

test('fills the fields that only this login has, where they are called the same', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/bank-login`);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect(await valuesOf(page)).toEqual({ branch: 'Riverside', username, password, f3: logins.bank.custom[0].value, motto: '' });
});

test('never puts such a field into one for a password, whatever it is called', async ({ cloud, app, visit, popupOver }) => {
  await seed(cloud, { items: [{ label: 'Odd', url: site, username: 'ann', password: canary('odd-password'), custom: [{ label: 'Password', value: canary('odd-custom'), secret: true }] }] });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
  const page = await visit(`${site}/login`);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect(await valuesOf(page)).toEqual({ username: 'ann', password: canary('odd-password') });
});

test('gives back what was in the fields, for ten seconds, and tells the page', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/login-react-like`);
  await page.getByLabel('User name').fill('somebody else');
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  await expect(page.locator('#state')).toHaveText(JSON.stringify({ username, password }));
  const popup = await popupOver(page);
  await popup.locator('[data-filled]').getByRole('button', { name: words('undo') }).click();
  await expect(popup.locator('[data-filled]')).toHaveText(words('fillUndone'));
  await expect(page.locator('#state')).toHaveText(JSON.stringify({ username: 'somebody else', password: '' }));
  expect(await valuesOf(page)).toEqual({ username: 'somebody else', password: '' });
});

test('leaves what was typed after the fill when it is taken back', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/login`);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  await page.getByLabel('User name').fill('typed since');
  const popup = await popupOver(page);
  await popup.locator('[data-filled]').getByRole('button', { name: words('undo') }).click();
  await expect(page.getByLabel('Password')).toHaveValue('');
  await expect(page.getByLabel('User name')).toHaveValue('typed since');
});
