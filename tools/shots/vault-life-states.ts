/**
 * The states of a vault as a whole, and of what its server doesn't know yet.
 * @module
 */

import type { Page } from 'playwright';
import type { AccountSummary, ClashNotice, DraftRow, KeyChange, QueuedWrite, VaultSummary } from '../../src/messages/contract.ts';
import { away, closedVault, family, now, openVault, shopDetails, signedIn, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';
import { vaultAnswers } from './vault-states.ts';

const of = (vault: VaultSummary, more: Answers = {}): Pick<ScreenState, 'page' | 'hash' | 'answers'> => ({
  page: 'vault', hash: `#vault=${vault.id}`, answers: { ...vaultAnswers, getState: { ok: true, value: { ...unlocked, vaults: [vault, family].filter(({ id }, at) => at === 0 || id !== vault.id) } }, ...more },
});
const change: KeyChange = { state: 'running', undoing: false, gathering: false, done: 1210, total: 5012, problem: null, left: [] };
const changing = (more: Partial<KeyChange>): Pick<ScreenState, 'page' | 'hash' | 'answers' | 'act'> => ({ ...of({ ...openVault, damaged: 0, keyChange: { ...change, ...more } }), act: (page) => page.locator('.key-change').waitFor() });
const unfold = (at: number) => async (page: Page): Promise<void> => {
  await page.locator('.life > details').nth(at).locator('summary').click();
  await page.locator('.life > details').nth(at).locator('form').scrollIntoViewIfNeeded();
};
const whole: VaultSummary = { ...openVault, damaged: 0 };

const lives: readonly ScreenState[] = [
  { name: 'vault-manage', ...of(whole), act: (page) => page.locator('.life').waitFor(), everyWay: true },
  { name: 'vault-manage-damaged', ...of(openVault), act: (page) => page.locator('.life').waitFor() },
  { name: 'vault-manage-closed', ...of(closedVault), act: (page) => page.locator('.life').waitFor() },
  { name: 'vault-manage-unfinished', ...of({ ...whole, unfinished: true }), act: (page) => page.locator('.life').waitFor() },
  {
    name: 'vault-rename-failed', ...of(whole, { renameVault: { ok: false, problem: away } }),
    async act(page) {
      await page.locator('.life input').first().fill('Household');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'vault-key', ...of(whole), everyWay: true,
    async act(page) {
      await unfold(0)(page);
      const fields = page.locator('.life > details').first().locator('input');
      for (const [at, text] of ['once more', 'hedgehog', 'hedgehoc'].entries()) await fields.nth(at).fill(text);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').first().waitFor();
    },
  },
  { name: 'vault-delete', ...of(whole), act: unfold(2), everyWay: true },
  { name: 'vault-key-running', ...changing({}), everyWay: true },
  { name: 'vault-key-counting', ...changing({ done: 0, total: null }) },
  { name: 'vault-key-paused', ...changing({ state: 'paused' }) },
  { name: 'vault-key-waiting', ...changing({ state: 'waiting', problem: away }) },
  { name: 'vault-key-undoing', ...changing({ undoing: true }) },
  {
    name: 'vault-key-incomplete', everyWay: true,
    ...changing({ state: 'incomplete', done: 5008, left: [{ label: 'Shop returns desk', why: 'lost', problem: null }, { label: 'Bicycle insurance with a name that is far too long for one line', why: 'file', problem: away }, { label: 'Mail', why: 'foreign', problem: null }, { label: null, why: 'server', problem: null }] }),
  },
];

const second: AccountSummary = { ...signedIn, server: 'https://club.example/nextcloud', userId: 'asmith', displayName: 'Alice (allotment society)' };
const makings: readonly ScreenState[] = [
  {
    name: 'vault-make', page: 'vault', hash: '#make-vault', everyWay: true, act: (page) => page.locator('.life').waitFor(),
    answers: { ...vaultAnswers, getState: { ok: true, value: { ...unlocked, accounts: [signedIn, second] } } },
  },
  {
    name: 'vault-make-wrong', page: 'vault', hash: '#make-vault', answers: vaultAnswers,
    async act(page) {
      await page.locator('.life [type=submit]').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
];

const write: QueuedWrite = { id: 'w', what: 'edit', credential: shopDetails.row.id, vault: openVault.id, label: 'Example shop', at: now - 60_000, problem: away, stuck: false };
const draft: DraftRow = { id: 'd', credential: shopDetails.row.id, vault: openVault.id, label: 'Electricity meter portal with a name that is far too long for one line', problem: { kind: 'server-error', host: 'cloud.example', status: 507 }, at: now - 3_600_000 };
const clash: ClashNotice = { id: 'c', credential: shopDetails.row.id, label: 'Example shop', fields: ['password', 'description'], kept: 'ours', at: now - 7_200_000 };
/** A small blue square. */
const letterPicture = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFElEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC';
const clashes: readonly ClashNotice[] = [clash, { ...clash, id: 'u', label: '', fields: ['username'], kept: 'theirs' }, { ...clash, id: 'p', fields: ['icon'], picture: letterPicture }];
const unsent = (writes: readonly QueuedWrite[], drafts: readonly DraftRow[], clashes: readonly ClashNotice[] = [], unreadable = 0): Pick<ScreenState, 'page' | 'hash' | 'answers'> => ({
  page: 'vault', hash: '#unsent', answers: { ...vaultAnswers, getQueue: { ok: true, value: { writes, clashes, unreadable } }, getDrafts: { ok: true, value: { drafts } } },
});
const pane = (what: string) => (page: Page): Promise<void> => page.locator(`.detail-pane ${what}`).first().waitFor();
const unsents: readonly ScreenState[] = [
  { name: 'unsent', ...unsent([write, { ...write, id: 'x', what: 'trash', label: '', problem: null }], [draft, { ...draft, id: 'n', credential: null, label: '', problem: null }]), act: pane('.card'), everyWay: true },
  { name: 'unsent-clash', ...unsent([], [], clashes), act: pane('section'), everyWay: true },
  { name: 'unsent-damaged', ...unsent([], [draft], [], 2), act: pane('.note.loss'), everyWay: true },
  { name: 'unsent-none', ...unsent([], []), act: pane('[role=status]') },
  { name: 'unsent-loading', ...unsent([], []), silent: ['getDrafts'], act: pane('.skeletons') },
  { name: 'unsent-error', page: 'vault', hash: '#unsent', answers: { ...vaultAnswers, getDrafts: { ok: false, problem: { kind: 'storage-failed' } } }, act: pane('[role=alert]') },
];

export const vaultLifeStates: readonly ScreenState[] = [...lives, ...makings, ...unsents];
