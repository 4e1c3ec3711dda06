import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { guidOf } from '../../core/ids.ts';
import { endOf, killMove, moveShop, shopIn } from '../testing/killed-move.ts';
import { contents, otherVault, ownVault, twoPeople, twoVaults, type Place, type TwoVaults, type TwoVaultsWorker } from '../testing/two-vaults.ts';
import { everyActs } from '../testing/mortal.ts';
import { isProvisional } from './journal.ts';

let at: TwoVaults;
beforeEach(async () => { at = await twoVaults(await twoPeople()); });
afterEach(() => at.cloud.close());

const move = (worker: TwoVaultsWorker) => moveShop(at, worker);
const shops = (place: Place) => shopIn(place, at);
const shownCopy = async ({ vaults }: TwoVaultsWorker) => [...(await vaults.load()).get(at.vaultOf(otherVault))!.lines().values()].map(({ entry }) => entry).find(({ label }) => label === 'Shop')!;
const drop = (method: string, path: string, kind: 'drop' | 'lost-answer' | 'cut' = 'drop') => { at.cloud.control.addFault({ match: { method, path }, times: 1, kind }); };

async function expectDone({ writes, chores }: TwoVaultsWorker): Promise<void> {
  expect([await writes.queue(), await chores.all()]).toEqual([[], []]);
}

describe('moving a login with files', () => {
  test('takes them along under the other key, also those in fields, and leaves the old ones with the old one', async () => {
    const worker = at.worker();
    expect(await move(worker)).toMatchObject({ state: 'saved', done: 1, refused: [] });
    expect(await endOf(at)).toBe('new');
    const [copy] = await shops(otherVault);
    expect(copy?.customFields).toMatchObject([{ label: 'PIN', value: '1' }, { label: 'Scan', field_type: 'file', value: { filename: 'scan.png', size: 10 } }]);
    await expectDone(worker);
  });

  test('is undone: the old one is back with its files, the copy in the trash with its own', async () => {
    const worker = at.worker();
    const { undo } = await move(worker);
    await worker.writes.undo({ undo: undo! });
    expect([await shops(ownVault), await shops(otherVault)]).toMatchObject([[{ trashed: false, files: contents }], [{ trashed: true, files: contents }]]);
  });

  test('that is undone while it waits ends the same', async () => {
    const worker = at.worker();
    drop('POST', '/v2/file');
    const { undo, state } = await move(worker);
    expect(state).toBe('queued');
    await worker.writes.undo({ undo: undo! });
    await worker.sync();
    await expectDone(worker);
    expect([await shops(ownVault), await shops(otherVault)]).toMatchObject([[{ trashed: false, files: contents }], [{ trashed: true, files: contents }]]);
    expect(at.numbers()).toHaveLength(6);
  });

  test('shows it at once, without files that cannot be had yet, and says that they are coming', async () => {
    const worker = at.worker();
    drop('POST', '/v2/file');
    await move(worker);
    const shown = await shownCopy(worker);
    expect([isProvisional(guidOf(shown.id)), shown.hasFile]).toEqual([true, false]);
    expect(await worker.files.transfers(shown.id)).toMatchObject(Object.entries(contents).map(([name, { length }]) => ({ what: 'copy', name, size: length, state: 'waiting', problem: { kind: 'unreachable' } })));
    await expect(worker.writes.duplicate({ credential: shown.id, label: 'Twice' })).rejects.toMatchObject({ problem: { kind: 'unsent-changes' } });
    await worker.sync();
    expect(await endOf(at)).toBe('new');
  });

  test('keeps what is typed into it meanwhile, beside its files', async () => {
    const worker = at.worker();
    drop('POST', '/v2/file');
    await move(worker);
    const { id: copy } = await shownCopy(worker);
    const opened = await worker.writes.openForm({ credential: copy, vault: null });
    drop('POST', '/v2/file');
    await worker.writes.save({ credential: copy, vault: opened.vault, base: opened.base, form: { ...opened.form, customFields: [...opened.form.customFields, { label: 'Added', value: 'x', kind: 'text' }] } });
    await worker.sync();
    await worker.sync();
    await expectDone(worker);
    expect(await endOf(at)).toBe('new');
    expect((await shops(otherVault))[0]?.customFields).toMatchObject([{ label: 'PIN' }, { label: 'Scan' }, { label: 'Added', value: 'x' }]);
  });

  test.each([
    ['POST', '/v2/file'], ['PATCH', '/v2/file/'], ['GET', '/v2/file/'], ['POST', '/credentials'], ['PATCH', '/credentials/'],
  ] as const)('ends in the new state when %s %s is cut off', async (method, path) => {
    for (const kind of ['lost-answer', 'drop', 'cut'] as const) {
      at.cloud.control.reset();
      at = await twoVaults(at.cloud);
      drop(method, path, kind);
      const worker = at.worker();
      await move(worker);
      await worker.sync();
      await worker.sync();
      await expectDone(worker);
      expect(await endOf(at)).toBe('new');
    }
  });

  test('ends in the old state or in the new one, whenever its worker dies; until then nothing is lost', { timeout: 1_800_000 }, async () => {
    // Some of all moments; `LATCHKEY_KILLS=1` goes through all of them.
    const every = everyActs(13);
    let count = 0;
    for (let dies = 1, dead = true; dead; dies += every, count++) {
      at.cloud.control.reset();
      dead = await killMove(at.cloud, dies);
    }
    expect(count).toBeGreaterThan(4);
  });

  test('goes on after a lock that came in between', async () => {
    const worker = at.worker();
    await worker.ring.protect('unlock');
    // The second file: the first is there already.
    at.cloud.control.addFault({ match: { method: 'GET', path: '/v2/file/2' }, times: 1, kind: 'drop' });
    await move(worker);
    await worker.ring.lock();
    worker.vaults.forget();
    await worker.chores.run();
    await worker.ring.unlock('unlock');
    await worker.sync();
    await expectDone(worker);
    expect(await endOf(at)).toBe('new');
  });
});

