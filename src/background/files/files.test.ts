import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { decodeBase64, encodeBase64 } from '../../core/bytes.ts';
import { credentialId, guidOf, type CredentialId } from '../../core/ids.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { openRealVault, vaultKey, type RealVault, type Worker } from '../testing/real-vault.ts';

const icon = { type: 'png', content: 'iVBORw0KGgo=' };
let cloud: Cloud;
let real: RealVault;
let shop: CredentialId;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] });
  real = await openRealVault(cloud, [{ label: 'Shop', username: 'ada', password: 'p1', icon, customFields: [{ label: 'PIN', value: '1', secret: true }] }]);
  shop = real.ids[0]!;
});
afterEach(() => cloud.close());

const content = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 7) & 255);
const inPlain = (envelope: unknown) => sjcl.decrypt(vaultKey, Buffer.from(String(envelope), 'base64').toString());
const onServer = () => real.client.credentials.get(real.guids[0]!);
const listed = async (field: 'files' | 'custom_fields' = 'files') => JSON.parse(inPlain((await onServer())[field])) as Record<string, unknown>[];
/** The server has no list of files, but counts from one. */
const filesThere = async () => (await Promise.all([1, 2, 3, 4, 5, 6].map((id) => real.client.files.get(id).catch(() => null)))).filter((file) => file !== null);
const drop = (method: string, path: string, kind: 'drop' | 'lost-answer' = 'drop') => cloud.control.addFault({ match: { method, path }, times: 1, kind });

async function attach(worker: Worker, bytes: Uint8Array, { name = 'Zeugnis ✓.txt', mimetype = 'text/plain', field = null as string | null, step = 3000 } = {}) {
  const { attaching } = worker.files;
  const id = await attaching.begin({ credential: shop, name, mimetype, size: bytes.length, field });
  for (let at = 0; at < bytes.length; at += step) await attaching.part(id, encodeBase64(bytes.subarray(at, at + step)));
  return attaching.end(id);
}

async function download(worker: Worker, fileId: number): Promise<Uint8Array> {
  const { opened, parts } = await worker.files.opened.open(shop, fileId);
  const read = Array.from({ length: parts }, (_, at) => decodeBase64(worker.files.opened.part(opened, at))!);
  worker.files.opened.close(opened);
  return Uint8Array.from(read.flatMap((part) => [...part]));
}

