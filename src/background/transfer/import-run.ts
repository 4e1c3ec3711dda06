/**
 * One import as it rests: where it stands, the rows that are still to come, and what it has made. All of it sealed, so
 * that neither a stopped worker nor a closed tab ends it half done.
 * @module
 */

import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { ImportRow, ImportRun } from '../../messages/transfer-contract.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

/** `next`: the batch of rows that comes next; `undone`: how many batches have been taken back, the last one first; `back`: it is being undone. */
export interface KeptRun extends ImportRun { batches: number; next: number; undone: number; back: boolean }

/** What one batch has made. `digest` tells whether somebody has changed it since. */
export interface Made {
  created: { credential: CredentialId; digest: string }[];
  edited: { credential: CredentialId; before: SealedCredential; after: SealedCredential }[];
}

const runName = 'import:run';
const rowsName = (id: string, batch: number) => `import:rows:${id}:${String(batch).padStart(6, '0')}`;
const madeName = (id: string, batch: number) => `import:made:${id}:${String(batch).padStart(6, '0')}`;

export interface ImportStore {
  read: () => Promise<KeptRun | null>;
  write: (run: KeptRun) => Promise<void>;
  /** The run and the batch's rows, both or none. */
  stage: (run: KeptRun, batch: number, rows: readonly ImportRow[]) => Promise<void>;
  rows: (run: KeptRun, batch: number) => Promise<ImportRow[]>;
  dropRows: (run: KeptRun, batch: number) => Promise<void>;
  dropAllRows: () => Promise<void>;
  made: (run: KeptRun, batch: number) => Promise<Made>;
  /** What must be known once the batch is in the journal. */
  beside: (run: KeptRun, batch: number, made: Made) => Map<string, unknown>;
  besideRun: (run: KeptRun) => Map<string, unknown>;
  /** Everything of it. */
  forget: () => Promise<void>;
}

export function importStore(blobs: SealedBlobs): ImportStore {
  return {
    read: async () => (await blobs.read(runName)) as KeptRun | null,
    write: (run) => blobs.write(runName, run),
    stage: (run, batch, rows) => blobs.writeAll(new Map<string, unknown>([[runName, run], [rowsName(run.id, batch), rows]])),
    rows: async (run, batch) => ((await blobs.read(rowsName(run.id, batch))) ?? []) as ImportRow[],
    dropRows: (run, batch) => blobs.remove([rowsName(run.id, batch)]),
    dropAllRows: async () => blobs.remove(await blobs.names('import:rows:')),
    made: async (run, batch) => ((await blobs.read(madeName(run.id, batch))) ?? { created: [], edited: [] }) as Made,
    beside: (run, batch, made) => new Map<string, unknown>([[runName, run], [madeName(run.id, batch), made]]),
    besideRun: (run) => new Map<string, unknown>([[runName, run]]),
    forget: async () => blobs.remove(await blobs.names('import:')),
  };
}

export function newRun(vault: VaultId, at: number): KeptRun {
  return { id: crypto.randomUUID(), vault, state: 'staging', total: 0, done: 0, created: 0, updated: 0, kept: 0, failed: [], problem: null, at, batches: 0, next: 0, undone: 0, back: false };
}

/** Without what is only for ourselves. */
export function shownRun({ id, vault, state, total, done, created, updated, kept, failed, problem, at }: KeptRun): ImportRun {
  return { id, vault, state, total, done, created, updated, kept, failed, problem, at };
}

/** 16 bytes of SHA-256 over what a person can change, as base64. */
export async function contentDigest(record: SealedCredential): Promise<string> {
  const text = JSON.stringify([record.label, ...encryptedFields.map((field) => record[field])]);
  return encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(text)), 0, 16));
}
