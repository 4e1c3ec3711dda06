/**
 * Encrypted folders that need looking after: written by an old app, or by a client that has lost something.
 */
import type { Page } from 'playwright/test';
import { behindLink } from '../src/demo-server/testing/link-visitor.ts';
import { readFile } from 'node:fs/promises';
import { leaveOldFolder } from '../tools/driver/old-folder.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { downloaded, enter, filesPage, makeFolder, makeRoot, nameOf, rowOf, setUp, upload } from './folder-steps.ts';
import { cloudBase, openStandardVault, person } from './standard-vault.ts';

const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(canary(`content of ${name}`)) });

test('a folder that an old app wrote opens, is brought up to date with the twelve words, and can be changed then', async ({ cloud, app, driven }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const phrase = await leaveOldFolder(cloud, person, 'years ago');
  const page = await driven.page(filesPage);
  await page.getByLabel(words('foldersTwelveWords')).fill(phrase);
  await page.getByRole('button', { name: words('foldersOpenFolders') }).click();
  await enter(page, 'Papers');
  expect((await downloaded(page, words('foldersDownload', { name: 'Letter.txt' }))).toString()).toBe('years ago');
  await expect(page.getByRole('button', { name: words('foldersUpload') })).toHaveCount(0);
  await page.getByRole('button', { name: words('foldersMigrate') }).click();
  await expectNoBarriers(page, 'bringing a folder up to date');
  await page.getByLabel(words('foldersTwelveWords')).fill(phrase);
  await page.getByRole('button', { name: words('foldersMigrateDo') }).click();
  await upload(page, [file('Answer.txt')]);
  expect((await downloaded(page, words('foldersDownload', { name: 'Letter.txt' }))).toString()).toBe('years ago');
  await enter(page, 'Tax');
  await upload(page, [file('Receipt.txt')]);
  await page.close();
});

test('a folder is moved with all in it, what another client lost is put back, and an earlier list is gone back to', async ({ cloud, app, driven }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await upload(page, [file('Letter.txt'), file('Notes.txt')]);
  for (const name of ['Tax', 'Archive']) await makeFolder(page, name);
  await enter(page, 'Tax');
  await upload(page, [file('Receipt.txt')]);
  await page.goBack();

  await nameOf(page, 'Tax').press('m');
  const target = page.getByRole('group', { name: words('foldersMove', { name: 'Tax' }) });
  await target.getByRole('button', { name: 'Archive', exact: true }).press('Enter');
  await target.getByRole('button', { name: words('foldersMoveDo', { folder: 'Archive' }) }).press('Enter');
  await expect(rowOf(page, 'Tax')).toHaveCount(0);
  await enter(page, 'Archive');
  await enter(page, 'Tax');
  expect((await downloaded(page, words('foldersDownload', { name: 'Receipt.txt' }))).equals(file('Receipt.txt').buffer)).toBe(true);
  await page.getByRole('navigation').getByRole('button', { name: 'Papers' }).click();

  // The entry goes, what it named stays.
  cloud.control.addFault({ match: { method: 'DELETE', path: '/dav/files/' }, kind: 'status', status: 404, times: 1 });
  await nameOf(page, 'Letter.txt').press('Delete');
  await page.getByRole('button', { name: words('foldersDeleteDo') }).press('Enter');
  const notice = page.locator('[data-notice="orphans"]');
  await notice.getByRole('button', { name: words('foldersPutBack') }).press('Enter');
  await expect(rowOf(page, 'Letter.txt')).toBeVisible();
  await expect(notice).toHaveCount(0);
  expect((await downloaded(page, words('foldersDownload', { name: 'Letter.txt' }))).equals(file('Letter.txt').buffer)).toBe(true);

  await nameOf(page, 'Notes.txt').press('F2');
  await page.getByLabel(words('foldersNewNameOf', { name: 'Notes.txt' })).fill('Wrong.txt');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Wrong.txt')).toBeVisible();
  await page.getByRole('button', { name: words('foldersCare'), exact: true }).press('Enter');
  await page.getByRole('button', { name: words('foldersCheckDo') }).press('Enter');
  await expect(page.getByText(words('foldersCheckGood_other', { count: 3 }))).toBeVisible();
  const latest = page.locator('.person').first();
  await expect(latest).toContainText(words('foldersVersionNow', { name: 'Notes.txt', now: 'Wrong.txt' }));
  await latest.getByRole('button', { name: words('foldersRestore') }).press('Enter');
  await expectNoBarriers(page, 'going back to an earlier list');
  await latest.getByRole('group').getByRole('button', { name: words('foldersRestore') }).press('Enter');
  await expect(rowOf(page, 'Notes.txt')).toBeVisible();
  await expect(rowOf(page, 'Wrong.txt')).toHaveCount(0);
  await page.close();
});

