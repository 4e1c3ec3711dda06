import 'fake-indexeddb/auto';

import fc from 'fast-check';
import { createStore, type UseStore } from 'idb-keyval';
import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { emptyForm, type CredentialForm } from '../../core/credential/form.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { passman, type Passman } from '../../clients/passman/passman.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { sealVault } from '../../demo-server/seal-vault.ts';
import { refresher } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { noChores } from '../testing/no-chores.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults, type Vaults } from '../vaults/vaults.ts';
import { Writes } from './writes.ts';

const vaultKey = 'a vault key';
const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] }); });
afterEach(() => cloud.close());

let count = 0;
interface Worker { kept: Vaults; writes: Writes; sync: () => Promise<void> }
interface Browser extends Worker { vault: VaultId; worker: () => Worker; client: Passman; idb: UseStore; guid: string; shop: CredentialId }

async function newBrowser(): Promise<Browser> {
  const seeded = cloud.control.seedVault(await sealVault({
    userId: 'ada', name: 'Personal', vaultKey,
    credentials: [{ label: 'Shop', username: 'ada', password: 'p1', url: 'https://shop.example', description: 'note', tags: ['old'], otp: { secret: 'JBSWY3DPEHPK3PXP' } }],
  }));
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const idb = createStore(`writes-${count++}`, 'vaults');
  const worker = (): Worker => {
    const kept: Vaults = vaults({ store: vaultStore(idb), keyring: ring, now: Date.now, changed: () => undefined, overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
    const writes = new Writes({
      servers: permitted, keyring: ring, vaults: kept, store: idb, blobs: sealedBlobs(idb, () => ring.dataKey()), keepAlive: (work) => work, now: Date.now, changed: () => undefined, chores: noChores,
      wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); }),
    });
    const refresh = refresher({ ...permitted, keyring: ring, vaults: kept, keepAlive: (work) => work, changed: () => undefined, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send() });
    return { kept, writes, sync: () => refresh.all() };
  };
  const first = worker();
  await signInTyped({ server: cloud.url, loginName: 'ada', password: 'pw' }, { ...permitted, keyring: ring });
  await first.sync();
  await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: vaultKey })) }));
  await first.sync();
  const { accounts, vaults: [known] } = await ring.contents();
  const vault = known!.id;
  const guid = seeded.credentials[0]!.guid;
  return { ...first, vault, worker, idb, guid, shop: `${vault}/${guid}` as CredentialId, client: passman(await serverOf(accounts[0]!, permitted)) };
}

async function edit(worker: Worker, credential: CredentialId, change: Partial<CredentialForm>) {
  const opened = await worker.writes.openForm({ credential, vault: null });
  return worker.writes.save({ credential, vault: opened.vault, form: { ...opened.form, ...change }, base: opened.base });
}

const onServer = (browser: Browser) => browser.client.credentials.get(browser.guid as never);
const listed = async (browser: Browser) => (await browser.client.vaults.get(browser.vault.split('/')[1] as never)).credentials;
const inPlain = (envelope: unknown) => JSON.parse(sjcl.decrypt(vaultKey, Buffer.from(String(envelope), 'base64').toString())) as unknown;
const offline = () => cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });

describe('a saved credential', () => {
  test('keeps the ciphertext of what did not change, byte for byte', async () => {
    const browser = await newBrowser();
    const before = await onServer(browser);
    expect(await edit(browser, browser.shop, { password: 'p2' })).toMatchObject({ state: 'saved', merged: false });
    const after = await onServer(browser);
    expect(encryptedFields.filter((field) => before[field] !== after[field])).toEqual(['password', 'compromised']);
    expect(inPlain(after.password)).toBe('p2');
    expect(await browser.client.revisions.list(browser.guid as never)).toHaveLength(1);
  });

  test('that changes nothing is not written', async () => {
    const browser = await newBrowser();
    cloud.control.clearRequests();
    expect(await edit(browser, browser.shop, {})).toMatchObject({ state: 'saved', undo: null });
    expect(cloud.control.requests()).toEqual([]);
  });

  test('is not written over a field that the server has lost', async () => {
    const browser = await newBrowser();
    cloud.control.damage(browser.guid, 'description');
    await browser.sync();
    await expect(edit(browser, browser.shop, { username: 'eve' })).rejects.toMatchObject({ problem: { kind: 'unreadable-field' } });
    expect(inPlain((await onServer(browser)).username)).toBe('ada');
  });
});

