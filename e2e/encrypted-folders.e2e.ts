/**
 * The life of an encrypted folder, through the Files page: set up, made, filled, read, renamed, shared, taken back, deleted.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { canariesIn, openStandardVault, person } from './standard-vault.ts';
import type { Cloud } from '../src/demo-server/cloud.ts';
import type { Driven } from '../tools/driver/browser.ts';

const files = 'src/ui/files/index.html';
const notes = { name: `${canary('note-name')} ✓.txt`, mimeType: 'text/plain', buffer: Buffer.from(canary('note-content')) };

/** The page with the encryption set up. @returns the twelve words too */
async function setUp(driven: Driven): Promise<{ page: Page; phrase: string[] }> {
  const page = await driven.page(files);
  await page.getByRole('button', { name: words('foldersShowWords') }).click();
  await expect(page.locator('.words li')).toHaveCount(12);
  const phrase = await page.locator('.words .mono').allTextContents();
  await page.getByRole('button', { name: words('foldersWrittenDown') }).click();
  await expect(page.locator('form .input')).toHaveCount(3);
  for (const field of await page.locator('form .input').all()) {
    const place = Number((await field.getAttribute('id'))?.replace('word-', ''));
    await field.fill(phrase[place] ?? '');
  }
  await page.getByRole('button', { name: words('foldersFinish') }).click();
  await expect(page.getByRole('button', { name: words('foldersNewRoot') })).toBeVisible();
  return { page, phrase };
}

async function makeRoot(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: words('foldersNewRoot') }).click();
  await page.getByLabel(words('foldersRootName')).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText(words('foldersEmpty'))).toBeVisible();
}

const row = (page: Page, name: string) => page.locator('.file-rows tbody tr').filter({ hasText: name });
const stored = (cloud: Cloud): string => JSON.stringify(cloud.control.fileTree(person.userId));

test('words are confirmed before anything is stored at the server', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(files);
  await expectNoBarriers(page, 'set-up');
  await page.getByRole('button', { name: words('foldersShowWords') }).click();
  await expect(page.locator('.words li')).toHaveCount(12);
  await page.getByRole('button', { name: words('foldersWrittenDown') }).click();
  for (const field of await page.locator('form .input').all()) await field.fill('zebra');
  await page.getByRole('button', { name: words('foldersFinish') }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoBarriers(page, 'confirmation of the words');
  const sent = cloud.control.requests().filter(({ method, path }) => method === 'POST' && /\/(?:private|public)-key/.test(path));
  expect(sent).toEqual([]);
  await page.close();
});

test('a folder is made, a file put into it, read again under its real name, renamed and deleted', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await page.locator('input.choose-upload').setInputFiles([notes, { name: 'empty.bin', mimeType: '', buffer: Buffer.alloc(0) }]);
  await expect(row(page, notes.name)).toBeVisible();
  await expect(row(page, 'empty.bin')).toBeVisible();
  expect(canariesIn(stored(cloud)), 'neither names nor contents are at the server').toEqual([]);
  await expectNoBarriers(page, 'encrypted folder');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words('foldersDownload', { name: notes.name }) }).click()]);
  expect((await readFile(await download.path())).equals(notes.buffer)).toBe(true);

  await page.getByRole('button', { name: notes.name, exact: true }).focus();
  await page.keyboard.press('F2');
  await page.getByLabel(words('foldersNewNameOf', { name: notes.name })).fill('Letter.txt');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Letter.txt')).toBeVisible();
  await expect(row(page, notes.name)).toHaveCount(0);

  await page.getByRole('button', { name: 'empty.bin', exact: true }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: words('foldersDeleteDo') }).click();
  await expect(row(page, 'empty.bin')).toHaveCount(0);
  await page.close();
});

test('a file is looked at in a frame that has no origin and may ask us for nothing', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await page.locator('input.choose-upload').setInputFiles([notes]);
  await page.getByRole('button', { name: notes.name, exact: true }).click();
  const frame = page.frameLocator('dialog iframe');
  await expect(frame.locator('pre')).toHaveText(notes.buffer.toString());
  const inside = page.frames().find((one) => one.url().endsWith('/preview.html'));
  expect(await inside?.evaluate(() => ({ origin: self.origin, api: 'chrome' in self && 'storage' in chrome }))).toEqual({ origin: 'null', api: false });
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toHaveCount(0);
  await page.close();
});

test('a sub-folder is made, walked into by keyboard, and left by the way and by the browser', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await page.getByRole('button', { name: words('foldersNewFolder') }).click();
  await page.getByLabel(words('foldersFolderName')).fill(canary('sub-folder'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: canary('sub-folder'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: canary('sub-folder') })).toBeVisible();
  expect(canariesIn(stored(cloud))).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Papers' })).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: words('foldersTop') }).click();
  await expect(row(page, 'Papers')).toBeVisible();
  await page.close();
});

test('a further device opens with the words, which are helped with', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page, phrase } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await page.close();
  const [account] = (await app.must('getState', {})).accounts;
  if (account === undefined) throw new Error('no account');
  await app.must('forgetEncryption', { account: account.id });
  const again = await driven.page(files);
  const misspelt = phrase.map((word, at) => (at === 2 ? `${word}qx` : word)).join(' ');
  await again.getByLabel(words('foldersTwelveWords')).fill(misspelt);
  await expect(again.locator('.unknown-words')).toBeVisible();
  await expectNoBarriers(again, 'words of a further device');
  await again.getByLabel(words('foldersTwelveWords')).fill(phrase.join(' '));
  await again.getByRole('button', { name: words('foldersOpenFolders') }).click();
  await expect(row(again, 'Papers')).toBeVisible();
  await again.close();
});

test('the whole folder goes only when its name is typed', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await page.getByRole('button', { name: words('foldersDeleteAll') }).click();
  await page.getByLabel(words('foldersTypeName', { name: 'Papers' })).fill('Papers');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words('foldersNoneHere'))).toBeVisible();
  expect(cloud.control.fileTree(person.userId)).toEqual([]);
  await page.close();
});

test('another device that holds the lock is explained, and nothing is lost', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  const folder = cloud.control.fileTree(person.userId).find(({ path }) => path === '/Papers');
  cloud.control.lockFolder(folder?.fileId ?? 0);
  await page.locator('input.choose-upload').setInputFiles([notes]);
  await expect(page.locator('.tray .failed')).toContainText(words('problemFolderLocked'));
  cloud.control.liftLocks();
  await page.locator('.tray').getByRole('button', { name: words('tryAgain') }).click();
  await expect(row(page, notes.name)).toBeVisible();
  await page.close();
});
