/**
 * The popup by keys alone, as it promises: typing searches, arrows move, a key copies, Escape takes one step back, and "?"
 * lists them all as the browser has them.
 * @see guides: features F19; experience U-02, U-05, U-07, U-08, U-12
 */
import type { Page } from 'playwright/test';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault } from './standard-vault.ts';

const search = (popup: Page) => popup.getByRole('combobox', { name: words('searchVault') });
const selectedAt = (popup: Page) => popup.getByRole('option').evaluateAll((rows) => rows.findIndex((row) => row.getAttribute('aria-selected') === 'true'));

test('the popup is worked by keys alone', async ({ cloud, app, visit, popupOver }) => {
  const site = 'https://www.bank.example';
  await openStandardVault(cloud, app);
  const popup = await popupOver(await visit(`${site}/login`));
  await popup.getByRole('option', { selected: true }).filter({ hasText: logins.bank.label }).waitFor();
  // Not the page's, which would take the focus from the popup.
  const clipboard = () => popup.evaluate(() => navigator.clipboard.readText().catch(String));

  await test.step('a key copies the password, the name or the code of the selected login', async () => {
    await popup.keyboard.press('Control+c');
    await expect.poll(clipboard).toBe(logins.bank.password);
    await popup.keyboard.press('Control+Shift+C');
    await expect.poll(clipboard).toBe(logins.bank.username);
    await popup.keyboard.press('Control+Alt+c');
    await expect.poll(clipboard).toMatch(/^\d{6}$/);
  });
  await test.step('arrows, Home, End and pages move, and Tab leaves the list at once', async () => {
    const last = Object.keys(logins).length - 1;
    await popup.keyboard.press('Backspace');
    await expect(popup.getByRole('option')).toHaveCount(last + 1);
    for (const [key, at] of [['End', last], ['Home', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['PageDown', last], ['PageUp', 0]] as const) {
      await popup.keyboard.press(key);
      await expect.poll(() => selectedAt(popup), key).toBe(at);
      await expect(search(popup)).toHaveAttribute('aria-activedescendant', await popup.getByRole('option').nth(at).getAttribute('id') ?? '');
    }
    await popup.keyboard.press('Tab');
    expect(await popup.evaluate(() => document.activeElement?.closest('[role=listbox]') === null)).toBe(true);
  });
  await test.step('whatever is typed anywhere is searched for', async () => {
    await popup.evaluate(() => { (document.activeElement as HTMLElement).blur(); });
    await popup.keyboard.type('saf');
    await expect(search(popup)).toHaveValue('saf');
    await expect(search(popup)).toBeFocused();
    await expect(popup.getByRole('option')).toHaveText([/Safe/]);
  });
  await test.step('Escape takes one step back at a time', async () => {
    await popup.keyboard.press('ArrowRight');
    await expect(popup.getByRole('heading', { name: logins.safe.label })).toBeFocused();
    await popup.keyboard.press('Escape');
    await expect(search(popup)).toHaveValue('saf');
    await popup.keyboard.press('Escape');
    await expect(search(popup)).toHaveValue('');
  });
  await test.step('"?" lists the keys as the browser has them, and says where to change them', async () => {
    await popup.keyboard.press('?');
    await expect(popup.getByRole('heading', { name: words('shortcuts'), exact: true })).toBeFocused();
    const commands = await app.screen.evaluate(() => chrome.commands.getAll());
    await expect(popup.locator('dl.keys').first().locator('kbd')).toHaveText(commands.map(({ shortcut = '' }) => shortcut));
    await expect(popup.locator('main')).toContainText('chrome://extensions/shortcuts');
    await popup.keyboard.press('Escape');
    await expect(search(popup)).toBeVisible();
  });
  const closed = popup.waitForEvent('close');
  // Gone before the key is up again.
  await popup.keyboard.press('Escape').catch(() => undefined);
  await closed;
});
