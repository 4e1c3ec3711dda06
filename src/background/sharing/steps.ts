/**
 * The journal of keys that change hands: what was begun with a credential, kept from before the first request until
 * after the last. The item key itself is in it only as the envelope that the server gets.
 * @see guides: reliability R-05
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

export interface Step {
  credential: CredentialId;
  /** `share`: under a key of its own. `unshare`: back under the vault's. */
  do: 'share' | 'unshare';
  /** Envelope of the item key under the vault key. */
  sharedKey: string;
  /** Whom it is offered to in the end. */
  person: { userId: string; permissions: number } | null;
}

export interface Steps {
  /** Resolves when it is on the disk. One for each credential. */
  keep: (step: Step) => Promise<void>;
  of: (credential: CredentialId) => Promise<Step | null>;
  /** Those of the vaults whose ids begin so. */
  all: (beginning: string) => Promise<Step[]>;
  remove: (credential: CredentialId) => Promise<void>;
  forget: (beginning: string) => Promise<void>;
}

const prefix = 'sharing:';

export function steps(blobs: SealedBlobs): Steps {
  const read = async (name: string): Promise<Step | null> => (await blobs.read(name)) as Step | null;
  return {
    keep: (step) => blobs.write(prefix + step.credential, step),
    of: (credential) => read(prefix + credential),
    all: async (beginning) => (await Promise.all((await blobs.names(prefix + beginning)).map(read))).filter((step) => step !== null),
    remove: (credential) => blobs.remove([prefix + credential]),
    forget: async (beginning) => blobs.remove(await blobs.names(prefix + beginning)),
  };
}
