/**
 * The Files page where something is in the way, or is to be kept out; the usual life is in `folder-life.e2e.ts`.
 */
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { downloaded, enter, filesPage, makeFolder, makeRoot, nameOf, rowOf, setUp, upload } from './folder-steps.ts';
import { openStandardVault, person } from './standard-vault.ts';

const notes = { name: `${canary('note-name')} ✓.txt`, mimeType: 'text/plain', buffer: Buffer.from(canary('note-content')) };


test('words are confirmed before anything is stored at the server', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(filesPage);
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

test('folders are walked through by keyboard, by the way and by the browser, and found in the popup', async ({ cloud, app, driven, popupOver }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  await makeFolder(page, 'Tax');
  await makeFolder(page, 'Scans');
  await nameOf(page, 'Scans').focus();
  await page.keyboard.press('ArrowDown');
  await expect(nameOf(page, 'Tax')).toBeFocused();
  await enter(page, 'Tax');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Papers' })).toBeVisible();
  await enter(page, 'Scans');
  await makeFolder(page, 'Old');
  await nameOf(page, 'Old').press('Backspace');
  await expect(nameOf(page, 'Tax')).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: words('foldersTop') }).click();
  await expect(rowOf(page, 'Papers')).toBeVisible();

  const popup = await popupOver(page);
  await popup.getByRole('button', { name: words('foldersTitle') }).press('Enter');
  const link = popup.getByRole('link', { name: 'Papers' });
  await expectNoBarriers(popup, 'folders in the popup');
  await page.goto(new URL(await link.getAttribute('href') ?? '', page.url()).href);
  await expect(nameOf(page, 'Scans'), 'the popup leads into a folder').toBeVisible();
  await page.close();
});

test('a transfer waits while it is paused, goes on where it was, and leaves nothing when it is cancelled', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { page } = await setUp(driven);
  await makeRoot(page, 'Papers');
  const other = { ...notes, name: 'Other.txt' };
  await upload(page, [notes, other]);
  const tray = page.locator('.tray');

  // The server holds its answer until the pause is there.
  cloud.control.addFault({ match: { method: 'GET', path: '/dav/files/.*/[0-9a-f]{32}$' }, kind: 'hold', times: 1 });
  await page.getByRole('button', { name: words('foldersDownload', { name: notes.name }) }).click();
  await tray.getByRole('button', { name: words('foldersPause', { name: notes.name }) }).click();
  await expect(tray).toContainText(words('foldersPaused'));
  await expectNoBarriers(page, 'a paused transfer');
  cloud.control.clearFaults();
  // What is asked for later is there first.
  expect((await downloaded(page, words('foldersDownload', { name: other.name }))).equals(notes.buffer)).toBe(true);
  await expect(tray).toContainText(words('foldersPaused'));
  const [held] = await Promise.all([page.waitForEvent('download'), tray.getByRole('button', { name: words('foldersResume', { name: notes.name }) }).click()]);
  expect(held.suggestedFilename()).toBe(notes.name);

  cloud.control.addFault({ match: { method: 'PUT', path: '/dav/' }, kind: 'hold' });
  await page.locator('input.choose-upload').setInputFiles([{ ...notes, name: 'Never.txt' }]);
  await tray.getByRole('button', { name: words('foldersCancel', { name: 'Never.txt' }) }).click();
  await expect(tray).toHaveCount(0);
  cloud.control.clearFaults();
  await upload(page, [{ ...notes, name: 'After.txt' }]);
  await expect(rowOf(page, 'Never.txt')).toHaveCount(0);
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
  const again = await driven.page(filesPage);
  const misspelt = phrase.map((word, at) => (at === 2 ? `${word}qx` : word)).join(' ');
  await again.getByLabel(words('foldersTwelveWords')).fill(misspelt);
  await expect(again.locator('.unknown-words')).toBeVisible();
  await expectNoBarriers(again, 'words of a further device');
  await again.getByLabel(words('foldersTwelveWords')).fill(phrase.join(' '));
  await again.getByRole('button', { name: words('foldersOpenFolders') }).click();
  await expect(rowOf(again, 'Papers')).toBeVisible();
  await again.close();
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
  await expect(rowOf(page, notes.name)).toBeVisible();
  await page.close();
});
