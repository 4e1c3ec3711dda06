import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { SealedCredential } from '../../core/credential/sealed.ts';
import { vaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { guidOf } from '../../core/ids.ts';
import type { Cloud } from '../../demo-server/cloud.ts';
import type { Fault } from '../../demo-server/control/faults.ts';
import { keysOf } from '../session/contents.ts';
import { finished, killKeyChange, known, newKey, oldKey, plaintexts, scene, sceneCloud } from '../testing/killed-key-change.ts';
import { everyActs } from '../testing/mortal.ts';
import { isSameState } from './marks.ts';
import type { Step, TestWorker } from './testing.ts';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await sceneCloud();
});
afterEach(() => cloud.close());

const fault = (wrong: Fault) => { cloud.control.addFault(wrong); };

describe('a change of key', () => {
  test('leaves everything as it was, under the new key alone: history, files, shared items, sharing keys', async () => {
    const at = await scene(cloud);
    expect(at.plain).not.toContain('closed');
    expect(at.plain.match(/old scan|in a field|data:text/g)).toHaveLength(8);
    const worker = at.browser.worker();
    await worker.life.keyChanges.start(at.vault, oldKey, newKey);
    expect(await finished(at, worker)).toBeNull();
    expect(await plaintexts(at.browser, at.vault, [newKey])).toBe(at.plain);
    expect(await known(at)).toMatchObject({ key: newKey, others: [oldKey] });
    const shop = (await worker.kept.search()).search('shop')[0]!;
    expect((await worker.kept.credential(shop.id)).password).toEqual({ state: 'read', value: 'p2' });
    expect(sjcl.decrypt(newKey, Buffer.from(String((await at.browser.client.credentials.get(at.shop)).password), 'base64').toString())).toBe('"p2"');
  });

  test('wants the key of now, another one for later, and nothing that still waits to be sent', async () => {
    const at = await scene(cloud);
    const worker = at.browser.worker();
    await expect(worker.life.keyChanges.start(at.vault, 'guess', newKey)).rejects.toMatchObject({ problem: { kind: 'wrong-vault-key' } });
    await expect(worker.life.keyChanges.start(at.vault, oldKey, oldKey)).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    fault({ match: { method: 'PATCH', path: '/credentials' }, kind: 'drop' });
    const [shop] = (await worker.kept.search()).search('shop');
    await worker.writes.setTrashed({ credentials: [shop!.id], trashed: true });
    await expect(worker.life.keyChanges.start(at.vault, oldKey, newKey)).rejects.toMatchObject({ problem: { kind: 'writes-waiting' } });
    expect(await known(at)).toMatchObject({ key: oldKey });
  });

  test('is paused, gone on with, and undone, and all can be read all the time', async () => {
    const at = await scene(cloud);
    let requests = 0;
    const worker: TestWorker = at.browser.worker(async (what) => {
      if (what.startsWith('PATCH') && what.includes('/credentials/') && (requests += 1) === 2) await worker.life.keyChanges.pause(at.vault);
    });
    await worker.life.keyChanges.start(at.vault, oldKey, newKey);
    await worker.life.keyChanges.idle();
    expect(worker.life.keyChanges.view(await known(at))).toMatchObject({ state: 'paused', undoing: false });
    expect(await plaintexts(at.browser, at.vault, [oldKey])).toContain('closed');
    expect(await plaintexts(at.browser, at.vault, keysOf(await known(at)))).toContain('"p2');
    await worker.sync();
    const [shop] = (await worker.kept.search()).search('shop');
    expect((await worker.kept.credential(shop!.id)).password).toEqual({ state: 'read', value: 'p2' });
    await worker.life.keyChanges.resume(at.vault);
    await worker.life.keyChanges.undo(at.vault);
    expect(await finished(at, worker)).toBeNull();
    expect(await known(at)).toMatchObject({ key: oldKey });
    expect(await plaintexts(at.browser, at.vault, [oldKey])).toBe(at.plain);
  });

  test('waits where the network is cut, and goes on when it is back', async () => {
    const at = await scene(cloud);
    const worker = at.browser.worker();
    fault({ match: { method: 'PATCH', path: '/revision/' }, kind: 'drop' });
    await worker.life.keyChanges.start(at.vault, oldKey, newKey);
    expect(await finished(at, worker)).toMatchObject({ state: 'waiting', problem: { kind: 'unreachable' } });
    cloud.control.clearFaults();
    expect(await finished(at, worker)).toBeNull();
    expect(await plaintexts(at.browser, at.vault, [newKey])).toBe(at.plain);
  });

  test('goes round what a server cannot do, names it, and ends when that is done or accepted', async () => {
    const at = await scene(cloud);
    const worker = at.browser.worker();
    cloud.control.damage(at.shop, 'email');
    fault({ match: { method: 'PATCH', path: '/revision/' }, kind: 'status', status: 500 });
    await worker.life.keyChanges.start(at.vault, oldKey, newKey);
    const view = await finished(at, worker);
    expect(view).toMatchObject({ state: 'incomplete', problem: null });
    expect(view!.left.map(({ label, why }) => [label, why]).sort()).toEqual([['Lent', 'server'], ['Shop', 'lost']]);
    cloud.control.clearFaults();
    expect((await finished(at, worker))!.left.map(({ label }) => label)).toEqual(['Shop']);
    await worker.life.keyChanges.finish(at.vault);
    expect(worker.life.keyChanges.view(await known(at))).toBeNull();
    await worker.sync();
    const [shop] = (await worker.kept.search()).search('shop');
    expect((await worker.kept.credential(shop!.id)).password).toEqual({ state: 'read', value: 'p2' });
  });

  test('never writes over what another client has written in between, whenever that was', async () => {
    for (const moment of [/GET .*\/credentials\/[^/]+ done/, /^write/, /PATCH .*\/credentials\/[^/]+ done/, /revision done/]) {
      cloud.control.reset();
      const at = await scene(cloud);
      let wrote = false;
      const opened = await at.browser.client.credentials.get(at.shop);
      // The web app, with the old key and what it read with it, at the worst moment; its user has just changed the password.
      const other: Step = async (what) => {
        if (wrote || !moment.test(what)) return;
        wrote = true;
        await at.browser.client.credentials.replace({ ...opened, password: await vaultWriter(oldKey).seal('"theirs"') });
      };
      const worker = at.browser.worker(other);
      await worker.life.keyChanges.start(at.vault, oldKey, newKey);
      expect(await finished(at, worker)).toBeNull();
      expect(wrote).toBe(true);
      const after = await at.browser.client.credentials.get(at.shop);
      const inPlain = async (record: SealedCredential) => (await vaultReader(newKey).open([record], ['password', 'username']))[0];
      const history = await at.browser.client.revisions.list(at.shop);
      expect.soft((await inPlain(after))?.password, String(moment)).toEqual({ state: 'read', value: '"theirs"' });
      expect.soft(after.icon).toEqual({ type: 'png', content: 'AAAA' });
      const passwords = await Promise.all(history.map(async ({ credential }) => (await inPlain(credential))?.password));
      expect.soft(passwords.map((password) => password?.state === 'read' && password.value), String(moment)).toEqual(['"p0"', '"p1"', '"p2"']);
    }
  });

  test('makes sharing keys where there are none', async () => {
    const at = await scene(cloud);
    await at.browser.client.vaults.storeSharingKeys(guidOf(at.vault), { privateKey: '', publicKey: '' });
    const worker = at.browser.worker();
    await worker.life.keyChanges.gather(at.vault);
    expect(await finished(at, worker)).toBeNull();
    const { privateSharingKey } = await at.browser.client.vaults.get(guidOf(at.vault));
    expect(await vaultReader(oldKey).openValues([privateSharingKey])).toMatchObject([{ state: 'read' }]);
  });
});

