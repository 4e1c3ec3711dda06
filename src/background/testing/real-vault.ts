/**
 * For tests: a signed-in person with an open vault on the embedded cloud, and the parts of the background that write.
 * @module
 */

import 'fake-indexeddb/auto';

import { createStore, type UseStore } from 'idb-keyval';

import type { CredentialForm } from '../../core/credential/form.ts';
import type { CredentialId, Guid, VaultId } from '../../core/ids.ts';
import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { Cloud } from '../../demo-server/cloud.ts';
import { sealVault, type OpenCredential } from '../../demo-server/seal-vault.ts';
import { refresher } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { Chores } from '../chores/chores.ts';
import { Files } from '../files/files.ts';
import { Revisions } from '../revisions/revisions.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults, type Vaults } from '../vaults/vaults.ts';
import { twinsTrash } from '../writes/twins.ts';
import { Writes } from '../writes/writes.ts';
import { fakeStorage } from './fake-storage.ts';

export const vaultKey = 'a vault key';
const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };

export interface Worker {
  vaults: Vaults;
  writes: Writes;
  chores: Chores;
  files: Files;
  revisions: Revisions;
  /** Sends what waits, then reads everything. */
  sync: () => Promise<void>;
  edit: (credential: CredentialId, change: Partial<CredentialForm>) => Promise<void>;
}

export interface RealVault extends Worker {
  vault: VaultId;
  /** Of the credentials, in the order given. */
  guids: Guid[];
  ids: CredentialId[];
  client: Passman;
  idb: UseStore;
  /** Another worker of the same browser: what the first had in memory only is lost. */
  worker: () => Worker;
  /** Milliseconds since 1970 on the workers' clock. */
  clock: { now: number };
}

let count = 0;

/** @param userId - known to the cloud with the password `pw` */
export async function openRealVault(cloud: Cloud, credentials: readonly OpenCredential[], userId = 'ada'): Promise<RealVault> {
  const seeded = cloud.control.seedVault(await sealVault({ userId, name: 'Personal', vaultKey, credentials }));
  const local = fakeStorage();
  const clock = { now: Date.now() };
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const idb = createStore(`real-${count++}`, 'vaults');
  const worker = (): Worker => {
    const now = () => clock.now;
    // Nobody waits for the clock here.
    const wait = () => new Promise<never>(() => undefined);
    const kept: Vaults = vaults({ store: vaultStore(idb), keyring: ring, now, changed: () => undefined, overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
    const blobs = sealedBlobs(idb, () => ring.dataKey());
    const world = { servers: permitted, keyring: ring, vaults: kept, store: idb, blobs, keepAlive: <Result>(work: Promise<Result>) => work, now, changed: () => undefined, wait };
    const writes: Writes = new Writes({ ...world, chores: { run: () => chores.run(), isAttaching: (id) => chores.isAttaching(id) } });
    const chores: Chores = new Chores({ ...world, writes });
    const refresh = refresher({ ...permitted, ...world, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send().then(() => chores.run()), tookIn: twinsTrash({ vaults: kept, now, writes }) });
    return {
      vaults: kept, writes, chores, files: new Files({ ...world, writes, chores }), revisions: new Revisions({ ...world, writes, chores }), sync: () => refresh.all(),
      edit: async (credential, change) => {
        const opened = await writes.openForm({ credential, vault: null });
        await writes.save({ credential, vault: opened.vault, form: { ...opened.form, ...change }, base: opened.base });
      },
    };
  };
  const first = worker();
  await signInTyped({ server: cloud.url, loginName: userId, password: 'pw' }, { ...permitted, keyring: ring });
  await first.sync();
  await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: vaultKey })) }));
  await first.sync();
  const { accounts: [account], vaults: [known] } = await ring.contents();
  if (!account || !known) throw new Error('There is no vault.');
  const guids = seeded.credentials.map(({ guid }) => guid as Guid);
  return { ...first, vault: known.id, worker, idb, guids, ids: guids.map((guid) => `${known.id}/${guid}` as CredentialId), client: passman(await serverOf(account, permitted)), clock };
}
