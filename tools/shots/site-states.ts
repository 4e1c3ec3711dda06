/**
 * The states of knowing a site: one that looks like a saved one, a server that asks for a password, rules of an address.
 * @module
 */

import { popup, shopRows } from './data.ts';
import type { ScreenState } from './states.ts';

const lookAlike = { getPopup: { ok: true, value: { ...popup, matches: [], site: { tabId: 1, documentId: 'd', host: 'accounts.garden-sh0p.example', domain: 'garden-sh0p.example', secure: true } } }, getLookAlike: { ok: true, value: { like: 'garden-shop.example' } } } as const;
const question = { host: 'files.garden-shop.example:8443', domain: 'garden-shop.example', realm: 'Staff only', secure: true, logins: shopRows.map(({ id, label, account }) => ({ credential: id, label, account })) };

export const siteStates: readonly ScreenState[] = [
  { name: 'look-alike', page: 'popup', everyWay: true, answers: lookAlike, act: (page) => page.locator('[data-warning]').waitFor() },
  { name: 'server-asks', page: 'http-auth', hash: '#q', everyWay: true, answers: { getQuestion: { ok: true, value: { question } } }, act: (page) => page.getByRole('combobox').waitFor() },
  { name: 'server-asks-insecure', page: 'http-auth', hash: '#q', answers: { getQuestion: { ok: true, value: { question: { ...question, secure: false, realm: '' } } } }, act: (page) => page.locator('.insecure').waitFor() },
  { name: 'server-gone', page: 'http-auth', hash: '#q', answers: { getQuestion: { ok: true, value: { question: null } } }, act: (page) => page.locator('main p').waitFor() },
];
