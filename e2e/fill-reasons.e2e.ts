/**
 * Where nothing is filled, the popup says why: one page for each reason, and what can be done about it.
 * @see guides: features F69, F99; experience U-17; threats S-05
 */
import type { Page } from 'playwright/test';
import { permit } from '../tools/driver/app.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup } from './filling.ts';
import { canariesIn, logins, openStandardVault } from './standard-vault.ts';

const site = 'https://www.bank.example';
const framed = (src: string) => `${site}/iframe?src=${encodeURIComponent(src)}`;

/** `search`: for a login that isn't offered on the page. */
const pages: readonly { reason: string; url: string; search?: string; permit?: string }[] = [
  { reason: 'no-fields', url: `${site}/no-fields` },
  { reason: 'no-fields', url: `${site}/search-only` },
  { reason: 'only-new-password', url: `${site}/sign-up` },
  { reason: 'wrong-site', url: 'https://evil.example/login', search: 'Bank' },
  { reason: 'insecure-page', url: 'http://www.bank.example/login', search: 'Bank' },
  { reason: 'frame-of-other-site', url: framed('https://evil.example/login'), permit: 'https://evil.example' },
  { reason: 'closed-frame', url: framed('https://stranger.example/login') },
  { reason: 'foreign-form', url: `${site}/login-to?action=https://pay.example/` },
  { reason: 'foreign-form', url: `${site}/login-to?by=button&action=https://pay.example/` },
  { reason: 'foreign-form', url: `${site}/login-to?action=http://www.bank.example/echo` },
  { reason: 'nothing-to-fill', url: 'https://shop.example/otp', search: 'Corner' },
];

async function typedInto(page: Page): Promise<string> {
  return (await Promise.all(page.frames().map((frame) => frame.locator('input').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).join(' '))))).join(' ');
}

test('one reason for each page that is not filled', async ({ cloud, app, visit, popupOver }) => {
  test.slow();
  await openStandardVault(cloud, app);
  for (const { reason, url, search, permit: host } of pages) {
    await test.step(`${reason}: ${url}`, async () => {
      if (host !== undefined) await permit(app, host);
      const page = await visit(url);
      if (url.includes('iframe')) await page.frameLocator('#frame').getByLabel('Password').waitFor();
      expect.soft(await fillFromPopup(page, popupOver, search), url).toBe(reason);
      expect.soft(canariesIn(await typedInto(page)), url).toEqual([]);
      await page.close();
    });
  }
});

test('a page that is still loading says so', async ({ cloud, driven, app, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await driven.context.newPage();
  await page.route('**/never.png', () => undefined);
  await page.goto(`${site}/waiting`, { waitUntil: 'domcontentloaded' });
  expect(await fillFromPopup(page, popupOver)).toBe('still-loading');
  await page.close();
});

test('without encryption it is filled only after being asked twice, and once', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('http://www.bank.example/login');
  const popup = await popupOver(page);
  await popup.getByRole('combobox', { name: words('searchVault') }).fill('Bank');
  await popup.getByRole('option', { selected: true }).filter({ hasText: 'Bank' }).click();
  await popup.getByRole('button', { name: words('fillAnyway') }).click();
  expect(canariesIn(await typedInto(page))).toEqual([]);
  await popup.getByRole('button', { name: words('fillPlain') }).click();
  await expect(page.getByLabel('Password')).toHaveValue(logins.bank.password);
  await page.reload();
  expect(await fillFromPopup(page, popupOver, 'Bank')).toBe('insecure-page');
});

test('a form that goes to another site is filled after the person agreed', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/login-to?action=https://pay.example/`);
  const popup = await popupOver(page);
  await popup.getByRole('option', { selected: true }).waitFor();
  await popup.keyboard.press('Enter');
  await expect(popup.locator('[data-problem=foreign-form]')).toContainText('pay.example');
  await popup.getByRole('button', { name: words('fillForeign') }).click();
  await expect(page.getByLabel('Password')).toHaveValue(logins.bank.password);
});
