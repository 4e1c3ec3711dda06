/**
 * From a login to the page of its site where the password is changed.
 */
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault } from './standard-vault.ts';

test('leads to where a site changes passwords, by a click and not before', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const shop = await visit('https://shop.example/no-fields');
  const popup = await popupOver(shop);
  await popup.getByRole('option', { selected: true }).filter({ hasText: 'Corner shop' }).waitFor();
  await popup.keyboard.press('ArrowRight');
  const link = popup.getByRole('link', { name: words('changePasswordOn', { host: 'shop.example' }) });
  await expect(link).toBeVisible();
  const asked = () => cloud.control.requests().filter(({ path }) => path.startsWith('/.well-known/change-password')).map(({ host }) => host);
  expect(asked()).toEqual([]);
  const opened = driven.context.waitForEvent('page');
  await link.focus();
  await popup.keyboard.press('Enter').catch(() => undefined);
  await expect.poll(async () => (await opened).url()).toBe('https://shop.example/.well-known/change-password');
  await expect.poll(asked).toEqual(['shop.example']);

  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Bank/ }).click();
  await expect(page.getByRole('link', { name: words('changePasswordOn', { host: 'www.bank.example' }) })).toHaveAttribute('target', '_blank');
  await expectNoBarriers(page, 'details with the way to a new password', '.detail-pane');
  // An http address leads nobody to a form for a new password.
  await page.getByRole('option', { name: /Router/ }).click();
  await expect(page.getByRole('heading', { name: 'Router' })).toBeVisible();
  await expect(page.getByRole('link', { name: /router\.example/ })).toHaveCount(0);
  await page.close();
});
