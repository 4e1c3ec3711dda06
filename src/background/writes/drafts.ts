/**
 * Drafts: what was typed into a form and not saved yet, sealed beside the vaults. Also the generator's history.
 * @module
 */

import type { CredentialForm } from '../../core/credential/form.ts';
import { guidOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

export interface Draft {
  vault: VaultId;
  credential: CredentialId | null;
  form: CredentialForm;
  base: string | null;
  /** Why it could not be saved. */
  problem: Problem | null;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Drafts {
  read: (credential: CredentialId | null, vault: VaultId) => Promise<Draft | null>;
  keep: (draft: Draft) => Promise<void>;
  drop: (credential: CredentialId | null, vault: VaultId) => Promise<void>;
  all: () => Promise<Draft[]>;
}

const nameOf = (credential: CredentialId | null, vault: VaultId) => `draft:${vault}/${credential === null ? 'new' : guidOf(credential)}`;

export function drafts(blobs: SealedBlobs): Drafts {
  // A late keystroke must not overtake a later one.
  const queue = oneAtATime();
  return {
    read: (credential, vault) => queue(async () => (await blobs.read(nameOf(credential, vault))) as Draft | null),
    keep: (draft) => queue(() => blobs.write(nameOf(draft.credential, draft.vault), draft)),
    drop: (credential, vault) => queue(() => blobs.remove([nameOf(credential, vault)])),
    all: () => queue(async () => (await Promise.all((await blobs.names('draft:')).map((name) => blobs.read(name)))).filter((draft) => draft !== null) as Draft[]),
  };
}

const historyName = 'generated';
const longestHistory = 50;

export interface GeneratedHistory {
  /** Newest first. */
  read: () => Promise<{ value: string; at: number }[]>;
  add: (value: string, at: number) => Promise<void>;
}

export function generatedHistory(blobs: SealedBlobs): GeneratedHistory {
  const queue = oneAtATime();
  const read = async () => ((await blobs.read(historyName)) ?? []) as { value: string; at: number }[];
  return { read, add: (value, at) => queue(async () => blobs.write(historyName, [{ value, at }, ...(await read())].slice(0, longestHistory))) };
}
