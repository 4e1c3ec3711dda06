import 'fake-indexeddb/auto';

import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { vaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { guidOf, type Guid, type VaultId } from '../../core/ids.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { Fault } from '../../demo-server/control/faults.ts';
import { keysOf } from '../session/contents.ts';
import { isSameState } from './marks.ts';
import { testBrowser, type Step, type TestBrowser, type TestWorker } from './testing.ts';

const oldKey = 'the old key';
const newKey = 'the new key ✓';
const itemKey = 'k9#V f2<~x]Qe0{ZtB7%a';
const theirKey = "t4@bob's item key!!..";

let cloud: Cloud;
beforeEach(async () => {
  cloud = await startCloud({ users: ['ada', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
});
afterEach(() => cloud.close());

const fault = async (wrong: Fault) => {
  cloud.control.addFault(wrong);
  await new Promise((resolve) => { setTimeout(resolve, 20); });
};

/** A vault with one of everything: what it holds is the same after each change of its key. */
interface Scene { browser: TestBrowser; vault: VaultId; shop: Guid; plain: string }

async function scene(): Promise<Scene> {
  const browser = await testBrowser(cloud.url, 'ada');
  const { vaults, credentials, files, sharing } = browser.client;
  const [own, shared] = [vaultWriter(oldKey), vaultWriter(itemKey)];
  const sealed = async (texts: Record<string, unknown>, writer = own) => {
    const all = await Promise.all(encryptedFields.map(async (field) => [field, await writer.seal(JSON.stringify(texts[field] ?? (['tags', 'files', 'custom_fields'].includes(field) ? [] : null)))]));
    return Object.fromEntries(all) as Pick<SealedCredential, (typeof encryptedFields)[number]>;
  };
  const file = async (name: string, writer = own) => (await files.create({ filename: await writer.seal(name), data: await writer.seal(`data:text/plain,${name}`), mimetype: 'text/plain', size: 4 })).fileId;
  const made = await vaults.create('Personal');
  await vaults.storeSharingKeys(made.guid, { privateKey: await own.seal('-----BEGIN RSA PRIVATE KEY-----ada'), publicKey: 'public' });
  const create = async (label: string, texts: Record<string, unknown>, more: object = {}) => credentials.create({ ...(await sealed(texts)), vault_id: made.vaultId, label, icon: { type: 'png', content: 'AAAA' }, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0, ...more });

  const [scan, oldScan, inField] = [await file('scan'), await file('old scan'), await file('in a field')];
  const first = await create('Shop', { username: 'ada', password: 'p0', files: [{ file_id: oldScan }] });
  const shop = await credentials.replace({ ...first, ...(await sealed({ username: 'ada', password: 'p1', files: [{ file_id: scan }], custom_fields: [{ label: 'x', field_type: 'file', value: { file_id: inField } }] })) });
  await credentials.replace({ ...shop, delete_time: 0, password: await own.seal('"p2"') });
  await create('Test key', { password: 'lorum ipsum' }, { hidden: true });
  await create('Trashed', { username: 'gone?' }, { delete_time: 1_700_000_000 });
  await create('Torn', { username: 'whole' }, { email: 'e30broken' });
  const lent = await create('Lent', { username: 'both' });
  const lentFile = await file('lent', shared);
  await credentials.replace({ ...lent, ...(await sealed({ username: 'both', files: [{ file_id: lentFile }] }, shared)) }, { for: 'share', sharedKey: await own.seal(itemKey) });
  await credentials.replace({ ...(await credentials.get(lent.guid)), password: await shared.seal('"later"') });

  const bob = (await testBrowser(cloud.url, 'bob')).client;
  const hisVault = await bob.vaults.create('His');
  const his = await bob.credentials.create({ ...(await sealed({ username: 'his' }, vaultWriter(theirKey))), vault_id: hisVault.vaultId, label: 'Borrowed', icon: null, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0 });
  await bob.credentials.replace(his, { for: 'share', sharedKey: await vaultWriter('his').seal(theirKey) });
  await bob.sharing.share({ itemId: his.credential_id, itemGuid: his.guid, permissions: 7, vaults: [{ vaultId: made.vaultId, guid: made.guid, userId: 'ada', key: 'rsa' }] });
  await sharing.accept(his.guid, made.guid, await own.seal(theirKey));

  const worker = browser.worker();
  await worker.sync();
  const [vault] = await browser.vaultIds();
  await browser.giveKey(vault!, oldKey);
  await worker.sync();
  return { browser, vault: vault!, shop: shop.guid, plain: await plaintexts(browser, vault!, [oldKey]) };
}

/** All that the vault holds, opened with the keys, as one text; `closed` stands where none opens it. */
async function plaintexts({ client }: TestBrowser, vault: VaultId, keys: readonly string[]): Promise<string> {
  const open = async (stored: unknown, extra: readonly string[] = []) => {
    if (typeof stored !== 'string' || stored === '' || stored.startsWith('e30broken')) return stored;
    for (const key of [...extra, ...keys]) {
      const [opening] = await vaultReader(key).openValues([stored]);
      if (opening?.state === 'read') return opening.value;
    }
    return 'closed';
  };
  const record = async (each: SealedCredential) => {
    const inner = await open(each.shared_key);
    const fields = await Promise.all(encryptedFields.map(async (field) => [field, await open(each[field], typeof inner === 'string' ? [inner] : [])]));
    return { label: each.label, deleted: each.delete_time, inner, ...Object.fromEntries(fields) as object };
  };
  const detail = await client.vaults.get(guidOf(vault));
  const items = await Promise.all(detail.credentials.map(async (each) => ({
    ...(await record(each)), icon: each.icon, history: await Promise.all((await client.revisions.list(each.guid)).map(({ credential }) => record(credential))),
  })));
  const files = await Promise.all([1, 2, 3, 4].map(async (id) => client.files.get(id)));
  const all = {
    items, privateKey: await open(detail.privateSharingKey),
    files: await Promise.all(files.map(async ({ filename, data }) => [await open(filename, [itemKey]), await open(data, [itemKey])])),
    borrowed: await Promise.all((await client.sharing.itemsIn(guidOf(vault))).map(({ credential }) => record(credential))),
  };
  return JSON.stringify(all, null, 1);
}

const known = async ({ browser, vault }: Scene) => (await browser.ring.contents()).vaults.find(({ id }) => id === vault)!;
const finished = async (at: Scene, worker: TestWorker) => {
  await worker.life.takeUp({ again: true });
  await worker.life.keyChanges.idle();
  return worker.life.keyChanges.view(await known(at));
};

describe('a change of key', () => {
  test('leaves everything as it was, under the new key alone: history, files, shared items, sharing keys', async () => {
    const at = await scene();
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
    const at = await scene();
    const worker = at.browser.worker();
    await expect(worker.life.keyChanges.start(at.vault, 'guess', newKey)).rejects.toMatchObject({ problem: { kind: 'wrong-vault-key' } });
    await expect(worker.life.keyChanges.start(at.vault, oldKey, oldKey)).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    await fault({ match: { method: 'PATCH', path: '/credentials' }, kind: 'drop' });
    const [shop] = (await worker.kept.search()).search('shop');
    await worker.writes.setTrashed({ credentials: [shop!.id], trashed: true });
    await expect(worker.life.keyChanges.start(at.vault, oldKey, newKey)).rejects.toMatchObject({ problem: { kind: 'writes-waiting' } });
    expect(await known(at)).toMatchObject({ key: oldKey });
  });

  test('is paused, gone on with, and undone, and all can be read all the time', { timeout: 30_000 }, async () => {
    const at = await scene();
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
    const at = await scene();
    const worker = at.browser.worker();
    await fault({ match: { method: 'PATCH', path: '/revision/' }, kind: 'drop' });
    await worker.life.keyChanges.start(at.vault, oldKey, newKey);
    expect(await finished(at, worker)).toMatchObject({ state: 'waiting', problem: { kind: 'unreachable' } });
    cloud.control.clearFaults();
    expect(await finished(at, worker)).toBeNull();
    expect(await plaintexts(at.browser, at.vault, [newKey])).toBe(at.plain);
  });

  test('goes round what a server cannot do, names it, and ends when that is done or accepted', { timeout: 30_000 }, async () => {
    const at = await scene();
    const worker = at.browser.worker();
    cloud.control.damage(at.shop, 'email');
    await fault({ match: { method: 'PATCH', path: '/revision/' }, kind: 'status', status: 500 });
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

  test('never writes over what another client has written in between, whenever that was', { timeout: 60_000 }, async () => {
    for (const moment of [/GET .*\/credentials\/[^/]+ done/, /^write/, /PATCH .*\/credentials\/[^/]+ done/, /revision done/]) {
      cloud.control.reset();
      const at = await scene();
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
    const at = await scene();
    await at.browser.client.vaults.storeSharingKeys(guidOf(at.vault), { privateKey: '', publicKey: '' });
    const worker = at.browser.worker();
    await worker.life.keyChanges.gather(at.vault);
    expect(await finished(at, worker)).toBeNull();
    const { privateSharingKey } = await at.browser.client.vaults.get(guidOf(at.vault));
    expect(await vaultReader(oldKey).openValues([privateSharingKey])).toMatchObject([{ state: 'read' }]);
  });
});

describe('a vault under two keys, as the web app leaves it', () => {
  test('is read whole once the other key is typed, and brought under one', { timeout: 30_000 }, async () => {
    const at = await scene();
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
    const at = await scene();
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

/** A worker that dies at its n-th step; null where it lived to the end. */
function mortal(dies: number): { step: Step; died: Promise<true> } {
  let steps = 0;
  let tell: (died: true) => void = () => undefined;
  const died = new Promise<true>((resolve) => { tell = resolve; });
  return {
    died,
    step: () => {
      steps += 1;
      if (steps < dies) return Promise.resolve();
      tell(true);
      return new Promise(() => undefined);
    },
  };
}

async function liveAndDie(dies: number, undo: boolean): Promise<boolean> {
  cloud.control.reset();
  const at = await scene();
  const { step, died } = mortal(dies);
  const worker = at.browser.worker(step);
  const whole = worker.life.keyChanges.start(at.vault, oldKey, newKey).then(() => worker.life.keyChanges.idle()).then(() => false as const);
  const dead = await Promise.race([died, whole]);
  // Whatever it was doing: all can be read with what the keyring has, and nothing is there that was not there before.
  const between = await plaintexts(at.browser, at.vault, keysOf(await known(at)));
  expect(between, `death at ${dies}`).not.toContain('closed');
  for (const value of ['p0', 'p1', 'p2', 'gone?', 'later', 'old scan', 'in a field', 'his']) expect(between).toContain(value);
  const reborn = at.browser.worker();
  if (undo && (await known(at)).change) await reborn.life.keyChanges.undo(at.vault);
  expect(await finished(at, reborn)).toBeNull();
  const { key } = await known(at);
  expect(await plaintexts(at.browser, at.vault, [key!]), `death at ${dies}, undo ${String(undo)}`).toBe(at.plain);
  return dead;
}

test('whenever the worker dies, all can be read, and the next one finishes or undoes it', { timeout: 1_800_000 }, async () => {
  // A different third of all moments, and the first steps; `LATCHKEY_KILLS=1` goes through all of them.
  const every = Number(process.env['LATCHKEY_KILLS'] ?? 17);
  let dies = 1;
  let count = 0;
  while (await liveAndDie(dies, count % 2 === 1)) {
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
