/**
 * The states of keeping a vault in order: marked rows, tags, moves, filters, the search's own help.
 * @module
 */

import type { Page } from 'playwright';
import { vaultRows } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';
import { vaultAnswers } from './vault-states.ts';

const answers: Answers = {
  ...vaultAnswers,
  listVault: { ok: true, value: { rows: vaultRows, total: vaultRows.length } },
  listTags: { ok: true, value: { tags: [{ tag: 'home', count: 4 }, { tag: 'money', count: 2 }, { tag: 'shopping', count: 3 }, { tag: 'travel', count: 1 }, { tag: 'a tag that is rather long for the room it has', count: 2 }] } },
  moveCredentials: { ok: true, value: { state: 'saved', undo: 'm', done: 2, refused: [{ credential: vaultRows[5]?.id ?? shopId(), label: 'Shop returns desk', problem: { kind: 'cannot-move', label: 'Shop returns desk' } }] } },
};

function shopId(): never {
  throw new Error('There are fewer rows than that.');
}

async function mark(page: Page): Promise<void> {
  await page.getByRole('option').first().waitFor();
  await page.locator('#rows').focus();
  for (const key of ['x', 'ArrowDown', 'ArrowDown', 'x', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await page.locator('.bulk').waitFor();
}

export const organiseStates: readonly ScreenState[] = [
  { name: 'organise-marked', page: 'vault', answers, act: mark, everyWay: true },
  {
    name: 'organise-tags', page: 'vault', answers, everyWay: true,
    async act(page) {
      await mark(page);
      await page.keyboard.press('t');
      await page.locator('.organise-panel .tag').first().waitFor();
    },
  },
  {
    name: 'organise-move', page: 'vault', answers,
    async act(page) {
      await mark(page);
      await page.keyboard.press('m');
      await page.locator('.organise-panel select').waitFor();
    },
  },
  {
    name: 'organise-moved', page: 'vault', answers,
    async act(page) {
      await mark(page);
      await page.keyboard.press('m');
      await page.locator('.organise-panel button[type=submit]').click();
      await page.locator('.notice').waitFor();
    },
  },
  {
    name: 'organise-search-help', page: 'vault', answers, everyWay: true,
    async act(page) {
      await page.getByRole('option').first().waitFor();
      await page.locator('[data-opens="search-help"]').click();
      await page.locator('.operators').waitFor();
    },
  },
  {
    name: 'organise-shortcuts', page: 'vault', hash: '#shortcuts', answers, everyWay: true,
    act: (page) => page.locator('.keys').first().waitFor(),
  },
  {
    name: 'organise-tag', page: 'vault', answers,
    async act(page) {
      await page.locator('details summary').click();
      await page.locator('details .entry').nth(1).click();
      await page.getByRole('option').first().waitFor();
    },
  },
];
