/** Two devices in one folder: whichever comes in between, at whatever moment, neither loses a file of the other. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { everyActs, mortal } from '../testing/mortal.ts';
import { makeOld } from '../testing/old-folders.ts';
import type { Folders } from './folders.ts';

vi.setConfig({ testTimeout: 300_000 });

let cloud: Cloud;
let words: string;
let one: FoldersAt;
/** The same person's other device. */
let device: FoldersAt;
let bob: FoldersAt;
let root: FolderPlace;
let fingerprint: readonly string[];

beforeEach(async () => {
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  cloud.control.e2eeRefusalsAllowed(100_000);
  [one, device, bob] = await Promise.all([foldersAt(cloud.url, 'alice'), foldersAt(cloud.url, 'alice'), foldersAt(cloud.url, 'bob')]);
  [words] = await Promise.all([one.setUp(), bob.setUp()]);
  await device.folders.setup.enter(device.account, words);
  root = await one.root('Secret');
  ({ fingerprint } = await one.folders.peer({ account: one.account, userId: 'bob' }));
}, 60_000);
afterEach(() => cloud.close());

const of = (at: FoldersAt, place: FolderPlace): FolderPlace => ({ ...place, account: at.account });

/** What one does. `where`: the folder in which the other works. `mine`: what one has added to it. */
interface Deed {
  name: string;
  first?: () => Promise<unknown>;
  before?: (at: number) => Promise<unknown>;
  act: (by: Folders, at: number) => Promise<unknown>;
  after?: (at: number) => Promise<unknown>;
  where?: () => Promise<FolderPlace>;
  mine?: (at: number) => Record<string, string>;
  /** What the other does first. */
  too?: (by: FoldersAt) => Promise<unknown>;
  other?: () => FoldersAt;
  /** Every how many moments, before the last ones. */
  step?: number;
  /** Every how many of those. Not three, since the other does one of three things in turn. */
  last?: number;
}

const share = () => one.folders.share({ place: root, userId: 'bob', mayWrite: true, fingerprint });
const unshare = () => one.folders.unshare({ place: root, userId: 'bob' });

async function inside(place: FolderPlace, name: string): Promise<FolderPlace> {
  return placeInside(place, await one.idOf(place, name));
}

/** Both of them forget that they have seen it in version 2, in which it isn't any more. */
async function old(): Promise<void> {
  await makeOld(cloud, { userId: 'alice', at: one, words, version: '1.2' });
  for (const at of [one, device]) await at.folders.trust(of(at, root));
}

const halves = ['From', 'To'] as const;
async function holder(): Promise<{ from: FolderPlace; to: FolderPlace; id: string }> {
  const [from, to] = await Promise.all(halves.map((name) => inside(root, name)));
  const { rows } = await one.folders.view(from!);
  return rows.length > 0 ? { from: from!, to: to!, id: rows[0]!.id } : { from: to!, to: from!, id: (await one.folders.view(to!)).rows[0]!.id };
}

const deeds: readonly Deed[] = [
  { name: 'uploads', act: (by, at) => one.upload(root, `one ${at}`, `1 ${at}`, { by }), mine: (at) => ({ [`one ${at}`]: `1 ${at}` }), after: async (at) => one.folders.remove({ place: root, id: await one.idOf(root, `one ${at}`) }) },
  { name: 'deletes', before: (at) => one.upload(root, `gone ${at}`, 'x'), act: async (by, at) => by.remove({ place: root, id: await one.idOf(root, `gone ${at}`) }) },
  { name: 'shares it with somebody', last: 2, step: 2, act: (by) => by.share({ place: root, userId: 'bob', mayWrite: true, fingerprint }), after: unshare },
  { name: 'takes it back from somebody', last: 2, step: 2, before: share, act: (by) => by.unshare({ place: root, userId: 'bob' }) },
  { name: 'takes it back from the other', last: 2, step: 2, before: share, act: (by) => by.unshare({ place: root, userId: 'bob' }), other: () => bob },
  { name: 'moves it', last: 4, step: 13, where: async () => {
    const { from, id } = await holder();
    return placeInside(from, id);
  }, act: async (by) => {
    const { from, to, id } = await holder();
    await by.move({ place: from, id, to: to.inside });
  }, first: async () => {
    for (const name of halves) await one.folders.make({ place: root, name });
    await one.folders.make({ place: await inside(root, 'From'), name: 'Moved' });
  } },
  { name: 'gives all of it new keys', last: 2, step: 7, act: (by) => by.reseal({ place: root }) },
  { name: 'brings it up to date', last: 4, step: 4, before: old, act: (by) => by.migrate({ place: root, words }), too: (by) => by.folders.migrate({ place: of(by, root), words }) },
];

