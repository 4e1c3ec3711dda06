/**
 * The states of the options page.
 * @module
 */

import type { Page } from 'playwright';
import type { Problem } from '../../src/core/problem.ts';
import type { Answer, AppState } from '../../src/messages/contract.ts';
import { away, closedVault, family, fresh, locked, now, openVault, probe, signedIn, started, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const shown = (state: AppState): Answer<AppState> => ({ ok: true, value: state });
const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
const flow = { state: 'waiting', host: 'cloud.example', expiresAt: now + 1_200_000, problem: null, account: null } as const;
const answers: Answers = {
  getState: shown(unlocked),
  getLoginFlow: { ok: true, value: { ...flow, state: 'none' } },
  probeServer: { ok: true, value: probe },
  startLoginFlow: { ok: true, value: flow },
  openVault: shown(unlocked),
};
const setUp: Answers = { ...answers, getState: shown(fresh) };
const typeAddress = async (page: Page): Promise<void> => {
  await page.locator('input[inputmode="url"]').fill('cloud.example/index.php/apps/files');
  await page.keyboard.press('Enter');
};
const found = async (page: Page): Promise<void> => {
  await typeAddress(page);
  await page.locator('.step.now h3').waitFor();
};
const afterFound = (button: number) => async (page: Page): Promise<void> => {
  await found(page);
  await page.locator('.step.now .actions .button').nth(button).click();
  await page.locator('.step.now h3').waitFor();
};
const refused = (name: string, problem: Problem): ScreenState => ({
  name: `options-address-${name}`, page: 'options', answers: { ...setUp, probeServer: failed(problem) },
  async act(page) {
    await typeAddress(page);
    await page.getByRole('alert').waitFor();
  },
});

const firstRun: readonly ScreenState[] = [
  { name: 'options-set-up', page: 'options', answers: setUp, everyWay: true },
  refused('not-nextcloud', { kind: 'not-nextcloud', host: 'cloud.example' }),
  refused('unreachable', away),
  { name: 'options-choose', page: 'options', answers: setUp, act: found },
  {
    name: 'options-device', page: 'options', answers: setUp, everyWay: true,
    async act(page) {
      await found(page);
      await page.locator('.step.now .link').first().click();
      await page.locator('.step.now input').fill('Küche');
      await page.locator('.step.now .field .hint').waitFor();
    },
  },
  { name: 'options-choose-http', page: 'options', answers: { ...setUp, probeServer: { ok: true, value: { ...probe, server: 'http://cloud.example', plainHttp: true } } }, act: found, everyWay: true },
  { name: 'options-flow-waiting', page: 'options', answers: { ...setUp, getLoginFlow: { ok: true, value: flow } }, act: (page) => page.locator('.step.now h3').waitFor() },
  { name: 'options-flow-failed', page: 'options', answers: { ...setUp, startLoginFlow: { ok: true, value: { ...flow, state: 'failed', problem: { kind: 'login-expired', host: 'cloud.example' } } } }, act: afterFound(0) },
  { name: 'options-password', page: 'options', answers: setUp, act: afterFound(1) },
  {
    name: 'options-password-two-factor', page: 'options', answers: { ...setUp, signIn: failed({ kind: 'needs-login-flow', host: 'cloud.example' }) },
    async act(page) {
      await afterFound(1)(page);
      await page.locator('input[autocomplete="username"]').fill('alice');
      await page.locator('input[autocomplete="current-password"]').fill('secret');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'options-first-vault', page: 'options', answers: { ...answers, getState: shown(started) }, everyWay: true },
  {
    name: 'options-first-vault-own-password', page: 'options', answers: { ...answers, getState: shown({ ...started, vaults: [...started.vaults, closedVault] }) },
    async act(page) {
      await page.getByRole('radio').nth(1).check();
      await page.locator('input[autocomplete="new-password"]').fill('hedgehog');
    },
  },
  {
    name: 'options-first-vault-wrong', page: 'options', answers: { ...answers, getState: shown(started), openVault: failed({ kind: 'wrong-vault-key', vault: 'Private' }) },
    async act(page) {
      await page.locator('input[autocomplete="current-password"]').fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'options-no-vault-yet', page: 'options', answers: { ...answers, getState: shown({ ...started, vaults: [] }) } },
  {
    name: 'options-try-it', page: 'options', answers: { ...answers, getState: shown(started) }, everyWay: true,
    async act(page) {
      await page.locator('input[autocomplete="current-password"]').fill('right');
      await page.keyboard.press('Enter');
      await page.locator('.hints').waitFor();
    },
  },
  ...([['allowed', false], ['refused', true]] as const).map(([name, refuses]): ScreenState => ({
    name: `options-try-it-${name}`, page: 'options', refuses, everyWay: true,
    answers: { ...answers, getState: shown(started), saveSettings: shown({ ...unlocked, settings: { ...unlocked.settings, menuInPages: true } }) },
    async act(page) {
      await page.locator('input[autocomplete="current-password"]').fill('right');
      await page.keyboard.press('Enter');
      await page.locator('.hints ~ .card .button').click();
      await page.locator(refuses ? '.hints ~ .card .button' : '.hints ~ .card:focus').waitFor();
    },
  })),
];

const later: readonly ScreenState[] = [
  { name: 'options-unlocked', page: 'options', answers: { ...answers, getState: shown({ ...unlocked, vaults: [openVault, closedVault] }) }, everyWay: true },
  {
    name: 'options-problems', page: 'options', allSites: true,
    answers: { ...answers, getState: shown({ ...unlocked, accounts: [{ ...signedIn, problem: { kind: 'no-permission', host: 'cloud.example' } }, { ...signedIn, server: 'http://nas.example:8080/nextcloud', displayName: '', userId: 'asmith', plainHttp: true, problem: { kind: 'signed-out', host: 'nas.example:8080' } }], vaults: [{ ...family, problem: { kind: 'bad-answer', host: 'cloud.example', why: 'shape' } }] }) },
  },
  {
    name: 'options-asking', page: 'options', answers: { ...answers, getState: shown({ ...unlocked, vaults: [openVault, closedVault] }) },
    async act(page) {
      await page.locator('.cards .head .button').first().click();
      await page.locator('.cards').nth(1).locator('.head .button').nth(1).click();
      await page.locator('.settings [aria-expanded="false"]').click();
    },
  },
  { name: 'options-no-account', page: 'options', answers: { ...answers, getState: shown({ ...unlocked, accounts: [], vaults: [] }) } },
  { name: 'options-locked', page: 'options', answers: { ...answers, getState: shown(locked) }, everyWay: true },
  { name: 'options-loading', page: 'options', answers, silent: ['getState'], act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'options-outdated', page: 'options', answers: { ...answers, getState: failed({ kind: 'outdated' }) } },
];

export const optionsStates: readonly ScreenState[] = [...firstRun, ...later];