describe('a chosen picture', () => {
  const picture = (mark: string) => ({ type: 'png', content: Buffer.from(`\x89PNG\r\n\x1a\n${mark}`, 'latin1').toString('base64') });
  const urlOf = ({ content }: ReturnType<typeof picture>) => `data:image/png;base64,${content}`;
  const shown = async ({ kept, shop }: Browser) => (await kept.credential(shop)).icon;

  test('comes with a new credential, is changed, taken away, and all of it undone', async () => {
    const browser = await newBrowser();
    const { credential } = await browser.writes.save({ credential: null, vault: browser.vault, form: { ...emptyForm, label: 'New', icon: urlOf(picture('a')) }, base: null });
    expect((await listed(browser)).find(({ label }) => label === 'New')?.icon).toEqual(picture('a'));
    const { undo } = await edit(browser, credential, { icon: urlOf(picture('b')) });
    expect((await browser.kept.credential(credential)).icon).toBe(urlOf(picture('b')));
    await browser.writes.undo({ undo: undo! });
    expect((await listed(browser)).find(({ label }) => label === 'New')?.icon).toEqual(picture('a'));
    await edit(browser, credential, { icon: '' });
    expect((await listed(browser)).find(({ label }) => label === 'New')?.icon).toBeNull();
  });

  test('stays through every other edit, also one that others make beside it', async () => {
    const browser = await newBrowser();
    const opened = await browser.writes.openForm({ credential: browser.shop, vault: null });
    await browser.client.credentials.replace({ ...(await onServer(browser)), icon: picture('theirs') });
    await browser.writes.save({ credential: browser.shop, vault: browser.vault, form: { ...opened.form, username: 'eve' }, base: opened.base });
    expect((await onServer(browser)).icon).toEqual(picture('theirs'));
    await edit(browser, browser.shop, { icon: urlOf(picture('ours')) });
    await edit(browser, browser.shop, { password: 'p3' });
    expect(await onServer(browser)).toMatchObject({ icon: picture('ours') });
    expect(await shown(browser)).toBe(urlOf(picture('ours')));
  });

  test('waits with its write, and is in the draft of one that is refused', async () => {
    const browser = await newBrowser();
    offline();
    expect(await edit(browser, browser.shop, { icon: urlOf(picture('a')) })).toMatchObject({ state: 'queued' });
    expect(await shown(browser)).toBe(urlOf(picture('a')));
    cloud.control.clearFaults();
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, kind: 'status', status: 422 });
    await browser.worker().sync();
    expect(await browser.writes.openForm({ credential: browser.shop, vault: null })).toMatchObject({ draft: true, form: { icon: urlOf(picture('a')) } });
    expect(await shown(browser)).toBeNull();
  });
});

