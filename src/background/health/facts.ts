/**
 * What the health check knows of each password, sealed beside its vault so that an unchanged one is not rated twice.
 * @module
 */

import * as v from 'valibot';

import { credentialId, guidOf, isGuid, type CredentialId, type VaultId } from '../../core/ids.ts';
import type { Score } from '../../core/strength/score.ts';
import { keptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import { factsKey } from '../vaults/vault-store.ts';

/** Of one login. */
export interface Fact {
  /** Of the record that this was found out of: another digest, another look. */
  digest: string;
  /** Null: there is no password, or none that can be read; nothing else is known then but `flagged`. */
  score: Score | null;
  /** Equal where the passwords are; says nothing of a password to whoever cannot open what rests here. */
  mark: string;
  /** A person or another client said so. */
  flagged: boolean;
  /** How often it was seen in breaches; null: not asked. */
  seen: number | null;
}

export type Facts = Map<CredentialId, Fact>;

export interface FactStore {
  /** Empty where there are none, or none that can be read. */
  read: (vault: VaultId) => Promise<Facts>;
  write: (vault: VaultId, facts: Facts) => Promise<void>;
}

// Raised when passwords are rated otherwise: older facts are found out anew.
const version = 1;
const shape = v.object({
  version: v.literal(version),
  facts: v.array(v.tuple([v.pipe(v.string(), v.guard(isGuid)), v.string(), v.nullable(v.picklist([0, 1, 2, 3, 4])), v.string(), v.boolean(), v.nullable(v.number())])),
});

export function factStore(blobs: SealedBlobs): FactStore {
  const kept = (vault: VaultId) => keptBlob(blobs, factsKey(vault), shape);
  return {
    async read(vault) {
      const { facts } = (await kept(vault).read()) ?? { facts: [] };
      return new Map(facts.map(([guid, digest, score, mark, flagged, seen]) => [credentialId(vault, guid), { digest, score, mark, flagged, seen }]));
    },
    write: (vault, facts) => kept(vault).write({ version, facts: [...facts].map(([id, { digest, score, mark, flagged, seen }]) => [guidOf(id), digest, score, mark, flagged, seen]) }),
  };
}
