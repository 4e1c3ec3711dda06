/**
 * The states of the Files page.
 * @module
 */

import type { Page } from 'playwright';
import type { Problem } from '../../src/core/problem.ts';
import type { EncryptionState, FolderNotice, FolderPlace } from '../../src/core/folders/place.ts';
import type { BrowsedFolder, FolderFinding, FolderLink, FolderRow, FolderTransfer, FolderVersion, FolderView } from '../../src/messages/contract.ts';
import { away, fresh, locked, now, popup, signedIn, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const words = 'abandon ability able about above absent absorb abstract absurd abuse access accident'.split(' ');
const print = (start: number): string[] => [...words.slice(start), ...words.slice(0, start)].slice(0, 8);
const seconds = now / 1000;
const place: FolderPlace = { account: signedIn.id, root: ['Family papers'], inside: [] };
const below = { ...place, inside: ['4f1c'] };
const file = (id: string, name: string, more: Partial<FolderRow> = {}): FolderRow =>
  ({ id, kind: 'file', name, hostile: false, mimetype: 'text/plain', size: 48_200, modified: seconds - 86_400, state: 'ready', ...more });

const rows: readonly FolderRow[] = [
  { id: 'a1', kind: 'folder', name: 'Tax 2026', hostile: false, mimetype: '', size: null, modified: seconds - 40_000, state: 'ready' },
  { id: 'a2', kind: 'folder', name: 'Scans', hostile: false, mimetype: '', size: null, modified: seconds - 900_000, state: 'ready' },
  file('b1', 'Birth certificate.pdf', { mimetype: 'application/pdf', size: 1_482_000 }),
  file('b2', 'Garden in spring.jpg', { mimetype: 'image/jpeg', size: 4_810_221, modified: seconds - 3_000_000 }),
  file('b3', 'Letter to the housing association about the heating costs of last winter, second draft.odt', { size: 64_400 }),
  file('b4', 'Notes.txt', { size: 812 }),
];
const odd: readonly FolderRow[] = [
  file('c1', 'invoice gpj.exe', { hostile: true }), file('c2', 'Lost letter.txt', { size: null, modified: null, state: 'missing' }),
  file('c3', 'Broken.png', { state: 'damaged' }), file('c4', '', { size: 12 }),
];
const view: FolderView = {
  place, crumbs: [{ name: 'Family papers', place }], rows, mayWrite: true, owned: true, notices: [],
  people: [{ userId: 'alice', self: true, fingerprint: print(0) }, { userId: 'bob', self: false, fingerprint: print(3) }],
};
const outside: readonly BrowsedFolder[] = [
  { name: 'Documents', encrypted: false, owner: null, modified: seconds - 70_000, size: 1_200_000 },
  { name: 'Family papers', encrypted: true, owner: null, modified: seconds - 3600, size: 6_400_000 },
  { name: 'Holiday 2026', encrypted: true, owner: 'bob', modified: seconds - 600_000, size: 88_000_000 },
  { name: 'Photos', encrypted: false, owner: null, modified: seconds - 9_000_000, size: 920_000_000 },
];
const moving: readonly FolderTransfer[] = [
  { id: 't1', what: 'upload', name: 'Garden in spring.jpg', size: 4_810_221, done: 1_900_000, paused: false },
  { id: 't3', what: 'reseal', name: 'Family papers', size: 88_000_000, done: 12_000_000, paused: false },
  { id: 't2', what: 'archive', name: 'Scans.zip', size: null, done: 22_000_000, paused: true },
];

const linkAt = (token: string): string => `https://cloud.example/index.php/s/${token}`;
const links: readonly FolderLink[] = [
  { token: 'Kx8mQ2sTz4Lw9aB', url: linkAt('Kx8mQ2sTz4Lw9aB'), may: 'read', opens: true, expires: '2026-12-24' },
  { token: 'f3GhT7yUj1Ko5Pq', url: linkAt('f3GhT7yUj1Ko5Pq'), may: 'drop', opens: true, expires: null },
  { token: 'a1', url: linkAt('a1SdFgHjKl2QwEr'), may: 'write', opens: false, expires: null },
  { token: 'b2', url: null, may: 'read', opens: true, expires: null },
];

const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
const answers: Answers = {
  getState: { ok: true, value: unlocked },
  getEncryption: { ok: true, value: { state: 'open', agent: 'browser', fingerprint: print(0) } },
  browseFolders: { ok: true, value: { folders: outside } },
  getFolder: { ok: true, value: view },
  getFolderTransfers: { ok: true, value: { transfers: [] } },
  getFolderTroubles: { ok: true, value: { troubles: [] } },
  beginEncryption: { ok: true, value: { words, confirm: [1, 4, 10] } },
  confirmEncryption: failed({ kind: 'wrong-words' }),
  readFolderWords: { ok: true, value: { state: 'unknown-words', unknown: [{ position: 3, typed: 'abel', suggestions: ['able', 'label', 'abuse'] }, { position: 9, typed: 'absrud', suggestions: ['absurd'] }] } },
  findFolderPeople: { ok: true, value: { people: [{ userId: 'carol', displayName: 'Carol Ä' }, { userId: 'carl', displayName: 'Carl' }] } },
  getFolderPeer: { ok: true, value: { userId: 'carol', fingerprint: print(5), known: 'new' } },
  openFolderFile: failed({ kind: 'unreachable', host: 'cloud.example' }),
  getFolderLinks: { ok: true, value: { canMake: true, links: [] } },
  makeFolderLink: { ok: true, value: { url: linkAt('Kx8mQ2sTz4Lw9aB'), words } },
};
const inFolder = { page: 'files', hash: `#account=${signedIn.id}&path=Family%2520papers&inside=` } as const;
const list = (page: Page): Promise<void> => page.locator('.file-rows').waitFor();
const door = (state: EncryptionState): Answers => ({ ...answers, getEncryption: { ok: true, value: { state, agent: 'browser', fingerprint: null } } });
const showing = (more: Partial<FolderView>): Answers => ({ ...answers, getFolder: { ok: true, value: { ...view, ...more } } });
const notices: readonly FolderNotice[] = [
  { notice: 'rotation' }, { notice: 'resealing' }, { notice: 'drops', count: 2 }, { notice: 'orphans', count: 2, known: 1 }, { notice: 'people', joined: ['carol'], left: ['dora'] },
];
const click = (selector: string) => async (page: Page): Promise<void> => {
  await list(page);
  await page.locator(selector).first().click();
};

const pending: Answers = { getFolderTroubles: { ok: true, value: { troubles: [{ account: signedIn.id, name: 'Family papers' }] } } };

const doors: readonly ScreenState[] = [
  { name: 'files-locked', page: 'files', answers: { getState: { ok: true, value: locked } } },
  { name: 'files-new', page: 'files', answers: { getState: { ok: true, value: fresh } } },
  { name: 'files-loading', page: 'files', answers, silent: ['getEncryption'], act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'files-unavailable', page: 'files', answers: door('unavailable') },
  { name: 'files-own-apps', page: 'files', answers: { ...answers, getEncryption: { ok: true, value: { state: 'unset', agent: 'refused', fingerprint: null } } }, everyWay: true },
  { name: 'files-own-apps-refused', page: 'files', answers: { ...answers, getFolder: failed({ kind: 'folder-refused', host: 'cloud.example', why: 'client' }) }, hash: `#account=${signedIn.id}&path=Family%2520papers&inside=`, act: (page) => page.locator('#own-apps').waitFor() },
  { name: 'files-as-desktop', page: 'files', answers: { ...answers, getEncryption: { ok: true, value: { state: 'open', agent: 'desktop', fingerprint: print(0) } } }, everyWay: true, act: (page) => page.locator('.file-rows').waitFor() },
  { name: 'files-broken', page: 'files', answers: door('broken') },
  { name: 'files-set-up', page: 'files', answers: door('unset') },
  {
    name: 'files-words', page: 'files', answers: door('unset'), everyWay: true,
    async act(page) {
      await page.locator('.button.primary').click();
      await page.locator('.words').waitFor();
    },
  },
  {
    name: 'files-confirm-wrong', page: 'files', answers: door('unconfirmed'),
    async act(page) {
      await page.locator('.button.primary').click();
      await page.locator('.words').waitFor();
      await page.locator('.button.primary').click();
      await page.locator('#word-1').fill('zebra');
      await page.locator('.button.primary').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'files-enter-words', page: 'files', answers: door('closed'), everyWay: true,
    async act(page) {
      await page.locator('#words').fill('abandon ability abel about above absent absorb abstract absrud abuse access accident');
      await page.locator('.unknown-words').waitFor();
    },
  },
];

const anew: ScreenState = {
  name: 'files-start-anew', page: 'files', answers: { ...door('closed'), resetEncryption: failed({ kind: 'folder-refused', host: 'cloud.example', why: 'needs-password' }) },
  async act(page) {
    await page.locator('.button.quiet').click();
    await page.locator('#new-name').fill('alice');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  },
};

const lists: readonly ScreenState[] = [
  { name: 'files-outside', page: 'files', answers, act: list, everyWay: true },
  { name: 'files-outside-empty', page: 'files', answers: { ...answers, browseFolders: { ok: true, value: { folders: [] } } }, act: (page) => page.locator('.empty').waitFor() },
  { name: 'files-outside-make', page: 'files', answers: { ...answers, makeRootFolder: failed({ kind: 'name-taken', name: 'Photos' }) }, async act(page) {
    await click('.toolbar .primary')(page);
    await page.locator('#new-name').fill('Photos');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  } },
  { name: 'files-away', page: 'files', answers: { ...answers, getState: { ok: true, value: { ...unlocked, accounts: [{ ...signedIn, problem: away }] } } }, act: list },
  { name: 'files-folder', ...inFolder, answers, act: list, everyWay: true },
  { name: 'files-folder-below', ...inFolder, answers: showing({ place: below, crumbs: [...view.crumbs, { name: 'Tax 2026', place: below }], rows: [] }), act: (page) => page.locator('.empty').waitFor() },
  { name: 'files-folder-odd', ...inFolder, answers: showing({ rows: [...rows, ...odd], mayWrite: false, owned: false }), act: list },
  { name: 'files-folder-notices', ...inFolder, answers: showing({ notices }), act: list },
  {
    name: 'files-migrate', ...inFolder, answers: showing({ notices: [{ notice: 'old-version' }], mayWrite: false }), everyWay: true,
    async act(page) {
      await list(page);
      await page.locator('[data-notice="old-version"] button').click();
    },
  },
  { name: 'files-folder-loading', ...inFolder, answers, silent: ['getFolder'], act: (page) => page.locator('.skeletons').waitFor() },
  { name: 'files-folder-doubt', ...inFolder, answers: { ...answers, getFolder: failed({ kind: 'folder-doubt', folder: 'Family papers', why: 'rolled-back' }) }, act: (page) => page.getByRole('alert').waitFor() },
  { name: 'files-folder-key-changed', ...inFolder, answers: { ...answers, getFolder: failed({ kind: 'keys-changed', who: 'bob', host: 'cloud.example' }) }, act: (page) => page.getByRole('alert').waitFor() },
  { name: 'files-folder-locked', ...inFolder, answers: { ...answers, renameInFolder: failed({ kind: 'folder-refused', host: 'cloud.example', why: 'locked' }) }, async act(page) {
    await list(page);
    await page.locator('.row-name').nth(2).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  } },
  { name: 'files-search-nothing', ...inFolder, answers, async act(page) {
    await list(page);
    await page.locator('#search').fill('zebra');
    await page.locator('.empty').waitFor();
  } },
];

const versions: readonly FolderVersion[] = [
  { id: '4', at: seconds - 3600, entries: 6, back: [{ name: 'Letter.odt', now: 'Letter to the housing association about the heating costs of last winter, second draft.odt' }, { name: 'Receipts.zip', now: '' }], gone: 0 },
  { id: '3', at: seconds - 90_000, entries: 7, back: [], gone: 1 },
];
const findings: readonly FolderFinding[] = [
  { folder: { name: 'Family papers', place }, notices: [{ notice: 'half-done', count: 1 }, { notice: 'missing', count: 2 }], problem: null },
  { folder: { name: 'Tax 2026', place: below }, notices: [{ notice: 'orphans', count: 3, known: 1 }], problem: null },
  { folder: { name: 'Scans', place: { ...place, inside: ['a2'] } }, notices: [], problem: { kind: 'folder-doubt', folder: 'Scans', why: 'unsigned' } },
];
const cared: Answers = { ...answers, getFolderVersions: { ok: true, value: { versions } }, checkFolder: { ok: true, value: { folders: 4, findings } } };
async function care(page: Page): Promise<void> {
  await list(page);
  await page.locator('.toolbar .button[aria-expanded]').nth(1).click();
  await page.locator('.card .button').first().click();
}
const caring: readonly ScreenState[] = [
  { name: 'files-care', ...inFolder, answers: cared, everyWay: true, async act(page) {
    await care(page);
    await page.locator('.card [data-notice="orphans"]').waitFor();
    await page.locator('.person .button').waitFor();
  } },
  { name: 'files-care-sure', ...inFolder, answers: cared, async act(page) {
    await care(page);
    await page.locator('.card [data-notice="missing"] .button').click();
    await page.locator('.person .button').first().click();
    await page.locator('.person .confirm').waitFor();
  } },
  { name: 'files-care-good', ...inFolder, answers: { ...cared, getFolderVersions: { ok: true, value: { versions: [] } }, checkFolder: { ok: true, value: { folders: 4, findings: [] } } }, async act(page) {
    await care(page);
    await page.locator('.card [role="status"]').waitFor();
  } },
];

const tools: readonly ScreenState[] = [
  { name: 'files-rename', ...inFolder, answers, async act(page) {
    await list(page);
    await page.locator('.row-name').nth(2).focus();
    await page.keyboard.press('F2');
    await page.locator('#new-name').waitFor();
  } },
  { name: 'files-move', ...inFolder, answers, everyWay: true, async act(page) {
    await list(page);
    await page.locator('.row-name').nth(2).focus();
    await page.keyboard.press('m');
    await page.locator('.move-form .chips').waitFor();
  } },
  { name: 'files-pending', ...inFolder, answers: { ...answers, ...pending }, act: (page) => page.locator('[data-notice="pending"]').waitFor() },
  { name: 'files-delete', ...inFolder, answers, async act(page) {
    await list(page);
    await page.locator('.row-name').first().focus();
    await page.keyboard.press('Delete');
    await page.locator('.confirm').waitFor();
  } },
  { name: 'files-delete-all', ...inFolder, answers, act: click('.toolbar .danger') },
  { name: 'files-people', ...inFolder, answers, everyWay: true, async act(page) {
    await list(page);
    await page.locator('.toolbar .button[aria-expanded]').first().click();
    await page.locator('.with-tools .input').fill('car');
    await page.keyboard.press('Enter');
    await page.locator('.chips .chip').first().click();
    await page.locator('.note .fingerprint').waitFor();
  } },
  { name: 'files-links', ...inFolder, answers: { ...answers, getFolderLinks: { ok: true, value: { canMake: true, links } } }, everyWay: true, async act(page) {
    await click('.toolbar .button[aria-expanded]')(page);
    await page.locator('.links .person .button[aria-expanded]').nth(1).click();
    await page.locator('.links .confirm').scrollIntoViewIfNeeded();
  } },
  { name: 'files-links-none', ...inFolder, answers: { ...answers, getFolderLinks: { ok: true, value: { canMake: false, links: [] } } }, async act(page) {
    await click('.toolbar .button[aria-expanded]')(page);
    await page.locator('.links .hint').scrollIntoViewIfNeeded();
  } },
  { name: 'files-link-made', ...inFolder, answers, everyWay: true, async act(page) {
    await click('.toolbar .button[aria-expanded]')(page);
    await page.locator('.links form .button').click();
    await page.locator('.link-made .actions').scrollIntoViewIfNeeded();
  } },
  { name: 'files-visit', page: 'files', answers, everyWay: true, async act(page) {
    await list(page);
    await page.locator('.files-head .button').click();
    await page.locator('#link').fill('cloud.example/apps/files');
    await page.locator('form .primary').click();
    await page.getByRole('alert').waitFor();
  } },
  { name: 'files-visit-words', page: 'files', hash: '#account=link-4f1c&path=cloud.example&inside=', answers: door('closed'), act: (page) => page.locator('#words').waitFor() },
  ...caring,
  { name: 'files-unshare', ...inFolder, answers, async act(page) {
    await list(page);
    await page.locator('.toolbar .button[aria-expanded]').first().click();
    await page.locator('.person .button').click();
    await page.locator('.person .confirm').waitFor();
  } },
  { name: 'files-reseal', ...inFolder, answers, everyWay: true, async act(page) {
    await list(page);
    await page.locator('.toolbar .button[aria-expanded]').first().click();
    await page.locator('.card .button:has(path[d^="m15.5 7.5"])').last().click();
    await page.locator('.confirm').waitFor();
  } },
  { name: 'files-unproven', ...inFolder, everyWay: true, answers: { ...answers, openFolderFile: failed({ kind: 'unreadable-file', name: 'Birth certificate.pdf' }) }, async act(page) {
    await list(page);
    await page.locator('.row-name', { hasText: 'Birth certificate.pdf' }).click();
    await page.locator('.tray .failed .button[aria-expanded]').click();
    await page.locator('.tray .confirm').waitFor();
  } },
  { name: 'files-own-lock', ...inFolder, answers: { ...answers, renameInFolder: failed({ kind: 'own-lock-left', folder: 'Family papers', until: seconds + 80_000 }) }, async act(page) {
    await list(page);
    await page.locator('.row-name').nth(2).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  } },
  { name: 'files-pins-unread', ...inFolder, answers: { ...answers, getFolder: failed({ kind: 'pins-unread' }) }, act: (page) => page.getByRole('alert').waitFor() },
  { name: 'files-transfers', ...inFolder, answers: { ...answers, getFolderTransfers: { ok: true, value: { transfers: moving } } }, everyWay: true, async act(page) {
    await list(page);
    await page.locator('.row-name', { hasText: 'Birth certificate.pdf' }).click();
    await page.locator('.tray .failed').waitFor();
    await page.locator('.tray progress').first().waitFor();
  } },
];

/** The folders in the popup, where it shows what it has. */
const inPopup = (name: string, more: Answers, until: string, app = unlocked): ScreenState => ({
  name, page: 'popup', answers: { ...answers, ...more, getPopup: { ok: true, value: { ...popup, app, site: null, matches: [] } }, search: { ok: true, value: { rows: [], total: 0 } } }, everyWay: until === '.folder-link',
  async act(page) {
    await page.locator('.status-bar .icon-button:has(path[d^="M20 20"])').click();
    await page.locator(until).first().waitFor();
  },
});
const popups: readonly ScreenState[] = [
  inPopup('popup-folders', {}, '.folder-link'),
  inPopup('popup-folders-away', pending, '[data-notice="pending"]', { ...unlocked, accounts: [{ ...signedIn, problem: away }] }),
  inPopup('popup-folders-unset', { getEncryption: { ok: true, value: { state: 'unset', agent: 'browser', fingerprint: null } } }, '.folders-of .primary'),
  inPopup('popup-folders-unavailable', { getEncryption: { ok: true, value: { state: 'unavailable', agent: 'browser', fingerprint: null } } }, '.door-line'),
  inPopup('popup-folders-none', { browseFolders: { ok: true, value: { folders: [] } } }, '.folders-of > .dim'),
  inPopup('popup-folders-failed', { getEncryption: failed({ kind: 'unreachable', host: 'cloud.example' }) }, '.folders-of [role="alert"]'),
];

export const filesStates: readonly ScreenState[] = [...popups, ...doors, anew, ...lists, ...tools];
