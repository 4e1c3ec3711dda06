/**
 * The notification of what has come due. The browser's question for the permission can't be answered from here, so the
 * built extension is given it from the start.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idOf, openApp, type App } from '../tools/driver/app.ts';
import { openBrowser } from '../tools/driver/browser.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault, vaultKey } from './standard-vault.ts';

/** A copy of the extension that may notify. */
function allowed(extension: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-notifies-'));
  cpSync(extension, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { permissions: string[] };
  writeFileSync(file, JSON.stringify({ ...manifest, optional_permissions: [], permissions: [...manifest.permissions, 'notifications'] }));
  return folder;
}

async function setExpiry(app: App, label: string, days: number): Promise<void> {
  const credential = await idOf(app, label);
  const { vault, form, base } = await app.must('openForm', { credential, vault: null });
  await app.must('saveCredential', { credential, vault, form: { ...form, expires: Math.floor(Date.now() / 1000) + days * 86_400 }, base });
}

test('what comes due is notified of once, where it is wanted, and again when its day has come', async ({ cloud }) => {
  test.slow();
  const extension = allowed(process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'));
  const driven = await openBrowser({ extension, ports: cloud, headless: process.env['HEADED'] === undefined });
  await driven.allowHosts();
  const app = await openApp(driven);
  await openStandardVault(cloud, app);
  const notified = () => app.screen.evaluate(() => chrome.notifications.getAll().then(Object.keys));
  const clear = () => app.screen.evaluate(() => chrome.notifications.clear('due'));
  const again = async (): Promise<void> => {
    await app.must('lock', {});
    await app.must('unlock', { password: vaultKey });
    await app.must('refresh', {});
  };
  const { settings } = await app.must('getState', {});
  await setExpiry(app, 'Safe', 10);
  await again();
  expect(await notified(), 'it was not asked for').toEqual([]);

  await app.must('saveSettings', { settings: { ...settings, notifyDue: true } });
  await expect.poll(notified).toEqual(['due']);
  await clear();
  await again();
  await app.must('saveSettings', { settings: { ...settings, notifyDue: true } });
  expect(await notified(), 'it was told already').toEqual([]);

  await setExpiry(app, 'Safe', -1);
  await app.must('saveSettings', { settings: { ...settings, notifyDue: true } });
  await expect.poll(notified).toEqual(['due']);

  const page = await driven.page('src/ui/vault/index.html#due');
  await expect(page.getByRole('option')).toHaveText([/Safe/]);
  await driven.close();
  rmSync(extension, { recursive: true, force: true });
});
