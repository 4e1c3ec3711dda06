/**
 * Passwords that are to be renewed: the day is set, the reminder seen, and a change of the password puts it off.
 */
import { idOf, permit } from '../tools/driver/app.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault } from './standard-vault.ts';

const quarter = 7_776_000;
const nowSeconds = () => Math.floor(Date.now() / 1000);

test('a password is renewed on time: due in the list and on the badge, put off by a new one', async ({ cloud, app, driven, visit }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Safe/ }).click();
  await page.getByRole('button', { name: words('edit'), exact: true }).click();
  await page.getByLabel(words('renewEvery')).selectOption(String(quarter));
  await page.getByLabel(words('expiryDate'), { exact: true }).fill(new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10));
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: words('undo'), exact: true })).toBeVisible();
  const credential = await idOf(app, 'Safe');
  expect(await app.must('getCredential', { credential })).toMatchObject({ renewEvery: quarter });

  expect((await app.must('search', { query: 'is:due', limit: 5 })).total).toBe(1);
  await expect.poll(async () => (await driven.worker()).evaluate(async () => (await chrome.alarms.get('day'))?.periodInMinutes)).toBe(1440);

  // Some days before, it is in the list of what is due already.
  const form = await app.must('openForm', { credential, vault: null });
  await app.must('saveCredential', { credential, vault: form.vault, form: { ...form.form, expires: nowSeconds() + 864_000 }, base: form.base });
  expect((await app.must('search', { query: 'is:expired', limit: 5 })).total).toBe(0);
  await page.getByRole('button', { name: words('expiring'), exact: true }).click();
  await expect(page.getByRole('option', { name: /Safe/ })).toBeVisible();
  const later = await app.must('openForm', { credential, vault: null });
  await app.must('saveCredential', { credential, vault: later.vault, form: { ...later.form, expires: nowSeconds() - 864_000 }, base: later.base });

  // Due: in the list by one press, and on the button.
  await page.getByRole('button', { name: words('expiring'), exact: true }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option', { name: /Safe/ })).toBeVisible();
  await permit(app, 'https://elsewhere.example');
  const other = await visit('https://elsewhere.example/no-fields');
  await other.bringToFront();
  const badge = async () => (await driven.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.action.getBadgeText(tab?.id === undefined ? {} : { tabId: tab.id });
  });
  await expect.poll(badge).toBe('!');

  await page.bringToFront();
  await page.getByRole('option', { name: /Safe/ }).click();
  await page.getByRole('button', { name: words('edit'), exact: true }).click();
  await page.getByLabel(words('password'), { exact: true }).fill('quite another one');
  await page.keyboard.press('Control+s');
  await expect.poll(async () => ((await app.must('getCredential', { credential })).expires ?? 0) - nowSeconds()).toBeGreaterThan(quarter - 600);
  await expect.poll(async () => (await app.must('search', { query: 'is:expired', limit: 5 })).total).toBe(0);
  await page.close();
});
