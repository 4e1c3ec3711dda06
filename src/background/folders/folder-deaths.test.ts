/** Whenever a worker is stopped in the middle of a change, the next one finds the old state or the new, and nothing in between. */
import { isDeepStrictEqual } from 'node:util';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { basic } from '../../clients/authentication.ts';
import { e2ee, type E2ee } from '../../clients/e2ee/e2ee.ts';
import { webdav, type Webdav } from '../../clients/webdav/webdav.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { FolderRepair } from '../../messages/contract.ts';
import { dropFile } from '../testing/dropped-file.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { everyActs, mortal } from '../testing/mortal.ts';
import type { Folders } from './folders.ts';

let cloud: Cloud;
let alice: FoldersAt;
/** The same person's other device. */
let device: FoldersAt;
let words: string;
let root: FolderPlace;
let sub: FolderPlace;
let fingerprint: readonly string[];
let ahead = 0;
let looksAround = false;

beforeEach(async () => {
  [ahead, looksAround] = [0, false];
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice', () => Date.now() + ahead);
  words = await alice.setUp();
  root = await alice.root('Secret');
  await alice.upload(root, 'old.txt', 'old');
  await alice.folders.make({ place: root, name: 'Sub' });
  sub = placeInside(root, await alice.idOf(root, 'Sub'));
  await alice.upload(sub, 'deep.txt', 'deep');
});
afterEach(() => cloud.close());

/** Somebody whom it may be shared with. */
async function meetBob(): Promise<void> {
  await (await foldersAt(cloud.url, 'bob')).setUp();
  ({ fingerprint } = await alice.folders.peer({ account: alice.account, userId: 'bob' }));
}

async function shareWithBob(by: Folders): Promise<void> {
  await by.share({ place: root, userId: 'bob', mayWrite: true, fingerprint });
}

type Seen = Record<string, string>;

/** Everything that a person sees of all folders, what each file says, and what is wrong anywhere. */
async function seen(): Promise<Seen> {
  const all: Seen = {};
  const wrong = new Map<string, string>();
  for (const { name, encrypted } of (await alice.folders.browse({ account: alice.account, path: [] })).folders) {
    if (encrypted) await look({ all, wrong }, { account: alice.account, root: [name], inside: [] }, `${name}/`);
    else all[name] = 'plain';
  }
  for (const [path, what] of wrong) all[`${path} is wrong`] = what;
  return all;
}

async function look(into: { all: Seen; wrong: Map<string, string> }, place: FolderPlace, path: string): Promise<void> {
  const { all, wrong } = into;
  const { rows, people, notices } = await alice.folders.view(place);
  all[path] = people.map(({ userId }) => userId).sort().join();
  // What only a look at every name can tell is looked for where it is the matter.
  const found = place.inside.length === 0 && looksAround ? (await alice.folders.check({ place })).findings.flatMap((finding) => finding.notices) : notices;
  const said = found.filter(({ notice }) => notice !== 'people').map((notice) => ('count' in notice ? `${notice.notice} ${notice.count}` : notice.notice));
  if (said.length > 0) wrong.set(path, said.join());
  for (const { id, name, kind, state } of rows) {
    if (kind === 'folder' && state === 'ready') await look(into, placeInside(place, id), `${path}${name}/`);
    else all[path + name] = state === 'ready' ? await alice.read(place, name) : state;
  }
}

const numberOf = (path: string) => cloud.control.fileTree('alice').find((node) => node.path === path)!.fileId;
const oldId = () => alice.idOf(root, 'old.txt');

/** A change by which nothing changes. */
const touch = () => alice.folders.rename({ place: root, id: sub.inside[0]!, name: 'Sub' });

/** The file goes, or its entry does: as where another client had bad luck. */
async function lose(what: 'file' | 'entry'): Promise<void> {
  const id = await oldId();
  if (what === 'entry') {
    cloud.control.addFault({ match: { method: 'DELETE', path: `/${id}$` }, kind: 'status', status: 404, times: 1 });
    return alice.folders.remove({ place: root, id });
  }
  const { app, dav } = another();
  const folder = numberOf('/Secret');
  const { text, signature } = (await app.folders.read(folder))!;
  const token = await app.folders.lock(folder, 50);
  await dav.remove(['Secret', id], { token });
  await app.folders.replace(folder, { text, signature: signature ?? '' }, token);
  await app.folders.unlock(folder, token);
}

/** Another client of the same person, which does as it likes. */
function another(): { app: E2ee; dav: Webdav } {
  const server = { server: cloud.url, authentication: basic('alice', 'pw'), fetch };
  return { app: e2ee(server), dav: webdav(server, { userId: 'alice' }) };
}

