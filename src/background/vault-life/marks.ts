/**
 * The journal of a change of key: for each credential what is about to be written, and later that it is done.
 * @module
 */

import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import type { Guid, VaultId } from '../../core/ids.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

/**
 * What is written over what. Kept until it is known that nothing of anybody else's was written over. `known`: numbers
 * of the revisions that there were before, which tell nothing about it.
 */
export interface Intent { before: SealedCredential; after: SealedCredential; known: readonly number[] }

export interface Mark {
  /** The change that it belongs to: its undoing is another one. */
  change: string;
  intent: Intent | null;
  /** Digest of the record as it was when all of it, with its history and its files, was done; null: it isn't. */
  settled: string | null;
}

export interface Marks {
  read: (vault: VaultId, credential: Guid) => Promise<Mark | null>;
  /** Resolves when it is on the disk. */
  write: (vault: VaultId, credential: Guid, mark: Mark) => Promise<void>;
  clear: (vault: VaultId) => Promise<void>;
}

export function marks(blobs: SealedBlobs): Marks {
  const beginning = (vault: VaultId) => `rekey:${vault}/`;
  return {
    read: async (vault, credential) => (await blobs.read(beginning(vault) + credential)) as Mark | null,
    write: (vault, credential, mark) => blobs.write(beginning(vault) + credential, mark),
    clear: async (vault) => blobs.remove(await blobs.names(beginning(vault))),
  };
}

/** What the server keeps of a record as it was sent, but for the icon, which no revision has. */
function contentOf(record: SealedCredential): readonly unknown[] {
  const plain = [record.label, Number(record.hidden ?? 0), record.delete_time ?? 0, record.expire_time ?? 0, record.renew_interval ?? 0];
  return [...encryptedFields.map((field) => record[field] ?? ''), record.shared_key ?? '', ...plain];
}

/** Ciphertext by ciphertext: no two envelopes are ever the same, unless they are one. */
export function isSameState(one: SealedCredential, other: SealedCredential): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

export async function digestOf(record: SealedCredential): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', encodeUtf8(JSON.stringify(contentOf(record))));
  return encodeBase64(new Uint8Array(hash, 0, 16));
}
