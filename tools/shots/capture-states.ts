/**
 * The states of saving what was typed into a page.
 * @module
 */

import type { Page } from 'playwright';
import type { CaptureCard } from '../../src/messages/contract.ts';
import { family, locked, now, openVault, popup, shopRows, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

type Login = NonNullable<CaptureCard['login']>;

const fresh: Login = { username: 'ada.lovelace@mail.example', label: 'garden-shop.example', vault: openVault.id, credential: null, choices: [] };
const known: Login = { ...fresh, credential: shopRows[0]?.id ?? null, choices: shopRows.map(({ id, label, account }) => ({ credential: id, label, account })) };
const card: CaptureCard = { id: 'c', host: 'accounts.garden-shop.example', domain: 'garden-shop.example', secure: true, elsewhere: false, login: fresh };
const answers = (shown: CaptureCard, more: Answers = {}): Answers => ({
  getPopup: { ok: true, value: popup },
  getCapture: { ok: true, value: { card: shown } },
  revealCapture: { ok: true, value: { value: 'tr0ub4dor&3-Il1|O0_horse' } },
  saveCapture: { ok: true, value: { state: 'queued', undo: 'u', label: 'garden-shop.example' } },
  ...more,
});
const ready = (page: Page): Promise<void> => page.locator('.capture').waitFor();

export const captureStates: readonly ScreenState[] = [
  { name: 'capture-new', page: 'popup', everyWay: true, act: ready, answers: answers(card, { getPopup: { ok: true, value: { ...popup, matches: [], app: { ...unlocked, vaults: [openVault, family] } } } }) },
  {
    name: 'capture-new-revealed', page: 'popup', answers: answers({ ...card, secure: false, elsewhere: true }),
    async act(page) {
      await page.locator('.capture [aria-pressed]').click();
      await page.locator('.capture [aria-pressed=true]').waitFor();
    },
  },
  { name: 'capture-update', page: 'popup', everyWay: true, act: ready, answers: answers({ ...card, login: known }) },
  {
    name: 'capture-saved', page: 'popup', answers: answers(card),
    async act(page) {
      await page.locator('.capture [type=submit]').click();
      await page.locator('.note [class~=button]').first().waitFor();
    },
  },
  {
    name: 'capture-failed', page: 'popup', answers: answers({ ...card, login: known }, { saveCapture: { ok: false, problem: { kind: 'gone', what: 'capture' } } }),
    async act(page) {
      await page.locator('.capture [type=submit]').click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'capture-locked', page: 'popup', everyWay: true, answers: answers({ ...card, login: null }, { getPopup: { ok: true, value: { ...popup, app: { ...locked, lock: { state: 'locked', retryAt: null } }, matches: [] } } }), act: (page) => page.locator('.capture-hint').waitFor() },
  { name: 'capture-options', page: 'options', allSites: true, answers: { getState: { ok: true, value: { ...unlocked, lock: { state: 'unlocked', locksAt: now } } }, getNeverSites: { ok: true, value: { sites: ['bank.example', 'forum.example'] } }, getSiteRules: { ok: true, value: { sites: [{ site: 'bank.example', never: true, fields: [], frames: ['https://login.bank-id.example'] }, { site: 'shop.example', never: false, fields: [{ mark: 'name:customer_number_of_the_person', role: 'username' }], frames: [] }] } } }, act: (page) => page.getByText('forum.example').waitFor() },
];
