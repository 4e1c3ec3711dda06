/**
 * The vaults at rest: per vault a sealed index for matching and searching, and each record as the server keeps it,
 * sealed once more, since a vault key is stretched too little to protect a copy on a disk.
 *
 * Every blob is bound to its place by its key in the store, so that one cannot be put in another's stead.
 * @module
 */

import { clear, delMany, get, getMany, keys, setMany, type UseStore } from 'idb-keyval';
import * as v from 'valibot';

import type { EncryptedField, SealedCredential } from '../../core/credential/sealed.ts';
import type { Entry } from '../../core/credential/entry.ts';
import { openJson, sealJson } from '../../core/envelopes/keyring.ts';
import { credentialId, isGuid, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';

/** Raised when an index is written differently; an older one is made anew from the server's answer. */
const indexVersion = 2;

/** One credential as the index keeps it: what a list shows, and the digest of the record that it was read from. */
export interface IndexLine { entry: Entry; digest: string }
/** `syncedAt`: milliseconds since 1970. */
export interface VaultIndex { syncedAt: number; lines: IndexLine[] }

export interface VaultStore {
  /** Null: there is none, or none that we can read. */
  readIndex: (vault: VaultId, key: CryptoKey) => Promise<VaultIndex | null>;
  writeIndex: (vault: VaultId, key: CryptoKey, index: VaultIndex) => Promise<void>;
  readRecords: (ids: readonly CredentialId[], key: CryptoKey) => Promise<(SealedCredential | null)[]>;
  writeRecords: (records: ReadonlyMap<CredentialId, SealedCredential>, key: CryptoKey) => Promise<void>;
  removeRecords: (ids: readonly CredentialId[]) => Promise<void>;
  removeVault: (vault: VaultId) => Promise<void>;
  erase: () => Promise<void>;
}

// A tuple, not an object: the index is opened at every unlock and its names would be half of it.
type Line = [
  guid: string, label: string, username: string, email: string, url: string, tags: string[], flags: number,
  icon: string | null, unreadable: EncryptedField[], changed: number, digest: string, created: number, expires: number | null,
];
const indexShape = v.object({ version: v.literal(indexVersion), syncedAt: v.number(), lines: v.array(v.custom<Line>(isLine)) });

/** Checks by hand: a schema per line would cost more than opening the whole index. */
function isLine(value: unknown): value is Line {
  return Array.isArray(value) && value.length === 13 && typeof value[0] === 'string' && typeof value[10] === 'string';
}

const flag = { code: 1, password: 2, trashed: 4, hidden: 8, shared: 16, unproven: 32, file: 64, note: 128 };

function toLine({ entry, digest }: IndexLine): Line {
  const flags = (entry.hasCode ? flag.code : 0) | (entry.hasPassword ? flag.password : 0) | (entry.trashed ? flag.trashed : 0)
    | (entry.hidden ? flag.hidden : 0) | (entry.shared ? flag.shared : 0) | (entry.unproven ? flag.unproven : 0)
    | (entry.hasFile ? flag.file : 0) | (entry.hasNote ? flag.note : 0);
  const guid = entry.id.slice(entry.id.lastIndexOf('/') + 1);
  return [guid, entry.label, entry.username, entry.email, entry.url, [...entry.tags], flags, entry.icon, [...entry.unreadable], entry.changed, digest, entry.created, entry.expires];
}

function fromLine(vault: VaultId, line: Line): IndexLine | null {
  const [guid, label, username, email, url, tags, flags, icon, unreadable, changed, digest, created, expires] = line;
  if (!isGuid(guid)) return null;
  const has = (bit: number) => (flags & bit) !== 0;
  const entry: Entry = {
    id: credentialId(vault, guid), label, username, email, url, tags, icon, unreadable, changed, created, expires,
    hasCode: has(flag.code), hasPassword: has(flag.password), trashed: has(flag.trashed), hidden: has(flag.hidden), shared: has(flag.shared), unproven: has(flag.unproven),
    hasFile: has(flag.file), hasNote: has(flag.note),
  };
  return { entry, digest };
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

  return {
    readIndex: (vault, key) =>
      kept(async () => {
        const name = indexKey(vault);
        const parsed = v.safeParse(indexShape, await readSealed(name, await get(name, store), key));
        if (!parsed.success) return null;
        const lines = parsed.output.lines.map((line) => fromLine(vault, line)).filter((line) => line !== null);
        return { syncedAt: parsed.output.syncedAt, lines };
      }),
    writeIndex: (vault, key, { syncedAt, lines }) =>
      kept(async () => {
        const name = indexKey(vault);
        await setMany([[name, await sealJson(key, { version: indexVersion, syncedAt, lines: lines.map(toLine) }, name)]], store);
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
        const records = (await keys<string>(store)).filter((name) => name.startsWith(`record:${vault}/`));
        await delMany(records, store);
        await delMany([indexKey(vault), factsKey(vault)], store);
      }),
    erase: () => kept(() => clear(store)),
  };
}