describe('an attached file', () => {
  test('is on the server as the web app would have put it there, and comes back', async () => {
    const bytes = content(10_000);
    expect(await attach(real, bytes)).toBe('saved');
    const [named] = await listed();
    expect(named).toMatchObject({ filename: 'Zeugnis ✓.txt', size: 10_000, mimetype: 'text/plain', file_id: 1 });
    const there = await real.client.files.get(1);
    expect([inPlain(there.filename), inPlain(there.data)]).toEqual(['Zeugnis ✓.txt', `data:text/plain;base64,${encodeBase64(bytes)}`]);
    expect(await download(real, 1)).toEqual(bytes);
    expect((await onServer()).icon).toEqual(icon);
    expect(await real.chores.all()).toEqual([]);
  });

  test('can be the value of a custom field, beside the others', async () => {
    await attach(real, content(5), { field: 'Scan' });
    expect(await listed('custom_fields')).toMatchObject([{ label: 'PIN', value: '1' }, { label: 'Scan', field_type: 'file', secret: false, value: { file_id: 1, size: 5 } }]);
    expect(await download(real, 1)).toEqual(content(5));
  });

  test('may be empty', async () => {
    await attach(real, content(0));
    expect(await download(real, 1)).toEqual(content(0));
  });

  test('waits without a network, outlives the worker, and arrives once', async () => {
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    expect(await attach(real, content(5000))).toBe('queued');
    expect(await real.files.transfers(shop)).toMatchObject([{ name: 'Zeugnis ✓.txt', state: 'waiting', problem: { kind: 'unreachable' } }]);
    cloud.control.clearFaults();
    await real.worker().sync();
    expect(await listed()).toHaveLength(1);
    expect(await filesThere()).toHaveLength(1);
    await real.worker().sync();
    expect(await listed()).toHaveLength(1);
  });

  test.each([
    ['POST', '/v2/file', 'lost-answer'], ['PATCH', '/v2/file/', 'lost-answer'], ['PATCH', '/v2/file/', 'drop'],
    ['PATCH', '/v2/credentials', 'lost-answer'], ['PATCH', '/v2/credentials', 'drop'],
  ] as const)('whose %s %s suffers a %s is there once, and nothing is left over', async (method, path, kind) => {
    drop(method, path, kind);
    await attach(real, content(5000));
    await real.worker().sync();
    expect(await listed()).toHaveLength(1);
    expect(await filesThere()).toHaveLength(1);
    expect(await download(real, Number((await listed())[0]!['file_id']))).toEqual(content(5000));
  });

  test('rests without a readable word while it waits', async () => {
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    const bytes = new TextEncoder().encode('CNRY-content '.repeat(50));
    await attach(real, bytes, { name: 'CNRY-name' });
    const all = await real.idb('readonly', (store) => new Promise<unknown[]>((resolve) => {
      const request = store.getAll();
      request.onsuccess = () => { resolve(request.result as unknown[]); };
    }));
    expect(all.map((each) => (each instanceof Uint8Array ? Buffer.from(each).toString('latin1') : JSON.stringify(each))).join('\n')).not.toMatch(/CNRY|Q05SW|NOUl|DTlJZ/);
  });

  test('whose worker died before its end leaves nothing here', async () => {
    const id = await real.files.attaching.begin({ credential: shop, name: 'a', mimetype: '', size: 3000, field: null });
    await real.files.attaching.part(id, encodeBase64(content(1500)));
    const reborn = real.worker();
    await expect(reborn.files.attaching.part(id, 'AAAA')).rejects.toMatchObject({ problem: { kind: 'gone', what: 'file' } });
    await reborn.sync();
    const names = await real.idb('readonly', (store) => new Promise<IDBValidKey[]>((resolve) => {
      const request = store.getAllKeys();
      request.onsuccess = () => { resolve(request.result); };
    }));
    expect(names.filter((name) => typeof name === 'string' && name.startsWith('chore'))).toEqual([]);
  });

  test('that the server never takes is kept until somebody decides', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/v2/file/' }, times: 1, kind: 'status', status: 413 });
    await expect(attach(real, content(5000))).rejects.toMatchObject({ problem: { kind: 'server-error', status: 413 } });
    const [stuck] = await real.files.transfers(shop);
    expect(stuck).toMatchObject({ state: 'stuck' });
    await real.sync();
    expect(await listed()).toEqual([]);
    await real.files.retry(stuck!.id);
    expect(await listed()).toHaveLength(1);
  });

  test('that is called off is deleted on the server too', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/v2/file/' }, times: 1, kind: 'status', status: 413 });
    await attach(real, content(5000)).catch(() => undefined);
    const [stuck] = await real.files.transfers(shop);
    await real.files.drop(stuck!.id);
    await real.chores.run();
    expect([await real.files.transfers(shop), await filesThere()]).toEqual([[], []]);
  });

  test('of foreign base64, too many bytes or too large a size is refused', async () => {
    const begin = (size: number) => real.files.attaching.begin({ credential: shop, name: 'a', mimetype: '', size, field: null });
    await expect(begin(26 * 1024 * 1024)).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    await expect(real.files.attaching.part(await begin(3), '"},"')).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    await expect(real.files.attaching.part(await begin(3), 'AAAAAAAA')).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
  });
});

test('two files at once are both there, and so is what another device did meanwhile', async () => {
  const { attaching } = real.files;
  const id = await attaching.begin({ credential: shop, name: 'a', mimetype: '', size: 3, field: null });
  await attaching.part(id, 'AAAA');
  const theirs = await onServer();
  await real.client.credentials.replace({ ...theirs, username: theirs.password });
  await Promise.all([attaching.end(id), attach(real, content(6), { name: 'b' })]);
  await real.sync();
  expect((await listed()).map(({ filename }) => filename).sort()).toEqual(['a', 'b']);
  expect(inPlain((await onServer()).username)).toBe('"p1"');
});