async function halfWay(act: (token: string) => Promise<unknown>): Promise<void> {
  const { app } = another();
  const token = await app.folders.lock(numberOf('/Secret'), 1000);
  await act(token);
  await app.folders.unlock(numberOf('/Secret'), token);
}

/** Another device has given the root a new key, and this folder was left with the older one. */
async function leaveBehind(): Promise<void> {
  await meetBob();
  device = await foldersAt(cloud.url, 'alice');
  await device.folders.setup.enter(device.account, words);
  const folder = numberOf(`/Secret/${sub.inside[0]!}`);
  const { text, signature } = { ...cloud.control.folderMetadata(folder)!.final };
  await device.folders.share({ place: { ...root, account: device.account }, userId: 'bob', mayWrite: true, fingerprint });
  cloud.control.replaceMetadata(folder, text!, signature);
}

interface Deed { name: string; first?: () => Promise<unknown>; act: (by: Folders) => Promise<unknown>; before?: Seen; after: Seen }
const before: Seen = { 'Secret/': 'alice', 'Secret/old.txt': 'old', 'Secret/Sub/': 'alice', 'Secret/Sub/deep.txt': 'deep' };
const shared = { ...before, 'Secret/': 'alice,bob', 'Secret/Sub/': 'alice,bob' };
const without: Seen = Object.fromEntries(Object.entries(before).filter(([path]) => path !== 'Secret/old.txt'));
const wrong = (what: string, where = 'Secret/') => ({ [`${where} is wrong`]: what });
const repair = (what: FolderRepair) => (by: Folders) => by.repair({ place: root, what });
let version = '';
const deeds: readonly Deed[] = [
  { name: 'a new version', act: async (by) => alice.upload(root, 'old.txt', 'newer', { by, replace: await oldId() }), after: { ...before, 'Secret/old.txt': 'newer' } },
  { name: 'a deletion', act: async (by) => by.remove({ place: root, id: await oldId() }), after: without },
  { name: 'a new folder', act: (by) => by.make({ place: root, name: 'Other' }), after: { ...before, 'Secret/Other/': 'alice' } },
  { name: 'another name', act: async (by) => by.rename({ place: root, id: await oldId(), name: 'new.txt' }), after: { ...without, 'Secret/new.txt': 'old' } },
  { name: 'a file’s move', act: async (by) => by.move({ place: root, id: await oldId(), to: sub.inside }), after: { ...without, 'Secret/Sub/old.txt': 'old' } },
  { name: 'a new key for somebody more', first: meetBob, act: shareWithBob, after: shared },
  { name: 'a new key for those who stay', first: () => meetBob().then(() => shareWithBob(alice.folders)), act: (by) => by.unshare({ place: root, userId: 'bob' }), before: shared, after: before },
  { name: 'the end of a change of key', first: leaveBehind, act: repair('rotation'), before: { ...shared, ...wrong('rotation', 'Secret/Sub/') }, after: shared },
  { name: 'an earlier list', act: (by) => by.restore({ place: root, version }), before: { ...without, 'Secret/new.txt': 'old' }, after: before, first: async () => {
    await alice.folders.rename({ place: root, id: await oldId(), name: 'new.txt' });
    version = (await alice.folders.versions({ place: root })).versions[0]!.id;
  } },
  { name: 'a lost entry put back', first: () => lose('entry'), act: repair('orphans'), before: { ...without, ...wrong('orphans 1') }, after: before },
  { name: 'an entry without its file', first: () => lose('file'), act: repair('missing'), before: { ...before, 'Secret/old.txt': 'missing', ...wrong('missing 1') }, after: without },
  { name: 'a file that nobody knows', act: repair('strays'), before: { ...before, ...wrong('orphans 1') }, after: before, first: () => {
    cloud.control.plantFile(numberOf('/Secret'), 'e'.repeat(32), new Uint8Array(20));
    ahead = 25 * 3_600_000;
    return Promise.resolve();
  } },
  { name: 'a new version that nobody finished', act: repair('half-done'), before: { ...before, ...wrong('half-done 1') }, after: before, first: async () => {
    const id = await oldId();
    await halfWay((token) => another().dav.write(['Secret', id], new Blob(['sealed with a key that was never stored']), { token }));
  } },
  { name: 'a deletion that nobody finished', act: repair('half-done'), before: { ...before, ...wrong('half-done 1') }, after: before, first: async () => {
    const id = await oldId();
    await halfWay((token) => another().dav.remove(['Secret', id], { token }));
  } },
  { name: 'a dropped file', act: repair('drops'), before: { ...before, ...wrong('drops 1') }, after: { ...before, 'Secret/letter.txt': 'dropped' }, first: () => dropFile(cloud, numberOf('/Secret'), { filename: 'letter.txt', text: 'dropped' }) },
  { name: 'a new outermost folder', act: (by) => by.makeRoot({ account: alice.account, path: [], name: 'New' }), after: { ...before, 'New/': 'alice' } },
  { name: 'an ordinary folder that is marked', first: () => another().dav.makeFolder(['Plain']), act: (by) => by.encrypt({ account: alice.account, path: ['Plain'] }), before: { ...before, Plain: 'plain' }, after: { ...before, 'Plain/': 'alice' } },
  { name: 'the deletion of an outermost folder', act: (by) => by.removeRoot({ place: { ...root, root: ['Gone'] }, confirm: 'Gone' }), before: { ...before, 'Gone/': 'alice', 'Gone/x.txt': 'x' }, after: before, first: async () => {
    await alice.upload(await alice.root('Gone'), 'x.txt', 'x');
  } },
];

