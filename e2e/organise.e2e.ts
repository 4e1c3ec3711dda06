/**
 * Keeping a vault in order: favourites, tags, several rows at once, and moving to another vault.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { idOf, openVault, signIn, type App } from '../tools/driver/app.ts';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { canariesIn, cloudBase, logins, openStandardVault, person, seed, vaultKey, vaultName } from './standard-vault.ts';
import { filesOn } from './stored-files.ts';

const second = { name: 'Second', key: 'another vault key' };

async function openBoth(cloud: Cloud, app: App): Promise<void> {
  await seed(cloud);
  await seed(cloud, { ...second, items: [{ label: 'Already there' }] });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
  await openVault(app, second.name, second.key);
}

const labels = async (app: App, query: string): Promise<string[]> => (await app.must('search', { query, limit: 50 })).rows.map(({ label }) => label);
async function idIn(app: App, query: string): ReturnType<typeof idOf> {
  const [first] = (await app.must('search', { query, limit: 1 })).rows;
  if (first === undefined) throw new Error(`Nothing is found by ${query}.`);
  return first.id;
}
const row = (page: Page, name: RegExp) => page.getByRole('option', { name });
const list = (page: Page) => page.getByRole('listbox', { name: words('wholeVault') });
const notice = (page: Page) => page.locator('.notice');

test('a login becomes a favourite by its star, on the server too, and no tag is seen', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await row(page, /Corner shop/).click();
  const star = page.getByRole('button', { name: words('favourite'), exact: true });
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await app.must('refresh', {});
  expect(await labels(app, 'is:fav')).toEqual(['Corner shop']);
  await expect(page.locator('.fields .tag')).toHaveText(['food']);

  await page.getByRole('button', { name: words('favourites'), exact: true }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await list(page).press('f');
  await expect(page.getByRole('option')).toHaveCount(0);
  // The list hears of the change before the answer brings what takes it back.
  await expect(notice(page)).toContainText(words('noFavourite_one', { count: 1 }));
  await page.keyboard.press('Control+z');
  await expect(row(page, /Corner shop/)).toBeVisible();

  const sealed = await app.must('openForm', { credential: await idOf(app, 'Corner shop'), vault: null });
  expect(sealed.form.tags).toEqual(['food', '★']);
  await page.close();
});

test('a form leaves the star alone', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await row(page, /Corner shop/).click();
  await page.getByRole('button', { name: words('favourite'), exact: true }).click();
  await expect(notice(page)).toBeVisible();
  await page.getByRole('button', { name: words('edit'), exact: true }).click();
  await expect(page.locator('.edit-form .tag.removable')).toHaveCount(1);
  await page.getByLabel(words('tags'), { exact: true }).fill('daily');
  await page.keyboard.press('Control+s');
  await expect(page.locator('.fields .tag')).toHaveText(['food', 'daily']);
  expect(await labels(app, 'is:fav tag:"daily"')).toEqual(['Corner shop']);
  await page.close();
});

test('several rows get a tag, lose it again by undo, and a tag in the sidebar narrows the list', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await row(page, /^Bank/).click();
  await row(page, /Mail at work/).click({ modifiers: ['Shift'] });
  await expect(page.getByText(words('marked_other', { count: 4 }))).toBeVisible();
  await row(page, /Corner shop/).click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText(words('marked_other', { count: 3 }))).toBeVisible();

  await list(page).press('t');
  await page.getByLabel(words('addTags'), { exact: true }).fill('money, weekly');
  await page.keyboard.press('Enter');
  await expect(page.locator('.organise-panel .tag.removable')).toHaveText([/money/, /weekly/]);
  await app.must('refresh', {});
  expect(await labels(app, 'tag:"money" tag:weekly')).toEqual(['Bank', 'Mail at home', 'Mail at work']);
  await page.locator('.organise-panel').getByRole('button', { name: words('removeTag', { tag: 'weekly' }) }).click();
  await expect(notice(page)).toContainText(words('tagRemoved_other', { count: 3, tag: 'weekly' }));
  expect(await labels(app, 'tag:weekly')).toEqual([]);
  await notice(page).getByRole('button', { name: words('undo'), exact: true }).click();
  await expect.poll(() => labels(app, 'tag:weekly')).toHaveLength(3);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('summary').click();
  await page.getByRole('button', { name: /^money 3$/ }).click();
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.close();
});

test('rows are marked by keys alone, go to the trash together, and come back together', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await expect(row(page, /^Bank/)).toBeVisible();
  await list(page).focus();
  for (const key of ['x', 'ArrowDown', 'ArrowDown', 'Space', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await expect(page.getByRole('option', { selected: true })).toHaveText([/Bank/, /Mail at home/, /Mail at work/]);
  await page.keyboard.press('Delete');
  await expect(notice(page)).toContainText(words('severalTrashed_other', { count: 3 }));
  await expect(page.getByRole('option')).toHaveCount(3);
  expect(cloud.control.requests().filter(({ method }) => method === 'PATCH')).toHaveLength(3);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('option')).toHaveCount(6);

  await page.keyboard.press('Control+a');
  await expect(page.getByText(words('marked_other', { count: 6 }))).toBeVisible();
  // A slow server: its answer comes when the trash is open and its rows are marked.
  cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials/' }, kind: 'delay', milliseconds: 400 });
  await page.keyboard.press('Delete');
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.getByRole('navigation').getByRole('button', { name: words('trash'), exact: true }).click();
  await expect(page.getByRole('option')).toHaveCount(6);
  await list(page).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(words('marked_other', { count: 6 }))).toBeVisible();
  await expect(notice(page)).toContainText(words('severalTrashed_other', { count: 6 }));
  cloud.control.clearFaults();
  await page.getByRole('button', { name: words('restore'), exact: true }).click();
  await expect(page.getByRole('option')).toHaveCount(0);
  expect(await labels(app, '')).toHaveLength(6);
  await page.close();
});

test('a login moves to another vault under its key, and undo brings it back', async ({ cloud, app, driven }) => {
  await openBoth(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await row(page, /Corner shop/).click();
  await page.getByRole('button', { name: words('moveToVault'), exact: true }).click();
  await page.getByRole('button', { name: words('moveNow_one', { count: 1 }), exact: true }).click();
  await expect(notice(page)).toContainText(words('movedTo_one', { count: 1, vault: second.name }));
  await app.must('refresh', {});
  expect(await labels(app, 'in:second')).toEqual(['Already there', 'Corner shop']);
  expect(await labels(app, 'is:trash')).toEqual(['Corner shop']);
  const moved = await idIn(app, 'in:second corner');
  expect((await app.must('reveal', { credential: moved, part: { field: 'password' } })).value).toBe(logins.shop.password);
  const methods = cloud.control.requests().filter(({ method, path }) => path.includes('/credentials') && method !== 'GET').map(({ method }) => method);
  expect(methods).toEqual(['POST', 'PATCH']);

  await notice(page).getByRole('button', { name: words('undo'), exact: true }).click();
  await expect.poll(() => labels(app, 'corner in:everyday')).toEqual(['Corner shop']);
  expect(await labels(app, 'corner in:second')).toEqual([]);
  await page.close();
});

test('a login moves with its files, which open in the other vault; and undo brings it back with its own', async ({ cloud, app, driven }) => {
  await openBoth(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await row(page, /Corner shop/).click();
  const content = Buffer.from(`${canary('moved-file')} `.repeat(30_000));
  await page.locator('input.choose-files').setInputFiles({ name: 'Vertrag ✓.txt', mimeType: 'text/plain', buffer: content });
  const download = page.getByRole('button', { name: words('downloadFile', { name: 'Vertrag ✓.txt' }) });
  await expect(download).toBeVisible();
  await page.getByRole('button', { name: words('moveToVault'), exact: true }).click();
  await page.getByRole('button', { name: words('moveNow_one', { count: 1 }), exact: true }).click();
  await expect(notice(page)).toContainText(words('movedTo_one', { count: 1, vault: second.name }));
  expect(await labels(app, 'is:trash in:everyday')).toEqual(['Corner shop']);
  await row(page, /Corner shop/).click();
  const [moved] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect((await readFile(await moved.path())).equals(content)).toBe(true);
  expect(filesOn(cloud)).toHaveLength(2);
  expect(canariesIn(JSON.stringify(filesOn(cloud)))).toEqual([]);
  await page.close();

  const { vaults } = await app.must('getState', {});
  const everyday = vaults.find(({ name }) => name !== second.name)?.id;
  const credential = await idIn(app, 'in:second corner');
  if (everyday === undefined) throw new Error('There is no first vault.');
  const { undo } = await app.must('moveCredentials', { credentials: [credential], to: everyday });
  await app.must('undo', { undo: undo ?? '' });
  expect(await labels(app, 'corner')).toEqual(['Corner shop']);
  const { files } = await app.must('getCredential', { credential });
  const [file] = files.state === 'unreadable' ? [] : files.value;
  expect(await app.must('openFile', { credential, fileId: file?.fileId ?? 0 })).toMatchObject({ name: 'Vertrag ✓.txt', size: content.length });
});

test('a move that is cut off in the middle is finished after the worker was killed', async ({ cloud, app, driven }) => {
  await openBoth(cloud, app);
  const credential = await idOf(app, 'Corner shop');
  const to = (await app.must('getState', {})).vaults.find(({ name }) => name === second.name)?.id;
  if (to === undefined) throw new Error('There is no second vault.');
  cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, times: 1, kind: 'lost-answer' });
  // Nor does anything else get through until the worker is dead: a refresh would settle the write at once.
  cloud.control.addFault({ match: { method: 'GET', path: '/apps/passman/' }, kind: 'drop' });
  expect(await app.must('moveCredentials', { credentials: [credential], to })).toMatchObject({ state: 'queued', done: 1 });
  await driven.killWorker();
  cloud.control.clearFaults();
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('getQueue', {})).writes).toEqual([]);
  // Chromium itself sends a request again if it believes that a kept connection has hung up: such a twin is found at a later refresh, and goes to the trash.
  await expect.poll(async () => {
    await app.must('refresh', {});
    return labels(app, 'corner');
  }).toEqual(['Corner shop']);
  expect(await labels(app, 'corner in:second')).toEqual(['Corner shop']);
  const arrived = cloud.control.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/credentials')).length;
  // The old one, and each twin.
  expect(await labels(app, 'is:trash')).toEqual(Array.from({ length: arrived }, () => 'Corner shop'));
  expect(await labels(app, 'is:trash in:everyday')).toEqual(['Corner shop']);
});
