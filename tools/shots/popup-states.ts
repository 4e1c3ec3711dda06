/**
 * The states of the popup.
 * @module
 */

import type { Page } from 'playwright';
import type { Problem } from '../../src/core/problem.ts';
import type { Answer, PopupView } from '../../src/messages/contract.ts';
import { away, closedVault, damagedDetails, family, fresh, locked, now, openVault, popup, shopDetails, signedIn, started, unlocked, vaultRows } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const shown = (view: PopupView): Answer<PopupView> => ({ ok: true, value: view });
const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
const answers: Answers = {
  getPopup: shown(popup),
  search: { ok: true, value: { rows: vaultRows, total: 5012 } },
  getCredential: { ok: true, value: shopDetails },
  getCode: { ok: true, value: { code: '123456', endsAt: now + 12_000, period: 30, clockAhead: null } },
  reveal: { ok: true, value: { value: 'tr0ub4dor&3-Il1|O0_horse' } },
  copy: { ok: true, value: { clearsAt: now + 30_000 } },
};
const code = (page: Page): Promise<void> => page.locator('.code-button').waitFor();
const enterRow = async (page: Page): Promise<void> => {
  await page.keyboard.press(await page.locator('html').getAttribute('dir') === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
};
const details = async (page: Page): Promise<void> => {
  await enterRow(page);
  await page.locator('.fields').waitFor();
};
const troubled = (problem: Problem): Pick<ScreenState, 'page' | 'answers' | 'act'> => ({
  page: 'popup',
  answers: { ...answers, fill: failed(problem) },
  async act(page) {
    await page.keyboard.press('Enter');
    await page.locator(`[data-problem="${problem.kind}"]`).waitFor();
  },
});
const tryPassword = async (page: Page): Promise<void> => {
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
};

const doors: readonly ScreenState[] = [
  { name: 'popup-new', page: 'popup', answers: { getPopup: shown({ ...popup, app: fresh, site: null, matches: [] }) } },
  { name: 'popup-new-started', page: 'popup', answers: { getPopup: shown({ ...popup, app: started, matches: [] }) } },
  { name: 'popup-locked', page: 'popup', answers: { getPopup: shown({ ...popup, app: locked, matches: [] }) }, everyWay: true },
  { name: 'popup-locked-fill', page: 'popup', answers: { getPopup: shown({ ...popup, app: locked, matches: [], asked: 'fill' }) } },
  {
    name: 'popup-locked-wrong', page: 'popup', act: tryPassword,
    answers: { getPopup: shown({ ...popup, app: locked, matches: [] }), unlock: failed({ kind: 'wrong-unlock-password', retryAt: now + 4000 }) },
  },
  {
    name: 'popup-locked-wait', page: 'popup', act: tryPassword,
    answers: { getPopup: shown({ ...popup, app: locked, matches: [] }), unlock: failed({ kind: 'too-many-tries', retryAt: now + 58_000 }) },
  },
  { name: 'popup-loading', page: 'popup', answers: {}, silent: ['getPopup'], act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'popup-outdated', page: 'popup', answers: { getPopup: failed({ kind: 'outdated' }) } },
];

const lists: readonly ScreenState[] = [
  { name: 'popup-long-host', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, site: { tabId: 1, documentId: 'D', host: 'very.long.account-settings.elsewhere-of-many.net', domain: 'elsewhere-of-many.net', secure: true } }) }, everyWay: true },
  { name: 'popup-matches', page: 'popup', answers, act: code, everyWay: true },
  { name: 'popup-matches-second', page: 'popup', answers, act: async (page) => { await page.keyboard.press('ArrowDown'); } },
  {
    name: 'popup-whole-vault', page: 'popup', everyWay: true,
    answers: { ...answers, getPopup: shown({ ...popup, app: { ...unlocked, vaults: [openVault, family] } }) },
    async act(page) {
      await page.keyboard.press('Backspace');
      await page.getByRole('option').nth(5).waitFor();
    },
  },
  {
    name: 'popup-search', page: 'popup', answers,
    async act(page) {
      await page.keyboard.type('mail');
      await page.locator('.scope').waitFor();
    },
  },
  {
    name: 'popup-nothing-found', page: 'popup', answers,
    async act(page) {
      await page.keyboard.type('zebra');
      await page.locator('.empty').waitFor();
    },
  },
  { name: 'popup-no-match', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, matches: [] }) }, everyWay: true },
  { name: 'popup-newer-data', page: 'popup', answers: { ...answers, getPopup: { ok: false, problem: { kind: 'newer-data' } } }, act: (page) => page.getByRole('alert').waitFor(), everyWay: true },
  { name: 'popup-restricted-page', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, site: null, matches: [], problem: { kind: 'restricted-page' } }) }, act: (page) => page.getByRole('option').nth(3).waitFor() },
  { name: 'popup-withheld', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, site: { ...popup.site, tabId: 7, documentId: 'D0C', host: 'shop.example', domain: 'shop.example', secure: false }, matches: [], withheld: { kind: 'insecure-page', host: 'shop.example' } }) } },
  { name: 'popup-offline', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, app: { ...unlocked, accounts: [{ ...signedIn, problem: away }] } }) }, act: code },
  { name: 'popup-opening', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, matches: [], app: { ...unlocked, vaults: [{ ...openVault, state: 'opening' }] } }) }, act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'popup-closed-vault', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, matches: [], app: { ...unlocked, vaults: [{ ...openVault, state: 'closed' }] } }) } },
  { name: 'popup-one-vault-closed', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, app: { ...unlocked, vaults: [openVault, closedVault] } }) }, act: code },
  { name: 'popup-no-account', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, matches: [], app: { ...unlocked, accounts: [], vaults: [] } }) } },
  { name: 'popup-no-vault', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, matches: [], app: { ...unlocked, vaults: [] } }) } },
];

