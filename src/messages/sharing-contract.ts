/**
 * The contract's part about sharing.
 * @module
 */

import type { Rights } from '../core/credential/rights.ts';
import type { AccountId, CredentialId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';

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

/** Part of the requests of our own screens. */
export interface SharingRequests {
  getSharing: { ask: { credential: CredentialId }; reply: SharingView };
  /** By part of their name. */
  findPeople: { ask: { credential: CredentialId; name: string }; reply: { people: readonly { userId: string; displayName: string }[] } };
  /** Offers it, or changes what was offered. `trustNewKeys`: the person's explicit yes. @throws `no-sharing-keys`, `new-sharing-keys`, `unsent-changes` */
  shareWith: { ask: { credential: CredentialId; userId: string; rights: Rights; trustNewKeys: boolean }; reply: SharingView };
  setRights: { ask: { credential: CredentialId; userId: string; rights: Rights }; reply: SharingView };
  unshareFrom: { ask: { credential: CredentialId; userId: string }; reply: SharingView };
  /** Takes it from everybody, the link too, and puts it back under the vault's key. */
  stopSharing: { ask: { credential: CredentialId }; reply: SharingView };
  /** Makes the link, or gives it new terms. `views` null: no limit. */
  publishLink: { ask: { credential: CredentialId; days: number; views: number | null }; reply: SharingView };
  withdrawLink: { ask: { credential: CredentialId }; reply: SharingView };
  /** A secret: whoever has the address can read the credential. */
  revealLink: { ask: { credential: CredentialId }; reply: { url: string } };
  copyLink: { ask: { credential: CredentialId }; reply: { clearsAt: number | null } };
  /** As of the last sync, unless `again`. */
  getShareOffers: { ask: { again: boolean }; reply: { offers: readonly ShareOffer[]; problems: readonly Problem[] } };
  /** @throws `broken-offer`, `gone` */
  acceptOffer: { ask: { account: AccountId; request: number; vault: VaultId }; reply: { credential: CredentialId } };
  declineOffer: { ask: { account: AccountId; request: number }; reply: Nothing };
  /** Gives back what somebody shares with us. */
  leaveShare: { ask: { credential: CredentialId }; reply: Nothing };
}
