/** What interrupted work of any client leaves is found, said, and set right without losing what could still be read. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { basic } from '../../clients/authentication.ts';
import { e2ee, type E2ee } from '../../clients/e2ee/e2ee.ts';
import { webdav, type Webdav } from '../../clients/webdav/webdav.ts';
import { decodeBase64 } from '../../core/bytes.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let alice: FoldersAt;
let words: string;
let root: FolderPlace;
let fileId: number;
let ahead = 0;
/** Another client of the same person, which does as it likes. */
let other: { app: E2ee; dav: Webdav };

beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw', displayName: 'alice' }] });
  cloud.control.e2eeRefusalsAllowed(10_000);
  ahead = 0;
  alice = await foldersAt(cloud.url, 'alice', () => Date.now() + ahead);
  words = await alice.setUp();
  root = await alice.root('Secret');
  await alice.upload(root, 'a.txt', 'one');
  fileId = cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId;
  const server = { server: cloud.url, authentication: basic('alice', 'pw'), fetch };
  other = { app: e2ee(server), dav: webdav(server, { userId: 'alice' }) };
}, 60_000);
afterEach(() => cloud.close());

/** What was found in the outermost folder. */
async function found(place = root): Promise<unknown[]> {
  const { findings } = await alice.folders.check({ place });
  return findings.flatMap(({ notices, problem }) => [...notices, ...(problem === null ? [] : [problem])]);
}

const names = () => cloud.control.fileTree('alice').map(({ path }) => path);
const mend = (what: 'half-done' | 'missing' | 'strays' | 'orphans', unnamed?: string) => alice.folders.repair({ place: root, what, unnamed });
const pathOf = async (name: string) => ['Secret', await alice.idOf(root, name)];

/** Another client's change, which ends before its metadata are written: what a plain unlock leaves there stays for the next commit. */
async function halfWay(act: (token: string) => Promise<unknown>): Promise<void> {
  const token = await other.app.folders.lock(fileId, 1000);
  await act(token);
  await other.app.folders.unlock(fileId, token);
}

/** The file goes, its entry stays. @returns what it was */
async function loseFile(name: string): Promise<{ id: string; body: Uint8Array<ArrayBuffer> }> {
  const path = await pathOf(name);
  const body = decodeBase64(cloud.control.fileTree('alice').find((node) => node.path === `/${path.join('/')}`)!.content)!;
  const { text, signature } = (await other.app.folders.read(fileId))!;
  const token = await other.app.folders.lock(fileId, 10);
  await other.dav.remove(path, { token });
  await other.app.folders.replace(fileId, { text, signature: signature ?? '' }, token);
  await other.app.folders.unlock(fileId, token);
  return { id: path[1]!, body };
}

test('a folder in which all is well is found to be so, and nothing is written', async () => {
  await alice.folders.make({ place: root, name: 'Sub' });
  cloud.control.clearRequests();
  expect(await alice.folders.check({ place: root })).toEqual({ folders: 2, findings: [] });
  expect(cloud.control.requests().filter(({ method }) => !['GET', 'HEAD', 'PROPFIND'].includes(method))).toEqual([]);
});

test('a new version whose key nobody has is found, and taken back', async () => {
  const path = await pathOf('a.txt');
  await halfWay((token) => other.dav.write(path, new Blob(['sealed with a key that was never stored']), { token }));
  expect(await found()).toEqual([{ notice: 'half-done', count: 1 }]);
  await mend('half-done');
  expect([await alice.read(root, 'a.txt'), await found(), names().length]).toEqual(['one', [], 2]);
});

test('a file that is about to be deleted is found, and stays', async () => {
  const path = await pathOf('a.txt');
  await halfWay((token) => other.dav.remove(path, { token }));
  expect(names()).toContain(`/${path.join('/')}.e2e-to-delete`);
  expect(await found()).toEqual([{ notice: 'half-done', count: 1 }]);
  await mend('half-done');
  expect([await alice.read(root, 'a.txt'), await found(), names()]).toEqual(['one', [], ['/Secret', `/${path.join('/')}`]]);
});

