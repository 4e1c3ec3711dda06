/**
 * Opens the toolbar's popup over the window that has the focus, where the browser allows it.
 * @module
 */

import { browser } from './browser.ts';

export async function openPopup(): Promise<void> {
  await browser.action.openPopup().catch(() => undefined);
}
