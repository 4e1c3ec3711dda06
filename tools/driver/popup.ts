/**
 * What a person does in the toolbar popup, and what comes of it.
 * @module
 */
import type { Page } from 'playwright';
import { problemOn } from './set-up.ts';

/**
 * Fills the selected login of a popup that is open.
 *
 * @returns `filled` when the popup has closed itself or says that it has copied the code too (then it is closed here), else the kind of the problem that it shows
 */
export async function pressEnter(popup: Page): Promise<string> {
  const problem = problemOn(popup);
  const filled = new Promise<string>((resolve) => { popup.once('close', () => resolve('filled')); });
  // A popup that closes at once is gone before the key is up again; then the close tells.
  await popup.keyboard.press('Enter').catch(() => undefined);
  const notice = popup.locator('[data-copied="filled"]').waitFor().then(() => popup.close()).then(() => 'filled').catch(() => filled);
  const told = problem.first().waitFor().then(() => problem.first().getAttribute('data-problem')).then((kind) => kind ?? 'filled').catch(() => filled);
  return Promise.race([filled, notice, told]);
}
