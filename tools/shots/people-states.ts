/**
 * The states of the page about people on other servers.
 * @module
 */

import type { Page } from 'playwright';
import type { InvitePreview, PeopleView } from '../../src/messages/people-contract.ts';
import { away, fresh, locked, now, popup, shopRows, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const seconds = now / 1000;
const day = 24 * 3600;
const fingerprint = '0f8fad5bd9cb469fa16570867728950e0f8fad5bd9cb469fa16570867728950e';
const people: PeopleView = {
  way: 'contacts',
  me: { cloudId: 'alice@cloud.example', name: 'Alice Smith', email: 'alice@mail.example' },
  invites: [{ ref: 'a', email: 'ben@mail.example', created: seconds - day, expires: seconds + 29 * day }, { ref: 'b', email: '', created: seconds - 3 * day, expires: seconds + 27 * day }],
  contacts: [
    { ref: '1.vcf', name: 'Anna Bäcker', email: 'anna@mail.example', cloudId: 'anna@wolke.example', from: 'address-book', key: null },
    { ref: '2.vcf', name: 'Dr. Benjamin Carl von und zu Hohenstaufen-Lichtenberg', email: '', cloudId: 'benjamin.carl@files.university.example/nextcloud', from: 'address-book', key: fingerprint },
    { ref: null, name: 'Chiara', email: '', cloudId: 'chiara@mesh.example', from: 'mesh', key: null },
  ],
  sent: [{ id: '4', path: '/Holiday photos', with: 'anna@wolke.example', mayChange: true, expires: null, note: '' }, { id: '5', path: '/Latchkey sent/x.sealed', with: 'chiara@mesh.example', mayChange: false, expires: '2026-11-29', note: '' }],
  received: [{ id: '7', name: 'Box of plans', from: 'anna@wolke.example', accepted: false, path: null, sealed: false }, { id: '8', name: 'x.sealed', from: 'chiara@mesh.example', accepted: true, path: '/x.sealed', sealed: true }],
  problems: [],
};
const nobody: PeopleView = { ...people, invites: [], contacts: [], sent: [], received: [] };
const preview: InvitePreview = {
  ok: true, provider: 'xn--bcher-kva.example', unicode: 'bücher.example', mixed: false, problem: null,
  server: { name: 'Nextcloud', version: '1.1.0', takesInvites: true, mustInvite: false }, tells: { name: 'Alice Smith', email: 'alice@mail.example', userId: 'alice' },
};
const answers: Answers = {
  getState: { ok: true, value: unlocked },
  getSealKey: { ok: true, value: { key: 'latchkey-key:AAAA.', fingerprint } },
  takeChosenInvite: { ok: true, value: { text: '' } },
  getPeople: { ok: true, value: people },
  previewInvite: { ok: true, value: preview },
  handOver: { ok: true, value: { link: 'https://cloud.example/index.php/apps/contacts/wayf?token=0f8fad5b-d9cb-469f-a165-70867728950e&providerDomain=cloud.example', code: '0f8fad5b-d9cb-469f-a165-70867728950e@cloud.example', encoded: 'MGY4ZmFkNWItZDljYi00NjlmLWExNjUtNzA4Njc3Mjg5NTBlQGNsb3VkLmV4YW1wbGU=', expires: seconds + day } },
  listChoices: { ok: true, value: { rows: [{ name: 'Diary', isFolder: true, encrypted: true, size: 0 }, { name: 'Photos', isFolder: true, encrypted: false, size: 120_000_000 }, { name: 'Minutes of the meeting.pdf', isFolder: false, encrypted: false, size: 214_000 }] } },
  search: { ok: true, value: { rows: shopRows, total: shopRows.length } },
};
const paste = async (page: Page): Promise<void> => {
  await page.locator('textarea').fill('0f8fad5b-d9cb-469f-a165-70867728950e@bücher.example');
  await page.locator('.tells, .quiet-line').first().waitFor();
};
const inContact = (button: number) => async (page: Page): Promise<void> => {
  await page.locator('section', { has: page.locator('.row') }).nth(1).locator('.row .button').nth(button).click();
  await page.locator('.row-form').waitFor();
};

const inPopup = async (page: Page): Promise<void> => {
  await page.locator('.status-bar button:has(path[d^="M16 21v-2"])').click();
  await page.locator('.people-view .actions a[target]').waitFor();
};

export const peopleStates: readonly ScreenState[] = [
  { name: 'people', page: 'people', answers, act: (page) => page.locator('.row').first().waitFor(), everyWay: true },
  { name: 'people-nobody', page: 'people', answers: { ...answers, getPeople: { ok: true, value: nobody } }, act: (page) => page.locator('textarea').waitFor(), everyWay: true },
  { name: 'people-no-invites', page: 'people', answers: { ...answers, getPeople: { ok: true, value: { ...nobody, way: 'none' } } }, act: (page) => page.locator('textarea').waitFor() },
  { name: 'people-invites-off', page: 'people', answers: { ...answers, getPeople: { ok: true, value: { ...nobody, way: 'off', problems: [{ kind: 'server-error', host: 'cloud.example', status: 500 }] } } }, act: (page) => page.getByRole('alert').waitFor() },
  { name: 'people-away', page: 'people', answers: { ...answers, getPeople: { ok: false, problem: away } }, act: (page) => page.getByRole('alert').waitFor() },
  { name: 'people-loading', page: 'people', answers, silent: ['getPeople'] },
  { name: 'people-locked', page: 'people', answers: { ...answers, getState: { ok: true, value: locked } } },
  { name: 'people-no-account', page: 'people', answers: { ...answers, getState: { ok: true, value: fresh } } },
  { name: 'people-invite', page: 'people', answers, act: paste, everyWay: true },
  { name: 'people-invite-doubtful', page: 'people', answers: { ...answers, previewInvite: { ok: true, value: { ...preview, unicode: 'pаypal.example', provider: 'xn--pypal-4ve.example', mixed: true, server: null, problem: { kind: 'no-permission', host: 'x' } } } }, act: paste },
  { name: 'people-invite-none', page: 'people', answers: { ...answers, previewInvite: { ok: true, value: { ok: false, why: 'no-invite' } } }, act: paste },
  {
    name: 'people-invite-refused', page: 'people', answers: { ...answers, acceptInvite: { ok: false, problem: { kind: 'invite', host: 'cloud.example', why: 'expired' } } },
    async act(page) {
      await paste(page);
      await page.locator('.tells ~ * .primary, .stack .actions .primary').first().click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'people-hand-over', page: 'people', answers, everyWay: true,
    async act(page) {
      await page.locator('.row', { hasText: 'ben@mail.example' }).locator('.button').first().click();
      await page.locator('.hand-over ~ .actions .button').last().click();
      await page.locator('.qr').scrollIntoViewIfNeeded();
    },
  },
  { name: 'people-share-file', page: 'people', answers, act: inContact(0), everyWay: true },
  {
    name: 'people-send-login', page: 'people', answers, everyWay: true,
    async act(page) {
      await inContact(1)(page);
      await page.locator('.row-form input[type="search"]').fill('shop');
      await page.locator('.choice').nth(1).click();
    },
  },
  { name: 'people-seal-for-key', page: 'people', answers, act: inContact(4), everyWay: true },
  {
    name: 'people-seal-file', page: 'people', answers,
    async act(page) {
      await inContact(1)(page);
      for (const at of [0, 1]) await page.locator('.row-form select').nth(at).selectOption('1');
      await page.locator('.choices .choice').first().waitFor();
    },
  },
  {
    name: 'people-my-key', page: 'people', answers,
    async act(page) {
      await page.locator('.card:has(> h3) .button').click();
      await page.locator('.card:has(> h3) .mono').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'people-change-share', page: 'people', answers, everyWay: true,
    async act(page) {
      await page.locator('section', { has: page.locator('.row', { hasText: 'Holiday photos' }) }).locator('.row .button').first().click();
      await page.locator('.row-form').scrollIntoViewIfNeeded();
    },
  },
  { name: 'popup-people', page: 'popup', answers: { ...answers, getPopup: { ok: true, value: popup } }, act: inPopup, everyWay: true },
  { name: 'popup-people-nobody', page: 'popup', answers: { ...answers, getPopup: { ok: true, value: popup }, getPeople: { ok: true, value: nobody } }, act: inPopup },
  { name: 'popup-people-away', page: 'popup', answers: { ...answers, getPopup: { ok: true, value: popup }, getPeople: { ok: false, problem: away } }, act: inPopup },
  {
    name: 'people-open-sealed-wrong', page: 'people', answers: { ...answers, openSealed: { ok: false, problem: { kind: 'sealed-file', why: 'wrong-passphrase' } } },
    async act(page) {
      await page.locator('.row .primary').nth(1).click();
      await page.locator('.row-form input').first().fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
];