test('all files get new keys, and one that was spoilt is saved only after a question', async ({ cloud, app, driven }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await upload(page, [file('Letter.txt'), file('Notes.txt')]);
  const stored = () => cloud.control.fileTree(person.userId).filter(({ path }) => path.startsWith('/Papers/'));
  const before = stored();
  await page.getByRole('button', { name: words('foldersPeople', { count: '1' }) }).press('Enter');
  await page.getByRole('button', { name: words('foldersReseal') }).press('Enter');
  await expectNoBarriers(page, 'new keys for all files');
  await page.getByRole('group', { name: words('foldersReseal') }).getByRole('button', { name: words('foldersReseal') }).press('Enter');
  await expect(page.getByText(words('foldersResealed_other', { count: 2 }))).toBeAttached();
  expect(stored().filter(({ content }) => before.some((old) => old.content === content))).toEqual([]);
  expect((await downloaded(page, words('foldersDownload', { name: 'Letter.txt' }))).equals(file('Letter.txt').buffer)).toBe(true);

  const folder = cloud.control.fileTree(person.userId).find(({ path }) => path === '/Papers')?.fileId ?? 0;
  for (const { path, content } of stored()) {
    const body = Buffer.from(content, 'base64');
    body[0] = (body[0] ?? 0) ^ 1;
    cloud.control.plantFile(folder, path.split('/').at(-1) ?? '', body);
  }
  await nameOf(page, 'Notes.txt').press('Enter');
  const failed = page.locator('.transfer.failed');
  await failed.getByRole('button', { name: words('foldersUnproven') }).press('Enter');
  await expectNoBarriers(page, 'saving what nobody can vouch for');
  const [download] = await Promise.all([page.waitForEvent('download'), failed.getByRole('group').getByRole('button', { name: words('foldersUnproven') }).press('Enter')]);
  const wanted = Buffer.from(file('Notes.txt').buffer);
  wanted[0] = (wanted[0] ?? 0) ^ 1;
  expect((await readFile(await download.path())).equals(wanted)).toBe(true);
  await expect(failed).toHaveCount(0);
  await page.close();
});

test('a public link is made, its words are shown once and open the folder for a visitor, until it is withdrawn; one for dropping files needs none', async ({ cloud, app, driven }) => {
  test.slow();
  cloud.control.e2ee({ line: '2.2' });
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await upload(page, [file('Letter.txt')]);
  await makeFolder(page, 'Tax');
  await page.getByRole('button', { name: words('foldersPeople', { count: 1 }) }).press('Enter');
  const make = page.getByRole('button', { name: words('makeLink') });
  await expect(page.getByText(words('foldersLinkKeyHint'))).toBeVisible();
  await make.press('Enter');
  const made = page.locator('.link-made');
  await expect(made.locator('.words li')).toHaveCount(12);
  await expectNoBarriers(page, 'a public link with its words');
  const phrase = (await made.locator('.words .mono').allTextContents()).join(' ');
  const address = await made.locator('.link-address').textContent();
  const token = new URL(address ?? '').pathname.split('/').at(-1) ?? '';
  await made.getByRole('button', { name: words('foldersWrittenDown') }).press('Enter');
  const links = page.locator('.links .person');
  await expect(links).toContainText(words('foldersLinkRead'));
  await expect(page.getByText(phrase.split(' ')[0] ?? '', { exact: true }), 'the words are gone').toHaveCount(0);
  expect(await behindLink(cloud, token, phrase)).toEqual({ 'Letter.txt': file('Letter.txt').buffer.toString() });

  const theirs = await driven.page(filesPage);
  await openLink(theirs, address ?? '', phrase);
  expect((await downloaded(theirs, words('foldersDownload', { name: 'Letter.txt' }))).equals(file('Letter.txt').buffer)).toBe(true);
  await expect(theirs.getByRole('button', { name: words('foldersUpload') }), 'it is for reading').toHaveCount(0);

  await links.getByRole('button', { name: words('withdrawLink') }).press('Enter');
  await links.getByRole('group').getByRole('button', { name: words('withdrawLink') }).press('Enter');
  await expect(links).toHaveCount(0);
  expect([await behindLink(cloud, token, phrase), cloud.control.publicLinks()]).toEqual([null, []]);
  await theirs.reload();
  await expect(theirs.getByRole('alert')).toContainText(words('problemGoneFolder'));
  await theirs.getByRole('navigation').getByRole('button', { name: words('foldersTop') }).press('Enter');
  await expect(rowOf(theirs, 'Papers')).toBeVisible();
  await theirs.close();

  await page.getByLabel(words('foldersLinkMay')).selectOption(words('foldersLinkDrop'));
  await make.press('Enter');
  await expect(links).toContainText(words('foldersLinkDrop'));
  expect(cloud.control.publicLinks()).toMatchObject([{ permissions: 4 }]);
  expect((await downloaded(page, words('foldersDownload', { name: 'Letter.txt' }))).equals(file('Letter.txt').buffer)).toBe(true);
  await page.close();
});

