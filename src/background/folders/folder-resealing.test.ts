/** All files get new keys, each of them whole at any moment; what was not come to is said, and is gone on with. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { decodeBase64 } from '../../core/bytes.ts';
import { importPrivateKey, unwrap } from '../../core/envelopes/e2ee/key-pair.ts';
import { openMetadata, readMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { everyActs, mortal } from '../testing/mortal.ts';
import type { Folders } from './folders.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let alice: FoldersAt;
let root: FolderPlace;
let sub: FolderPlace;
const contents = { 'a.txt': 'one', 'b.txt': 'two', 'empty': '' };

beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw', displayName: 'alice' }] });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice');
  await alice.setUp();
  root = await alice.root('Secret');
  for (const [name, text] of Object.entries(contents)) await alice.upload(root, name, text);
  await alice.folders.make({ place: root, name: 'Sub' });
  sub = placeInside(root, await alice.idOf(root, 'Sub'));
  await alice.upload(sub, 'deep.txt', 'deep');
}, 60_000);
afterEach(() => cloud.close());

/** What each file is sealed with, by what it is called. */
async function keys(): Promise<Map<string, string>> {
  const identity = await alice.blobs.read(`folders:${alice.account}/identity`) as { pkcs8: string };
  const own = (await importPrivateKey(decodeBase64(identity.pkcs8)!))!;
  let rootKey: Uint8Array<ArrayBuffer> | null = null;
  const all = new Map<string, string>();
  for (const { fileId } of cloud.control.fileTree('alice').filter(({ encrypted }) => encrypted)) {
    const read = readMetadata(cloud.control.folderMetadata(fileId)!.final.text!);
    if (read.state !== 'current') throw new Error(read.state);
    rootKey ??= await unwrap(own, read.metadata.users[0]!.encryptedMetadataKey);
    for (const { filename, key, nonce } of (await openMetadata(read.metadata, rootKey!))!.files.values()) all.set(filename, `${key} ${nonce}`);
  }
  return all;
}

/** Those that have another key than before. */
async function changed(before: Map<string, string>): Promise<string[]> {
  const now = await keys();
  expect([...now.keys()].sort()).toEqual([...before.keys()].sort());
  return [...now].filter(([name, key]) => before.get(name)!.split(' ')[0] !== key.split(' ')[0]).map(([name]) => name).sort();
}

const notices = async () => (await alice.folders.view(root)).notices;
const count = () => cloud.control.fileTree('alice').length;
const everything = ['a.txt', 'b.txt', 'deep.txt', 'empty'];

async function opensAll(): Promise<void> {
  for (const [name, text] of Object.entries(contents)) expect(await alice.read(root, name)).toBe(text);
  expect(await alice.read(sub, 'deep.txt')).toBe('deep');
}

test('every file below has a key that nobody has had, and nothing of the old ones stays at the server', async () => {
  const [before, there] = [await keys(), count()];
  const old = cloud.control.fileTree('alice').filter(({ isFolder }) => !isFolder).map(({ content }) => content);
  expect(await alice.folders.reseal({ place: root })).toEqual({ files: 4, left: 0 });
  expect([await changed(before), count(), await notices()]).toEqual([everything, there, []]);
  expect(cloud.control.fileTree('alice').filter(({ content, isFolder }) => !isFolder && old.includes(content))).toEqual([]);
  await opensAll();
  expect([[...alice.files.keys()], alice.folders.transfers.list()]).toEqual([[], []]);
});

test('ended by the worker’s death at any moment, each file opens; the next time goes on, and does none twice', async () => {
  for (let moment = 1; ; moment += everyActs(13)) {
    const [before, there] = [await keys(), count()];
    const life = mortal();
    life.endAt(moment, false);
    const finished = await Promise.race([alice.worker(life).reseal({ place: root }).then(() => true), life.ended.then(() => false)]);
    if (finished) return;
    await alice.worker().settle({ again: true });
    await opensAll();
    const done = await changed(before);
    const isBegun = (await notices()).some(({ notice }) => notice === 'resealing');
    // Once one has a new key, it is known that the others have not.
    if (done.length > 0 && done.length < everything.length) expect(isBegun, `moment ${moment}`).toBe(true);
    cloud.control.liftLocks();
    const { files, left } = await alice.folders.reseal({ place: root });
    expect([files, left], `moment ${moment}`).toEqual([isBegun ? everything.length - done.length : everything.length, 0]);
    expect([await changed(before), await notices(), await alice.folders.troubles()], `moment ${moment}`).toEqual([everything, [], []]);
    await opensAll();
    expect(count()).toBe(there);
  }
});

test('cancelled, it says what it is, and another change of the folder’s key begins it anew', async () => {
  const before = await keys();
  let acts = 0;
  const life = mortal();
  const worker: Folders = alice.worker({ ...life, does: (act) => {
    const [transfer] = worker.transfers.list();
    if (transfer !== undefined && ++acts === 30) worker.transfers.control(transfer.id, 'cancel');
    return life.does(act);
  } });
  await expect(worker.reseal({ place: root })).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
  const done = await changed(before);
  expect([done.length > 0 && done.length < 4, await notices(), worker.transfers.list()]).toEqual([true, [{ notice: 'resealing' }], []]);
  const bob = { userId: 'bob', password: 'pw', displayName: 'bob' };
  cloud.control.addUser(bob);
  await (await foldersAt(cloud.url, 'bob')).setUp();
  const { fingerprint } = await alice.folders.peer({ account: alice.account, userId: 'bob' });
  await alice.folders.share({ place: root, userId: 'bob', mayWrite: true, fingerprint });
  await alice.folders.unshare({ place: root, userId: 'bob' });
  expect([await notices(), await alice.folders.reseal({ place: root })]).toEqual([[], { files: 4, left: 0 }]);
  await opensAll();
});

test('what doesn’t open stays as it is, and is counted', async () => {
  const before = await keys();
  const id = await alice.idOf(root, 'b.txt');
  cloud.control.plantFile(cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId, id, new Uint8Array(40));
  expect(await alice.folders.reseal({ place: root })).toEqual({ files: 3, left: 1 });
  expect([await changed(before), await alice.idOf(root, 'b.txt'), await notices()]).toEqual([['a.txt', 'deep.txt', 'empty'], id, []]);
});

test('it runs once at a time, and is not said to be unfinished meanwhile', async () => {
  const told: unknown[] = [];
  const life = mortal();
  const worker: Folders = alice.worker({ ...life, does: async (act) => {
    if (told.length === 0 && worker.transfers.list().length > 0) {
      told.push(worker.transfers.list());
      told.push((await worker.view(root)).notices);
    }
    return life.does(act);
  } });
  const first = worker.reseal({ place: root });
  await expect(worker.reseal({ place: root })).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
  expect([await first, told]).toEqual([{ files: 4, left: 0 }, [[expect.objectContaining({ what: 'reseal', name: 'Secret' })], []]]);
});
