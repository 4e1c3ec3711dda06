/**
 * The states of the vault page.
 * @module
 */

import type { Page } from 'playwright';
import { defaultRecipes } from '../../src/core/generator-recipes.ts';
import type { Problem } from '../../src/core/problem.ts';
import type { OpenedForm } from '../../src/messages/contract.ts';
import { away, closedVault, damagedDetails, family, fresh, locked, now, openVault, shopDetails, signedIn, unlocked, vaultRows } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
const both = { ...unlocked, vaults: [openVault, family] };
const shop = shopDetails.row.id;
const form: OpenedForm = {
  vault: openVault.id, base: 'base', draft: false, problem: null, locked: [], hiddenPicture: false, tags: ['shopping', 'home', 'work', 'travel', 'money'],
  form: {
    label: 'Example shop', username: 'alice@mail.example', email: '', password: 'tr0ub4dor&3-Il1|O0_horse', urls: ['https://shop.example/account/login', 'https://pay.shop.example/'],
    description: 'Customer since 2019.\nParcels go to the neighbours on weekdays.', tags: ['shopping', 'home'],
    customFields: [{ label: 'Customer number', value: '77-1042', kind: 'text' }, { label: 'Telephone PIN', value: '4711', kind: 'password' }],
    otp: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', expires: 1_798_000_000, renewEvery: 7_776_000, icon: null,
  },
};
/** What the vault page is told where nothing is wrong. */
export const vaultAnswers: Answers = {
  getState: { ok: true, value: both },
  listVault: { ok: true, value: { rows: vaultRows, total: 20_000 } },
  getCredential: { ok: true, value: shopDetails },
  getCode: { ok: true, value: { code: '123456', endsAt: now + 12_000, period: 30, clockAhead: null } },
  getQueue: { ok: true, value: { writes: [], clashes: [], unreadable: 0 } },
  openForm: { ok: true, value: form },
  keepDraft: { ok: true, value: {} },
  generate: { ok: true, value: { id: 'g1', value: 'mV7%k-Il1|O0qz}Tr4&h' } },
  openGenerator: { ok: true, value: { recipes: defaultRecipes, site: null } },
  getGenerated: { ok: true, value: { values: [{ id: 'g1', at: now - 60_000, site: 'shop.example', used: true }, { id: 'g2', at: now - 90_000_000, site: '', used: false }] } },
  setTrashed: { ok: true, value: { state: 'saved', undo: 'u1', done: 1, refused: [] } },
  saveCredential: { ok: true, value: { credential: shop, state: 'saved', undo: 'u2', merged: true, clashes: ['password', 'description'] } },
};
const answers = vaultAnswers;
const rows = (page: Page): Promise<void> => page.getByRole('option').first().waitFor();
const details = (page: Page): Promise<void> => page.locator('.fields .code').waitFor();
const editing = (page: Page): Promise<void> => page.locator('.edit-form').waitFor();
const viewed = { page: 'vault', hash: `#credential=${shop}` } as const;
const edited = { page: 'vault', hash: `#credential=${shop}&edit` } as const;

