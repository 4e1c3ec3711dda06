/**
 * A login in a small window of its own, which stays while something else is used.
 */
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault } from './standard-vault.ts';

test('a login stays at hand in a small window, which fills the page it was opened from and no other', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const shop = await visit('https://shop.example/login');
  const popup = await popupOver(shop);
  await popup.getByRole('option', { selected: true }).filter({ hasText: 'Corner shop' }).waitFor();
  const button = popup.getByRole('button', { name: words('openInWindow') });
  await button.focus();
  const opened = driven.context.waitForEvent('page');
  await popup.keyboard.press('Enter').catch(() => undefined);
  const window = await opened;
  await expect(window.getByRole('heading', { name: 'Corner shop' })).toBeVisible();
  const kind = () => window.evaluate(async () => {
    const { type, tabs } = await chrome.windows.getCurrent({ populate: true });
    return `${type} ${tabs?.length}`;
  });
  expect(await kind()).toBe('popup 1');
  // Beside another page, which it leaves alone.
  await shop.bringToFront();
  await shop.getByLabel('Password').click();
  await expect(shop.getByLabel('Password')).toHaveValue('');
  const details = window.getByRole('region', { name: words('details') });
  // As wide as the window is: the driver shows pages wider.
  await window.setViewportSize({ width: 424, height: 640 });
  await expect(details.getByText(logins.shop.username)).toBeVisible();
  expect(await window.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectNoBarriers(window, 'small window');
  if (process.env['SHOT'] !== undefined) await window.screenshot({ path: process.env['SHOT'] });
  // The one document that it was opened from, also after a walk through the window's places.
  await details.getByRole('button', { name: words('edit'), exact: true }).click();
  await details.getByRole('button', { name: words('cancel'), exact: true }).click();
  await window.reload();
  const fill = details.getByRole('button', { name: words('fill'), exact: true });
  await fill.focus();
  await window.keyboard.press('Enter');
  await expect(details.getByText(words('overFilled'))).toBeVisible();
  await expect(shop.getByLabel('Password')).toHaveValue(logins.shop.password);
  // The same address, another document.
  await shop.reload();
  await fill.click();
  await expect(details.getByText(words('overGoneNext'))).toBeVisible();
  await expect(shop.getByLabel('Password')).toHaveValue('');
  await expectNoBarriers(window, 'small window, its page gone');
  // Back in the tab, the document may be the old one again; closed, it never is.
  await shop.close();
  await fill.click();
  await expect(details.getByText(words('overGoneNext'))).toBeVisible();
  await app.must('lock', {});
  await expect(window.getByText(logins.shop.username)).toHaveCount(0);
  await window.close();
});
