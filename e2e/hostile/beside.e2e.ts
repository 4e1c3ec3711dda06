/**
 * Beside a second, hostile extension with the same rights on pages: it can open our closed element and copy the menu's
 * address, and gets nothing for it.
 * @see guides: threats S-08, S-09, S-10, S-24
 */
import { join } from 'node:path';
import { openApp } from '../../tools/driver/app.ts';
import { openBrowser } from '../../tools/driver/browser.ts';
import { clickMark, menuIn, menuReady } from '../../tools/driver/menu.ts';
import { listenIn } from '../../tools/driver/our-world.ts';
import { expect, test } from '../fixtures.ts';
import { canariesIn, logins, openStandardVault } from '../standard-vault.ts';
import { wantMenu } from '../wanted-menu.ts';

test('another extension sees our mark and our frame\'s address, and no account', async ({ cloud }) => {
  const extension = process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', '..', 'dist', 'chrome');
  const driven = await openBrowser({ extension: `${extension},${join(import.meta.dirname, 'beside')}`, ports: cloud, headless: true });
  try {
    await driven.allowHosts();
    const app = await openApp(driven);
    await openStandardVault(cloud, app);
    await wantMenu(app, driven);
    const heard = await listenIn(driven);
    const page = await driven.context.newPage();
    await page.goto('https://shop.example/login-redirect');
    await page.getByLabel('User name').click();
    await clickMark(page);
    const menu = await menuIn(page);
    const beside = () => page.evaluate(() => document.documentElement.dataset['beside'] ?? '');
    await expect.poll(beside).toContain('saw-iframe');
    await menuReady(menu);
    const copies = () => page.frames().filter((frame) => frame.url().includes('/src/ui/menu/') && frame !== menu);
    await expect.poll(() => copies().length).toBe(2);
    // What they send goes the same way as what the other extension had our frame send, if it could.
    for (const copy of copies()) await copy.evaluate(() => chrome.runtime.sendMessage({ to: 'menu-router', name: 'nothing', ask: {}, version: '' }));
    expect((await heard()).filter((name) => name.includes('FromMenu'))).toEqual([]);
    // It has pressed everything by script, asked our frame by message, and framed it twice: nothing was filled by that.
    expect(canariesIn(await beside())).toEqual([]);
    expect(canariesIn(await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join(' ')))).toEqual([]);
    for (const copy of copies()) expect(await copy.locator('body').innerText()).toBe('');
    // The person's own press still counts.
    await menu.getByRole('menuitem').filter({ hasText: logins.shop.label }).click();
    await expect(page.getByLabel('Password')).toHaveValue(logins.shop.password);
  } finally {
    await driven.close();
  }
});
