/**
 * What a random life with a vault is led in: an embedded cloud, a disk, and a background whose worker can die.
 * @module
 */

import 'fake-indexeddb/auto';

import { createStore, type UseStore } from 'idb-keyval';
import { IDBFactory } from 'fake-indexeddb';
import { passman, type Passman } from '../../src/clients/passman/passman.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../src/core/credential/sealed.ts';
import { guidOf, type CredentialId, type VaultId } from '../../src/core/ids.ts';
import { vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../src/core/envelopes/vault-writer.ts';
import { refresher } from '../../src/background/accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../../src/background/accounts/server-of.ts';
import { signInTyped } from '../../src/background/accounts/sign-in.ts';
import { keyring, type Keyring } from '../../src/background/session/keyring.ts';
import { tries } from '../../src/background/session/tries.ts';
import type { StorageArea } from '../../src/background/stored.ts';
import { fakeStorage } from '../../src/background/testing/fake-storage.ts';
import { noChores } from '../../src/background/testing/no-chores.ts';
import { mortal, type Mortal } from '../../src/background/testing/mortal.ts';
import { sealedBlobs } from '../../src/background/vaults/sealed-blobs.ts';
import { vaultStore } from '../../src/background/vaults/vault-store.ts';
import { vaults, type Vaults } from '../../src/background/vaults/vaults.ts';
import type { Drafts } from '../../src/background/writes/drafts.ts';
import { Writes } from '../../src/background/writes/writes.ts';
import { startCloud, type Cloud } from '../../src/demo-server/cloud.ts';
import { sealVault } from '../../src/demo-server/seal-vault.ts';

// What the build says of its browser.
Object.assign(globalThis, { __FIREFOX__: false });

const vaultKey = 'a vault key';
const password = 'unlock';

/** A background as the browser starts it. */
export interface Worker { writes: Writes; drafts: Drafts; sync: () => Promise<void>; vaults: Vaults; ring: Keyring; vault: VaultId; mortal: Mortal }

export interface Found {
  /** All plain texts that are anywhere: drafts, vault, history. */
  everywhere: string;
  /** Labels on the server. */
  labels: string[];
  /** How many writes still wait. */
  queue: number;
  /** Ids in the list, and on the server, sorted. */
  shownHere: string;
  onServer: string;
}

export interface World {
  /** The living one. */
  worker: Worker;
  first: CredentialId;
  now: () => number;
  jump: (milliseconds: number) => void;
  /** A new worker over the same disk. */
  renew: () => void;
  lock: () => Promise<void>;
  unlock: () => Promise<void>;
  fail: (kind: string, times: number) => void;
  heal: () => void;
  /** Writes one field of the first item from elsewhere. False: the server didn't take it. */
  otherDevice: (field: EncryptedField, value: string) => Promise<boolean>;
  lookEverywhere: () => Promise<Found>;
  close: () => Promise<void>;
}

interface Disk { idb: UseStore; local: StorageArea; volatile: StorageArea; clock: { ahead: number } }

export async function openWorld(): Promise<World> {
  const cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] });
  const { credentials: [seeded] } = cloud.control.seedVault(await sealVault({ userId: 'ada', name: 'Personal', vaultKey, credentials: [{ label: 'Shop', username: 'ada', password: 'p1' }] }));
  globalThis.indexedDB = new IDBFactory();
  const disk: Disk = { idb: createStore('soak', 'vaults'), local: fakeStorage(), volatile: fakeStorage(), clock: { ahead: 0 } };
  const { vault, client } = await setUp(disk, cloud).catch(async (error: unknown) => {
    await cloud.close();
    throw error;
  });
  const start = (): Worker => startWorker(disk, vault);
  const world: World = {
    worker: start(),
    first: `${vault}/${seeded?.guid ?? ''}` as CredentialId,
    now: () => Date.now() + disk.clock.ahead,
    jump: (milliseconds) => { disk.clock.ahead += milliseconds; },
    renew: () => {
      world.worker.mortal.end();
      world.worker = start();
    },
    lock: () => steadily(world, async ({ ring, vaults: loaded }) => {
      await ring.lock();
      loaded.forget();
    }),
    unlock: () => steadily(world, ({ ring }) => ring.unlock(password)),
    fail: (kind, times) => { fail(cloud, kind, times); },
    heal: () => { cloud.control.clearFaults(); },
    otherDevice: (field, value) => writeElsewhere(client, { guid: guidOf(world.first), field, value }),
    async lookEverywhere() {
      cloud.control.clearFaults();
      world.renew();
      for (let again = 0; again < 3; again++) await world.worker.sync();
      return find(world.worker, client);
    },
    close: () => cloud.close(),
  };
  return world;
}

