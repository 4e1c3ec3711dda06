import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { accountOf, guidOf, type CredentialId, type VaultId } from '../../core/ids.ts';
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
import { planTags } from './plan-tags.ts';
import { Writes } from './writes.ts';

const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };
const people = ['ada', 'bob'] as const;
const names = { Personal: 'ada', Second: 'ada', Bobs: 'bob' } as const;
type Name = keyof typeof names;

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users: people.map((userId) => ({ userId, password: 'pw' })) }); });
afterEach(() => cloud.close());

let count = 0;
interface Worker { kept: Vaults; writes: Writes; sync: () => Promise<void> }
interface Browser extends Worker { worker: () => Worker; vault: Record<Name, VaultId>; id: (label: string) => CredentialId; listed: (vault: Name) => Promise<SealedCredential[]>; client: () => Promise<Passman> }

const keyOf = (vault: Name) => `key of ${vault}`;
const inPlain = (vault: Name, envelope: unknown) => JSON.parse(sjcl.decrypt(keyOf(vault), Buffer.from(String(envelope), 'base64').toString())) as unknown;
const labels = (records: readonly SealedCredential[], trashed: boolean) => records.filter((record) => (record.delete_time ?? 0) > 0 === trashed).map(({ label }) => label);

/** Signed in as both; three vaults, all open. */
async function newBrowser(): Promise<Browser> {
  for (const [name, userId] of Object.entries(names)) {
    const credentials = name !== 'Personal' ? [{ label: `In ${name}` }] : [
      { label: 'Shop', username: 'ada', password: 'pä✓', url: 'https://shop.example', description: 'note', tags: ['old'], otp: { secret: 'JBSWY3DPEHPK3PXP' }, expire_time: 2_000_000_000 },
      { label: 'Bank', username: 'ada', password: 'p2', tags: ['money', 'old'] },
      { label: 'Mail', username: 'ada', password: 'p3' },
    ];
    cloud.control.seedVault(await sealVault({ userId, name, vaultKey: keyOf(name as Name), credentials }));
  }
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const idb = createStore(`many-${count++}`, 'vaults');
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
  for (const loginName of people) await signInTyped({ server: cloud.url, loginName, password: 'pw' }, { ...permitted, keyring: ring });
  await first.sync();
  await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: keyOf(vault.name as Name) })) }));
  await first.sync();
  const known = await ring.contents();
  const vault = Object.fromEntries(known.vaults.map(({ name, id }) => [name, id])) as Record<Name, VaultId>;
  const loaded = await first.kept.load();
  const ids = new Map([...loaded.values()].flatMap((each) => [...each.lines().values()].map(({ entry }) => [entry.label, entry.id])));
  const client = async (name: Name = 'Personal') => passman(await serverOf(known.accounts.find(({ id }) => id === accountOf(vault[name]))!, permitted));
  return {
    ...first, worker, vault, client,
    id: (label) => ids.get(label)!,
    listed: async (name) => (await (await client(name)).vaults.get(guidOf(vault[name]))).credentials,
  };
}

const shown = async ({ kept }: Worker, vault: VaultId, show: 'active' | 'trash' = 'active') =>
  (await kept.search()).search('', { show, vault, order: 'best', world: { now: 0, vaultName: () => '', judged: () => false } }).map(({ label }) => label);

