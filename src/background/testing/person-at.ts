/**
 * For tests: somebody who is signed in to the embedded cloud with one open vault, as far as writing and sharing need it.
 * @module
 */

import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';

import type { CredentialForm } from '../../core/credential/form.ts';
import { guidOf, isAccountId, isCredentialId, isGuid, vaultId, credentialId, type CredentialId, type Guid, type VaultId } from '../../core/ids.ts';
import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { Cloud } from '../../demo-server/cloud.ts';
import type { VaultSeed } from '../../demo-server/passman/seed.ts';
import { sealVault, type OpenCredential } from '../../demo-server/seal-vault.ts';
import { refresher } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { createSharing, type SharingParts } from '../sharing/create-sharing.ts';
import { sealedBlobs, type SealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults, type Vaults } from '../vaults/vaults.ts';
import { twinsTrash } from '../writes/twins.ts';
import { Writes } from '../writes/writes.ts';
import { fakeStorage } from './fake-storage.ts';
import { noChores } from './no-chores.ts';

const permissions: ServerWorld['permissions'] = { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) };

/** What dies with a worker. */
export interface Worker {
  vaults: Vaults;
  writes: Writes;
  parts: SharingParts;
  blobs: SealedBlobs;
  /** Sends what waits, reads everything, and looks further. */
  sync: () => Promise<void>;
  edit: (credential: CredentialId, change: Partial<CredentialForm>) => ReturnType<Writes['save']>;
}

export interface Browser extends Worker {
  vault: VaultId;
  client: Passman;
  /** Another worker of the same browser: what the first had in memory only is lost. It may meet another network. */
  worker: (fetched?: typeof fetch) => Worker;
}

export interface PersonAt extends Browser {
  userId: string;
  vaultKey: string;
  guids: readonly Guid[];
  /** The same person's credential by its guid. */
  at: (guid: Guid | undefined) => CredentialId;
}

let count = 0;

/** @param userId - known to the cloud with the password `pw` */
export async function personAt(cloud: Cloud, userId: string, credentials: readonly OpenCredential[]): Promise<PersonAt> {
  const vaultKey = `the key of ${userId}`;
  const seed = await sealVault({ userId, name: `Vault of ${userId}`, vaultKey, credentials });
  return personWith(cloud, { vaultKey, seed });
}

/** With a vault that was sealed elsewhere. */
export async function personWith(cloud: Cloud, { vaultKey, seed }: { vaultKey: string; seed: VaultSeed }): Promise<PersonAt> {
  const { userId } = seed;
  const seeded = cloud.control.seedVault(seed);
  const browser = await browserOf({ server: cloud.url, loginName: userId, password: 'pw', fetch: (...ask) => fetch(...ask) }, { guid: guidIn(seeded.guid), key: vaultKey });
  return {
    ...browser, userId, vaultKey, guids: seeded.credentials.map(({ guid }) => guidIn(guid)),
    at: (guid) => {
      const id = credentialId(browser.vault, guidIn(guid ?? ''));
      if (!isCredentialId(id)) throw new Error('no id');
      return id;
    },
  };
}

interface TypedLogin { server: string; loginName: string; password: string; fetch: typeof fetch }

/** Signed in to any server, with one vault open. */
export async function browserOf({ fetch: usual, ...typed }: TypedLogin, { guid, key }: { guid: Guid; key: string }): Promise<Browser> {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const store = createStore(`person-${count++}`, 'vaults');
  const worker = (fetched = usual): Worker => {
    const servers: ServerWorld = { fetch: fetched, permissions };
    const kept: Vaults = vaults({ store: vaultStore(store), keyring: ring, now: Date.now, changed: () => undefined, overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
    const blobs = sealedBlobs(store, () => ring.dataKey());
    const world = { servers, keyring: ring, vaults: kept, blobs, keepAlive: <Result>(work: Promise<Result>) => work, now: Date.now, changed: () => undefined };
    const writes = new Writes({ ...world, store, chores: noChores, wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); }) });
    const parts = createSharing({ ...world, writes });
    const refresh = refresher({ ...servers, ...world, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send(), tookIn: twinsTrash({ vaults: kept, now: Date.now, writes }), lookFurther: (account) => parts.lookFurther(account) });
    return {
      vaults: kept, writes, parts, blobs, sync: () => refresh.all(),
      edit: async (credential, change) => {
        const opened = await writes.openForm({ credential, vault: null });
        return writes.save({ credential, vault: opened.vault, form: { ...opened.form, ...change }, base: opened.base });
      },
    };
  };
  const first = worker();
  const account = await signInTyped(typed, { fetch: usual, permissions, keyring: ring });
  await first.sync();
  await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => (guidOf(vault.id) === guid ? { ...vault, key } : vault)) }));
  await first.sync();
  const known = (await ring.contents()).accounts.find(({ id }) => id === account);
  if (!known || !isAccountId(known.id)) throw new Error('not signed in');
  return { ...first, vault: vaultId(known.id, guid), worker, client: passman(await serverOf(known, { fetch: usual, permissions })) };
}

function guidIn(text: string): Guid {
  if (!isGuid(text)) throw new Error('no guid');
  return text;
}
