/**
 * The menu in web pages, switched on and opened as a person does.
 * @module
 */
import type { Frame, Page } from 'playwright/test';
import type { App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { clickMark, menuIn, menuReady } from '../tools/driver/menu.ts';
import { expect } from './fixtures.ts';

/** All sites are allowed, and the menu is wanted. */
export async function wantMenu(app: App, driven: Driven): Promise<void> {
  await app.screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  const { settings } = await app.must('getState', {});
  await app.must('saveSettings', { settings: { ...settings, menuInPages: true } });
  await expect.poll(() => scriptsInPages(driven)).toContain('scout');
}

/** Names of the scripts that the browser puts into every page from now on. */
export async function scriptsInPages(driven: Driven): Promise<readonly string[]> {
  return (await driven.worker()).evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
}

/** A key that closes the menu: its frame may be gone before the key is up again, and the browser never says that it was. */
export function pressAway(page: Page, key: string): void {
  void page.keyboard.press(key).catch(() => undefined);
}

/** Opens the menu at a field, and waits until it takes a press. */
export async function openMenu(page: Page, label: string): Promise<Frame> {
  await page.getByLabel(label, { exact: true }).click();
  await clickMark(page);
  const menu = await menuIn(page);
  await menuReady(menu);
  return menu;
}
