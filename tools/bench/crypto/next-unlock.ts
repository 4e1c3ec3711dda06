/**
 * The next unlock: a password opens the wrapped key, the key opens the index at rest, and a page can
 * be matched. Held against what cannot be spared: one derivation of 600,000 rounds.
 * @module
 */

import { openVault } from '../../../src/background/vaults/open-vault.ts';
import type { IndexLine } from '../../../src/background/vaults/index-text.ts';
import { vaultStore } from '../../../src/background/vaults/vault-store.ts';
import { readEntry } from '../../../src/core/credential/read-credential.ts';
import { createDataKey, importDataKey, keyringRounds, unwrapDataKey, wrapDataKey, type WrappedKey } from '../../../src/core/envelopes/keyring.ts';
import { vaultReader } from '../../../src/core/envelopes/vault-reader.ts';
import { credentialId, vaultId, type AccountId, type Guid } from '../../../src/core/ids.ts';
import { vaultKey, type SyntheticVault } from './synthetic-vault.ts';

const password = 'the unlock password';
const vault = vaultId('bench-account' as AccountId, 'INDEX' as Guid);
const store = vaultStore(objectStore());
let wrapped: WrappedKey | null = null;
let size = 0;
/** The address of one of the items. */
let page = '';

/** As idb-keyval's: one object store in a database of its own. */
function objectStore(): <Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Result | PromiseLike<Result>) => Promise<Result> {
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('bench');
    request.onupgradeneeded = () => request.result.createObjectStore('blobs');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('no database'));
  });
  return async (mode, work) => await work((await opened).transaction('blobs', mode).objectStore('blobs'));
}

/** Writes an index of a vault. @returns about how many bytes of JSON it has */
export async function prepareIndex({ records }: SyntheticVault): Promise<number> {
  const openings = await vaultReader(vaultKey).open(records, ['url', 'username', 'email', 'tags', 'otp', 'password']);
  const lines = records.map((record, index): IndexLine => ({
    entry: readEntry(credentialId(vault, record.guid), record, openings[index] ?? {}),
    digest: 'AAAAAAAAAAAAAAAAAAAAAA==',
  }));
  const dataKey = createDataKey();
  wrapped = await wrapDataKey(dataKey, password);
  await store.writeIndex(vault, await importDataKey(dataKey), { syncedAt: 1, lines });
  size = records.length;
  page = lines.find(({ entry }) => entry.url.startsWith('https://www.'))?.entry.url ?? '';
  return JSON.stringify(lines).length;
}

/** @returns milliseconds */
export async function deriveBare(): Promise<number> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const begun = performance.now();
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits']);
  await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: keyringRounds }, material, 256);
  return performance.now() - begun;
}

/** `total`: until the entries can be matched and searched; `firstMatch`: what the first page's matches take after that. */
export async function unlockFromRest(): Promise<{ total: number; firstMatch: number }> {
  (globalThis as { gc?: () => void }).gc?.();
  if (wrapped === null) throw new Error('no index was prepared');
  const begun = performance.now();
  const dataKey = await unwrapDataKey(wrapped, password);
  if (dataKey === null) throw new Error('the password does not open the index');
  const index = await store.readIndex(vault, await importDataKey(dataKey));
  const opened = openVault(vault, vaultKey);
  if (index) opened.rest(index);
  // Matching needs fewer of them; search needs all.
  const lines = opened.lines();
  const ready = performance.now();
  const matches = opened.matches(new URL(page));
  const matched = performance.now();
  if (lines.size !== size) throw new Error(`plaintexts differ: the index has ${lines.size} lines`);
  if (matches.length !== 1) throw new Error(`plaintexts differ: ${matches.length} matches instead of one`);
  return { total: ready - begun, firstMatch: matched - ready };
}
