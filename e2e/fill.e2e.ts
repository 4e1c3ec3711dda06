/**
 * Filling: from the popup, the keyboard command and the context menu, into honest pages of every make.
 */
import type { Page } from 'playwright/test';
import { idOf, permit } from '../tools/driver/app.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { clickMenu, pressCommand } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup, valuesOf } from './filling.ts';
import { logins, openStandardVault } from './standard-vault.ts';

const site = 'https://www.bank.example';
const { username, password } = logins.bank;

test('fills the login of the page with one key, and the page sends what was filled', { tag: '@live' }, async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const shop = await visit('https://shop.example/login');
  const popup = await popupOver(shop);
  await expect(popup.getByRole('option', { selected: true })).toContainText('Corner shop');
  expect(await pressEnter(popup)).toBe('filled');
  await expect(shop.getByLabel('Password')).toHaveValue(logins.shop.password);

  cloud.control.clearRequests();
  // That is the person's to press.
  expect(cloud.control.requests().filter(({ method, host }) => method === 'POST' && host === 'shop.example')).toEqual([]);
  await shop.getByRole('button', { name: 'Sign in' }).click();
  await expect.poll(() => cloud.control.requests().find(({ method, host }) => method === 'POST' && host === 'shop.example')?.body)
    .toBe(new URLSearchParams({ username: logins.shop.username, password: logins.shop.password }).toString());
});

test('fills every kind of login form, and only what is asked for', { tag: '@live' }, async ({ cloud, app, driven, visit, popupOver }) => {
  test.slow();
  await driven.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site });
  await openStandardVault(cloud, app);
  const stateOf = (page: Page) => page.locator('#state');
  const filled = { username, password };
  const fill = async (path: string): Promise<Page> => {
    const page = await visit(site + path);
    expect.soft(await fillFromPopup(page, popupOver), path).toBe('filled');
    return page;
  };

  await test.step('a plain form', async () => {
    const codeNow = async () => (await app.must('getCode', { credential: await idOf(app, logins.bank.label) })).code;
    const before = await codeNow();
    const page = await fill('/login');
    expect.soft(await valuesOf(page)).toEqual(filled);
    // What the site will ask for next; a new period may have begun meanwhile.
    await page.bringToFront();
    expect.soft([before, await codeNow()]).toContain(await page.evaluate(() => navigator.clipboard.readText()));
  });
  for (const framework of ['react', 'vue', 'angular']) {
    await test.step(`a form of the ${framework} kind keeps the values`, async () => {
      const page = await fill(`/login-${framework}-like`);
      await expect.soft(stateOf(page), framework).toHaveText(JSON.stringify(filled));
      await page.getByRole('button', { name: 'Log in' }).click();
      await expect.soft(page.locator('#echo'), framework).toHaveText(JSON.stringify(filled));
    });
  }
  await test.step('fields without a form', async () => {
    expect.soft(await valuesOf(await fill('/login-no-form'))).toEqual({ user: username, secret: password });
  });
  await test.step('no field that a person cannot see', async () => {
    const values = await valuesOf(await fill('/login-hidden-honeypot'));
    expect.soft(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))).toEqual(filled);
  });
  await test.step('first the name, then on the next page the password', async () => {
    const page = await fill('/user-first');
    expect.soft(await valuesOf(page)).toEqual({ username });
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.locator('#who')).toHaveText(username);
    expect.soft(await fillFromPopup(page, popupOver)).toBe('filled');
    await expect.soft(page.getByLabel('Password')).toHaveValue(password);
  });
  await test.step('a password alone', async () => {
    expect.soft(await valuesOf(await fill('/password-only'))).toEqual({ password });
  });
  await test.step('the login beside a sign-up', async () => {
    expect.soft(await valuesOf(await fill('/two-forms'))).toEqual({ ...filled, 'new-email': '', 'new-password': '', 'new-password-again': '' });
  });
  await test.step('the current password only, where it is to be changed', async () => {
    expect.soft(await valuesOf(await fill('/change-password'))).toEqual({ current: password, next: '', again: '' });
  });
  await test.step('a one-time code', async () => {
    expect.soft((await valuesOf(await fill('/otp')))['code']).toMatch(/^\d{6}$/);
  });
  await test.step('a one-time code in six boxes', async () => {
    expect.soft(Object.values(await valuesOf(await fill('/otp-boxes'))).join('')).toMatch(/^\d{6}$/);
  });
  await test.step('a form in a shadow tree', async () => {
    const page = await fill('/shadow');
    await expect.soft(page.getByLabel('User name')).toHaveValue(username);
    await expect.soft(page.getByLabel('Password')).toHaveValue(password);
  });
});