describe('a vault under two keys, as the web app leaves it', () => {
  test('is read whole once the other key is typed, and brought under one', async () => {
    const at = await scene(cloud);
    const torn = await at.browser.client.credentials.get(at.shop);
    const alien = await vaultWriter('third').seal('"alien"');
    await at.browser.client.credentials.replace({ ...torn, username: alien, password: alien });
    const worker = at.browser.worker();
    await worker.sync();
    await expect(worker.life.keyChanges.learnKey(at.vault, 'nonsense')).rejects.toMatchObject({ problem: { kind: 'wrong-vault-key' } });
    await worker.life.keyChanges.learnKey(at.vault, 'third');
    expect(await known(at)).toMatchObject({ key: oldKey, others: ['third'] });
    const [shop] = (await worker.kept.search()).search('shop');
    expect((await worker.kept.credential(shop!.id)).password).toEqual({ state: 'read', value: 'alien' });
    await worker.life.keyChanges.gather(at.vault);
    expect(await finished(at, worker)).toBeNull();
    expect(await plaintexts(at.browser, at.vault, [oldKey])).not.toContain('closed');
  });

  test('of which nothing more opens takes the key that was chosen elsewhere as its own', async () => {
    const at = await scene(cloud);
    const elsewhere = at.browser.worker();
    await elsewhere.life.keyChanges.start(at.vault, oldKey, newKey);
    await finished(at, elsewhere);
    await at.browser.ring.change((contents) => ({ ...contents, vaults: contents.vaults.map(({ id, account, name, made }) => ({ id, account, name, made, key: oldKey })) }));
    const worker = at.browser.worker();
    await worker.sync();
    await worker.life.keyChanges.learnKey(at.vault, newKey);
    expect(await known(at)).toMatchObject({ key: newKey, others: [oldKey] });
  });
});

function oneLife(dies: number, undo: boolean): Promise<boolean> {
  cloud.control.reset();
  return killKeyChange(cloud, dies, undo);
}

test('whenever the worker dies, all can be read, and the next one finishes or undoes it', { timeout: 1_800_000 }, async () => {
  // A different third of all moments, and the first steps; `LATCHKEY_KILLS=1` goes through all of them.
  const every = everyActs(17);
  let dies = 1;
  let count = 0;
  while (await oneLife(dies, count % 2 === 1)) {
    dies += every;
    count += 1;
  }
  expect(count).toBeGreaterThan(3);
});

test('two states are the same if their ciphertext is, whatever way nothing is written', () => {
  const record = { label: 'a', password: null, hidden: 0, icon: 1 } as unknown as SealedCredential;
  expect(isSameState(record, { ...record, password: '', hidden: false, icon: 2 })).toBe(true);
  expect(isSameState(record, { ...record, password: 'x' })).toBe(false);
});
