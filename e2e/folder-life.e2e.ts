/**
 * The whole life of an encrypted folder through the Files page: set up, made, filled, renamed, moved, shared, taken back,
 * deleted. Also on a live server, where the account must have no keys yet and is left as it was.
 */
import type { Page } from 'playwright/test';
import { permit, type App } from '../tools/driver/app.ts';
import { liveEncryption, secondOn } from '../tools/driver/live.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { deleteRoot, downloaded, enter, filesPage, makeFolder, makeRoot, nameOf, rowOf, setUp, upload } from './folder-steps.ts';
import { canariesIn, cloudBase, live, openStandardVault, person } from './standard-vault.ts';
import type { Cloud } from '../src/demo-server/cloud.ts';

const friend = live === null ? { userId: 'bruno', password: canary('friend-login'), displayName: 'Bruno' } : secondOn(live);
/** Of a live server. */
const people = live === null ? [] : [live, secondOn(live)].filter((one) => one !== null);
const root = live === null ? 'Papers' : `Latchkey test ${crypto.randomUUID()}`;
const folder = canary('sub-folder');
const letter = canary('Letter ✓.txt');

const bytes = (size: number): Buffer => Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 255));
const files = [0, 1, 1024 * 1024].map((size) => ({ name: canary(`${size}.bin`), mimeType: 'application/octet-stream', buffer: bytes(size) }));
const [empty, small, large] = files.map(({ name }) => name) as [string, string, string];
const saves = (name: string): string => words('foldersDownload', { name });

/** Whoever had keys before keeps them: nothing is tried there. On a live server all is taken away at the end. */
test.beforeEach(async () => {
  for (const one of people) {
    test.skip(await liveEncryption(one).keysExist(), `${one.userId} has keys for encrypted folders already`);
  }
});

test('an encrypted folder lives from its words to its deletion', { tag: '@live' }, async ({ cloud, app, driven }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const before = live === null ? [] : await liveEncryption(live).names();
  try {
    const { page } = await setUp(driven);
    await makeRoot(page, root);
    await fillIt(page);
    await changeIt(page);
    if (live === null) expect(canariesIn(JSON.stringify(cloud.control.fileTree(person.userId))), 'neither names nor contents are at the server').toEqual([]);
    await deleteRoot(page, root);
    if (live === null) expect(cloud.control.fileTree(person.userId)).toEqual([]);
    else expect(await liveEncryption(live).names()).toEqual(before);
    await page.close();
  } finally {
    await leaveAsItWas(app);
  }
});

async function fillIt(page: Page): Promise<void> {
  await upload(page, files);
  for (const { name, buffer } of files) expect((await downloaded(page, saves(name))).equals(buffer), name).toBe(true);
  await nameOf(page, small).press('F2');
  await page.getByLabel(words('foldersNewNameOf', { name: small })).fill(letter);
  await page.keyboard.press('Enter');
  await expect(nameOf(page, letter)).toBeVisible();
  await expect(rowOf(page, small)).toHaveCount(0);
  await makeFolder(page, folder);
}

async function changeIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('foldersMove', { name: letter }) }).click();
  const target = page.getByRole('group', { name: words('foldersMove', { name: letter }) });
  await expect(target.getByRole('button', { name: words('foldersMoveDo', { folder: root }) })).toHaveAttribute('aria-disabled', 'true');
  await target.getByRole('button', { name: folder, exact: true }).press('Enter');
  await expectNoBarriers(page, 'moving a file');
  await target.getByRole('button', { name: words('foldersMoveDo', { folder }) }).press('Enter');
  await expect(rowOf(page, letter)).toHaveCount(0);

  await enter(page, folder);
  expect((await downloaded(page, saves(letter))).equals(bytes(1)), 'what was moved is the same').toBe(true);
  await page.getByRole('navigation').getByRole('button', { name: root }).click();
  await nameOf(page, empty).press('Delete');
  await page.getByRole('button', { name: words('foldersDeleteDo') }).press('Enter');
  await expect(rowOf(page, empty)).toHaveCount(0);

  const zip = await downloaded(page, words('foldersArchive'));
  for (const part of [large, bytes(1024 * 1024), `${folder}/${letter}`]) expect(zip.includes(part)).toBe(true);
  expect(zip.includes(empty)).toBe(false);
  await expect(rowOf(page, large)).toBeVisible();
}