const troubles: readonly ScreenState[] = [
  { name: 'popup-fill-no-fields', ...troubled({ kind: 'no-fields' }), everyWay: true },
  { name: 'popup-fill-wrong-site', ...troubled({ kind: 'wrong-site', login: 'shop.example', page: 'shop-example.test', join: true }) },
  {
    name: 'popup-fill-code-copied', page: 'popup', everyWay: true,
    answers: { ...answers, fill: { ok: true, value: { filled: ['username', 'current-password'], left: null, copied: { clearsAt: now + 30_000 }, undo: 'u1' } } },
    async act(page) {
      await code(page);
      await page.keyboard.press('Enter');
      await page.locator('[data-copied="filled"]').waitFor();
    },
  },
  { name: 'popup-fill-page-changed', ...troubled({ kind: 'page-changed' }) },
  { name: 'popup-fill-foreign-frame', ...troubled({ kind: 'foreign-frame', host: 'login.shop.example', page: 'portal.example', remember: true }), everyWay: true },
  { name: 'popup-fill-frame-of-other-site', ...troubled({ kind: 'frame-of-other-site', login: 'shop.example', host: 'id.example', join: false }) },
  { name: 'popup-fill-closed-frame', ...troubled({ kind: 'closed-frame', host: 'id.example' }) },
  { name: 'popup-fill-foreign-form', ...troubled({ kind: 'foreign-form', host: 'pay.example', plain: false }) },
  { name: 'popup-fill-still-loading', ...troubled({ kind: 'still-loading' }) },
  {
    name: 'popup-fill-insecure', page: 'popup', answers: { ...answers, fill: failed({ kind: 'insecure-page', host: 'shop.example' }) }, everyWay: true,
    async act(page) {
      await page.keyboard.press('Enter');
      await page.locator('[data-problem] button').first().click();
      await page.locator('[data-problem] .danger').waitFor();
    },
  },
  { name: 'popup-site-excluded', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, rule: { site: 'shop.example', never: true, fields: [], frames: [] } }) }, act: (page) => page.locator('[data-problem=site-excluded]').waitFor() },
  { name: 'popup-filled', page: 'popup', answers: { ...answers, getPopup: shown({ ...popup, filled: { undo: 'u1', label: 'Example shop', until: now + 600_000 } }) }, act: (page) => page.locator('[data-filled]').waitFor(), everyWay: true },
];

const more: readonly ScreenState[] = [
  { name: 'popup-details', page: 'popup', answers, act: details, everyWay: true },
  {
    name: 'popup-details-revealed', page: 'popup', answers,
    async act(page) {
      await details(page);
      await page.locator('.line-actions [aria-pressed]').first().click();
      await page.locator('.secret').waitFor();
    },
  },
  {
    name: 'popup-details-large', page: 'popup', answers, everyWay: true,
    async act(page) {
      await details(page);
      await page.locator('.line-actions [aria-pressed]').first().click();
      await page.locator('.secret').waitFor();
      await page.locator('.line-actions [aria-pressed]').first().click();
      await page.locator('.secret.large').waitFor();
    },
  },
  {
    name: 'popup-details-clock-wrong', page: 'popup', answers: { ...answers, getCode: { ok: true, value: { code: '123456', endsAt: now + 12_000, period: 30, clockAhead: -75 } } }, everyWay: true,
    async act(page) {
      await details(page);
      await page.locator('.fields .warning').waitFor();
    },
  },
  { name: 'popup-details-loading', page: 'popup', answers, silent: ['getCredential'], act: async (page) => { await enterRow(page); await page.locator('.details .skeletons').waitFor(); } },
  {
    name: 'popup-copied', page: 'popup', answers,
    async act(page) {
      await code(page);
      await page.keyboard.press('Control+c');
      await page.locator('.toast').waitFor();
    },
  },
  {
    name: 'popup-details-damaged', page: 'popup', answers: { ...answers, getCredential: { ok: true, value: damagedDetails } }, everyWay: true,
    async act(page) {
      await page.keyboard.press('End');
      await details(page);
    },
  },
  {
    name: 'popup-details-gone', page: 'popup', answers: { ...answers, getCredential: failed({ kind: 'gone', what: 'credential' }) },
    async act(page) {
      await enterRow(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'popup-shortcuts', page: 'popup', answers, everyWay: true,
    async act(page) {
      await page.keyboard.press('?');
      await page.locator('.keys').first().waitFor();
    },
  },
];

export const popupStates: readonly ScreenState[] = [...doors, ...lists, ...troubles, ...more];