describe('a removed file', () => {
  beforeEach(async () => { await attach(real, content(100)); });

  test('leaves the list at once and the server when it can no longer be undone', async () => {
    expect(await real.files.remove({ credential: shop, fileId: 1 })).toMatchObject({ state: 'saved', undo: expect.any(String) as string });
    await real.chores.run();
    expect([await listed(), (await filesThere()).length]).toEqual([[], 1]);
    real.clock.now += 21_000;
    await real.worker().sync();
    expect(await filesThere()).toEqual([]);
  });

  test('comes back with an undo, and stays', async () => {
    const { undo } = await real.files.remove({ credential: shop, fileId: 1 });
    await real.writes.undo({ undo: undo! });
    real.clock.now += 21_000;
    await real.sync();
    expect(await download(real, 1)).toEqual(content(100));
    expect(await real.chores.all()).toEqual([]);
  });

  test('goes offline too, once the record has been sent', async () => {
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    expect(await real.files.remove({ credential: shop, fileId: 1 })).toMatchObject({ state: 'queued' });
    real.clock.now += 60_000;
    await real.chores.run();
    cloud.control.clearFaults();
    await real.worker().sync();
    expect([await listed(), await filesThere()]).toEqual([[], []]);
  });

  test('that is not named there is gone', async () => {
    await expect(real.files.remove({ credential: shop, fileId: 9 })).rejects.toMatchObject({ problem: { kind: 'gone', what: 'file' } });
  });
});

test('a renamed file has its new name in the record and beside its content', async () => {
  await attach(real, content(100));
  await real.files.rename({ credential: shop, fileId: 1, name: 'Ç.txt' });
  await real.chores.run();
  expect(await listed()).toMatchObject([{ file_id: 1, filename: 'Ç.txt', guid: expect.any(String) as string, size: 100 }]);
  expect(inPlain((await real.client.files.get(1)).filename)).toBe('Ç.txt');
  expect(await download(real, 1)).toEqual(content(100));
});

describe('a destroyed credential', () => {
  beforeEach(async () => {
    await attach(real, content(100));
    await attach(real, content(100), { field: 'Scan' });
  });

  test('leaves no file behind', async () => {
    await real.writes.destroy({ credential: shop, confirm: 'Shop' });
    expect(await filesThere()).toEqual([]);
  });

  test.each([['DELETE', '/credentials', 'lost-answer'], ['POST', '/files/delete', 'drop'], ['POST', '/files/delete', 'lost-answer']] as const)('leaves none after a %s %s with a %s', async (method, path, kind) => {
    drop(method, path, kind);
    // What is destroyed is gone, though its files may have to wait.
    expect(await real.writes.destroy({ credential: shop, confirm: 'Shop' })).toEqual({ state: method === 'DELETE' ? 'queued' : 'saved' });
    await real.worker().sync();
    expect(await filesThere()).toEqual([]);
    expect(await real.writes.queue()).toEqual([]);
  });

  test('leaves the files that another credential names too, as other clients copy them', async () => {
    const theirs = await real.client.credentials.create({ ...(await onServer()), label: 'Theirs', hidden: false, expire_time: 0, delete_time: 0 });
    await real.sync();
    await real.writes.destroy({ credential: shop, confirm: 'Shop' });
    expect([await real.chores.all(), (await filesThere()).length]).toEqual([[], 2]);
    await real.writes.destroy({ credential: credentialId(real.vault, theirs.guid), confirm: 'Theirs' });
    expect(await filesThere()).toEqual([]);
  });

  test('takes those along that only its history names', async () => {
    await real.client.credentials.replace({ ...(await onServer()), files: await sealedText('[]'), expire_time: 0, delete_time: 0 });
    await real.sync();
    await real.writes.destroy({ credential: shop, confirm: 'Shop' });
    expect(await filesThere()).toEqual([]);
  });

  test('that the server refuses to destroy keeps its files', async () => {
    cloud.control.addFault({ match: { method: 'DELETE', path: '/credentials' }, times: 1, kind: 'status', status: 405 });
    await expect(real.writes.destroy({ credential: shop, confirm: 'Shop' })).rejects.toMatchObject({ problem: { status: 405 } });
    expect(await filesThere()).toHaveLength(2);
  });
});

