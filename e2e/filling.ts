/**
 * Filling from the popup as a person does, and reading what came of it.
 * @module
 */
import type { Page } from 'playwright/test';
import { pressEnter } from '../tools/driver/popup.ts';
import { words } from '../tools/driver/words.ts';

/**
 * Opens the popup over a page and presses Enter; with `search`, looks for that login in the whole vault first.
 *
 * @returns `filled`, or the kind of the problem that the popup shows
 */
export async function fillFromPopup(page: Page, popupOver: (page: Page) => Promise<Page>, search?: string): Promise<string> {
  const popup = await popupOver(page);
  if (search !== undefined) await popup.getByRole('combobox', { name: words('searchVault') }).fill(search);
  await popup.getByRole('option', { selected: true }).filter({ hasText: search ?? '' }).waitFor();
  return pressEnter(popup);
}

/** The values of all inputs of the top document, by name or id. */
export function valuesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => Object.fromEntries([...document.querySelectorAll('input')].map((input) => [input.name === '' ? input.id : input.name, input.value])));
}