describe('a write', () => {
  test('without a network waits, is shown at once, and is sent by the next worker', async () => {
    const browser = await newBrowser();
    offline();
    expect(await edit(browser, browser.shop, { username: 'eve' })).toMatchObject({ state: 'queued' });
    const { credential } = await browser.writes.save({ credential: null, vault: browser.vault, form: { ...emptyForm, label: 'New', password: 'n' }, base: null });
    expect((await browser.kept.credential(credential)).password).toMatchObject({ value: 'n' });
    await edit(browser, credential, { password: 'n2' });
    expect((await browser.writes.queue()).map(({ what }) => what)).toEqual(['edit', 'create', 'edit']);
    cloud.control.clearFaults();
    const reborn = browser.worker();
    await reborn.sync();
    expect(await reborn.writes.queue()).toEqual([]);
    expect((await listed(browser)).map(({ label, username, password }) => [label, inPlain(username), inPlain(password)])).toEqual([['Shop', 'eve', 'p1'], ['New', null, 'n2']]);
    expect((await reborn.kept.credential(credential)).password).toMatchObject({ value: 'n2' });
  });

  test.each([['POST', 'lost-answer'], ['POST', 'cut']] as const)('whose answer was lost (%s, %s) makes no second credential', async (method, kind) => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method, path: '/credentials' }, times: 1, kind });
    expect(await browser.writes.save({ credential: null, vault: browser.vault, form: { ...emptyForm, label: 'Once', password: 'x' }, base: null })).toMatchObject({ state: 'queued' });
    await browser.worker().sync();
    expect((await listed(browser)).filter(({ label }) => label === 'Once')).toHaveLength(1);
    expect((await browser.kept.search()).search('once')).toHaveLength(1);
  });

  test('whose answer was lost is not written again', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 1, kind: 'lost-answer' });
    expect(await edit(browser, browser.shop, { password: 'p2' })).toMatchObject({ state: 'queued' });
    await browser.sync();
    expect(await browser.writes.queue()).toEqual([]);
    expect(await browser.client.revisions.list(browser.guid as never)).toHaveLength(1);
  });

  test('waits while the server fails, and is kept as a draft when it can never succeed', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 1, kind: 'status', status: 500 });
    expect(await edit(browser, browser.shop, { username: 'eve' })).toMatchObject({ state: 'queued' });
    await browser.sync();
    expect(inPlain((await onServer(browser)).username)).toBe('eve');
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 1, kind: 'status', status: 413 });
    await expect(edit(browser, browser.shop, { username: 'too-long' })).rejects.toMatchObject({ problem: { kind: 'server-error' } });
    expect(await browser.writes.openForm({ credential: browser.shop, vault: null })).toMatchObject({ draft: true, form: { username: 'too-long' }, problem: { status: 413 } });
    expect((await browser.kept.credential(browser.shop)).username).toMatchObject({ value: 'eve' });
    expect(await browser.writes.queue()).toMatchObject([{ stuck: true, what: 'edit' }]);
  });
});

describe('two clients', () => {
  test('that change different fields, and different tags, both get their way', async () => {
    const browser = await newBrowser();
    const other = await newBrowserOf(browser);
    const opened = await browser.writes.openForm({ credential: browser.shop, vault: null });
    await edit(other, other.shop, { description: 'theirs', tags: ['old', 'theirs'] });
    const saved = await browser.writes.save({ credential: browser.shop, vault: browser.vault, form: { ...opened.form, username: 'ours', tags: ['old', 'ours'] }, base: opened.base });
    expect(saved).toMatchObject({ state: 'saved', merged: true, clashes: [] });
    expect((await browser.writes.openForm({ credential: browser.shop, vault: null })).form).toMatchObject({ username: 'ours', description: 'theirs', tags: ['old', 'theirs', 'ours'] });
  });

  test('that change the same field keep both, one as a revision', async () => {
    const browser = await newBrowser();
    const other = await newBrowserOf(browser);
    const opened = await browser.writes.openForm({ credential: browser.shop, vault: null });
    await edit(other, other.shop, { password: 'theirs' });
    expect(await browser.writes.save({ credential: browser.shop, vault: browser.vault, form: { ...opened.form, password: 'ours' }, base: opened.base })).toMatchObject({ merged: true, clashes: ['password'] });
    expect(inPlain((await onServer(browser)).password)).toBe('ours');
    expect((await browser.client.revisions.list(browser.guid as never)).map(({ credential }) => inPlain(credential.password))).toEqual(['p1', 'theirs']);
  });
});

/** Another device of the same person. */
async function newBrowserOf(browser: Browser): Promise<Worker & { shop: CredentialId }> {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const idb = createStore(`writes-${count++}`, 'vaults');
  const kept: Vaults = vaults({ store: vaultStore(idb), keyring: ring, now: Date.now, changed: () => undefined });
  const writes = new Writes({ servers: permitted, keyring: ring, vaults: kept, store: idb, blobs: sealedBlobs(idb, () => ring.dataKey()), keepAlive: (work) => work, now: Date.now, changed: () => undefined, chores: noChores, wait: () => new Promise(() => undefined) });
  const refresh = refresher({ ...permitted, keyring: ring, vaults: kept, keepAlive: (work) => work, changed: () => undefined, forgetAccount: () => Promise.resolve() });
  await signInTyped({ server: cloud.url, loginName: 'ada', password: 'pw' }, { ...permitted, keyring: ring });
  await refresh.all();
  await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: vaultKey })) }));
  await refresh.all();
  return { kept, writes, sync: () => refresh.all(), shop: `${(await ring.contents()).vaults[0]!.id}/${browser.guid}` as CredentialId };
}

