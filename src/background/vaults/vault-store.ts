/**
 * The vaults at rest: per vault a sealed index for matching and searching, and each record as the server keeps it,
 * sealed once more, since a vault key is stretched too little to protect a copy on a disk.
 *
 * Every blob is bound to its place by its key in the store, so that one cannot be put in another's stead.
 * @module
 */

import { clear, delMany, get, getMany, keys, set, setMany, type UseStore } from 'idb-keyval';

import { decodeUtf8, encodeUtf8 } from '../../core/bytes.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { openBytes, openJson, sealBytes, sealJson } from '../../core/envelopes/keyring.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { readIndexText, writeIndexText, type RestingIndex, type VaultIndex } from './index-text.ts';
import { putAside } from './kept-blob.ts';

export interface VaultStore {
  /** Null: there is none, or none that we can read. */
  readIndex: (vault: VaultId, key: CryptoKey) => Promise<RestingIndex | null>;
  writeIndex: (vault: VaultId, key: CryptoKey, index: VaultIndex) => Promise<void>;
  /** All that rests of a vault and can be read. */
  readAllRecords: (vault: VaultId, key: CryptoKey) => Promise<SealedCredential[]>;
  readRecords: (ids: readonly CredentialId[], key: CryptoKey) => Promise<(SealedCredential | null)[]>;
  writeRecords: (records: ReadonlyMap<CredentialId, SealedCredential>, key: CryptoKey) => Promise<void>;
  removeRecords: (ids: readonly CredentialId[]) => Promise<void>;
  removeVault: (vault: VaultId) => Promise<void>;
  erase: () => Promise<void>;
}

const indexKey = (vault: VaultId) => `index:${vault}`;
/** What the health check knows of a vault (`health/facts.ts`) goes with it. */
export const factsKey = (vault: VaultId) => `health:${vault}`;
const recordKey = (credential: CredentialId) => `record:${credential}`;

async function kept<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure({ kind: 'storage-failed' }, { cause });
  }
}

export function vaultStore(store: UseStore): VaultStore {
  const readSealed = async (name: string, sealed: unknown, key: CryptoKey): Promise<unknown> =>
    sealed instanceof Uint8Array ? openJson(key, sealed, name) : null;
  const namesOfRecords = async (vault: VaultId) => (await keys<string>(store)).filter((name) => name.startsWith(`record:${vault}/`));

  return {
    readIndex: (vault, key) =>
      kept(async () => {
        const name = indexKey(vault);
        const sealed = await get<unknown>(name, store);
        const bytes = sealed instanceof Uint8Array ? await openBytes(key, sealed, name) : null;
        const text = bytes && decodeUtf8(bytes);
        return text === null ? null : readIndexText(vault, text);
      }),
    writeIndex: (vault, key, index) =>
      kept(async () => {
        const name = indexKey(vault);
        await set(name, await sealBytes(key, encodeUtf8(writeIndexText(index)), name), store);
      }),
    readAllRecords: (vault, key) =>
      kept(async () => {
        const names = await namesOfRecords(vault);
        const sealed = await getMany<unknown>(names, store);
        const records = await Promise.all(names.map(async (name, at) => (await readSealed(name, sealed[at], key)) as SealedCredential | null));
        return records.filter((record) => record !== null);
      }),
    readRecords: (ids, key) =>
      kept(async () => {
        const names = ids.map(recordKey);
        const sealed = await getMany<unknown>(names, store);
        // We sealed it ourselves after its shape was checked, so it needs no second check.
        return Promise.all(names.map(async (name, at) => (await readSealed(name, sealed[at], key)) as SealedCredential | null));
      }),
    writeRecords: (records, key) =>
      kept(async () => {
        const sealed = await Promise.all([...records].map(async ([id, record]): Promise<[string, Uint8Array]> => {
          const name = recordKey(id);
          return [name, await sealJson(key, record, name)];
        }));
        await setMany(sealed, store);
      }),
    removeRecords: (ids) => kept(() => delMany(ids.map(recordKey), store)),
    removeVault: (vault) =>
      kept(async () => {
        await delMany(await namesOfRecords(vault), store);
        // Also such of an earlier version that were put aside.
        await delMany([indexKey(vault), factsKey(vault), `${factsKey(vault)}${putAside}`], store);
      }),
    erase: () => kept(() => clear(store)),
  };
}
