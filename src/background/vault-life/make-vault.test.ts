import 'fake-indexeddb/auto';

import sjcl from 'sjcl';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { emptyForm } from '../../core/credential/form.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { accountOf, guidOf, type AccountId, type VaultId } from '../../core/ids.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { Fault } from '../../demo-server/control/faults.ts';
import { testBrowser, type TestBrowser, type TestWorker } from './testing.ts';

let cloud: Cloud;
let browser: TestBrowser;
let worker: TestWorker;
let account: AccountId;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] });
  browser = await testBrowser(cloud.url, 'ada');
  worker = browser.worker();
  account = (await browser.ring.contents()).accounts[0]!.id;
});
afterEach(() => cloud.close());

const open = (key: string, envelope: unknown) => sjcl.decrypt(key, Buffer.from(String(envelope), 'base64').toString());
const fault = (wrong: Fault) => { cloud.control.addFault(wrong); };
const made = async () => (await browser.ring.contents()).vaults;

test('a new vault has sharing keys before its hidden test credential, and plain sjcl opens both', async () => {
  const { vault, finished } = await worker.life.make({ account, name: 'Family', key: 'our key ✓', unlockPassword: null });
  expect(finished).toBe(true);
  const detail = await browser.client.vaults.get(guidOf(vault));
  expect(open('our key ✓', detail.privateSharingKey)).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\r\n/);
  expect(detail.publicSharingKey).toMatch(/^-----BEGIN PUBLIC KEY-----\r\n/);
  expect(detail.credentials).toHaveLength(1);
  const [test] = detail.credentials;
  expect(test).toMatchObject({ label: 'Test key for vault Family', hidden: 1, delete_time: 0, expire_time: 0 });
  expect(['password', 'username', 'tags', 'otp'].map((field) => open('our key ✓', test![field as 'password']))).toEqual(['"lorum ipsum"', 'null', '[]', '{}']);
  const posts = cloud.control.requests().filter(({ method, path }) => method === 'POST' && path.includes('passman')).map(({ path }) => path.split('/').at(-1));
  expect(posts).toEqual(['vaults', 'sharing-keys', 'credentials']);
});

test('it is open at once, takes credentials, and its key is the unlock password', async () => {
  const { vault } = await worker.life.make({ account, name: 'Family', key: 'our key', unlockPassword: null });
  await worker.writes.save({ credential: null, vault, form: { ...emptyForm, label: 'Shop' }, base: null });
  expect((await browser.client.vaults.get(guidOf(vault))).credentials.map(({ label }) => label)).toEqual(['Test key for vault Family', 'Shop']);
  await browser.ring.lock();
  await browser.ring.unlock('our key');
  expect(await made()).toEqual([{ id: vault, account, name: 'Family', key: 'our key', made: true }]);
});

test('a server that refuses leaves nothing behind, no unlock password either', async () => {
  fault({ match: { method: 'POST', path: '/vaults' }, kind: 'status', status: 500 });
  await expect(worker.life.make({ account, name: 'Family', key: 'our key', unlockPassword: null })).rejects.toMatchObject({ problem: { kind: 'server-error' } });
  expect(await made()).toEqual([]);
  expect(await browser.ring.state()).toBe('new');
});

test.each([
  ['GET', '/vaults/', 'drop'], ['POST', '/sharing-keys', 'drop'], ['POST', '/sharing-keys', 'lost-answer'], ['POST', '/credentials', 'drop'], ['POST', '/credentials', 'lost-answer'],
] as const)('interrupted at %s %s (%s), it is finished by the next worker, and has everything once', async (method, path, kind) => {
  fault({ match: { method, path }, times: 1, kind });
  const { vault, finished } = await worker.life.make({ account, name: 'Family', key: 'our key', unlockPassword: null });
  expect(finished).toBe(false);
  expect((await made())[0]).toMatchObject({ id: vault, made: true, unfinished: true });
  await worker.sync();
  const reborn = browser.worker();
  await reborn.life.takeUp({ again: false });
  const detail = await browser.client.vaults.get(guidOf(vault));
  expect(open('our key', detail.privateSharingKey)).toContain('RSA PRIVATE KEY');
  expect(detail.credentials).toHaveLength(1);
  expect((await made())[0]).not.toHaveProperty('unfinished');
});

