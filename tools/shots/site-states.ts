/**
 * The states of knowing a site: one that looks like a saved one, a server that asks for a password, rules of an address.
 * @module
 */

import type { Page } from 'playwright';
import { now, popup, shopRows, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const lookAlike = { getPopup: { ok: true, value: { ...popup, matches: [], site: { tabId: 1, documentId: 'd', host: 'accounts.garden-sh0p.example', domain: 'garden-sh0p.example', secure: true } } }, getLookAlike: { ok: true, value: { like: 'garden-shop.example' } } } as const;
const question = { host: 'files.garden-shop.example:8443', domain: 'garden-shop.example', realm: 'Staff only', secure: true, logins: shopRows.map(({ id, label, account }) => ({ credential: id, label, account })) };

const joining: Answers = { getPopup: { ok: true, value: popup }, fill: { ok: false, problem: { kind: 'wrong-site', login: 'garden-shop.example', page: 'garden-shop.test', join: true } }, joinSites: { ok: true, value: { sets: [], before: [] } } };
const askToJoin = async (page: Page): Promise<void> => {
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-problem] button').nth(1).click();
  await page.locator('.join-ask').waitFor();
};

export const siteStates: readonly ScreenState[] = [
  { name: 'pasted-elsewhere', page: 'popup', everyWay: true, answers: { getPopup: { ok: true, value: { ...popup, matches: [], pasted: { label: 'Garden shop', problem: { kind: 'wrong-site', login: 'garden-shop.example', page: 'seeds-and-more.example', join: true } } } } }, act: (page) => page.locator('[data-warning=pasted]').waitFor() },
  { name: 'sites-join', page: 'popup', everyWay: true, answers: joining, act: askToJoin },
  {
    name: 'sites-joined', page: 'popup', answers: joining,
    async act(page) {
      await askToJoin(page);
      await page.locator('.join-ask .danger').click();
      await page.locator('[data-joined]').waitFor();
    },
  },
  {
    name: 'sites-options', page: 'options', everyWay: true, answers: { getState: { ok: true, value: { ...unlocked, lock: { state: 'unlocked', locksAt: now } } }, getSiteSets: { ok: true, value: { sets: [['shop.com', 'shop.de'], ['bank.at', 'bank.ch', 'bank.com', 'bank.de', 'the-long-name-of-a-bank.example']] } }, saveSiteSets: { ok: true, value: { sets: [['shop.com', 'shop.de']] } }, joinSites: { ok: false, problem: { kind: 'no-site', text: 'co.uk' } } },
    async act(page) {
      const sets = page.locator('section section');
      await sets.locator('li button').last().click();
      await sets.locator('.note').waitFor();
      await sets.locator('input').scrollIntoViewIfNeeded();
    },
  },
  { name: 'look-alike', page: 'popup', everyWay: true, answers: lookAlike, act: (page) => page.locator('[data-warning]').waitFor() },
  { name: 'server-asks', page: 'http-auth', hash: '#q', everyWay: true, answers: { getQuestion: { ok: true, value: { question } } }, act: (page) => page.getByRole('combobox').waitFor() },
  { name: 'server-asks-insecure', page: 'http-auth', hash: '#q', answers: { getQuestion: { ok: true, value: { question: { ...question, secure: false, realm: '' } } } }, act: (page) => page.locator('.insecure').waitFor() },
  { name: 'server-gone', page: 'http-auth', hash: '#q', answers: { getQuestion: { ok: true, value: { question: null } } }, act: (page) => page.locator('main p').waitFor() },
];
