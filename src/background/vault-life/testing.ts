/**
 * For tests: a browser with one account on an embedded cloud, whose worker can die at any request.
 * @module
 */

import { createStore } from 'idb-keyval';

import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { VaultId } from '../../core/ids.ts';
import { refresher } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { noChores } from '../testing/no-chores.ts';
import { sealedBlobs, type SealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults, type Vaults } from '../vaults/vaults.ts';
import { Writes } from '../writes/writes.ts';
import { vaultLife, type VaultLife } from './vault-life.ts';

export type Step = (what: string) => Promise<void>;

/** One life of the service worker. */
export interface TestWorker { kept: Vaults; writes: Writes; life: VaultLife; sync: () => Promise<void> }

export interface TestBrowser {
  ring: Keyring;
  client: Passman;
  /** @param step - before and after each request and each write to the disk; one that never settles is a worker that has died */
  worker: (step?: Step) => TestWorker;
  /** Types a key, as `openVault` keeps it. */
  giveKey: (vault: VaultId, key: string) => Promise<void>;
  vaultIds: () => Promise<VaultId[]>;
}

const anywhere: ServerWorld['permissions'] = { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) };
let count = 0;

export async function testBrowser(server: string, userId: string): Promise<TestBrowser> {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const idb = createStore(`vault-life-${count++}`, 'vaults');
  const blobs = sealedBlobs(idb, () => ring.dataKey());
  await signInTyped({ server, loginName: userId, password: 'pw' }, { fetch: (...ask) => fetch(...ask), permissions: anywhere, keyring: ring });
  const [account] = (await ring.contents()).accounts;
  if (!account) throw new Error('not signed in');

  const worker = (step: Step = () => Promise.resolve()): TestWorker => {
    const around = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
      await step(what);
      const result = await work();
      await step(`${what} done`);
      return result;
    };
    const servers: ServerWorld = { fetch: (url, init) => around(`${init?.method ?? 'GET'} ${url as string}`, () => fetch(url, init)), permissions: anywhere };
    const disk: SealedBlobs = { ...blobs, write: (name, value) => around('write', () => blobs.write(name, value)), remove: (names) => around('remove', () => blobs.remove(names)) };
    const common = { keyring: ring, keepAlive: <Result>(work: Promise<Result>) => work, now: () => Date.now(), changed: () => undefined };
    const kept: Vaults = vaults({ ...common, store: vaultStore(idb), overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
    const writes = new Writes({ ...common, servers, vaults: kept, store: idb, blobs, chores: noChores, wait: () => new Promise((resolve) => { setTimeout(resolve, 5000).unref(); }) });
    const life = vaultLife({
      ...common, servers, vaults: kept, blobs: disk,
      sendWaiting: () => writes.send(),
      hasWaiting: async (vault) => (await writes.journal.ofVault(vault)).length > 0,
      filesWaiting: () => Promise.resolve([]),
      forgetWaiting: (beginning) => writes.journal.forget(beginning),
    });
    const refresh = refresher({ ...servers, ...common, vaults: kept, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send() });
    return { kept, writes, life, sync: () => refresh.all() };
  };

  return {
    ring, worker,
    client: passman(await serverOf(account, { fetch: (...ask) => fetch(...ask), permissions: anywhere })),
    giveKey: (id, key) => ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => (vault.id === id ? { ...vault, key } : vault)) })),
    vaultIds: async () => (await ring.contents()).vaults.map(({ id }) => id),
  };
}
