/**
 * For tests: a browser with a vault of each of two people on the embedded cloud, and a login with files in the first.
 * Its workers may die at anything they do outside.
 * @module
 */

import 'fake-indexeddb/auto';

import { createStore, type UseStore } from 'idb-keyval';

import { passman, type Passman } from '../../clients/passman/passman.ts';
import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import { fileFields, filesIn } from '../../core/credential/file-lists.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { vaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { accountOf, credentialId, guidOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { sealVault } from '../../demo-server/seal-vault.ts';
import { refresher } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { Chores } from '../chores/chores.ts';
import { Files } from '../files/files.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults, type Vaults } from '../vaults/vaults.ts';
import { Writes } from '../writes/writes.ts';
import { fakeStorage } from './fake-storage.ts';
import { mortal, type Mortal } from './mortal.ts';

export const ownVault = { userId: 'ada', name: 'Personal', key: 'key of Personal' } as const;
export const otherVault = { userId: 'bob', name: 'Bobs', key: 'key of Bobs' } as const;
export type Place = typeof ownVault | typeof otherVault;

/** What the login's files hold, by their names. */
export const contents = { 'Zeugnis ✓.txt': 'first '.repeat(500), 'empty.bin': '', 'scan.png': 'in a field' } as const;

export interface TwoVaultsWorker { vaults: Vaults; writes: Writes; chores: Chores; files: Files; ring: Keyring; sync: () => Promise<void>; life: Mortal }

/** A login as its server has it. `files`: what its files hold, by their names; null where one can't be had. */
export interface Found { label: string; trashed: boolean; files: Record<string, string | null>; customFields: unknown; numbers: number[] }

export interface TwoVaults {
  cloud: Cloud;
  /** A new worker over the same disk. */
  worker: () => TwoVaultsWorker;
  shop: CredentialId;
  vaultOf: (place: Place) => VaultId;
  clientOf: (place: Place) => Passman;
  /** What a vault holds, on its server. */
  found: (place: Place) => Promise<Found[]>;
  /** Numbers of all files on the server. */
  numbers: () => number[];
}

interface Disk { idb: UseStore; local: ReturnType<typeof fakeStorage>; volatile: ReturnType<typeof fakeStorage> }
const anywhere: ServerWorld['permissions'] = { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) };
let count = 0;

export function twoPeople(): Promise<Cloud> {
  return startCloud({ users: [ownVault, otherVault].map(({ userId }) => ({ userId, password: 'pw' })) });
}

/** @param cloud - with the two people, and nothing else */
export async function twoVaults(cloud: Cloud): Promise<TwoVaults> {
  for (const { userId, name, key: vaultKey } of [ownVault, otherVault]) {
    cloud.control.seedVault(await sealVault({ userId, name, vaultKey, credentials: [{ label: userId === 'ada' ? 'Shop' : 'Other', username: 'ada', password: 'p1' }] }));
  }
  const disk: Disk = { idb: createStore(`two-vaults-${count++}`, 'vaults'), local: fakeStorage(), volatile: fakeStorage() };
  const first = startWorker(disk);
  for (const { userId } of [ownVault, otherVault]) await signInTyped({ server: cloud.url, loginName: userId, password: 'pw' }, { ...serversOf(first.life), keyring: first.ring });
  await first.sync();
  await first.ring.change((known) => ({ ...known, vaults: known.vaults.map((vault) => ({ ...vault, key: `key of ${vault.name}` })) }));
  const { accounts, vaults: known } = await first.ring.contents();
  const idOf = ({ name }: Place): VaultId => known.find((vault) => vault.name === name)?.id ?? none();
  const clients = new Map(await Promise.all([ownVault, otherVault].map(async (place) => {
    const account = accounts.find(({ id }) => id === accountOf(idOf(place))) ?? none();
    return [place, passman(await serverOf(account, serversOf(mortal())))] as const;
  })));
  const clientOf = (place: Place): Passman => clients.get(place) ?? none();
  const guid = await giveFiles(clientOf(ownVault), idOf(ownVault));
  await first.sync();
  return {
    cloud, worker: () => startWorker(disk), shop: credentialId(idOf(ownVault), guid), vaultOf: idOf, clientOf,
    found: (place) => findIn(place, idOf(place), clientOf(place)),
    numbers: () => cloud.control.files().map(({ file_id: number }) => number).sort((one, other) => one - other),
  };
}

