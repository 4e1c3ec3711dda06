/**
 * What screens see of sharing.
 * @module
 */

import type { Rights } from '../core/credential/rights.ts';
import type { AccountId, VaultId } from '../core/ids.ts';

/** Somebody who may see a credential, or was asked. `since`: Unix seconds. */
export interface Sharee { userId: string; rights: Rights; state: 'accepted' | 'offered'; since: number }

/** Who has access to a credential of one's own. */
export interface SharingView {
  people: readonly Sharee[];
  /** A link that works. `expires`: Unix seconds. Null: never, or without a limit. */
  link: { expires: number | null; viewsLeft: number | null } | null;
  /** What the administrator allows. */
  allowed: { people: boolean; links: boolean };
  /** It is under a key of its own: it is shared, or was. */
  keyed: boolean;
  /** A change of its key was broken off, and goes on at the next sync. */
  unfinished: boolean;
}

/** Something that somebody wants to share with us. Label and names are the server's. `since`: Unix seconds. */
export interface ShareOffer {
  account: AccountId;
  request: number;
  label: string;
  /** User id. */
  from: string;
  rights: Rights;
  since: number;
  /** Ours that it was offered to; only an open one can take it. */
  vaults: readonly { id: VaultId; name: string; open: boolean }[];
}
