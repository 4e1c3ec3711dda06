/**
 * Files of a login: attached, dropped, downloaded, renamed, removed and destroyed, through the vault tab.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { canariesIn, openStandardVault } from './standard-vault.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { canary } from '../tools/driver/seed.ts';
import { filesOn, plainOf } from './stored-files.ts';

const content = Buffer.from(`${canary('file-content')} `.repeat(20_000));
const notes = { name: 'Zeugnis ✓.txt', mimeType: 'text/plain', buffer: content };

async function shop(driven: Driven): Promise<Page> {
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await expect(page.getByRole('button', { name: words('attachFiles'), exact: true })).toBeVisible();
  return page;
}

const picker = (page: Page) => page.locator('input.choose-files');
const named = (page: Page, name: string) => page.locator('.file-line').filter({ hasText: name });

test('a file is attached, encrypted, and comes back as it was', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await shop(driven);
  await picker(page).setInputFiles([notes, { name: 'two.bin', mimeType: '', buffer: Buffer.from([0, 255, 7]) }]);
  await expect(named(page, 'Zeugnis ✓.txt')).toBeVisible();
  await expect(named(page, 'two.bin')).toBeVisible();
  const stored = filesOn(cloud);
  expect(stored).toHaveLength(2);
  expect(canariesIn(JSON.stringify(stored))).toEqual([]);
  expect(plainOf(stored[0]?.filename)).toBe('Zeugnis ✓.txt');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words('downloadFile', { name: 'Zeugnis ✓.txt' }) }).click()]);
  expect(download.suggestedFilename()).toBe('Zeugnis ✓.txt');
  expect((await readFile(await download.path())).equals(content)).toBe(true);
  await page.close();
});

test('files are chosen before the first save, and attached with it', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#new');
  await page.getByLabel(words('itemName'), { exact: true }).fill('Deed');
  await picker(page).setInputFiles([notes, { name: 'slip.txt', mimeType: 'text/plain', buffer: Buffer.from('wrong one') }]);
  await expect(named(page, 'Zeugnis ✓.txt')).toBeVisible();
  expect(filesOn(cloud), 'nothing is sent before the save').toHaveLength(0);
  await named(page, 'slip.txt').getByRole('button', { name: words('leaveOutFile', { name: 'slip.txt' }) }).click();
  await page.getByRole('button', { name: words('addFileField'), exact: true }).click();
  await page.getByLabel(words('fileFieldName'), { exact: true }).fill('Scan');
  await page.locator('input.choose-file').setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await expectNoBarriers(page, 'new login with files');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'Deed' })).toBeVisible();
  await expect(named(page, 'Zeugnis ✓.txt').getByRole('button', { name: words('downloadFile', { name: 'Zeugnis ✓.txt' }) })).toBeVisible();
  await expect(named(page, 'Scan')).toContainText('scan.png');
  expect(filesOn(cloud)).toHaveLength(2);
  await page.close();
});

test('files that are dropped on the page are attached, also as fields', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await shop(driven);
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['one'], 'one.txt', { type: 'text/plain' }));
    data.items.add(new File(['two'], 'two.txt'));
    return data;
  });
  await page.locator('.fields').dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByText(words('dropFiles'), { exact: true })).toBeVisible();
  await page.locator('.fields').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(named(page, 'one.txt')).toBeVisible();
  await expect(named(page, 'two.txt')).toBeVisible();

  await page.getByRole('button', { name: words('addFileField'), exact: true }).click();
  await page.getByLabel(words('fileFieldName'), { exact: true }).fill('Passport');
  await page.locator('input.choose-file').setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await expect(named(page, 'Passport')).toContainText('scan.png');
  await page.close();
});

test('a file is renamed by keyboard, removed and brought back; and goes with its login', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await shop(driven);
  await picker(page).setInputFiles(notes);
  await page.getByRole('button', { name: words('renameFile', { name: notes.name }) }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(words('newFileName'), { exact: true }).fill('Letter.txt');
  await page.keyboard.press('Enter');
  await expect(named(page, 'Letter.txt')).toBeVisible();
  await expect.poll(() => plainOf(filesOn(cloud)[0]?.filename)).toBe('Letter.txt');

  await page.getByRole('button', { name: words('removeFile', { name: 'Letter.txt' }) }).click();
  await expect(named(page, 'Letter.txt')).toHaveCount(0);
  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect(named(page, 'Letter.txt')).toBeVisible();
  expect(filesOn(cloud)).toHaveLength(1);

  await page.getByRole('button', { name: words('moveToTrash'), exact: true }).click();
  const trash = async () => (await app.must('listVault', { vault: null, show: 'trash', query: '', order: 'best', offset: 0, limit: 5 })).rows;
  await expect.poll(async () => (await trash()).length).toBe(1);
  const [gone] = await trash();
  if (gone === undefined) throw new Error('It is not in the trash.');
  await app.must('destroyCredential', { credential: gone.id, confirm: 'Corner shop' });
  await expect.poll(() => filesOn(cloud)).toEqual([]);
  await page.close();
});

test('a file that is attached without a network waits, and is uploaded by itself', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await shop(driven);
  cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'status', status: 503 });
  await picker(page).setInputFiles(notes);
  await expect(page.getByText(words('fileWaits', { name: notes.name }))).toBeVisible();
  cloud.control.clearFaults();
  await app.must('refresh', {});
  await expect(named(page, notes.name)).toBeVisible();
  expect(filesOn(cloud)).toHaveLength(1);
  await page.close();
});

test('a large file is asked about, a too large one is refused, and a hostile name is tamed', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await shop(driven);
  await picker(page).evaluate((input: HTMLInputElement) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(6 * 1024 * 1024)], 'large.bin'));
    data.items.add(new File([new Uint8Array(26 * 1024 * 1024)], 'huge.bin'));
    data.items.add(new File(['x'], 'photo\u202Egpj.exe', { type: 'text/html' }));
    input.files = data.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(page.getByRole('alert').filter({ hasText: 'huge.bin' })).toBeVisible();
  await expect(named(page, 'photogpj.exe')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words('downloadFile', { name: 'photogpj.exe' }) }).click()]);
  expect(download.suggestedFilename()).toBe('photogpj.exe');
  await page.getByRole('button', { name: words('attachAnyway'), exact: true }).click();
  await expect(named(page, 'large.bin')).toBeVisible({ timeout: 40_000 });
  await page.close();
});

test('the files of a login can be used by everybody', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await shop(driven);
  await picker(page).setInputFiles(notes);
  await page.getByRole('button', { name: words('addFileField'), exact: true }).click();
  await page.getByRole('button', { name: words('renameFile', { name: notes.name }) }).click();
  await expectNoBarriers(page, 'files', '.detail-pane');
  await page.close();
});