/** Signs in and opens the vault, once; the worker of that time is not kept. */
async function setUp(disk: Disk, cloud: Cloud): Promise<{ vault: VaultId; client: Passman }> {
  const first = startWorker(disk, '' as VaultId);
  await signInTyped({ server: cloud.url, loginName: 'ada', password: 'pw' }, { ...serversOf(first.mortal), keyring: first.ring });
  await first.sync();
  await first.ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: vaultKey })) }));
  await first.ring.protect(password);
  await first.sync();
  const { accounts: [account], vaults: [vault] } = await first.ring.contents();
  if (!account || !vault) throw new Error('There is no vault.');
  return { vault: vault.id, client: passman(await serverOf(account, serversOf(mortal()))) };
}

function startWorker({ idb, local, volatile, clock }: Disk, vault: VaultId): Worker {
  const life = mortal();
  const now = () => Date.now() + clock.ahead;
  const store: UseStore = (mode, act) => life.does(() => idb(mode, act));
  const area = (of: StorageArea): StorageArea => ({ get: (key) => life.does(() => of.get(key)), set: (items) => life.does(() => of.set(items)), remove: (keys) => life.does(() => of.remove(keys)) });
  // One round: it is the lives that matter here, not the stretching.
  const ring = keyring({ local: area(local), session: area(volatile), tries: tries(area(local), now), rounds: 1 });
  const loaded: Vaults = vaults({ store: vaultStore(store), keyring: ring, now, changed: () => undefined, overlay: (of, known) => writes.overlay(of, known), resolve: (id) => writes.journal.resolve(id) });
  const servers = serversOf(life);
  const writes: Writes = new Writes({
    servers, keyring: ring, vaults: loaded, store, blobs: sealedBlobs(store, () => ring.dataKey()), keepAlive: (work) => work, now, changed: () => undefined, chores: noChores,
    wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); }),
  });
  const refresh = refresher({ ...servers, keyring: ring, vaults: loaded, keepAlive: (work) => work, changed: () => undefined, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send() });
  return { writes, drafts: writes.drafts, sync: () => refresh.all(), vaults: loaded, ring, vault, mortal: life };
}

function serversOf(life: Mortal): ServerWorld {
  return { fetch: (...ask) => life.does(() => fetch(...ask)), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };
}

/** Also where the worker dies over it: the next one does it then. */
async function steadily(world: World, act: (worker: Worker) => Promise<void>): Promise<void> {
  for (let done = false; !done;) {
    const { worker } = world;
    done = await Promise.race([act(worker).then(() => true), worker.mortal.ended.then(() => false)]);
    if (worker.mortal.isOver()) world.renew();
  }
}

function fail(cloud: Cloud, kind: string, times: number): void {
  const bounded = { match: { path: '/apps/passman/' }, ...(times === Infinity ? {} : { times }) };
  if (/^\d+$/.test(kind)) cloud.control.addFault({ ...bounded, kind: 'status', status: Number(kind) });
  else cloud.control.addFault({ ...bounded, kind: kind as 'drop' });
}

async function writeElsewhere(client: Passman, { guid, field, value }: { guid: ReturnType<typeof guidOf>; field: EncryptedField; value: string }): Promise<boolean> {
  try {
    const record = await client.credentials.get(guid);
    await client.credentials.replace({ ...record, expire_time: record.expire_time ?? 0, delete_time: record.delete_time ?? 0, [field]: await vaultWriter(vaultKey).seal(JSON.stringify(value)) });
    return true;
  } catch {
    // Where the answer was lost it may be there all the same; nobody was promised anything.
    return false;
  }
}

async function find({ writes, drafts, vaults: loaded, vault }: Worker, client: Passman): Promise<Found> {
  const { credentials } = await client.vaults.get(guidOf(vault));
  const past = (await Promise.all(credentials.map(({ guid }) => client.revisions.list(guid)))).flat().map(({ credential }) => credential);
  const lines = (await loaded.load()).get(vault)?.lines();
  const list = (guids: readonly string[]) => [...guids].sort().join(' ');
  return {
    everywhere: [await plainTexts([...credentials, ...past]), JSON.stringify(await drafts.all())].join('\n'),
    labels: credentials.map(({ label }) => label),
    queue: (await writes.queue()).filter(({ stuck }) => !stuck).length,
    shownHere: list([...(lines?.keys() ?? [])].map((id) => guidOf(id))),
    onServer: list(credentials.map(({ guid }) => guid)),
  };
}

async function plainTexts(records: readonly SealedCredential[]): Promise<string> {
  const opened = await vaultReader(vaultKey).open(records, encryptedFields);
  return opened.map((openings, at) => [records[at]?.label ?? '', ...encryptedFields.map((field) => {
    const opening = openings[field];
    return opening !== undefined && 'value' in opening ? String(opening.value) : '';
  })].join('\n')).join('\n');
}