test('a vault is renamed on the server and here; one that is gone says so', async () => {
  const { vault } = await worker.life.make({ account, name: 'Family', key: 'our key', unlockPassword: null });
  await worker.life.rename(vault, 'Household');
  expect((await browser.client.vaults.list()).map(({ name }) => name)).toEqual(['Household']);
  expect((await made()).map(({ name }) => name)).toEqual(['Household']);
  await browser.client.vaults.remove(guidOf(vault));
  await expect(worker.life.rename(vault, 'Again')).rejects.toMatchObject({ problem: { kind: 'gone', what: 'vault' } });
});

test('a vault is deleted only by its name, with its files, the old ones too, and nothing of it stays here', async () => {
  const { vault } = await worker.life.make({ account, name: 'Family', key: 'our key', unlockPassword: null });
  const detail = await browser.client.vaults.get(guidOf(vault));
  const writer = vaultWriter('our key');
  const seal = (text: string) => writer.seal(text);
  const fileOf = async (name: string) => (await browser.client.files.create({ filename: await seal(name), data: await seal('data:,x'), mimetype: 'text/plain', size: 1 })).fileId;
  const [now, before, alien] = [await fileOf('now'), await fileOf('before'), await fileOf('alien')];
  const [credential] = detail.credentials;
  await browser.client.credentials.replace({ ...credential!, files: await seal(JSON.stringify([{ file_id: before, filename: 'before' }])) });
  await browser.client.credentials.replace({ ...credential!, files: await seal('[]'), custom_fields: await seal(JSON.stringify([{ label: 'scan', field_type: 'file', value: { file_id: now } }])) });
  await worker.writes.drafts.keep({ credential: null, vault, form: emptyForm, base: null, problem: null, at: 1 });

  await expect(worker.life.remove(vault, 'family')).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
  cloud.control.clearRequests();
  await worker.life.remove(vault, 'Family');
  const asked = cloud.control.requests().map(({ method, path }) => `${method} ${path.split('/v2')[1] ?? path}`);
  expect(asked.indexOf('POST /files/delete')).toBeLessThan(asked.findIndex((ask) => ask.startsWith('DELETE /vaults')));
  await expect(browser.client.vaults.get(guidOf(vault))).rejects.toMatchObject({ problem: { kind: 'not-found' } });
  for (const gone of [now, before]) await expect(browser.client.files.get(gone)).rejects.toMatchObject({ problem: { kind: 'server-error' } });
  expect((await browser.client.files.get(alien)).fileId).toBe(alien);
  expect(await made()).toEqual([]);
  expect(await worker.writes.drafts.all()).toEqual([]);
  expect(accountOf(vault)).toBe(account);
});

test('a vault that is deleted leaves the files that a login of another vault names too', async () => {
  const make = async (name: string) => (await worker.life.make({ account, name, key: `key of ${name}`, unlockPassword: null })).vault;
  const [doomed, other] = [await make('Family'), await make('Other')];
  const fileOf = async () => (await browser.client.files.create({ filename: 'x', data: 'x', mimetype: 'text/plain', size: 1 })).fileId;
  const [own, common] = [await fileOf(), await fileOf()];
  const name = async (vault: VaultId, key: string, files: readonly number[]) => {
    const [credential] = (await browser.client.vaults.get(guidOf(vault))).credentials;
    await browser.client.credentials.replace({ ...credential!, files: await vaultWriter(key).seal(JSON.stringify(files.map((file_id) => ({ file_id, filename: 'x' })))) });
  };
  await name(doomed, 'key of Family', [own, common]);
  await name(other, 'key of Other', [common]);
  await worker.sync();
  await worker.life.remove(doomed, 'Family');
  await expect(browser.client.files.get(own)).rejects.toMatchObject({ problem: { kind: 'server-error' } });
  expect((await browser.client.files.get(common)).fileId).toBe(common);
});

test('a vault that somebody else has deleted can be forgotten', async () => {
  const { vault } = await worker.life.make({ account, name: 'Family', key: 'our key', unlockPassword: null });
  await browser.client.vaults.remove(guidOf(vault));
  await worker.life.remove(vault, 'Family');
  expect(await made()).toEqual([]);
});