describe('a duplicate', () => {
  beforeEach(async () => {
    await attach(real, content(100));
    await attach(real, content(300_000), { field: 'Scan', name: 'scan.png', step: 30_000 });
  });
  const duplicate = () => real.writes.duplicate({ credential: shop, label: 'Twin' });

  test('has files of its own, which stay when the other is destroyed', async () => {
    const { credential, state } = await duplicate();
    expect([state, await real.chores.all(), (await filesThere()).length]).toEqual(['saved', [], 4]);
    await real.writes.destroy({ credential: shop, confirm: 'Shop' });
    shop = credential;
    const twin = await real.vaults.credential(credential);
    const [file, scan] = [twin.files.state === 'read' ? twin.files.value[0] : null, twin.customFields.state === 'read' ? twin.customFields.value.find(({ label }) => label === 'Scan')?.file : null];
    expect(await download(real, file!.fileId)).toEqual(content(100));
    expect(await download(real, scan!.fileId)).toEqual(content(300_000));
    expect(await filesThere()).toHaveLength(2);
  });

  test('whose files the server does not take is not made, and leaves none behind', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/v2/file/' }, times: 1, kind: 'status', status: 413 });
    await expect(duplicate()).rejects.toMatchObject({ problem: { kind: 'server-error', status: 413 } });
    await real.sync();
    expect([await filesThere(), (await real.client.vaults.get(guidOf(real.vault))).credentials.length]).toMatchObject([{ length: 2 }, 1]);
    expect(await real.writes.drafting.list()).toEqual([]);
  });

  test('of a credential to which a file is still on its way is refused', async () => {
    drop('POST', '/v2/file');
    await attach(real, content(5));
    await expect(duplicate()).rejects.toMatchObject({ problem: { kind: 'unsent-changes' } });
  });

  test('of one with too large a file is refused before anything is sent', async () => {
    const { vault, sealed } = await real.vaults.record(shop);
    const files = await vault.writer.seal(JSON.stringify([{ file_id: 1, filename: 'huge.bin', size: 26 * 1024 * 1024 }]));
    await real.client.credentials.replace({ ...sealed, files });
    await real.sync();
    cloud.control.clearRequests();
    await expect(duplicate()).rejects.toMatchObject({ problem: { kind: 'file-not-copied', name: 'huge.bin' } });
    expect(cloud.control.requests()).toEqual([]);
  });
});

describe('a download', () => {
  test('of a file that the server lost is gone, of a damaged one unreadable', async () => {
    await attach(real, content(100));
    await real.client.files.update(1, { filename: 'x', data: await sealedUnder('another key') });
    await expect(real.files.opened.open(shop, 1)).rejects.toMatchObject({ problem: { kind: 'unreadable-file', name: 'Zeugnis ✓.txt' } });
    await real.client.files.remove(1);
    await expect(real.files.opened.open(shop, 1)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'file' } });
  });

  test('of a file that the credential does not name is refused', async () => {
    await real.client.files.create({ filename: 'x', data: 'y', mimetype: 'a/b', size: 1 });
    await expect(real.files.opened.open(shop, 1)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'file' } });
  });

  test('is over when Latchkey locks', async () => {
    await attach(real, content(100));
    const { opened } = await real.files.opened.open(shop, 1);
    real.files.forget();
    expect(() => real.files.opened.part(opened, 0)).toThrow();
  });
});

const sealedUnder = (key: string) => vaultWriter(key).seal('data:,x');
const sealedText = (text: string) => vaultWriter(vaultKey).seal(text);