const lists: readonly ScreenState[] = [
  { name: 'vault-list', page: 'vault', answers, act: rows, everyWay: true },
  {
    name: 'vault-search', page: 'vault', answers,
    async act(page) {
      await rows(page);
      await page.keyboard.press('/');
      await page.waitForTimeout(50);
      await page.keyboard.type('mail');
      await page.getByText('Bicycle insurance').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'vault-nothing-found', page: 'vault', answers,
    async act(page) {
      await page.getByRole('combobox').fill('zebra');
      await page.locator('.empty').waitFor();
    },
  },
  {
    name: 'vault-scrolled', page: 'vault', answers,
    async act(page) {
      await rows(page);
      await page.locator('#rows').focus();
      await page.keyboard.press('End');
      await page.locator('#row-19999 .label').waitFor();
    },
  },
  { name: 'vault-empty', page: 'vault', answers: { ...answers, listVault: { ok: true, value: { rows: [], total: 0 } } }, act: (page) => page.locator('.empty').waitFor() },
  { name: 'vault-closed', page: 'vault', answers: { ...answers, getState: { ok: true, value: { ...unlocked, vaults: [openVault, closedVault] } } }, act: (page) => page.getByRole('button', { name: /Family|Ƒ/ }).click({ timeout: 4000 }) },
  { name: 'vault-locked', page: 'vault', answers: { getState: { ok: true, value: locked } } },
  { name: 'vault-new', page: 'vault', answers: { getState: { ok: true, value: fresh } } },
  { name: 'vault-loading', page: 'vault', answers, silent: ['getState'], act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'vault-rows-loading', page: 'vault', answers, silent: ['listVault'], act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'vault-opening', page: 'vault', answers: { ...answers, listVault: { ok: true, value: { rows: [], total: 0 } }, getState: { ok: true, value: { ...unlocked, vaults: [{ ...openVault, state: 'opening' }] } } }, act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'vault-no-vault', page: 'vault', answers: { ...answers, listVault: { ok: true, value: { rows: [], total: 0 } }, getState: { ok: true, value: { ...unlocked, vaults: [] } } }, act: (page) => page.locator('.empty').waitFor() },
  { name: 'vault-outdated', page: 'vault', answers: { getState: failed({ kind: 'outdated' }) }, act: (page) => page.getByRole('alert').first().waitFor() },
  { name: 'vault-error', page: 'vault', answers: { ...answers, listVault: failed({ kind: 'bug' }) }, act: (page) => page.getByRole('alert').first().waitFor() },
];

const single: readonly ScreenState[] = [
  { name: 'vault-details', ...viewed, answers, act: details, everyWay: true },
  { name: 'vault-details-loading', ...viewed, answers, silent: ['getCredential'], act: (page) => page.locator('.detail-pane .skeletons').waitFor() },
  { name: 'vault-details-error', ...viewed, answers: { ...answers, getCredential: failed({ kind: 'gone', what: 'credential' }) }, act: (page) => page.locator('.detail-pane').getByRole('alert').waitFor() },
  { name: 'vault-details-damaged', ...viewed, answers: { ...answers, getCredential: { ok: true, value: damagedDetails } }, act: (page) => page.locator('.unreadable').first().waitFor() },
  {
    name: 'vault-offline', ...viewed, act: details,
    answers: {
      ...answers, getState: { ok: true, value: { ...both, accounts: [{ ...signedIn, problem: away }] } },
      getQueue: { ok: true, value: { writes: [{ id: 'w', what: 'edit', credential: shop, vault: openVault.id, label: 'Example shop', at: now, problem: away, stuck: false }], clashes: [], unreadable: 0 } },
    },
  },
  {
    name: 'vault-trashed-notice', ...viewed, answers,
    async act(page) {
      await details(page);
      await page.locator('.detail-pane .actions .button').last().click();
      await page.locator('.notice').waitFor();
    },
  },
  {
    name: 'vault-destroy', ...viewed, answers: { ...answers, getCredential: { ok: true, value: { ...shopDetails, trashed: 1_798_000_000 } } },
    async act(page) {
      await page.locator('[data-opens="destroy"]').click();
      await page.locator('.confirm').waitFor();
    },
  },
];

const forms: readonly ScreenState[] = [
  { name: 'vault-edit', ...edited, answers, act: editing, everyWay: true },
  { name: 'vault-edit-picture', ...edited, answers, everyWay: true, async act(page) {
    await editing(page);
    await page.locator('.edit-form .item-icon + button').click();
  } },
  { name: 'vault-edit-draft', ...edited, answers: { ...answers, openForm: { ok: true, value: { ...form, draft: true } } }, act: editing },
  { name: 'vault-edit-locked', ...edited, answers: { ...answers, getCredential: { ok: true, value: damagedDetails }, openForm: { ok: true, value: { ...form, locked: ['password', 'description', 'customFields'] } } }, act: editing },
  { name: 'vault-create', page: 'vault', hash: '#new', answers: { ...answers, openForm: { ok: true, value: { ...form, base: null, form: { label: '', username: '', email: '', password: '', urls: [], description: '', tags: [], customFields: [], otp: '', expires: null, renewEvery: null, icon: null } } } }, act: editing },
  {
    name: 'vault-create-files', page: 'vault', hash: '#new', everyWay: true, answers: { ...answers, openForm: { ok: true, value: { ...form, base: null } } },
    async act(page) {
      await editing(page);
      await page.locator('input.choose-files').setInputFiles([{ name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(48_000) }, { name: 'scan of the guarantee card, both sides, as it came from the copy shop.tiff', mimeType: 'image/tiff', buffer: Buffer.alloc(6_000_000) }]);
      await page.locator('.files').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'vault-edit-generator', ...edited, answers, everyWay: true,
    async act(page) {
      await page.locator('[data-opens="generator"]').click();
      await page.locator('.made .secret').waitFor();
    },
  },
  {
    name: 'vault-edit-code-wrong', ...edited, answers,
    async act(page) {
      await editing(page);
      await page.locator('.stack-small .input').nth(1).fill('not a secret!');
      await page.keyboard.press('Control+s');
      await page.locator('.error').waitFor();
    },
  },
  {
    name: 'vault-saved-clash', ...edited, answers,
    async act(page) {
      await editing(page);
      await page.keyboard.press('Control+s');
      await page.locator('.notice').waitFor();
    },
  },
];

export const vaultStates: readonly ScreenState[] = [...lists, ...single, ...forms];