test('a Nextcloud of before 31 is asked by the name of its desktop app once a person says so: our own requests alone, and until that is stopped', async ({ cloud, app, driven, visit }) => {
  cloud.control.e2ee({ line: '1.16' });
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await page.getByRole('button', { name: words('foldersNewRoot') }).click();
  await page.getByLabel(words('foldersRootName')).fill('Papers');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-problem="folder-refused"]')).toBeVisible();
  await expectNoBarriers(page, 'a server that lets only its own apps in');
  await page.getByRole('button', { name: words('foldersCallDesktop') }).press('Enter');
  await upload(page, [file('Letter.txt')]);

  // Neither the worker nor the page remembers it by itself, and a page of the same server has no part in it.
  await driven.killWorker();
  const folder = `/remote.php/dav/files/${person.userId}/Papers`;
  cloud.control.addFault({ match: { path: '^/page$' }, kind: 'html' });
  const theirs = await visit(`${cloudBase}/page`);
  cloud.control.addFault({ match: { method: 'PROPFIND', path: `${folder}$` }, kind: 'hold', times: 1 });
  await page.reload();
  await expect.poll(() => cloud.control.heldRequests()).toBe(1);
  const said = await theirs.evaluate(async ([path, login]) => (await fetch(path ?? '', { method: 'PROPFIND', credentials: 'omit', headers: { Authorization: `Basic ${login ?? ''}`, 'x-e2ee-supported': 'true' } })).text(), [folder, btoa(`${person.userId}:${person.password}`)]);
  expect(said).toMatch(/Client &quot;Mozilla\/5\.0 \([^)]+\) AppleWebKit/);
  cloud.control.clearFaults();
  await theirs.close();
  expect((await downloaded(page, words('foldersDownload', { name: 'Letter.txt' }))).equals(file('Letter.txt').buffer)).toBe(true);
  await expectNoBarriers(page, 'by the name of the desktop app');
  expect(await page.evaluate(() => chrome.declarativeNetRequest.getSessionRules())).toEqual([]);

  await page.getByRole('button', { name: words('foldersAsBrowser') }).press('Enter');
  await expect(page.locator('[data-problem="folder-refused"]')).toBeVisible();
  await page.close();
});

/** Somebody else's, with its words. */
async function openLink(page: Page, address: string, phrase: string): Promise<void> {
  await page.getByRole('button', { name: words('foldersOpenLink') }).press('Enter');
  await page.getByLabel(words('foldersLinkAddress')).fill(address);
  await expectNoBarriers(page, 'opening a link');
  await page.keyboard.press('Enter');
  await page.getByLabel(words('foldersTwelveWords')).fill(phrase);
  await expectNoBarriers(page, 'the words of a link');
  await page.getByRole('button', { name: words('foldersOpenFolders') }).press('Enter');
  await expect(rowOf(page, 'Letter.txt')).toBeVisible();
  await expect(rowOf(page, 'Tax')).toBeVisible();
}
