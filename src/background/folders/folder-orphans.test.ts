/** Files whose entries another client has lost come back, where earlier metadata are kept here; what nobody knows is left alone. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { dropFile } from '../testing/dropped-file.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let alice: FoldersAt;
let root: FolderPlace;

beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw', displayName: 'alice' }] });
  alice = await foldersAt(cloud.url, 'alice');
  await alice.setUp();
  root = await alice.root('Secret');
});
afterEach(() => cloud.close());

/** The entry goes, what it named stays: as where a client writes metadata that it has made from an older list. */
async function loseEntry(name: string): Promise<void> {
  const id = await alice.idOf(root, name);
  cloud.control.addFault({ match: { method: 'DELETE', path: `/${id}$` }, kind: 'status', status: 404, times: 1 });
  await alice.folders.remove({ place: root, id });
}

const notices = async () => (await alice.folders.view(root)).notices;

test('a file and a folder come back with their names and contents', async () => {
  await alice.upload(root, 'a.txt', 'one');
  await alice.folders.make({ place: root, name: 'Sub' });
  const sub = { ...root, inside: [await alice.idOf(root, 'Sub')] };
  await alice.upload(sub, 'deep.txt', 'deep');
  await loseEntry('a.txt');
  await loseEntry('Sub');
  expect([await alice.names(root), await notices()]).toEqual([[], [{ notice: 'orphans', count: 2, known: 2 }]]);
  await alice.folders.repair({ place: root, what: 'orphans' });
  expect([await alice.names(root), await notices()]).toEqual([['Sub/', 'a.txt'], []]);
  expect([await alice.read(root, 'a.txt'), await alice.read(sub, 'deep.txt')]).toEqual(['one', 'deep']);
});

test('a name that was taken meanwhile is given a number', async () => {
  await alice.upload(root, 'a.txt', 'one');
  await loseEntry('a.txt');
  await alice.upload(root, 'a.txt', 'two');
  await alice.folders.repair({ place: root, what: 'orphans' });
  expect([await alice.names(root), await alice.read(root, 'a.txt'), await alice.read(root, 'a (2).txt')]).toEqual([['a (2).txt', 'a.txt'], 'two', 'one']);
});

test('a dropped file whose entry another client has thrown away comes back', async () => {
  const folder = cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId;
  const { text, signature } = cloud.control.folderMetadata(folder)!.final;
  await dropFile(cloud, folder, { filename: 'letter.txt', text: 'dropped' });
  expect(await notices()).toEqual([{ notice: 'drops', count: 1 }]);
  cloud.control.replaceMetadata(folder, text!, signature);
  expect(await notices()).toEqual([{ notice: 'orphans', count: 1, known: 1 }]);
  await alice.folders.repair({ place: root, what: 'orphans' });
  expect([await alice.read(root, 'letter.txt'), await notices()]).toEqual(['dropped', []]);
});

test('what nobody knows the key of stays where it is', async () => {
  const folder = cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId;
  cloud.control.plantFile(folder, 'e'.repeat(32), new Uint8Array(20));
  expect(await notices()).toEqual([{ notice: 'orphans', count: 1, known: 0 }]);
  await alice.folders.repair({ place: root, what: 'orphans' });
  expect([await alice.names(root), cloud.control.fileTree('alice').length]).toEqual([[], 2]);
});
