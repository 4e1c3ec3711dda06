/**
 * The states of the generator: in the popup, for the page below it or for none, and in a form.
 * @module
 */

import type { Page } from 'playwright';
import { defaultRecipes } from '../../src/core/generator-recipes.ts';
import type { GeneratorSite, SiteRules } from '../../src/messages/contract.ts';
import { now, popup, shopDetails, shopRows } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';
import { vaultAnswers } from './vault-states.ts';

const rules: SiteRules = { minLength: 8, maxLength: 24, required: ['abc', '0123456789'], allowed: 'abc0123456789', maxConsecutive: 2 };
const forShop: GeneratorSite = { rules, takesNew: true, logins: shopRows.slice(0, 2) };
const answers = (site: GeneratorSite | null, more: Answers = {}): Answers => ({
  ...vaultAnswers,
  getPopup: { ok: true, value: site === null ? { ...popup, site: null, matches: [], problem: { kind: 'restricted-page' } } : popup },
  getCapture: { ok: true, value: { card: null } },
  search: { ok: true, value: { rows: shopRows, total: 3 } },
  openGenerator: { ok: true, value: { recipes: defaultRecipes, site } },
  useGenerated: { ok: true, value: { draft: shopDetails.row.id, label: 'shop.example', clearsAt: now + 30_000 } },
  revealGenerated: { ok: true, value: { value: 'tr0ub4dor&3-Il1|O0_horse' } },
  copyGenerated: { ok: true, value: { clearsAt: now + 30_000 } },
  ...more,
});
const opened = async (page: Page): Promise<void> => {
  await page.locator('.search, .status-bar').first().waitFor();
  await page.keyboard.press('Alt+g');
  await page.locator('.generator-view .strength .on').first().waitFor();
};
const history = async (page: Page): Promise<void> => {
  await opened(page);
  await page.locator('.generated summary').click();
  await page.locator('.generated li, .generated .meta + .meta').first().waitFor();
};
const phrase = { ...defaultRecipes, kind: 'passphrase' } as const;

export const generatorStates: readonly ScreenState[] = [
  { name: 'generator', page: 'popup', answers: answers(forShop), act: opened, everyWay: true },
  { name: 'generator-no-page', page: 'popup', answers: answers(null), act: opened },
  {
    name: 'generator-passphrase', page: 'popup', everyWay: true, act: opened,
    answers: answers({ ...forShop, logins: [], takesNew: false }, {
      openGenerator: { ok: true, value: { recipes: phrase, site: { ...forShop, logins: [], takesNew: false } } },
      generate: { ok: true, value: { id: 'g', value: 'hedgehog-umbrella-marzipan-lighthouse-cartwheel-tambourine' } },
    }),
  },
  { name: 'generator-history', page: 'popup', answers: answers(forShop), act: history, everyWay: true },
  { name: 'generator-history-empty', page: 'popup', answers: answers(forShop, { getGenerated: { ok: true, value: { values: [] } } }), act: history },
  {
    name: 'generator-history-revealed', page: 'popup', answers: answers(forShop),
    async act(page) {
      await history(page);
      await page.locator('.generated-item [aria-pressed]').first().click();
      await page.locator('.generated-item .secret').waitFor();
    },
  },
  {
    name: 'generator-filled', page: 'popup', answers: answers(forShop), everyWay: true,
    async act(page) {
      await opened(page);
      await page.locator('.generator .primary').click();
      await page.locator('.note.plain').waitFor();
    },
  },
  {
    name: 'generator-not-filled', page: 'popup', answers: answers(forShop, { useGenerated: { ok: false, problem: { kind: 'page-changed' } } }),
    async act(page) {
      await opened(page);
      await page.locator('.generator .primary').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'generator-error', page: 'popup', answers: answers(forShop, { generate: { ok: false, problem: { kind: 'storage-failed' } } }),
    async act(page) {
      await page.locator('.search').waitFor();
      await page.keyboard.press('Alt+g');
      await page.getByRole('alert').waitFor();
    },
  },
];