test('leaves alone what is no login, and says why', async ({ cloud, app, visit, popupOver }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const reasons = { '/sign-up': 'only-new-password', '/no-fields': 'no-fields', '/search-only': 'no-fields', '/newsletter': 'no-fields' };
  for (const [path, reason] of Object.entries(reasons)) {
    await test.step(path, async () => {
      const page = await visit(site + path);
      expect.soft(await fillFromPopup(page, popupOver), path).toBe(reason);
      expect.soft(Object.values(await valuesOf(page)).join(''), path).toBe('');
    });
  }
});

test.describe('without the popup', () => {
  test('the command, and the menu of the right button, fill the only login of the page, and the toolbar says so', async ({ cloud, driven, app, visit }) => {
    await openStandardVault(cloud, app);
    await permit(app, site);
    const page = await visit(`${site}/login`);
    await page.bringToFront();
    await holdTimers(driven, 3000);
    await pressCommand(driven, 'fill');
    await expect(page.getByLabel('Password')).toHaveValue(password);
    await expect(page.getByLabel('User name')).toHaveValue(username);
    await expect.poll(() => badge(driven)).toEqual({ text: '✓', title: words('badgeTitleFilled') });
    await page.reload();
    expect(Object.values(await valuesOf(page)).join('')).toBe('');
    await clickMenu(driven, page, { menuItemId: 'fill' });
    await expect(page.getByLabel('Password')).toHaveValue(password);
  });

  test('the badge counts the logins of a page that may be seen, and says when nobody can count', async ({ cloud, driven, app, visit }) => {
    await openStandardVault(cloud, app);
    for (const host of ['https://mail.example', 'https://nobody.example']) await permit(app, host);
    const page = await visit('https://mail.example/login');
    await page.bringToFront();
    await expect.poll(() => badge(driven)).toMatchObject({ text: '2' });
    await page.goto('https://nobody.example/login');
    await expect.poll(() => badge(driven)).toEqual({ text: '', title: words('badgeTitleUnlocked') });
    await app.must('lock', {});
    await page.bringToFront();
    await expect.poll(() => badge(driven)).toEqual({ text: '!', title: words('badgeTitleLocked') });
  });
});

/** The badge of the tab in front. */
async function badge(driven: Driven): Promise<{ text: string; title: string }> {
  return (await driven.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const of = tab?.id === undefined ? {} : { tabId: tab.id };
    return { text: await chrome.action.getBadgeText(of), title: await chrome.action.getTitle(of) };
  });
}

/** What the worker is to do after so many milliseconds never comes, as long as it lives: what stands for a moment can be looked at. */
async function holdTimers(driven: Driven, milliseconds: number): Promise<void> {
  await (await driven.worker()).evaluate((held) => {
    const own = globalThis.setTimeout.bind(globalThis);
    Object.assign(globalThis, { setTimeout: (act: () => void, after?: number) => (after === held ? 0 : own(act, after)) });
  }, milliseconds);
}

test('a page of the browser itself is not filled, and the popup says so', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const popup = await popupOver(await visit('chrome://version/'));
  await popup.getByRole('combobox', { name: words('searchVault') }).fill('Bank');
  await expect(popup.getByRole('option', { selected: true })).toContainText('Bank');
  await popup.keyboard.press('Enter');
  await expect(popup.locator('[data-problem]')).toHaveAttribute('data-problem', 'restricted-page');
});