function none(): never {
  throw new Error('It is not there.');
}

async function giveFiles(client: Passman, vault: VaultId): Promise<SealedCredential['guid']> {
  const writer = vaultWriter(ownVault.key);
  const references = [];
  for (const [filename, text] of Object.entries(contents)) {
    const data = `data:text/plain;base64,${encodeBase64(encodeUtf8(text))}`;
    const { fileId, guid, created } = await client.files.create({ filename: await writer.seal(filename), data: await writer.seal(data), mimetype: 'text/plain', size: text.length });
    references.push({ file_id: fileId, filename, guid, size: text.length, created, mimetype: 'text/plain' });
  }
  const [shop] = (await client.vaults.get(guidOf(vault))).credentials.filter(({ label }) => label === 'Shop');
  const [one, two, three] = references;
  const fields = [{ label: 'PIN', value: '1', secret: true, field_type: 'password' }, { label: 'Scan', value: three, secret: false, field_type: 'file' }];
  const { guid } = await client.credentials.replace({ ...(shop ?? none()), files: await writer.seal(JSON.stringify([one, two])), custom_fields: await writer.seal(JSON.stringify(fields)) });
  return guid;
}

function serversOf(life: Mortal): ServerWorld {
  return { fetch: (...ask) => life.does(() => fetch(...ask)), permissions: anywhere };
}

function startWorker({ idb, local, volatile }: Disk): TwoVaultsWorker {
  const life = mortal();
  const store: UseStore = (mode, act) => life.does(() => idb(mode, act));
  const ring = keyring({ local, session: volatile, tries: tries(local, () => 0), rounds: 1 });
  const servers = serversOf(life);
  const blobs = sealedBlobs(store, () => ring.dataKey());
  const kept: Vaults = vaults({ store: vaultStore(store), keyring: ring, now: Date.now, changed: () => undefined, overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
  // Nobody waits for the clock here.
  const wait = () => new Promise<never>(() => undefined);
  const world = { servers, keyring: ring, vaults: kept, store, blobs, keepAlive: <Result>(work: Promise<Result>) => work, now: Date.now, changed: () => undefined, wait };
  const writes: Writes = new Writes({ ...world, chores: { run: () => chores.run(), isAttaching: (id) => chores.isAttaching(id) } });
  const chores: Chores = new Chores({ ...world, writes });
  const refresh = refresher({ ...servers, ...world, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send().then(() => chores.run()) });
  return { vaults: kept, writes, chores, files: new Files({ ...world, writes, chores }), ring, life, sync: () => refresh.all() };
}

async function findIn({ key }: Place, vault: VaultId, client: Passman): Promise<Found[]> {
  const { credentials } = await client.vaults.get(guidOf(vault));
  const reader = vaultReader(key);
  return Promise.all(credentials.map(async (record): Promise<Found> => {
    const [openings = {}] = await reader.open([record], fileFields);
    const named = filesIn(openings);
    const held = await Promise.all(named.map(async ({ name, fileId }) => [name, await textOf(fileId, key, client)] as const));
    const fields = openings.custom_fields?.state === 'read' ? JSON.parse(openings.custom_fields.value ?? '[]') as unknown : null;
    return { label: record.label, trashed: (record.delete_time ?? 0) > 0, files: Object.fromEntries(held), customFields: fields, numbers: named.map(({ fileId }) => fileId) };
  }));
}

/** Null: it isn't there, or its name or its content can't be opened. */
async function textOf(fileId: number, key: string, client: Passman): Promise<string | null> {
  const file = await there(fileId, client);
  if (file === null) return null;
  const [name] = await vaultReader(key).openValues([file.filename]);
  const content = await vaultReader(key).openFile(file.data, null);
  return name?.state === 'read' && content.state === 'read' ? new TextDecoder().decode(content.bytes) : null;
}

async function there(fileId: number, client: Passman): Promise<Awaited<ReturnType<Passman['files']['get']>> | null> {
  try {
    return await client.files.get(fileId);
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'server-error') return null;
    throw error;
  }
}
