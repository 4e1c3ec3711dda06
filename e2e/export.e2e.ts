/**
 * Export in the vault tab: only after the unlock password, encrypted unless somebody insists, and what comes out can be
 * brought in again.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault, vaultKey } from './standard-vault.ts';

const passphrase = 'käse und brot';

async function save(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: words('exportSave'), exact: true }).click()]);
  return readFile(await download.path(), 'utf8');
}

test('an encrypted file is made after the unlock password, holds nothing readable, and opens again', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#export');
  await page.getByLabel(words('exportPassphrase'), { exact: true }).fill(passphrase);
  await page.getByLabel(words('exportRepeat'), { exact: true }).fill(passphrase);
  await page.getByLabel(words('exportUnlock'), { exact: true }).fill('a guess');
  await expectNoBarriers(page, 'export');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-problem="wrong-unlock-password"]')).toBeVisible();

  // Nothing else has to be typed again.
  await expect(page.getByLabel(words('exportUnlock'), { exact: true })).toBeFocused();
  await page.keyboard.type(vaultKey);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-export="ready"]')).toBeVisible();
  const text = await save(page);
  expect(Object.values(logins).filter(({ label, password }) => text.includes(label) || text.includes(password))).toEqual([]);
  await page.close();

  const again = await driven.page('src/ui/vault/index.html#import');
  await again.locator('input[type="file"]').setInputFiles({ name: 'backup.latchkey', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await again.getByLabel(words('importPasswordLabel'), { exact: true }).fill(passphrase);
  await again.keyboard.press('Enter');
  await expect(again.locator('tr[data-kind="same"]')).toHaveCount(Object.keys(logins).length);
  await again.close();
});

test('Passman’s own JSON holds everything, and is known again', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#export');
  await page.getByText(words('exportPassman'), { exact: true }).click();
  await expect(page.getByText(words('exportWarnTitle'))).toBeVisible();
  await page.getByLabel(words('exportUnlock'), { exact: true }).fill(vaultKey);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-export="ready"]')).toBeVisible();
  const text = await save(page);
  expect(JSON.parse(text)).toContainEqual(expect.objectContaining({ label: logins.bank.label, password: logins.bank.password, otp: expect.objectContaining({ type: 'totp' }) }));
  await page.goto(page.url().replace('#export', '#import'));
  await page.reload();
  await page.locator('input[type="file"]').setInputFiles({ name: 'passman.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.locator('tr[data-kind="same"]')).toHaveCount(Object.keys(logins).length);
  await page.close();
});

test('a CSV warns first, and holds every value as it is', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#export');
  await page.getByText(words('exportCsv'), { exact: true }).click();
  await expect(page.getByText(words('exportWarnTitle'))).toBeVisible();
  await page.getByLabel(words('exportUnlock'), { exact: true }).fill(vaultKey);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-export="ready"]')).toBeVisible();
  const text = await save(page);
  expect(Object.values(logins).filter(({ label, password }) => !text.includes(label) || !text.includes(password))).toEqual([]);
  await page.close();
});
