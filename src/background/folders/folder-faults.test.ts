/** What goes wrong in the middle of a change, or with what is kept here: nothing is lost by it, and what is said of it is true. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { basic } from '../../clients/authentication.ts';
import { e2ee } from '../../clients/e2ee/e2ee.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { Fault } from '../../demo-server/control/faults.ts';
import { droppedFor, peopleIn } from '../testing/dropped-file.ts';
import { foldersAt, foldersOf, type FoldersAt } from '../testing/folders-at.ts';
import { mortal } from '../testing/mortal.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let alice: FoldersAt;
let words: string;
let root: FolderPlace;
let id: number;
let now = 0;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 1);
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })), now: () => now });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice', () => now);
  words = await alice.setUp();
  root = await alice.root('Secret');
  await alice.upload(root, 'a.txt', 'one');
  id = cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId;
}, 60_000);
afterEach(() => cloud.close());

const fault = (wrong: Fault) => { cloud.control.addFault(wrong); };
const app = () => e2ee({ server: cloud.url, authentication: basic('alice', 'pw'), fetch }).folders;
const state = () => [cloud.control.fileTree('alice'), cloud.control.folderMetadata(id)!.final.text];

describe('a lock', () => {
  const later = () => Math.ceil(now / 1000) + 25 * 3600;
  const ours = (until: number) => ({ problem: { kind: 'own-lock-left', folder: 'Secret', until } });

  test('whose answer was lost is said to be perhaps our own, and when the server lifts it; somebody else’s is not', async () => {
    const until = later();
    fault({ match: { method: 'POST', path: '/lock/' }, kind: 'lost-answer', times: 1 });
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
    now += 3_600_000;
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject(ours(until));
    expect([await alice.names(root), await alice.folders.troubles()]).toEqual([['a.txt'], []]);
    cloud.control.liftLocks();
    await alice.upload(root, 'b.txt', 'two');
    cloud.control.lockFolder(id);
    await expect(alice.upload(root, 'c.txt', 'three')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
  });

  test('that was asked for by a worker which died over it is said to be perhaps our own, for as long as it can live', async () => {
    const until = later();
    const life = mortal();
    const does: typeof life.does = async (act) => {
      const result = await life.does(act);
      if (cloud.control.requests().at(-1)?.path.includes('/lock/') === true) life.end();
      return life.does(() => Promise.resolve(result));
    };
    cloud.control.clearRequests();
    await Promise.race([alice.upload(root, 'b.txt', 'two', { by: alice.worker({ ...life, does }) }), life.ended]);
    await alice.worker().settle({ again: true });
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject(ours(until));
    // Now it can only be another device's.
    now += 26 * 3_600_000;
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
  });

  test('of a change of ours that waits to be settled is told as that', async () => {
    fault({ match: { method: 'PUT', path: '/meta-data/' }, kind: 'status', status: 503 });
    fault({ match: { method: 'DELETE', path: '/lock/' }, kind: 'status', status: 503 });
    for (const name of ['b.txt', 'c.txt']) await expect(alice.upload(root, name, 'x')).rejects.toMatchObject({ problem: { kind: 'change-unsettled', folder: 'Secret' } });
    expect(await alice.folders.troubles()).toEqual([{ account: alice.account, name: 'Secret' }]);
    cloud.control.clearFaults();
    await alice.upload(root, 'd.txt', 'four');
    expect([await alice.names(root), await alice.folders.troubles()]).toEqual([['a.txt', 'd.txt'], []]);
  });
});

test('metadata that the server denies to have is no empty folder: nothing is begun in the place of what is there', async () => {
  const before = state();
  const body = JSON.stringify({ ocs: { meta: { status: 'failure', statuscode: 404, message: '' }, data: { message: `Could not find metadata for "${id}"` } } });
  fault({ match: { method: 'GET', path: `/meta-data/${id}` }, kind: 'body', status: 404, body });
  expect((await alice.folders.view(root)).notices).toEqual([{ notice: 'unstarted' }]);
  await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'unstarted' } });
  await expect(alice.folders.repair({ place: root, what: 'start' })).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'not-empty' } });
  cloud.control.clearFaults();
  expect([state(), await alice.read(root, 'a.txt')]).toEqual([before, 'one']);
});

test('a change of key that was taken back leaves no signature that the next dropped file would be stored with', async () => {
  const bob = await foldersAt(cloud.url, 'bob', () => now);
  await bob.setUp();
  await alice.folders.make({ place: root, name: 'Sub' });
  const sub = cloud.control.fileTree('alice').find(({ path, isFolder }) => isFolder && path.startsWith('/Secret/'))!.fileId;
  const { fingerprint } = await alice.folders.peer({ account: alice.account, userId: 'bob' });
  // The root's last: what is below has its new metadata then.
  fault({ match: { method: 'PUT', path: `/meta-data/${id}\\b` }, kind: 'status', status: 500, times: 1 });
  await expect(alice.folders.share({ place: root, userId: 'bob', mayWrite: true, fingerprint })).rejects.toMatchObject({ problem: { kind: 'server-error' } });
  for (const folder of [id, sub]) {
    const { pending, final } = cloud.control.folderMetadata(folder)!;
    // The app's own flaw: what waits stays. So it has to be the one that holds.
    expect(pending).toEqual({ text: null, signature: final.signature, counter: null });
  }
  const { body, entry } = await droppedFor(peopleIn(cloud, id)[0]!, { filename: 'letter.txt', text: 'dropped' });
  cloud.control.plantFile(id, 'd'.repeat(32), body);
  await app().addDrop(id, JSON.stringify({ ['d'.repeat(32)]: entry }));
  expect((await alice.folders.view(root)).notices).toEqual([{ notice: 'drops', count: 1 }]);
  await alice.folders.repair({ place: root, what: 'drops' });
  expect([await alice.read(root, 'letter.txt'), await alice.names(placeInside(root, await alice.idOf(root, 'Sub')))]).toEqual(['dropped', []]);
});

test('files that strangers drop at any moment of a change are all there in the end', async () => {
  const [person] = peopleIn(cloud, id);
  const drop = async (at: number): Promise<void> => {
    const name = `d${String(at).padStart(31, '0')}`;
    const { body, entry } = await droppedFor(person!, { filename: `letter ${at}`, text: `dropped ${at}` });
    cloud.control.plantFile(id, name, body);
    // Refused while it is locked: whoever sends keeps the entry, and comes again.
    await app().addDrop(id, JSON.stringify({ [name]: entry })).catch(() => { waiting.push([name, entry]); });
  };
  let waiting: [string, object][] = [];
  const letters: string[] = [];
  for (let moment = 1; letters.length === moment - 1; moment++) {
    let acts = 0;
    const life = mortal();
    const does: typeof life.does = async (act) => {
      if (++acts === moment) {
        letters.push(`letter ${moment}`);
        await drop(moment);
      }
      return life.does(act);
    };
    await alice.upload(root, 'a.txt', `${moment}`, { by: alice.worker({ ...life, does }), replace: await alice.idOf(root, 'a.txt') });
    for (const [name, entry] of waiting) await app().addDrop(id, JSON.stringify({ [name]: entry }));
    waiting = [];
  }
  expect(letters.length).toBeGreaterThan(10);
  await alice.folders.repair({ place: root, what: 'drops' });
  expect(await alice.names(root)).toEqual(['a.txt', ...letters].sort());
  for (const letter of letters) expect(await alice.read(root, letter)).toBe(letter.replace('letter', 'dropped'));
});

test('a proxy that takes the encryption app’s headers out of requests is blamed, and nothing is begun', async () => {
  const strip: typeof fetch = (ask, init) => {
    const headers = new Headers(init?.headers);
    for (const [name] of [...headers]) if (name.startsWith('x-nc-e2ee-')) headers.delete(name);
    return fetch(ask, { ...init, headers });
  };
  const behind = await foldersOf({ server: cloud.url, loginName: 'alice', password: 'pw', fetch: strip }, () => now);
  await behind.folders.setup.enter(behind.account, words);
  const before = state();
  const place = { ...root, account: behind.account };
  expect(await behind.read(place, 'a.txt')).toBe('one');
  await expect(behind.upload(place, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'headers-lost' } });
  expect([state(), await behind.folders.troubles()]).toEqual([before, []]);
  await alice.upload(root, 'b.txt', 'two');
});

test('a server that has had enough of us in the middle of a change is left alone, and the change is settled later', async () => {
  const before = state();
  fault({ match: { method: 'PUT', path: '/meta-data/' }, kind: 'status', status: 429 });
  fault({ match: { method: 'DELETE', path: '/lock/' }, kind: 'status', status: 429 });
  cloud.control.clearRequests();
  await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'change-unsettled' } });
  await alice.worker().settle({ again: true });
  // Once for the change, once for taking it back, and once more when it was looked at again.
  expect(cloud.control.requests().filter(({ status }) => status === 429).length).toBeLessThanOrEqual(3);
  expect(await alice.read(root, 'a.txt')).toBe('one');
  cloud.control.clearFaults();
  await alice.worker().settle({ again: true });
  expect([state(), await alice.folders.troubles()]).toEqual([before, []]);
});

describe('what was known', () => {
  const spoil = async (what: string) => {
    const name = `folders:${alice.account}/${what}`;
    await alice.blobs.write(name, { of: 'another version' });
    return async () => [await alice.blobs.read(`${name}~unread`), typeof await alice.blobs.read(name)];
  };

  test('of keys, and cannot be read, is not the same as never seen: nothing is opened until somebody says so', async () => {
    const kept = await spoil('pins');
    const unread = { problem: { kind: 'pins-unread' } };
    await expect(alice.folders.view(root)).rejects.toMatchObject(unread);
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject(unread);
    await expect(alice.folders.setup.enter(alice.account, words)).rejects.toMatchObject(unread);
    await alice.folders.trustKey({ account: alice.account, who: null });
    expect([await alice.names(root), await kept()]).toEqual([['a.txt'], [{ of: 'another version' }, 'object']]);
  });

  test('of a folder, and cannot be read, is not the same as never seen: it is not shown until somebody says so', async () => {
    const kept = await spoil(`memory/${id}`);
    await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'folder-doubt', folder: 'Secret', why: 'memory-lost' } });
    await alice.folders.trust(root);
    expect([await alice.names(root), await kept()]).toEqual([['a.txt'], [{ of: 'another version' }, 'object']]);
  });
});
