/**
 * The states of sharing: one's own login, somebody else's, and what is offered.
 * @module
 */

import type { Page } from 'playwright';
import type { ShareOffer, SharingView } from '../../src/messages/contract.ts';
import { away, closedVault, family, now, openVault, shopDetails, signedIn, unlocked, vaultRows } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const seconds = Math.floor(now / 1000);
const view: SharingView = {
  people: [
    { userId: 'bruno', rights: { write: true, files: true, history: false }, state: 'accepted', since: seconds },
    { userId: 'a.very.long.user.name@department.example', rights: { write: false, files: false, history: false }, state: 'offered', since: seconds },
  ],
  link: { expires: seconds + 30 * 86_400, viewsLeft: 4 }, allowed: { people: true, links: true }, keyed: true, unfinished: false,
};
const nobody: SharingView = { ...view, people: [], link: null, keyed: false };
const offer: ShareOffer = {
  account: signedIn.id, request: 1, label: 'Streaming for the family', from: 'bruno', rights: { write: true, files: true, history: false }, since: seconds,
  vaults: [{ id: openVault.id, name: 'Private', open: true }, { id: family.id, name: 'Family', open: true }],
};
const offers: readonly ShareOffer[] = [offer, { ...offer, request: 2, label: 'Alarm', vaults: [{ id: closedVault.id, name: 'Family', open: false }] }];
const answers: Answers = {
  getState: { ok: true, value: { ...unlocked, vaults: [openVault, family] } },
  listVault: { ok: true, value: { rows: vaultRows, total: 12 } },
  getCredential: { ok: true, value: { ...shopDetails, row: { ...shopDetails.row, shared: true } } },
  getCode: { ok: true, value: { code: '123456', endsAt: now + 12_000, period: 30, clockAhead: null } },
  getQueue: { ok: true, value: { writes: [], clashes: [], unreadable: 0 } },
  getSharing: { ok: true, value: view },
  findPeople: { ok: true, value: { people: [{ userId: 'carla', displayName: 'Carla Conti' }, { userId: 'carlos', displayName: 'Carlos' }] } },
  getShareOffers: { ok: true, value: { offers, problems: [] } },
  revealLink: { ok: true, value: { url: 'https://cloud.example/index.php/apps/passman/share/public#QzBERTAwMDEtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAwPDo6Pms5VmYyeFFlMFp0QjdhazlWZjJ4UWUwWg==' } },
};
const viewed = { page: 'vault', hash: `#credential=${shopDetails.row.id}` } as const;
const opened = async (page: Page): Promise<void> => {
  await page.locator('.history > h3 > .entry').last().click();
  await page.locator('.sharing form').first().waitFor();
  await page.locator('.sharing').scrollIntoViewIfNeeded();
};

export const sharingStates: readonly ScreenState[] = [
  { name: 'sharing-own', ...viewed, answers, act: opened, everyWay: true },
  { name: 'sharing-nobody', ...viewed, answers: { ...answers, getSharing: { ok: true, value: nobody } }, act: opened },
  {
    name: 'sharing-found', ...viewed, answers: { ...answers, getSharing: { ok: true, value: nobody } },
    async act(page) {
      await opened(page);
      await page.locator('.sharing input[type="search"]').fill('car');
      await page.keyboard.press('Enter');
      await page.locator('.person').first().waitFor();
    },
  },
  {
    name: 'sharing-new-keys', ...viewed, answers: { ...answers, getSharing: { ok: true, value: nobody }, shareWith: { ok: false, problem: { kind: 'new-sharing-keys', who: 'carla' } } },
    async act(page) {
      await opened(page);
      await page.locator('.sharing input[type="search"]').fill('car');
      await page.keyboard.press('Enter');
      await page.locator('.person .primary').first().click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'sharing-stop', ...viewed, answers,
    async act(page) {
      await opened(page);
      await page.locator('.sharing > .actions .danger').last().click();
      await page.locator('.confirm').waitFor();
    },
  },
  { name: 'sharing-from-others', ...viewed, answers: { ...answers, getCredential: { ok: true, value: { ...shopDetails, access: { owner: 'bruno', rights: { write: false, files: true, history: true } } } } }, act: (page) => page.locator('.sharing').scrollIntoViewIfNeeded() },
  {
    name: 'sharing-loading', ...viewed, answers, silent: ['getSharing'],
    async act(page) {
      await page.locator('.history > h3 > .entry').last().click();
      await page.locator('.sharing .skeletons').waitFor();
      await page.locator('.sharing').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sharing-error', ...viewed, answers: { ...answers, getSharing: { ok: false, problem: away } },
    async act(page) {
      await page.locator('.history > h3 > .entry').last().click();
      await page.locator('.sharing').getByRole('alert').waitFor();
      await page.locator('.sharing').scrollIntoViewIfNeeded();
    },
  },
  { name: 'sharing-offers', page: 'vault', hash: '#offers', answers, act: (page) => page.locator('.sharing').first().waitFor(), everyWay: true },
  { name: 'sharing-no-offers', page: 'vault', hash: '#offers', answers: { ...answers, getShareOffers: { ok: true, value: { offers: [], problems: [] } } }, act: (page) => page.locator('.detail-pane .empty').waitFor() },
];
