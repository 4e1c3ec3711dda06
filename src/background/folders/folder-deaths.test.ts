/** Whenever a worker is stopped in the middle of a change, the next one finds the old state or the new, and nothing in between. */
import { isDeepStrictEqual } from 'node:util';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { mortal } from '../testing/mortal.ts';
import type { Folders } from './folders.ts';

let cloud: Cloud;
let alice: FoldersAt;
let root: FolderPlace;
let sub: FolderPlace;
let fingerprint: readonly string[];

beforeEach(async () => {
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice');
  await Promise.all([alice.setUp(), foldersAt(cloud.url, 'bob').then((bob) => bob.setUp())]);
  root = await alice.root('Secret');
  await alice.upload(root, 'old.txt', 'old');
  await alice.folders.make({ place: root, name: 'Sub' });
  sub = placeInside(root, await alice.idOf(root, 'Sub'));
  await alice.upload(sub, 'deep.txt', 'deep');
  ({ fingerprint } = await alice.folders.peer({ account: alice.account, userId: 'bob' }));
});
afterEach(() => cloud.close());

/** Everything that a person sees, and that each file opens. */
async function seen(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [prefix, place] of [['', root], ['Sub/', sub]] as const) {
    const view = await alice.folders.view(place);
    for (const { name, kind, state } of view.rows) all[prefix + name] = state === 'ready' && kind === 'file' ? await alice.read(place, name) : state;
  }
  all['people'] = (await alice.folders.view(root)).people.map(({ userId }) => userId).sort().join();
  return all;
}

interface Deed { name: string; first?: () => Promise<unknown>; act: (by: Folders) => Promise<void>; before?: Record<string, string>; after: Record<string, string> }
const before = { 'old.txt': 'old', 'Sub': 'ready', 'Sub/deep.txt': 'deep', 'people': 'alice' };
const deeds: readonly Deed[] = [
  { name: 'a new version', act: async (by) => alice.upload(root, 'old.txt', 'newer', { by, replace: await alice.idOf(root, 'old.txt') }), after: { ...before, 'old.txt': 'newer' } },
  { name: 'a deletion', act: async (by) => by.remove({ place: root, id: await alice.idOf(root, 'old.txt') }), after: { 'Sub': 'ready', 'Sub/deep.txt': 'deep', 'people': 'alice' } },
  { name: 'a new folder', act: (by) => by.make({ place: root, name: 'Other' }), after: { ...before, Other: 'ready' } },
  { name: 'a new key for somebody more', act: (by) => by.share({ place: root, userId: 'bob', mayWrite: true, fingerprint }), after: { ...before, people: 'alice,bob' } },
  { name: 'a new key for those who stay', first: () => alice.folders.share({ place: root, userId: 'bob', mayWrite: true, fingerprint }), act: (by) => by.unshare({ place: root, userId: 'bob' }), before: { ...before, people: 'alice,bob' }, after: before },
];

// What is done but never heard of is the same as the end before the next act.
test.each(deeds)('$name, ended by the worker’s death before any of its acts', { timeout: 300_000 }, async ({ first, act, before: old = before, after }) => {
  await first?.();
  // Between the lock and the note of its token nobody can know the token: such a lock is the server's to lift, after a day.
  let lostTokens = 0;
  for (let moment = 1; ; moment++) {
    const life = mortal();
    life.endAt(moment, false);
    const finished = await Promise.race([act(alice.worker(life)).then(() => true, (error: unknown) => {
      if (!(error instanceof Failure && error.message === 'folder-refused')) throw error;
      lostTokens++;
      cloud.control.liftLocks();
      return false;
    }), life.ended.then(() => false)]);
    expect(lostTokens).toBeLessThan(2);
    await alice.worker().settle({ again: true });
    const now = await seen();
    expect([old, after]).toContainEqual(now);
    expect(await alice.folders.troubles()).toEqual([]);
    // What it has left at the server, the next change sweeps away.
    if ((await alice.folders.view(root)).notices.length > 0) await alice.folders.repair({ place: root, what: 'drops' });
    expect((await alice.folders.view(root)).notices.filter(({ notice }) => notice !== 'people')).toEqual([]);
    // From the first moment at which it is done, it stays done.
    if (finished) expect(now).toEqual(after);
    if (isDeepStrictEqual(now, after)) return;
  }
});

test('a large file, which goes in parts and is there before its change is, ended by the worker’s death at any of them', { timeout: 300_000 }, async () => {
  const large = new Uint8Array(21 * 1024 * 1024).fill(7);
  const isWhole = async () => (await alice.names(root)).includes('large');
  let [acts, firstPart] = [0, 0];
  const counted = mortal();
  const inParts = () => cloud.control.requests().some(({ method, path }) => method === 'MKCOL' && path.includes('/uploads/'));
  cloud.control.clearRequests();
  await alice.upload(root, 'large', large, { by: alice.worker({ ...counted, does: (act) => {
    acts++;
    if (firstPart === 0 && inParts()) firstPart = acts;
    return counted.does(act);
  } }) });
  await alice.folders.remove({ place: root, id: await alice.idOf(root, 'large') });
  const count = cloud.control.fileTree('alice').length;
  expect(firstPart).toBeGreaterThan(0);
  for (let moment = firstPart; ; moment++) {
    const life = mortal();
    life.endAt(moment, false);
    await Promise.race([alice.upload(root, 'large', large, { by: alice.worker(life) }), life.ended]);
    await alice.worker().settle({ again: true });
    expect([await alice.read(root, 'old.txt'), await alice.folders.troubles()]).toEqual(['old', []]);
    if (await isWhole()) break;
    // What it has left at the server, the next change sweeps away.
    await alice.folders.repair({ place: root, what: 'drops' });
    expect([cloud.control.fileTree('alice').length, (await alice.folders.view(root)).notices], `moment ${moment}`).toEqual([count, []]);
    expect(moment).toBeLessThan(acts);
  }
  expect((await alice.read(root, 'large')).length).toBe(large.length);
});
