/**
 * The states of signing in as an app of the server, of such an account, and of what is told about an account.
 * @module
 */

import type { Page } from 'playwright';
import { fresh, probe, signedIn, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const setUp: Answers = {
  getState: { ok: true, value: fresh },
  getLoginFlow: { ok: true, value: { state: 'none', host: '', expiresAt: null, problem: null, account: null } },
  probeServer: { ok: true, value: probe },
  proposeExApp: { ok: true, value: { server: 'https://cloud.example', host: 'cloud.example', appId: 'latchkey-0a1b2c', appVersion: '1.0.0', keepsFilesWhenDisabled: true } },
  pairExApp: { ok: true, value: { account: null } },
};
const choose = async (page: Page): Promise<void> => {
  await page.locator('input[inputmode="url"]').fill('cloud.example');
  await page.keyboard.press('Enter');
  await page.locator('.step.now .link').last().click();
  await page.locator('input[type="checkbox"], [data-problem]').first().waitFor();
};
const commands = async (page: Page): Promise<void> => {
  await choose(page);
  for (const box of await page.locator('.step.now input[type="checkbox"]').all()) await box.check();
  await page.locator('.step.now form .actions .button').first().click();
  await page.locator('.commands').waitFor();
};
const check = async (page: Page): Promise<void> => {
  await commands(page);
  await page.locator('.step.now input').first().fill('alice');
  await page.keyboard.press('Enter');
  await page.locator('.step.now input').nth(1).or(page.locator('[data-problem]')).first().waitFor();
};
const asApp = { appId: 'latchkey-0a1b2c', keepsFilesWhenDisabled: true };

export const accountStates: readonly ScreenState[] = [
  { name: 'app-warnings', page: 'options', everyWay: true, answers: setUp, act: choose },
  { name: 'app-none', page: 'options', answers: { ...setUp, proposeExApp: { ok: false, problem: { kind: 'no-app-api', host: 'cloud.example' } } }, act: choose },
  { name: 'app-commands', page: 'options', everyWay: true, answers: setUp, act: commands },
  { name: 'app-admin', page: 'options', answers: setUp, act: check },
  { name: 'app-refused', page: 'options', answers: { ...setUp, pairExApp: { ok: false, problem: { kind: 'throttled', host: 'cloud.example', retryAfterSeconds: 1800 } } }, act: check },
  { name: 'app-account', page: 'options', everyWay: true, answers: { getState: { ok: true, value: { ...unlocked, accounts: [{ ...signedIn, asApp, problem: { kind: 'app-refused', host: 'cloud.example' } }] } } } },
  {
    name: 'account-facts', page: 'options', everyWay: true, answers: { getState: { ok: true, value: unlocked } },
    async act(page) {
      await page.locator('.about-account > summary').first().click();
      await page.locator('.about-account .button').first().click();
    },
  },
  {
    name: 'account-moved', page: 'options', everyWay: true, answers: { getState: { ok: true, value: { ...unlocked, accounts: [{ ...signedIn, problem: { kind: 'redirected', host: 'cloud.example', to: '' } }] } } },
    act: (page) => page.locator('.about-account > summary').first().click(),
  },
  { name: 'account-password-lost', page: 'options', answers: { getState: { ok: true, value: { ...unlocked, accounts: [{ ...signedIn, problem: { kind: 'password-lost', host: 'cloud.example' } }] } } } },
];