describe('several at once', () => {
  test('go to the trash together, and come back with one undo', async () => {
    const browser = await newBrowser();
    const { undo, ...rest } = await browser.writes.setTrashed({ credentials: [browser.id('Shop'), browser.id('Bank'), browser.id('Shop')], trashed: true });
    expect(rest).toEqual({ state: 'saved', done: 2, refused: [] });
    expect(labels(await browser.listed('Personal'), true)).toEqual(['Shop', 'Bank']);
    expect(await shown(browser, browser.vault.Personal)).toEqual(['Mail']);
    await browser.writes.undo({ undo: undo! });
    expect(labels(await browser.listed('Personal'), false)).toEqual(['Shop', 'Bank', 'Mail']);
    expect(await shown(browser, browser.vault.Personal)).toEqual(['Bank', 'Mail', 'Shop']);
  });

  test('are done but for those that cannot be, which are named', async () => {
    const browser = await newBrowser();
    cloud.control.damage(guidOf(browser.id('Bank')), 'description');
    await browser.sync();
    const gone = `${browser.vault.Personal}/GONE` as CredentialId;
    expect(await browser.writes.setTrashed({ credentials: [browser.id('Shop'), browser.id('Bank'), gone], trashed: true })).toMatchObject({
      done: 1, refused: [{ label: 'Bank', problem: { kind: 'unreadable-field' } }, { credential: gone, problem: { kind: 'gone' } }],
    });
    expect(labels(await browser.listed('Personal'), true)).toEqual(['Shop']);
    await expect(browser.writes.setTrashed({ credentials: [browser.id('Bank')], trashed: true })).rejects.toMatchObject({ problem: { kind: 'unreadable-field' } });
  });

  test('keep what the server refuses as it was', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'PATCH', path: `/credentials/${guidOf(browser.id('Shop'))}` }, kind: 'status', status: 413 });
    expect(await browser.writes.setTrashed({ credentials: [browser.id('Shop'), browser.id('Bank')], trashed: true })).toMatchObject({ state: 'saved', done: 1, refused: [{ label: 'Shop' }] });
    expect(await shown(browser, browser.vault.Personal)).toEqual(['Mail', 'Shop']);
  });
});

describe('tags', () => {
  test('are added and taken away; all else keeps its ciphertext', async () => {
    const browser = await newBrowser();
    const before = await browser.listed('Personal');
    const { undo, done } = await browser.writes.changeMany([browser.id('Shop'), browser.id('Bank'), browser.id('Mail')], planTags({ add: ['new', ' new '], remove: ['old'] }));
    expect(done).toBe(3);
    const after = await browser.listed('Personal');
    expect(after.map(({ tags }) => inPlain('Personal', tags))).toEqual([[{ text: 'new' }], [{ text: 'money' }, { text: 'new' }], [{ text: 'new' }]]);
    for (const [at, record] of after.entries()) expect(encryptedFields.filter((field) => record[field] !== before[at]![field])).toEqual(['tags']);
    await browser.writes.undo({ undo: undo! });
    expect((await browser.listed('Personal')).map(({ tags }) => tags)).toEqual(before.map(({ tags }) => tags));
  });

  test('that are there already are not written', async () => {
    const browser = await newBrowser();
    cloud.control.clearRequests();
    expect(await browser.writes.changeMany([browser.id('Shop')], planTags({ add: ['old'], remove: ['other'] }))).toMatchObject({ done: 0, undo: null });
    expect(cloud.control.requests()).toEqual([]);
  });
});