const without = (known: Record<string, string>, gone: string) => Object.fromEntries(Object.entries(known).filter(([name]) => name !== gone));

const isRefused = (cause: unknown): boolean => {
  if (!(cause instanceof Failure)) throw cause;
  return false;
};

/** Runs one's deed, and the other's at its n-th act outside. @returns how many acts there were, and whether it was done */
async function between(act: (by: Folders) => Promise<unknown>, moment: number, meanwhile: () => Promise<unknown>): Promise<{ acts: number; did: boolean }> {
  let acts = 0;
  const life = mortal();
  // The one waits until the other is through, or was refused.
  const does: typeof life.does = async (deed) => {
    if (++acts === moment) await meanwhile();
    return life.does(deed);
  };
  const did = await act(one.worker({ ...life, does })).then(() => true, isRefused);
  return { acts, did };
}

test.each(deeds)('one $name, the other uploads, renames and deletes at every moment of it', async ({ first, before, act, after, where = () => Promise.resolve(root), mine = () => ({}), too, other: whose = () => device, step = 1, last = 1 }) => {
  const other = whose();
  await first?.();
  await one.upload(await where(), 'same 0', 'same');
  await one.upload(await where(), 'new 0', 'new 0');
  /** What both were told is there. */
  let wanted: Record<string, string> = { 'same 0': 'same', 'new 0': 'new 0' };
  let longest = Infinity;
  for (let moment = 1; ; moment += moment < longest - 30 && longest < Infinity ? everyActs(step) : everyActs(last)) {
    await before?.(moment);
    const at = of(other, await where());
    const named = (what: string) => Object.keys(wanted).find((name) => name.startsWith(what))!;
    const [same, gone] = [named('same'), named('new')];
    const changes: [() => Promise<unknown>, (known: Record<string, string>) => Record<string, string>][] = [
      [() => other.upload(at, `new ${moment}`, `new ${moment}`), (known) => ({ ...known, [`new ${moment}`]: `new ${moment}` })],
      [async () => other.folders.rename({ place: at, id: await other.idOf(at, same), name: `same ${moment}` }), (known) => ({ ...without(known, same), [`same ${moment}`]: 'same' })],
      [async () => other.folders.remove({ place: at, id: await other.idOf(at, gone) }), (known) => without(known, gone)],
    ];
    // One of the three; the next moment has the next.
    const [change, taken] = changes[moment % 3]!;
    const told: boolean[] = [];
    const { acts, did } = await between((by) => act(by, moment), moment, async () => {
      await too?.(other).catch(isRefused);
      told.push(await change().then(() => true, isRefused));
    });
    const isOver = acts < moment;
    longest = longest === Infinity ? acts : Math.max(longest, acts);
    // Whoever was refused comes again; but whoever the folder was taken from doesn't.
    if (!did) await act(one.folders, moment);
    const now = await where();
    Object.assign(at, of(other, now));
    const isTold = told[0] === true;
    if (!isTold && other !== bob) await change();
    if (isTold || other !== bob) wanted = taken(wanted);
    const all = { ...wanted, ...mine(moment) };
    for (const by of [one, device]) {
      const { rows, notices } = await by.folders.view(of(by, now));
      expect([rows.map(({ name }) => name).sort(), notices.filter(({ notice }) => notice !== 'people'), await by.folders.troubles()], `moment ${moment}`).toEqual([Object.keys(all).sort(), [], []]);
    }
    const reader = moment % 2 === 0 ? one : device;
    for (const [name, text] of Object.entries(all)) expect(await reader.read(of(reader, now), name), `moment ${moment}`).toBe(text);
    if (isOver) return;
    await after?.(moment);
    // One that can be deleted is enough for what comes next.
    if (!Object.keys(wanted).some((name) => name.startsWith('new'))) {
      await one.upload(now, 'new', 'new');
      wanted = { ...wanted, new: 'new' };
    }
  }
});