test('after another device’s trouble, a file that it was about to delete outlives the next change', async () => {
  const path = await pathOf('a.txt');
  const token = await other.app.folders.lock(fileId, 1000);
  await other.dav.remove(path, { token });
  await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
  await other.app.folders.unlock(fileId, token);
  await alice.upload(root, 'b.txt', 'two');
  expect([await alice.read(root, 'a.txt'), await alice.read(root, 'b.txt')]).toEqual(['one', 'two']);
});

test('a listed file that only waits under its hidden name comes', async () => {
  const { id, body } = await loseFile('a.txt');
  cloud.control.plantFile(fileId, `${id}.e2e-to-save`, body);
  expect(await found()).toEqual([{ notice: 'half-done', count: 1 }]);
  await mend('half-done');
  expect([await alice.read(root, 'a.txt'), await found()]).toEqual(['one', []]);
});

test('an entry without its file goes from the list, and comes back with the file', async () => {
  await alice.upload(root, 'b.txt', 'two');
  const { id, body } = await loseFile('a.txt');
  expect(await found()).toEqual([{ notice: 'missing', count: 1 }]);
  await mend('missing');
  expect([await alice.names(root), await found()]).toEqual([['b.txt'], []]);
  cloud.control.plantFile(fileId, id, body);
  expect(await found()).toEqual([{ notice: 'orphans', count: 1, known: 1 }]);
  await mend('orphans');
  expect(await alice.read(root, 'a.txt')).toBe('one');
});

test('what nobody knows is deleted on demand, but not before its name had a day to come', async () => {
  cloud.control.plantFile(fileId, 'e'.repeat(32), new Uint8Array(20));
  expect(await found()).toEqual([{ notice: 'orphans', count: 1, known: 0 }]);
  await mend('strays');
  expect(names()).toHaveLength(3);
  ahead = 25 * 3_600_000;
  await mend('strays');
  expect([names().length, await found(), await alice.read(root, 'a.txt')]).toEqual([2, [], 'one']);
});

test('a folder that opens, and whose name nobody knows, is given one, with all that is in it', async () => {
  await alice.folders.make({ place: root, name: 'Sub' });
  const id = await alice.idOf(root, 'Sub');
  await alice.upload(placeInside(root, id), 'deep.txt', 'deep');
  cloud.control.addFault({ match: { method: 'DELETE', path: `/${id}$` }, kind: 'status', status: 404, times: 1 });
  await alice.folders.remove({ place: root, id });
  // This device has never seen its name.
  alice = await foldersAt(cloud.url, 'alice');
  await alice.folders.setup.enter(alice.account, words);
  root = { ...root, account: alice.account };
  expect(await found()).toEqual([{ notice: 'orphans', count: 1, known: 1 }]);
  await mend('orphans', 'Found');
  expect([await alice.names(root), await alice.read(placeInside(root, id), 'deep.txt')]).toEqual([['Found/', 'a.txt'], 'deep']);
});

test('of a folder below that doesn’t open it is said why, and the others are looked into', async () => {
  for (const name of ['Spoilt', 'Well']) await alice.folders.make({ place: root, name });
  const [spoilt, well] = [await alice.idOf(root, 'Spoilt'), await alice.idOf(root, 'Well')];
  const idOf = (id: string) => cloud.control.fileTree('alice').find(({ path }) => path.endsWith(id))!.fileId;
  cloud.control.replaceMetadata(idOf(spoilt), cloud.control.folderMetadata(idOf(spoilt))!.final.text!, 'bm9uZQ==');
  cloud.control.plantFile(idOf(well), 'e'.repeat(32), new Uint8Array(20));
  const { findings } = await alice.folders.check({ place: root });
  expect(findings.map(({ folder, notices, problem }) => [folder.name, notices, problem]).sort()).toEqual([
    ['Spoilt', [], { kind: 'folder-doubt', folder: 'Spoilt', why: 'unsigned' }],
    ['Well', [{ notice: 'orphans', count: 1, known: 0 }], null],
  ]);
});
