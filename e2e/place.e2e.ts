/**
 * The popup is gone at every click beside it: it opens where it was, over the same site, but never across a lock.
 */
import type { Page } from 'playwright/test';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault, vaultKey } from './standard-vault.ts';

const search = (popup: Page) => popup.getByRole('combobox', { name: words('searchVault') });
const kept = async (worker: () => Promise<{ evaluate: <Value>(run: () => Promise<Value>) => Promise<Value> }>) =>
  (await worker()).evaluate(async () => JSON.stringify((await chrome.storage.session.get('popupPlace'))['popupPlace'] ?? null));

test('the popup opens where it was, and anew where that is over', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const shop = await visit('https://shop.example/login');
  const first = await popupOver(shop);
  await search(first).fill('Safe');
  await expect(first.getByRole('option', { selected: true })).toContainText('Safe');
  await search(first).press('ArrowRight');
  await expect(first.getByRole('heading', { name: 'Safe' })).toBeFocused();
  await expect.poll(() => kept(driven.worker)).toContain('details');
  await first.close();

  const second = await popupOver(shop);
  await expect(second.getByRole('heading', { name: 'Safe' })).toBeVisible();
  await second.keyboard.press('Escape');
  await expect(search(second)).toHaveValue('Safe');
  await expect.poll(() => kept(driven.worker)).toContain('"at":"list"');
  await second.close();

  // Over another site it would be in the way.
  const elsewhere = await popupOver(await visit('https://mail.example/'));
  await expect(search(elsewhere)).toHaveValue('');
  await expect(search(elsewhere)).toBeFocused();
  await expect(elsewhere.getByRole('option')).toHaveCount(2);
  await elsewhere.close();

  const third = await popupOver(shop);
  await expect(search(third)).toHaveValue('Safe');
  await search(third).press('Escape');
  await expect.poll(() => kept(driven.worker)).toBe('null');
  await search(third).fill('Bank');
  await expect.poll(() => kept(driven.worker)).toContain('Bank');
  await third.close();
  await app.must('lock', {});
  await app.must('unlock', { password: vaultKey });
  const last = await popupOver(shop);
  await expect(search(last)).toHaveValue('');
  await expect(last.getByRole('option', { selected: true })).toContainText('Corner shop');
});
