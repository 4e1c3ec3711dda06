/** A folder that is moved is in one place or the other, with all that is in it, and never in none. */
import { isDeepStrictEqual } from 'node:util';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { everyActs, mortal } from '../testing/mortal.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let alice: FoldersAt;
let root: FolderPlace;
let from: FolderPlace;
let to: FolderPlace;

beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw', displayName: 'alice' }] });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice');
  await alice.setUp();
  root = await alice.root('Secret');
  from = await made(root, 'From');
  to = await made(root, 'To');
  const moved = await made(from, 'Moved');
  await alice.upload(moved, 'a.txt', 'one');
  await alice.upload(await made(moved, 'Deeper'), 'b.txt', 'two');
});
afterEach(() => cloud.close());

async function made(place: FolderPlace, name: string): Promise<FolderPlace> {
  await alice.folders.make({ place, name });
  return placeInside(place, await alice.idOf(place, name));
}

/** Every path below the root, with what is in files. */
async function tree(place = root, prefix = ''): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const { id, name, kind, state } of (await alice.folders.view(place)).rows) {
    if (kind === 'file') all[prefix + name] = state === 'ready' ? await alice.read(place, name) : state;
    else Object.assign(all, { [`${prefix}${name}/`]: state }, await tree(placeInside(place, id), `${prefix}${name}/`));
  }
  return all;
}

const inside = (where: string) => ({ [`${where}Moved/`]: 'ready', [`${where}Moved/a.txt`]: 'one', [`${where}Moved/Deeper/`]: 'ready', [`${where}Moved/Deeper/b.txt`]: 'two' });
const before = { 'From/': 'ready', 'To/': 'ready', ...inside('From/') };
const after = { 'From/': 'ready', 'To/': 'ready', ...inside('To/') };
const kept = () => cloud.control.fileTree('alice').length;

describe.each(['1.14', '1.18', '2.2'] as const)('with app %s', (line) => {
  beforeEach(async () => {
    cloud.control.e2ee({ line });
    if (line === '1.14') await alice.folders.setup.callItself(alice.account, true);
  });

  test('it goes to another folder, upwards and downwards, and nothing of it stays behind', async () => {
    const count = kept();
    await alice.folders.move({ place: from, id: await alice.idOf(from, 'Moved'), to: to.inside });
    expect([await tree(), kept()]).toEqual([after, count]);
    await alice.folders.move({ place: to, id: await alice.idOf(to, 'Moved'), to: [] });
    expect([await tree(), kept()]).toEqual([{ 'From/': 'ready', 'To/': 'ready', ...inside('') }, count]);
    await alice.folders.move({ place: root, id: await alice.idOf(root, 'Moved'), to: from.inside });
    expect([await tree(), kept()]).toEqual([before, count]);
  });
});

test('ended by the worker’s death at any moment, it is in one place or the other', { timeout: 300_000 }, async () => {
  const moved = placeInside(from, await alice.idOf(from, 'Moved'));
  await alice.folders.remove({ place: moved, id: await alice.idOf(moved, 'Deeper') });
  const small = (where: string) => ({ 'From/': 'ready', 'To/': 'ready', [`${where}Moved/`]: 'ready', [`${where}Moved/a.txt`]: 'one' });
  const id = moved.inside.at(-1)!;
  // Once to the end and back, to learn how many acts there are.
  let acts = 0;
  const counted = mortal();
  const does: typeof counted.does = (act) => {
    acts++;
    return counted.does(act);
  };
  await alice.worker({ ...counted, does }).move({ place: from, id, to: to.inside });
  await alice.folders.move({ place: to, id: await alice.idOf(to, 'Moved'), to: from.inside });
  const back = await alice.idOf(from, 'Moved');
  const count = kept();
  let lostTokens = 0;
  // The first part only makes a copy that nobody sees; at the end each moment counts.
  for (let moment = 1; ; moment += moment < acts - 24 ? everyActs(10) : everyActs(2)) {
    const life = mortal();
    life.endAt(moment, false);
    const work = alice.worker(life).move({ place: from, id: back, to: to.inside }).then(() => 'finished' as const, () => 'refused' as const);
    const end = await Promise.race([work, life.ended.then(() => 'ended' as const)]);
    if (end === 'refused') {
      // A token that was never heard of, for each of its locks.
      lostTokens++;
      cloud.control.liftLocks();
    }
    await alice.worker().settle({ again: true });
    const now = await tree();
    expect([small('From/'), small('To/')]).toContainEqual(now);
    expect(await alice.folders.troubles()).toEqual([]);
    // Nor does a copy stay that nobody would ever find.
    expect(kept(), `moment ${moment}`).toBe(count);
    if (end === 'finished') expect(now).toEqual(small('To/'));
    if (isDeepStrictEqual(now, small('To/'))) break;
  }
  expect(lostTokens).toBeLessThan(6);
});

test('it goes neither into itself nor where its name is taken', async () => {
  const id = await alice.idOf(from, 'Moved');
  await expect(alice.folders.move({ place: from, id, to: [...from.inside, id] })).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
  await made(to, 'moved');
  const count = kept();
  await expect(alice.folders.move({ place: from, id, to: to.inside })).rejects.toMatchObject({ problem: { kind: 'name-taken' } });
  expect([await tree(), kept()]).toEqual([{ ...before, 'To/moved/': 'ready' }, count]);
});

test('what somebody adds to it on its way is not lost', async () => {
  const moved = placeInside(from, await alice.idOf(from, 'Moved'));
  let added = false;
  const life = mortal();
  // Another device, which comes when all is copied: before the lock that is to switch.
  const does: typeof life.does = async (act) => {
    if (!added && cloud.control.requests().some(({ method, path }) => method === 'PUT' && path.includes(copyOfDeeper()))) {
      added = true;
      await alice.upload(moved, 'late.txt', 'late');
    }
    return life.does(act);
  };
  const copyOfDeeper = () => `/${to.inside.join('/')}/`;
  cloud.control.clearRequests();
  await alice.worker({ ...life, does }).move({ place: from, id: moved.inside.at(-1)!, to: to.inside }).catch(() => undefined);
  expect([added, Object.entries(await tree()).filter(([path]) => path.endsWith('late.txt')).map(([, text]) => text)]).toEqual([true, ['late']]);
});

test('cancelled on its way, it stays where it was, and nothing of a copy is left', async () => {
  const [count, id] = [kept(), await alice.idOf(from, 'Moved')];
  const told: unknown[] = [];
  const life = mortal();
  // As soon as the first file of the copy is there.
  const does: typeof life.does = (act) => {
    const [transfer] = worker.transfers.list();
    if (told.length === 0 && transfer !== undefined && cloud.control.requests().some(({ method, path }) => method === 'PUT' && path.includes(`/${to.inside.join('/')}/`))) {
      told.push(transfer);
      worker.transfers.control(transfer.id, 'cancel');
    }
    return life.does(act);
  };
  const worker = alice.worker({ ...life, does });
  cloud.control.clearRequests();
  await expect(worker.move({ place: from, id, to: to.inside })).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
  expect(told).toEqual([expect.objectContaining({ what: 'move', name: 'Moved', size: expect.any(Number) as number })]);
  expect([await tree(), kept(), worker.transfers.list()]).toEqual([before, count, []]);
});
