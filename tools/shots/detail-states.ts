/**
 * The states of what hangs on a login: its files, and what it was before.
 * @module
 */

import type { Page } from 'playwright';
import type { ComparedPart, CredentialView, RevisionLine, Transfer } from '../../src/messages/contract.ts';
import { away, now, shopDetails } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';
import { vaultAnswers } from './vault-states.ts';

const seconds = Math.floor(now / 1000);
const viewed = { page: 'vault', hash: `#credential=${shopDetails.row.id}` } as const;
const file = { fileId: 1, guid: '', name: 'receipt.pdf', size: 48_213, mimetype: 'application/pdf', created: seconds };

const withFiles: CredentialView = {
  ...shopDetails,
  files: { state: 'read', value: [file, { ...file, fileId: 2, name: 'scan of the guarantee card, both sides, as it came from the copy shop on the corner.tiff', size: 4_400_000 }] },
  customFields: { state: 'read', value: [{ label: 'Recovery sheet', value: '', secret: false, kind: 'file', file: { ...file, fileId: 3, name: 'recovery.txt', size: 612 } }] },
};
const upload: Transfer = { id: 't', what: 'upload', name: 'garden plan.dwg', size: 2_000_000, state: 'running', problem: null, bytes: null, fileId: null };
const filed = (transfers: readonly Transfer[], more: Answers = {}): Pick<ScreenState, 'page' | 'hash' | 'answers'> => ({
  ...viewed, answers: { ...vaultAnswers, getCredential: { ok: true, value: withFiles }, getTransfers: { ok: true, value: { transfers } }, ...more },
});
const files = async (page: Page): Promise<void> => {
  await page.locator('.files').scrollIntoViewIfNeeded();
};
const attach = (name: string, size: number) => async (page: Page): Promise<void> => {
  // Made in the page: as much as that takes too long to be carried there.
  await page.locator('.choose-files').evaluate((input, [called, bytes]) => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([new Uint8Array(bytes)], called));
    (input as HTMLInputElement).files = chosen.files;
    input.dispatchEvent(new Event('change'));
  }, [name, size] as const);
  await page.locator('.files .note, .files .moving').first().waitFor();
  await files(page);
};

const fileStates: readonly ScreenState[] = [
  { name: 'files', ...filed([]), act: files, everyWay: true },
  { name: 'files-none', ...filed([], { getCredential: { ok: true, value: shopDetails } }), act: files },
  {
    name: 'files-rename', ...filed([]),
    async act(page) {
      await files(page);
      await page.locator('.file-line [aria-pressed]').first().click();
    },
  },
  { name: 'files-sealing', ...filed([], { beginAttaching: { ok: true, value: { attaching: 'a' } } }), silent: ['attachPart'], act: attach('garden plan.dwg', 100) },
  { name: 'files-uploading', ...filed([upload]), act: files },
  { name: 'files-waiting', ...filed([{ ...upload, state: 'waiting', problem: away }]), act: files, everyWay: true },
  { name: 'files-moved', ...filed([{ ...upload, what: 'copy' }, { ...upload, what: 'copy', id: 'next', name: 'receipt of the move.pdf', state: 'waiting', problem: away }], { getCredential: { ok: true, value: shopDetails } }), act: files, everyWay: true },
  { name: 'files-stuck', ...filed([{ ...upload, state: 'stuck', problem: { kind: 'server-error', host: 'cloud.example', status: 413 } }]), act: files },
  { name: 'files-large', ...filed([]), act: attach('holiday.mov', 6 * 1024 * 1024), everyWay: true },
  { name: 'files-too-large', ...filed([]), act: attach('holiday.mov', 26 * 1024 * 1024) },
];

const line: RevisionLine = { revision: 1, at: seconds - 86_400, by: 'alice', label: 'Example shop', changed: ['password', 'tags'], unreadable: [] };
const lines: readonly RevisionLine[] = [line, { ...line, revision: 2, at: seconds - 40 * 86_400, by: 'bruno', changed: ['username'], unreadable: ['description'] }, { ...line, revision: 3, at: seconds - 400 * 86_400, changed: [] }];
const part = (name: ComparedPart['part'], then: string, today: string, more: Partial<ComparedPart> = {}): ComparedPart => ({
  part: name, same: then === today, secret: false, then: { state: 'read', value: then }, now: { state: 'read', value: today }, ...more,
});
const parts: readonly ComparedPart[] = [
  part('label', 'Example shop', 'Example shop'), part('username', 'alice', 'alice'), part('password', 'x', 'x', { secret: true, same: false }),
  part('urls', 'https://shop.example/login', 'https://shop.example/account/login\nhttps://pay.shop.example/'), part('tags', 'shopping', 'shopping\nhome'),
  part('customFields', 'Customer number: 77-1042', 'Customer number: 77-1042\nTelephone PIN: ••••••••', { secret: true }), part('expires', '', String(seconds + 86_400)),
];
const past = (more: Answers = {}): Pick<ScreenState, 'page' | 'hash' | 'answers'> => ({
  ...viewed,
  answers: { ...vaultAnswers, getRevisions: { ok: true, value: { revisions: lines, own: true } }, compareRevision: { ok: true, value: { parts, restorable: true } }, revealRevision: { ok: true, value: { value: 'correct-Horse7' } }, ...more },
});
const versions = async (page: Page): Promise<void> => {
  await page.locator('.history > h3 > .entry').first().click();
  await page.locator('.history > div > *').first().waitFor();
  await page.locator('.history').first().scrollIntoViewIfNeeded();
};
const compare = (at: number) => async (page: Page): Promise<void> => {
  await versions(page);
  await page.locator('.version').nth(at).click();
  await page.locator('.comparison').last().waitFor();
  await page.locator('.comparison').last().scrollIntoViewIfNeeded();
};

const revisionStates: readonly ScreenState[] = [
  { name: 'revisions', ...past(), act: versions, everyWay: true },
  { name: 'revisions-none', ...past({ getRevisions: { ok: true, value: { revisions: [], own: true } } }), act: versions },
  { name: 'revisions-error', ...past({ getRevisions: { ok: false, problem: away } }), act: versions },
  { name: 'revisions-loading', ...past(), silent: ['getRevisions'], act: versions },
  { name: 'revisions-compared', ...past(), act: compare(0), everyWay: true },
  {
    name: 'revisions-revealed', ...past(),
    async act(page) {
      await compare(0)(page);
      await page.locator('.comparison [aria-pressed]').first().click();
      await page.locator('.comparison .secret').waitFor();
    },
  },
  { name: 'revisions-same', ...past({ compareRevision: { ok: true, value: { parts: [part('label', 'a', 'a')], restorable: false } } }), act: compare(2) },
  {
    name: 'revisions-unreadable', ...past({ compareRevision: { ok: true, value: { parts: [...parts.slice(0, 3), part('description', '', 'Customer since 2019.', { then: { state: 'unreadable', why: 'key' } })], restorable: false } } }),
    act: compare(1), everyWay: true,
  },
];

export const detailStates: readonly ScreenState[] = [...fileStates, ...revisionStates];
