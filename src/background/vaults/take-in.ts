/**
 * Takes a server's whole answer into a vault: decrypts only what changed, address and user name first.
 * @module
 */

import { encodeBase64 } from '../../core/bytes.ts';
import { readEntry } from '../../core/credential/read-credential.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../core/credential/sealed.ts';
import type { Openings } from '../../core/envelopes/vault-reader.ts';
import { Failure } from '../../core/problem.ts';
import { credentialId, type CredentialId } from '../../core/ids.ts';
import type { OpenVault } from './open-vault.ts';
import type { IndexLine } from './index-text.ts';
import type { VaultStore } from './vault-store.ts';

/** Enough to match a page and to show a list. */
const first: readonly EncryptedField[] = ['url', 'username'];
const rest = encryptedFields.filter((field) => !first.includes(field));

export interface TakeInWorld {
  store: VaultStore;
  key: CryptoKey;
  /** Milliseconds since 1970; null: it comes from no server. */
  now: () => number | null;
  /** Called when screens have something new to show. */
  changed: () => void;
}

interface Fresh { id: CredentialId; digest: string; record: SealedCredential }

/**
 * Reads the records into the vault and seals them at rest. Records before the index: if the worker dies in
 * between, the old digests make the next sync read them again.
 * @throws {Failure} `storage-failed`
 */
export async function takeIn(vault: OpenVault, records: readonly SealedCredential[], world: TakeInWorld): Promise<void> {
  const before = vault.lines();
  const all = await Promise.all(records.map(async (record): Promise<Fresh> => ({ id: credentialId(vault.id, record.guid), digest: await digestOf(record), record })));
  const same: IndexLine[] = [];
  const fresh: Fresh[] = [];
  for (const each of all) {
    const known = before.get(each.id);
    if (known?.digest === each.digest) same.push(known);
    else fresh.push(each);
  }
  const freshRecords = fresh.map(({ record }) => record);
  vault.unkept = new Map(fresh.map(({ id, record }) => [id, record]));

  const early = await vault.reader.open(freshRecords, first);
  if (forgetIfGone(vault)) return;
  // Without the digest of its record such a line is read again, should the worker die now.
  vault.replace([...same, ...linesOf(fresh, early, '')]);
  if (vault.phase === 'opening') vault.phase = 'ready';
  vault.ready();
  world.changed();

  const late = await vault.reader.open(freshRecords, rest);
  if (forgetIfGone(vault)) return;
  vault.replace([...same, ...linesOf(fresh, early.map((openings, at) => ({ ...openings, ...late[at] })))]);
  vault.phase = 'open';
  vault.syncedAt = world.now();
  world.changed();

  await keep(vault, before, world);
}

/** Takes single records in, or out (null). Reads them before anybody sees them. @throws {Failure} `storage-failed`, `locked` */
export async function putIn(vault: OpenVault, records: ReadonlyMap<CredentialId, SealedCredential | null>, { store, key, changed }: TakeInWorld): Promise<void> {
  if (isRemoved(vault)) return;
  const fresh = await Promise.all([...records].flatMap(([id, record]) => (record === null ? [] : [digestOf(record).then((digest): Fresh => ({ id, digest, record }))])));
  const lines = linesOf(fresh, await vault.reader.open(fresh.map(({ record }) => record), encryptedFields));
  // Its lines are gone already: an index made of them would lose all others.
  if (isDropped(vault)) throw new Failure({ kind: 'locked' });
  vault.replace([...[...vault.lines().values()].filter(({ entry }) => !records.has(entry.id)), ...lines]);
  vault.unkept = new Map([...vault.unkept].filter(([id]) => !records.has(id)));
  await vault.disk(async () => {
    if (isDropped(vault)) throw new Failure({ kind: 'locked' });
    await store.writeRecords(new Map(fresh.map(({ id, record }) => [id, record])), key);
    if (isDropped(vault)) throw new Failure({ kind: 'locked' });
    await store.writeIndex(vault.id, key, { syncedAt: vault.syncedAt ?? 0, lines: [...vault.lines().values()] });
    await store.removeRecords([...records].flatMap(([id, record]) => (record === null ? [id] : [])));
  });
  changed();
  if (isRemoved(vault)) await store.removeVault(vault.id);
}

function keep(vault: OpenVault, before: ReadonlyMap<CredentialId, IndexLine>, world: TakeInWorld): Promise<void> {
  return vault.disk(() => keepNow(vault, before, world));
}

async function keepNow(vault: OpenVault, before: ReadonlyMap<CredentialId, IndexLine>, { store, key }: TakeInWorld): Promise<void> {
  if (forgetIfGone(vault)) return;
  const lines = vault.lines();
  await store.writeRecords(vault.unkept, key);
  // Asked again after each step: a lock or a removal may have come while it was written.
  if (!forgetIfGone(vault)) {
    await store.writeIndex(vault.id, key, { syncedAt: vault.syncedAt ?? 0, lines: [...lines.values()] });
    await store.removeRecords([...before.keys()].filter((id) => !lines.has(id)));
    vault.unkept = new Map();
    forgetIfGone(vault);
  }
  if (isRemoved(vault)) await store.removeVault(vault.id);
}

/** A function, so that the compiler doesn't take an earlier answer for this one. */
function isDropped(vault: OpenVault): boolean {
  return vault.dropped && !vault.removed;
}

/** A function for the same reason. */
function isRemoved(vault: OpenVault): boolean {
  return vault.removed;
}

/** Whoever still holds such a vault finds nothing in it, and nobody goes on waiting for it. */
function forgetIfGone(vault: OpenVault): boolean {
  if (!vault.removed && !vault.dropped) return false;
  vault.unkept = new Map();
  vault.replace([]);
  vault.ready();
  return true;
}

function linesOf(fresh: readonly Fresh[], openings: readonly Openings[], digest?: string): IndexLine[] {
  return fresh.map((each, at) => ({ entry: readEntry(each.id, each.record, openings[at] ?? {}), digest: digest ?? each.digest }));
}

/** 16 bytes of SHA-256 over the whole record, as base64: tells a changed record from an unchanged one. */
async function digestOf(record: SealedCredential): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(record)));
  return encodeBase64(new Uint8Array(hash, 0, 16));
}