test('a folder is shared after comparing words, read and written by both, and taken back with another key', { tag: '@live' }, async ({ cloud, app, driven }) => {
  test.slow();
  test.skip(friend === null, 'no second person: LATCHKEY_USER2, LATCHKEY_PASSWORD2');
  if (friend === null) return;
  if (live === null) cloud.control.addUser({ displayName: friend.userId, ...friend });
  await openStandardVault(cloud, app);
  try {
    const { page } = await setUp(driven);
    await permit(app, cloudBase);
    const { account } = await app.must('signIn', { server: cloudBase, loginName: friend.userId, password: friend.password, acceptPlainHttp: cloudBase.startsWith('http:') });
    const { page: theirs } = await setUp(driven, `#account=${account}&path=`);
    const { fingerprint } = await app.must('getEncryption', { account });
    await makeRoot(page, root);
    await upload(page, [{ name: letter, mimeType: 'text/plain', buffer: bytes(1) }]);
    await shareWith(page, friend.userId, fingerprint ?? []);

    await theirs.reload();
    await expect(rowOf(theirs, root)).toContainText(words('foldersSharedBy', { owner: person.userId }));
    await enter(theirs, root);
    expect((await downloaded(theirs, saves(letter))).equals(bytes(1))).toBe(true);
    await upload(theirs, [{ name: small, mimeType: '', buffer: bytes(1) }]);
    await page.reload();
    expect((await downloaded(page, saves(small))).equals(bytes(1)), 'what the other has written').toBe(true);

    await unshare(page, friend.userId);
    if (live === null) expect(usersOf(cloud)).toEqual([person.userId]);
    await theirs.goto(`chrome-extension://${driven.id}/${filesPage}#account=${account}&path=`);
    await theirs.reload();
    await expect(theirs.getByRole('button', { name: words('foldersNewRoot') })).toBeVisible();
    await expect(rowOf(theirs, root)).toHaveCount(0);
    expect((await downloaded(page, saves(letter))).equals(bytes(1)), 'the owner reads on').toBe(true);
    await deleteRoot(page, root);
    await Promise.all([page.close(), theirs.close()]);
  } finally {
    await leaveAsItWas(app);
  }
});

async function shareWith(page: Page, userId: string, fingerprint: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: words('foldersPeople', { count: 1 }) }).press('Enter');
  await page.getByLabel(words('foldersFindPerson')).fill(userId);
  await page.keyboard.press('Enter');
  await page.locator('.chips .chip').first().press('Enter');
  const share = page.getByRole('button', { name: words('foldersShareWith', { who: userId }) });
  await expect(page.locator('.note').filter({ has: share })).toContainText(fingerprint.join(' '));
  await expectNoBarriers(page, 'sharing a folder');
  await share.press('Enter');
  await expect(page.locator('.person')).toHaveCount(2);
}

async function unshare(page: Page, userId: string): Promise<void> {
  await page.getByRole('button', { name: words('foldersPeople', { count: 2 }) }).press('Enter');
  await page.locator('.person').filter({ hasText: userId }).getByRole('button', { name: words('foldersUnshare'), exact: true }).press('Enter');
  await page.getByRole('button', { name: words('foldersUnshareDo') }).press('Enter');
  await expect(page.locator('.person')).toHaveCount(1);
}

/** Whom the folder's key is given to, as the server keeps it. */
function usersOf({ control }: Cloud): string[] {
  const fileId = control.fileTree(person.userId).find(({ path }) => path === `/${root}`)?.fileId ?? 0;
  const { users } = JSON.parse(control.folderMetadata(fileId)?.final.text ?? '') as { users: { userId: string }[] };
  return users.map(({ userId }) => userId);
}

/** Also after a test that failed on the way. */
async function leaveAsItWas(app: App): Promise<void> {
  if (people.length === 0) return;
  const account = (await app.must('getState', {})).accounts[0]?.id;
  if (account !== undefined) await app.ask('removeRootFolder', { place: { account, root: [root], inside: [] }, confirm: root });
  for (const one of people) await liveEncryption(one).removeKeys();
}
