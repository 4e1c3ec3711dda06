/**
 * The contract's part about people on other servers: invitations, contacts, and what is shared with them.
 * @module
 */

import type { AccountId, CredentialId, VaultId } from '../core/ids.ts';
import type { ProviderRefusal } from '../core/people/provider.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';
import type { Written } from './write-contract.ts';

/** How an account's server takes part in invitations. `off`: its administrator has to switch them on. */
export type InviteWay = 'contacts' | 'mesh' | 'off' | 'none';

/** An invitation that waits for an answer. Its token stays in the background until it is handed over. Times: Unix seconds. */
export interface InviteRow { ref: string; email: string; created: number; expires: number }

/** Somebody with a cloud id. Names and ids are other people's text. `ref`: to remove it; null where the server can't. `key`: fingerprint (hex) of their key for sealed files, where one was taken over. */
export interface ContactRow { ref: string | null; name: string; email: string; cloudId: string; from: 'address-book' | 'mesh'; key: string | null }

/** What this person shares with somebody elsewhere. `expires`: a day, `YYYY-MM-DD`; null: never. */
export interface SentShare { id: string; path: string; with: string; mayChange: boolean; expires: string | null; note: string }

/** What somebody elsewhere shares. `path`: where it lies, once accepted. `sealed`: a file that Latchkey can open. */
export interface ReceivedShare { id: string; name: string; from: string; accepted: boolean; path: string | null; sealed: boolean }

/** One account's people. What could not be read is in `problems`, and missing in the lists. */
export interface PeopleView {
  way: InviteWay;
  me: { cloudId: string; name: string; email: string };
  invites: readonly InviteRow[];
  contacts: readonly ContactRow[];
  sent: readonly SentShare[];
  received: readonly ReceivedShare[];
  problems: readonly Problem[];
}

/** An invitation to hand over: a secret until somebody has accepted it. `expires`: Unix seconds; null where the server doesn't tell. */
export interface HandOver { link: string; code: string; encoded: string; expires: number | null }

/** What an inviter's server is; null: it wasn't asked. */
export interface InviterServer { name: string; version: string; takesInvites: boolean; mustInvite: boolean }

/** What there is to know before an invitation is accepted. */
export type InvitePreview =
  | { ok: false; why: 'no-invite' | 'own-server' | ProviderRefusal }
  | {
    ok: true;
    /** ASCII; `unicode` as its owner writes it, the same where there is no difference. */
    provider: string;
    unicode: string;
    /** Letters of several scripts in one label: may be made to look like another name. */
    mixed: boolean;
    server: InviterServer | null;
    /** Why the server wasn't asked, or has not answered. */
    problem: Problem | null;
    /** What accepting tells them. */
    tells: { name: string; email: string; userId: string };
  };

/** What was in a sealed file. A `file` is read by `readFilePart` and closed by `closeFile`; its name is safe to be written to a disk. */
export type OpenedSealed = ({ kind: 'login'; credential: CredentialId; label: string } & Written) | { kind: 'file'; name: string; opened: string; size: number; parts: number };

/** A folder or file to choose. `encrypted`: end-to-end, which nobody elsewhere could read. */
export interface ChoiceRow { name: string; isFolder: boolean; encrypted: boolean; size: number }

/** Part of the requests of our own screens. */
export interface PeopleRequests {
  /** `again`: not what is remembered. */
  getPeople: { ask: { account: AccountId; again: boolean }; reply: PeopleView };
  /** `email` empty: it is handed over by the person. @throws `invite` */
  makeInvite: { ask: { account: AccountId; email: string; note: string }; reply: { ref: string } };
  handOver: { ask: { account: AccountId; ref: string }; reply: HandOver };
  /** Copies one of the three, and clears the clipboard after the usual time. */
  copyInvite: { ask: { account: AccountId; ref: string; what: 'link' | 'code' | 'encoded' }; reply: { clearsAt: number | null } };
  revokeInvite: { ask: { account: AccountId; ref: string }; reply: Nothing };
  resendInvite: { ask: { account: AccountId; ref: string }; reply: Nothing };
  mailInvite: { ask: { account: AccountId; ref: string; email: string; note: string }; reply: Nothing };
  /** Reads an invitation and asks the inviter's server what it is. Tells nobody anything. */
  previewInvite: { ask: { account: AccountId; text: string }; reply: InvitePreview };
  /** After the person's yes. @throws `invite` */
  acceptInvite: { ask: { account: AccountId; text: string }; reply: Nothing };
  /** A text that was chosen by the context menu of a page, once. */
  takeChosenInvite: { ask: Record<string, never>; reply: { text: string } };
  /** Whether the page of a tab holds an invitation, as of when it was loaded. */
  seesInvite: { ask: { tabId: number }; reply: { there: boolean } };
  /** Leads to the page about people, which reads it. */
  openSeenInvite: { ask: { tabId: number }; reply: Nothing };
  addContact: { ask: { account: AccountId; name: string; email: string; cloudId: string }; reply: Nothing };
  /** @returns how to bring it back */
  removeContact: { ask: { account: AccountId; ref: string }; reply: { undo: string } };
  restoreContact: { ask: { account: AccountId; undo: string }; reply: Nothing };
  /** What lies in a folder of the person's own files. */
  listChoices: { ask: { account: AccountId; path: readonly string[] }; reply: { rows: readonly ChoiceRow[] } };
  /** `days` null: never. `noteKept`: whether the server passes the note on. @throws `not-shareable`, `share-refused` */
  shareFile: { ask: { account: AccountId; path: readonly string[]; cloudId: string; mayChange: boolean; days: number | null; note: string }; reply: { noteKept: boolean } };
  /** `days` `as-is`: its day stays; null: never. @throws `gone` */
  changeShare: { ask: { account: AccountId; id: string; mayChange: boolean; days: number | null | 'as-is'; note: string }; reply: Nothing };
  revokeShare: { ask: { account: AccountId; id: string }; reply: Nothing };
  /** This account's own key for sealed files, to hand over: no secret. `fingerprint`: hex. */
  getSealKey: { ask: { account: AccountId }; reply: { key: string; fingerprint: string } };
  /** Takes over a contact's key out of a text; null: gives it up. @throws `sealed-file` */
  pinKey: { ask: { account: AccountId; cloudId: string; text: string | null }; reply: Nothing };
  /** Seals a login or a file under a passphrase (null: for the contact's key), puts it into an ordinary folder and shares that file, to be read only. */
  sendSealed: { ask: { account: AccountId; what: { credential: CredentialId } | { path: readonly string[] }; cloudId: string; passphrase: string | null; days: number }; reply: { path: string } };
  /** Whether no passphrase is needed. */
  opensByKey: { ask: { account: AccountId; id: string }; reply: { byKey: boolean } };
  answerShare: { ask: { account: AccountId; id: string; accept: boolean }; reply: Nothing };
  leaveShareOf: { ask: { account: AccountId; id: string }; reply: Nothing };
  /** Opens a sealed file that was shared (passphrase null: with the own key); a login in it becomes one of this person's. @throws `sealed-file` */
  openSealed: { ask: { account: AccountId; id: string; passphrase: string | null; vault: VaultId }; reply: OpenedSealed };
}
