/** Earlier lists of a folder bring names back, and nothing that is there now is lost by it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
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
  await alice.upload(root, 'a.txt', 'one');
  await alice.upload(root, 'b.txt', 'two');
}, 60_000);
afterEach(() => cloud.close());

const rename = async (name: string, to: string) => alice.folders.rename({ place: root, id: await alice.idOf(root, name), name: to });
const versions = async () => (await alice.folders.versions({ place: root })).versions;

test('names that were changed come back, what came later stays, and the way forth is kept too', async () => {
  await rename('a.txt', 'x.txt');
  await alice.upload(root, 'c.txt', 'three');
  const [, before] = await versions();
  expect(before).toMatchObject({ entries: 2, back: [{ name: 'a.txt', now: 'x.txt' }], gone: 0 });
  await alice.folders.restore({ place: root, version: before!.id });
  expect([await alice.names(root), await alice.read(root, 'a.txt'), await alice.read(root, 'c.txt')]).toEqual([['a.txt', 'b.txt', 'c.txt'], 'one', 'three']);
  const [latest] = await versions();
  expect(latest).toMatchObject({ entries: 3, back: [{ name: 'x.txt', now: 'a.txt' }] });
});

test('names that were exchanged are exchanged again, and one that is taken meanwhile gets a number', async () => {
  await rename('a.txt', 'c.txt');
  await rename('b.txt', 'a.txt');
  const both = (await versions()).find(({ back }) => back.length === 2);
  await alice.folders.restore({ place: root, version: both!.id });
  expect([await alice.read(root, 'a.txt'), await alice.read(root, 'b.txt')]).toEqual(['one', 'two']);
  await rename('a.txt', 'c.txt');
  await alice.upload(root, 'a.txt', 'three');
  const [, before] = await versions();
  await alice.folders.restore({ place: root, version: before!.id });
  expect([await alice.read(root, 'a.txt'), await alice.read(root, 'a (2).txt')]).toEqual(['one', 'three']);
});

test('what was deleted is counted and does not come back', async () => {
  await alice.folders.remove({ place: root, id: await alice.idOf(root, 'a.txt') });
  const [latest] = await versions();
  expect(latest).toMatchObject({ entries: 2, back: [], gone: 1 });
  await alice.folders.restore({ place: root, version: latest!.id });
  expect(await alice.names(root)).toEqual(['b.txt']);
});

test('what is no longer kept cannot be gone back to', async () => {
  await expect(alice.folders.restore({ place: root, version: 'none' })).rejects.toMatchObject({ problem: { kind: 'gone' } });
  expect(await alice.names(root)).toEqual(['a.txt', 'b.txt']);
});