describe('a move that comes to nothing', () => {
  test.each([
    ['the server takes no such file', { method: 'PATCH', path: '/v2/file/' }, { kind: 'server-error', status: 413 }],
    ['the server takes no such record', { method: 'POST', path: '/credentials' }, { kind: 'server-error', status: 413 }],
  ] as const)('because %s leaves no file behind', async (_, match, problem) => {
    const worker = at.worker();
    at.cloud.control.addFault({ match, kind: 'status', status: 413 });
    await expect(move(worker)).rejects.toMatchObject({ problem });
    at.cloud.control.clearFaults();
    await worker.sync();
    await expectDone(worker);
    expect(await endOf(at)).toBe('old');
    expect(await worker.writes.drafting.list()).toEqual([]);
  });

  test('because a file of it is gone says so', async () => {
    await at.clientOf(ownVault).files.remove(2);
    const worker = at.worker();
    await expect(move(worker)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'file' } });
    await worker.sync();
    await expectDone(worker);
    expect(at.numbers()).toEqual([1, 3]);
    expect(await shops(ownVault)).toMatchObject([{ trashed: false }]);
  });

  test('because the server kept another content than was sent trashes nothing', async () => {
    const worker = at.worker();
    const { files } = at.clientOf(otherVault);
    // Between its filling and its being read back.
    drop('GET', '/v2/file/4');
    await move(worker);
    const kept = await files.get(4);
    const reads = await files.get(4).then(({ data }) => data);
    await files.update(4, { filename: kept.filename, data: reads.slice(0, 200) });
    // What arrives later is cut short once more.
    at.cloud.control.addFault({ match: { method: 'PATCH', path: '/v2/file/4' }, kind: 'status', status: 200 });
    await worker.sync();
    at.cloud.control.clearFaults();
    await worker.sync();
    await expectDone(worker);
    expect(await endOf(at)).toBe('old');
  });

  test('by a person who does not wait for it leaves no file behind', async () => {
    const worker = at.worker();
    drop('PATCH', '/v2/file/');
    await move(worker);
    const [create] = await worker.writes.queue();
    await worker.writes.dismiss({ id: create!.id });
    await worker.sync();
    await worker.sync();
    await expectDone(worker);
    expect(await endOf(at)).toBe('old');
  });

  test('because its account was signed out leaves no file behind', async () => {
    const worker = at.worker();
    drop('PATCH', '/v2/file/');
    await move(worker);
    await worker.ring.change((known) => ({ ...known, accounts: known.accounts.filter(({ id }) => !at.shop.startsWith(id)), vaults: known.vaults.filter(({ id }) => !at.shop.startsWith(id)) }));
    await worker.writes.journal.forget(`${at.shop.split('/')[0]!}/`);
    const next = at.worker();
    await next.sync();
    await expectDone(next);
    expect(await endOf(at)).toBe('old');
  });
});