/** Old or new, after what was left at the server was swept away by the next change; and nothing waits to be settled. */
async function seenOneOf(states: readonly Seen[], when: string): Promise<Seen> {
  let now = await seen();
  if (!states.some((one) => isDeepStrictEqual(one, now)) && Object.values(now).some((value) => value.includes('orphans'))) {
    await touch();
    now = await seen();
  }
  expect(states, when).toContainEqual(now);
  expect(await alice.folders.troubles()).toEqual([]);
  return now;
}

/** The rest has the same steps, and is tried at every third act. */
const atEach = ['a new version', 'a deletion', 'a new key for somebody more', 'a new key for those who stay'];

// What is done but never heard of is the same as the end before the next act.
test.each(deeds)('$name, ended by the worker’s death before any of its acts', { timeout: 300_000 }, async ({ name, first, act, before: old = before, after }) => {
  await first?.();
  looksAround = Object.values(old).some((value) => /missing|half-done/.test(value));
  expect(await seen()).toEqual(old);
  const step = everyActs(atEach.includes(name) ? 1 : 3);
  // Between the lock and the note of its token nobody can know the token: such a lock is the server's to lift, after a day.
  let lostTokens = 0;
  for (let moment = 1; ; moment += step) {
    const life = mortal();
    life.endAt(moment, false);
    const finished = await Promise.race([act(alice.worker(life)).then(() => true, (error: unknown) => {
      if (!(error instanceof Failure && ['own-lock-left', 'folder-refused'].includes(error.message))) throw error;
      lostTokens++;
      cloud.control.liftLocks();
      return false;
    }), life.ended.then(() => false)]);
    expect(lostTokens).toBeLessThan(2);
    await alice.worker().settle({ again: true });
    const now = await seenOneOf([old, after], `moment ${moment}`);
    // From the first moment at which it is done, it stays done.
    if (finished) expect(now).toEqual(after);
    if (isDeepStrictEqual(now, after)) return;
  }
});

/** Of each kind one. */
const broken = deeds.filter(({ name }) => ['a deletion', 'a new folder', 'a new key for those who stay', 'an ordinary folder that is marked', 'the deletion of an outermost folder'].includes(name));

test.each(broken)('$name, while the connection breaks after any of its requests, before their answers', { timeout: 300_000 }, async ({ first, act, before: old = before, after }) => {
  await first?.();
  for (let request = 1; ; request += everyActs(2)) {
    let left = request;
    const life = mortal();
    const does: typeof life.does = async (deed) => {
      const result = await life.does(deed);
      if (result instanceof Response && --left === 0) throw new TypeError('network');
      return result;
    };
    const finished = await act(alice.worker({ ...life, does })).then(() => true, (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return false;
    });
    // A lock that nobody has heard of is the server's to lift.
    cloud.control.liftLocks();
    await alice.worker().settle({ again: true });
    const now = await seenOneOf([old, after], `request ${request}`);
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
  for (let moment = firstPart; ; moment += everyActs(2)) {
    const life = mortal();
    life.endAt(moment, false);
    await Promise.race([alice.upload(root, 'large', large, { by: alice.worker(life) }), life.ended]);
    await alice.worker().settle({ again: true });
    expect([await alice.read(root, 'old.txt'), await alice.folders.troubles()]).toEqual(['old', []]);
    if (await isWhole()) break;
    // What it has left at the server, the next change sweeps away.
    await alice.folders.repair({ place: root, what: 'drops' });
    expect([cloud.control.fileTree('alice').length, (await alice.folders.view(root)).notices], `moment ${moment}`).toEqual([count, []]);
    expect(moment).toBeLessThanOrEqual(acts);
  }
  expect((await alice.read(root, 'large')).length).toBe(large.length);
});