describe('moving', () => {
  test.each([['Second'], ['Bobs']] as const)('to %s makes the same under the other key, and leaves the old one in its trash', async (to) => {
    const browser = await newBrowser();
    const before = (await browser.listed('Personal'))[0]!;
    const { undo, ...rest } = await browser.writes.move({ credentials: [browser.id('Shop')], to: browser.vault[to] });
    expect(rest).toEqual({ state: 'saved', done: 1, refused: [] });
    const copy = (await browser.listed(to)).find(({ label }) => label === 'Shop')!;
    for (const field of encryptedFields) expect([field, inPlain(to, copy[field])]).toEqual([field, inPlain('Personal', before[field])]);
    expect(copy).toMatchObject({ expire_time: 2_000_000_000, delete_time: 0, icon: before.icon });
    expect(labels(await browser.listed('Personal'), true)).toEqual(['Shop']);
    expect(await shown(browser, browser.vault[to])).toEqual([`In ${to}`, 'Shop']);
    await browser.writes.undo({ undo: undo! });
    expect(labels(await browser.listed('Personal'), false)).toContain('Shop');
    expect(labels(await browser.listed(to), true)).toEqual(['Shop']);
  });

  test('is shown at once without a network, and finished by the next worker', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    expect(await browser.writes.move({ credentials: [browser.id('Shop'), browser.id('Bank')], to: browser.vault.Bobs })).toMatchObject({ state: 'queued', done: 2 });
    expect(await shown(browser, browser.vault.Bobs)).toEqual(['Bank', 'In Bobs', 'Shop']);
    cloud.control.clearFaults();
    const reborn = browser.worker();
    await reborn.sync();
    await reborn.sync();
    expect(await reborn.writes.queue()).toEqual([]);
    expect(labels(await browser.listed('Personal'), true)).toEqual(['Shop', 'Bank']);
    expect(labels(await browser.listed('Bobs'), false).sort()).toEqual(['Bank', 'In Bobs', 'Shop']);
  });

  test('leaves the old one alone when the copy cannot be made', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, kind: 'status', status: 413 });
    await expect(browser.writes.move({ credentials: [browser.id('Shop')], to: browser.vault.Second })).rejects.toMatchObject({ problem: { kind: 'server-error', status: 413 } });
    expect(labels(await browser.listed('Personal'), false)).toContain('Shop');
    expect(await shown(browser, browser.vault.Personal)).toContain('Shop');
    expect(await shown(browser, browser.vault.Second)).toEqual(['In Second']);
    expect(await browser.writes.queue()).toEqual([]);
  });

  test('keeps both when the old one was changed elsewhere meanwhile', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    await browser.writes.move({ credentials: [browser.id('Shop')], to: browser.vault.Second });
    cloud.control.clearFaults();
    const record = (await browser.listed('Personal'))[0]!;
    await (await browser.client()).credentials.replace({ ...record, username: record.password });
    await browser.worker().sync();
    expect(labels(await browser.listed('Personal'), false)).toContain('Shop');
    expect(labels(await browser.listed('Second'), false)).toContain('Shop');
  });

  test('is refused for what is shared, before anything is written', async () => {
    const browser = await newBrowser();
    const client = await browser.client();
    const [shop] = await browser.listed('Personal');
    const { vault } = await browser.kept.record(browser.id('Shop'));
    await client.credentials.replace({ ...shop!, shared_key: null }, { for: 'share', sharedKey: await vault.writer.seal('another key') });
    await browser.sync();
    cloud.control.clearRequests();
    await expect(browser.writes.move({ credentials: [browser.id('Shop')], to: browser.vault.Second })).rejects.toMatchObject({ problem: { kind: 'cannot-move', label: 'Shop' } });
    expect(cloud.control.requests()).toEqual([]);
  });

  test('that is undone before it was sent leaves the old one where it was', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, kind: 'drop' });
    const { undo } = await browser.writes.move({ credentials: [browser.id('Shop')], to: browser.vault.Bobs });
    // The old one's server is there all the while.
    await browser.writes.undo({ undo: undo! });
    cloud.control.clearFaults();
    await browser.sync();
    expect(await browser.writes.queue()).toEqual([]);
    expect(labels(await browser.listed('Personal'), true)).toEqual([]);
    expect(labels(await browser.listed('Bobs'), true)).toEqual(['Shop']);
  });

  test.each(['lost-answer', 'drop', 'cut'] as const)('ends with one readable item whichever request fails (%s)', async (kind) => {
    for (const [method, path] of [['POST', '/credentials'], ['GET', '/credentials/'], ['PATCH', '/credentials/'], ['GET', '/vaults/']] as const) {
      cloud.control.reset();
      const browser = await newBrowser();
      cloud.control.addFault({ match: { method, path }, times: 1, kind });
      await browser.writes.move({ credentials: [browser.id('Shop')], to: browser.vault.Bobs });
      const reborn = browser.worker();
      await reborn.sync();
      await reborn.sync();
      expect(await reborn.writes.queue()).toEqual([]);
      expect(labels(await browser.listed('Personal'), true)).toEqual(['Shop']);
      expect(labels(await browser.listed('Bobs'), false)).toEqual(['In Bobs', 'Shop']);
    }
  });
});