describe('the trash', () => {
  test('takes, gives back, and is undone', async () => {
    const browser = await newBrowser();
    const { undo } = await browser.writes.setTrashed({ credentials: [browser.shop], trashed: true });
    expect((await onServer(browser)).delete_time).toBeGreaterThan(0);
    await browser.writes.undo({ undo: undo! });
    expect((await onServer(browser)).delete_time).toBe(0);
    await expect(browser.writes.undo({ undo: undo! })).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });

  test('is emptied only with the label typed', async () => {
    const browser = await newBrowser();
    await expect(browser.writes.destroy({ credential: browser.shop, confirm: 'shop?' })).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    expect(await browser.writes.destroy({ credential: browser.shop, confirm: 'Shop' })).toEqual({ state: 'saved' });
    expect(await listed(browser)).toEqual([]);
  });

  test('never destroys what was changed elsewhere meanwhile', async () => {
    const browser = await newBrowser();
    const other = await newBrowserOf(browser);
    await edit(other, other.shop, { password: 'newer' });
    await expect(browser.writes.destroy({ credential: browser.shop, confirm: 'Shop' })).rejects.toMatchObject({ problem: { kind: 'changed-meanwhile' } });
    expect(await listed(browser)).toHaveLength(1);
  });
});

test('an undone edit has its original ciphertext again', async () => {
  const browser = await newBrowser();
  const before = await onServer(browser);
  const { undo } = await edit(browser, browser.shop, { password: 'p2', label: 'Else' });
  await browser.writes.undo({ undo: undo! });
  const after = await onServer(browser);
  for (const field of [...encryptedFields, 'label'] as const) expect(after[field]).toBe(before[field]);
});

test('a duplicate is an envelope of its own', async () => {
  const browser = await newBrowser();
  await browser.writes.duplicate({ credential: browser.shop, label: 'Copy' });
  const [shop, copy] = await listed(browser);
  expect(copy).toMatchObject({ label: 'Copy' });
  expect(inPlain(copy!.password)).toBe('p1');
  expect(copy!.password).not.toBe(shop!.password);
});

test('drafts outlive the worker, and rest without a readable word', async () => {
  const browser = await newBrowser();
  await browser.writes.drafts.keep({ credential: null, vault: browser.vault, form: { ...emptyForm, label: 'CNRY-draft' }, base: null, problem: null, at: 1 });
  expect(await browser.worker().writes.openForm({ credential: null, vault: null })).toMatchObject({ draft: true, form: { label: 'CNRY-draft' } });
  const all: unknown[] = await browser.idb('readonly', (store) => new Promise((resolve) => {
    const request = store.getAll();
    request.onsuccess = () => resolve(request.result as unknown[]);
  }));
  expect(all.map((each) => (each instanceof Uint8Array ? Buffer.from(each).toString('latin1') : JSON.stringify(each))).join('\n')).not.toContain('CNRY');
});

test('whatever fails and whoever dies, every saved value arrives, and once', async () => {
  const fault = fc.constantFrom('none', 'lost-answer', 'drop', '500', 'cut');
  const step = fc.record({ do: fc.constantFrom('create', 'edit', 'sync', 'die'), fault });
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
    cloud.control.reset();
    const browser = await newBrowser();
    let worker: Worker = browser;
    const created: string[] = [];
    let password = 'p1';
    for (const [at, { do: what, fault: kind }] of steps.entries()) {
      cloud.control.clearFaults();
      if (kind === '500') cloud.control.addFault({ match: { path: '/credentials' }, times: 1, kind: 'status', status: 500 });
      else if (kind !== 'none') cloud.control.addFault({ match: { path: '/credentials' }, times: 1, kind: kind as 'drop' });
      if (what === 'die') worker = browser.worker();
      if (what === 'sync') await worker.sync();
      if (what === 'create') await worker.writes.save({ credential: null, vault: browser.vault, form: { ...emptyForm, label: (created[created.length] = `C${at}`) }, base: null });
      if (what === 'edit') await edit(worker, browser.shop, { password: (password = `v${at}`) });
    }
    cloud.control.clearFaults();
    await worker.sync();
    await worker.sync();
    expect((await listed(browser)).map(({ label }) => label).sort()).toEqual(['Shop', ...created].sort());
    expect(inPlain((await onServer(browser)).password)).toBe(password);
    expect(await worker.writes.queue()).toEqual([]);
  }), { numRuns: 12, seed: 20261122, endOnFailure: true });
});
