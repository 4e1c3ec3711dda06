import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { emptyForm } from '../../core/credential/form.ts';
import { guidOf } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { openRealVault, vaultKey, type RealVault, type Worker } from '../testing/real-vault.ts';
import { plain } from '../testing/two-people.ts';

let cloud: Cloud;
let real: RealVault;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw' }] });
  real = await openRealVault(cloud, [{ label: 'Shop', username: 'ada', password: 'p1' }, { label: 'Bank', username: 'ada', password: 'p2' }]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cloud.close();
});

/** The disk is full from the n-th write on, for so many writes. @returns how many there were */
function fullAt(first: number, times = Infinity): () => number {
  let count = 0;
  const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!.value as (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) => IDBRequest<IDBValidKey>;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
    count += 1;
    if (count >= first && count < first + times) throw new DOMException('', 'QuotaExceededError');
    return put.apply(this, args);
  });
  return () => count;
}

const problemOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof Failure ? error.problem.kind : error));
const shown = async (worker: Worker) => (await worker.vaults.search()).search('').map(({ label }) => label).sort();
const username = async () => plain(vaultKey, (await real.client.credentials.get(real.guids[0]!)).username);
const labels = async () => (await real.client.vaults.get(guidOf(real.vault))).credentials.map(({ label }) => label).sort();

/** Damages what rests under such a name, as a crash of the disk would. */
async function damage(beginning: string): Promise<number> {
  return real.idb('readwrite', (store) => new Promise<number>((resolve, reject) => {
    const request = store.getAllKeys();
    request.onerror = () => reject(new Error('no keys'));
    request.onsuccess = () => {
      const names = (request.result as string[]).filter((name) => name.startsWith(beginning));
      for (const name of names) store.put(new Uint8Array([1, 2, 3]), name);
      resolve(names.length);
    };
  }));
}

describe('a full disk', () => {
  test('at any one step of an edit loses nothing: it is saved, or refused in words and saved at the next try', async () => {
    for (let step = 1; ; step++) {
      const value = `at ${step}`;
      const written = fullAt(step, 1);
      const problem = await problemOf(real.edit(real.ids[0]!, { username: value }));
      const reached = written() >= step;
      vi.restoreAllMocks();
      expect([step, problem]).toEqual([step, problem === null ? null : 'storage-failed']);
      const worker = real.worker();
      await worker.sync();
      if (problem !== null && (await username()) !== value) await worker.edit(real.ids[0]!, { username: value });
      await worker.sync();
      expect([step, await username(), await worker.writes.queue(), await shown(worker)]).toEqual([step, value, [], ['Bank', 'Shop']]);
      if (!reached) break;
      expect(step).toBeLessThan(40);
    }
  });

  test('at any one step of a new login makes it once, or says that it could not', async () => {
    for (let step = 1; ; step++) {
      const label = `New ${step}`;
      const written = fullAt(step, 1);
      const problem = await problemOf(real.writes.save({ credential: null, vault: real.vault, form: { ...emptyForm, label }, base: null }));
      const reached = written() >= step;
      vi.restoreAllMocks();
      expect([step, problem]).toEqual([step, problem === null ? null : 'storage-failed']);
      const worker = real.worker();
      await worker.sync();
      await worker.sync();
      const times = (await labels()).filter((each) => each === label).length;
      expect([step, times]).toEqual([step, problem === null ? 1 : times]);
      expect(times).toBeLessThan(2);
      expect([step, await worker.writes.queue(), await shown(worker)]).toEqual([step, [], await labels()]);
      if (!reached) break;
      expect(step).toBeLessThan(40);
    }
  });

  test('hides nothing that the server has, and is a problem that is shown', async () => {
    await real.client.credentials.create({ ...(await real.client.credentials.get(real.guids[0]!)), label: 'Elsewhere', hidden: false, expire_time: 0, delete_time: 0 });
    fullAt(1);
    const worker = real.worker();
    await worker.sync();
    expect(await shown(worker)).toEqual(['Bank', 'Elsewhere', 'Shop']);
    expect((await worker.vaults.load()).get(real.vault)!.problem).toEqual({ kind: 'storage-failed' });
  });
});

describe('a damaged disk', () => {
  test.each([['index:'], ['record:'], ['alias:'], ['']])('(%s) is made good from the server', async (beginning) => {
    await real.writes.save({ credential: null, vault: real.vault, form: { ...emptyForm, label: 'New', password: 'n' }, base: null });
    expect(await damage(beginning)).toBeGreaterThan(0);
    const worker = real.worker();
    for (const id of real.ids) await problemOf(worker.vaults.credential(id));
    await worker.sync();
    expect(await shown(worker)).toEqual(['Bank', 'New', 'Shop']);
    for (const [at, id] of real.ids.entries()) expect((await worker.vaults.credential(id)).password).toEqual({ state: 'read', value: ['p1', 'p2'][at] });
  });

  test('without a network is never an empty vault without a word', async () => {
    await damage('index:');
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    const worker = real.worker();
    await worker.sync();
    const vault = (await worker.vaults.load()).get(real.vault)!;
    expect(vault.phase).toBe('opening');
    cloud.control.clearFaults();
    await worker.sync();
    expect(await shown(worker)).toEqual(['Bank', 'Shop']);
  });

  test('in one waiting write leaves the others to be sent', async () => {
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    await real.edit(real.ids[0]!, { username: 'first' });
    await damage('write:');
    await real.edit(real.ids[1]!, { username: 'second' });
    cloud.control.clearFaults();
    const worker = real.worker();
    await worker.sync();
    expect(plain(vaultKey, (await real.client.credentials.get(real.guids[1]!)).username)).toBe('second');
    expect(await worker.writes.queue()).toEqual([]);
    // It is told until the person has it removed, with a draft of the same fate.
    await worker.writes.drafts.keep({ credential: null, vault: real.vault, form: emptyForm, base: null, problem: null, at: 0 });
    await damage('draft:');
    expect(await worker.writes.notices.unreadable()).toBe(2);
    expect(await real.worker().writes.notices.unreadable()).toBe(2);
    await worker.writes.dismiss({ id: 'unreadable' });
    expect(await worker.writes.notices.unreadable()).toBe(0);
  });
});

test('a store that cannot be opened at all is said, and tried again', async () => {
  const worker = real.worker();
  for (const method of ['get', 'getAll', 'getAllKeys', 'put'] as const) vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => { throw new DOMException('', 'InvalidStateError'); });
  expect(await problemOf(worker.vaults.load())).toBe('storage-failed');
  vi.restoreAllMocks();
  await worker.sync();
  expect(await shown(worker)).toEqual(['Bank', 'Shop']);
});
