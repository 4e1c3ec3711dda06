/**
 * The states of import and export.
 * @module
 */

import type { Page } from 'playwright';
import type { ImportRun } from '../../src/messages/transfer-contract.ts';
import { away, closedVault, now, openVault, shopDetails, unlocked } from './data.ts';
import type { ScreenState } from './states.ts';
import { vaultAnswers } from './vault-states.ts';

const none = { is: 'new' } as const;
const answers = {
  ...vaultAnswers,
  getImport: { ok: true, value: { run: null } },
  compareImport: {
    ok: true,
    value: {
      compared: [
        { likeness: none, credential: null, label: '' }, { likeness: { is: 'same' }, credential: shopDetails.row.id, label: 'Example shop' },
        { likeness: { is: 'differs', parts: ['password', 'tags'] }, credential: shopDetails.row.id, label: 'Example shop' }, { likeness: none, credential: null, label: '' },
      ],
    },
  },
  startExport: { ok: true, value: { id: 'e', total: 4 } },
  readExport: { ok: true, value: { text: 'x', done: 4, last: true, formulas: 2, damaged: 1, files: 1 } },
} as const satisfies ScreenState['answers'];

const bitwarden = {
  encrypted: false, folders: [{ id: 'w', name: 'Work/Web' }],
  items: [
    { type: 1, name: 'Allotment society', folderId: 'w', login: { username: 'gardener@mail.example', password: 'spade', uris: [{ uri: 'https://garden.example/members/login' }] } },
    { type: 1, name: 'Example shop', login: { username: 'alice@mail.example', password: 'p', uris: [{ uri: 'https://shop.example' }] } },
    { type: 1, name: 'Example shop (old)', login: { username: 'alice@mail.example', password: 'p2', uris: [{ uri: 'https://shop.example' }] }, attachments: [{ fileName: 'receipt.pdf' }] },
    { type: 2, name: 'Wi-Fi of the holiday home with a name that does not fit into any list', notes: 'the key is under the mat', deletedDate: '2024-01-01T00:00:00Z' }, {},
  ],
};
const give = (page: Page, name: string, content: string) => page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

const run = (state: ImportRun['state'], more: Partial<ImportRun> = {}): ScreenState => ({
  name: `import-${state}`, page: 'vault', hash: '#import',
  answers: { ...answers, getImport: { ok: true, value: { run: { id: 'r', vault: openVault.id, state, total: 10_000, done: 4200, created: 4188, updated: 9, kept: 0, failed: [], problem: null, at: now, ...more } } } },
  act: (page) => page.locator('[data-run]').waitFor(),
});

export const transferStates: readonly ScreenState[] = [
  { name: 'import-choose', page: 'vault', hash: '#import', answers, act: (page) => page.locator('.drop-zone').waitFor(), everyWay: true },
  {
    name: 'import-refused', page: 'vault', hash: '#import', answers,
    async act(page) {
      await give(page, 'a.json', '{"a": 1}');
      await page.locator('[data-refused]').waitFor();
    },
  },
  {
    name: 'import-password', page: 'vault', hash: '#import', answers,
    async act(page) {
      await give(page, 'a.json', JSON.stringify({ encrypted: true, passwordProtected: true }));
      await page.locator('input[type="password"]').waitFor();
    },
  },
  {
    name: 'import-columns', page: 'vault', hash: '#import', answers, everyWay: true,
    async act(page) {
      await give(page, 'a.csv', 'Service;User;Password;Web site;Answer to the secret question\nAllotment;gardener;spade;https://garden.example;a very long answer that goes on and on');
      await page.locator('table').waitFor();
    },
  },
  {
    name: 'import-preview', page: 'vault', hash: '#import', answers, everyWay: true,
    async act(page) {
      await give(page, 'a.json', JSON.stringify(bitwarden));
      await page.locator('tr[data-kind]').first().waitFor();
    },
  },
  {
    name: 'import-comparing', page: 'vault', hash: '#import', answers, silent: ['compareImport'],
    async act(page) {
      await give(page, 'a.json', JSON.stringify(bitwarden));
      await page.locator('progress').waitFor();
    },
  },
  {
    name: 'import-wrong-password', page: 'vault', hash: '#import', answers,
    async act(page) {
      await give(page, 'a.latchkey', JSON.stringify({ encrypted: true, passwordProtected: true, salt: 'c2FsdA==', kdfType: 0, kdfIterations: 5000, encKeyValidation_DO_NOT_EDIT: '2.AAAAAAAAAAAAAAAAAAAAAA==|AAAAAAAAAAAAAAAAAAAAAA==|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', data: '2.AAAAAAAAAAAAAAAAAAAAAA==|AAAAAAAAAAAAAAAAAAAAAA==|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }));
      await page.locator('input[type="password"]').fill('guess');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'import-no-vault', page: 'vault', hash: '#import', answers: { ...answers, getState: { ok: true, value: { ...unlocked, vaults: [closedVault] } } }, act: (page) => page.locator('.note').waitFor() },
  { ...run('running'), everyWay: true },
  run('undoing'),
  run('cancelled', { created: 4188, updated: 9 }),
  run('paused', { problem: away }),
  { ...run('done', { done: 10_000, created: 9980, failed: [{ row: 7, label: 'Too much', problem: { kind: 'server-error', host: 'cloud.example', status: 413 } }] }), everyWay: true },
  {
    ...run('done', { done: 10_000, created: 9980, failed: [{ row: 7, label: 'Too much', problem: { kind: 'server-error', host: 'cloud.example', status: 413 } }, { row: 0, label: 'Electricity meter portal with a name that is far too long for one line', problem: { kind: 'storage-failed' } }] }),
    name: 'import-failures',
    async act(page) {
      await page.locator('[data-run] summary').click();
      await page.locator('.plain-list').waitFor();
    },
  },
  run('undone', { kept: 2 }),
  { name: 'export-encrypted', page: 'vault', hash: '#export', answers, act: (page) => page.locator('input[type="password"]').first().waitFor(), everyWay: true },
  {
    name: 'export-wrong-password', page: 'vault', hash: '#export', answers: { ...answers, startExport: { ok: false, problem: { kind: 'wrong-unlock-password', retryAt: null } } },
    async act(page) {
      for (const [at, text] of ['a good passphrase', 'a good passphrase', 'guess'].entries()) await page.locator('input[type="password"]').nth(at).fill(text);
      await page.keyboard.press('Enter');
      await page.locator('.note').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-mistyped', page: 'vault', hash: '#export', answers,
    async act(page) {
      await page.locator('input[type="password"]').first().fill('short');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'export-building', page: 'vault', hash: '#export', answers, silent: ['readExport'],
    async act(page) {
      await page.getByRole('radio').nth(1).check();
      await page.locator('input[type="password"]').fill('x');
      await page.keyboard.press('Enter');
      await page.locator('progress').waitFor();
    },
  },
  {
    name: 'export-csv', page: 'vault', hash: '#export', answers, everyWay: true,
    async act(page) {
      await page.getByRole('radio').nth(2).check();
      await page.locator('.note.loss').waitFor();
    },
  },
  {
    name: 'export-ready', page: 'vault', hash: '#export', answers,
    async act(page) {
      await page.getByRole('radio').nth(2).check();
      await page.locator('input[type="password"]').fill('x');
      await page.keyboard.press('Enter');
      await page.locator('[data-export="ready"]').waitFor();
    },
  },
];
