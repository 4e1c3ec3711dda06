/**
 * The contract's part about changing credentials, and about what waits to be sent.
 * @module
 */

import type { CredentialForm } from '../core/credential/form.ts';
import type { SearchOrder } from '../core/credential/search.ts';
import type { CredentialId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { Row } from './browse-contract.ts';
import type { Nothing } from './contract.ts';

/** A change that the server doesn't know yet. */
export interface QueuedWrite {
  /** For `dismissQueued`. */
  id: string;
  what: 'create' | 'edit' | 'trash' | 'restore' | 'destroy' | 'move';
  credential: CredentialId;
  vault: VaultId;
  label: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What went wrong at the last attempt. */
  problem: Problem | null;
  /** It will not be tried again by itself: its values are kept as the credential's draft. */
  stuck: boolean;
}

/** Others had changed the same parts when a write arrived. Kept until it is dismissed. */
export interface ClashNotice {
  /** For `dismissQueued`. */
  id: string;
  credential: CredentialId;
  label: string;
  fields: readonly (keyof CredentialForm)[];
  /** Whose values are in the credential; the others are in its history, but for a picture. `theirs`: of an undo, which never undoes what others did since. */
  kept: 'ours' | 'theirs';
  /** When the write was made; milliseconds since 1970. */
  at: number;
  /** Where `icon` is among the fields: the picture that is not in the credential, as in a form; left out: it is not known any more, or cannot be shown. */
  picture?: string | undefined;
}

/** What was typed into a form and not saved. */
export interface DraftRow {
  /** For `dismissQueued`. */
  id: string;
  /** Null: of a new one. */
  credential: CredentialId | null;
  vault: VaultId;
  label: string;
  /** Why it could not be saved; null: nobody tried. */
  problem: Problem | null;
  /** Milliseconds since 1970. */
  at: number;
}

/** `queued`: it is kept here and shown at once; the server hears of it later. */
export type WriteState = 'saved' | 'queued';

/** What a write came to. `undo` is good for ten seconds; null: there is nothing to undo. */
export interface Written { state: WriteState; undo: string | null }

/** One of several that could not be changed, and why. */
export interface Refused { credential: CredentialId; label: string; problem: Problem }

/** What a write to several came to: `done` counts those that were changed; `undo` takes all of them back. */
export interface SeveralWritten extends Written { done: number; refused: readonly Refused[] }

/** What a form opens with. */
export interface OpenedForm {
  vault: VaultId;
  form: CredentialForm;
  /** Says which state the form was read from. Only ever handed back, with `keepDraft` and `saveCredential`. Null for a new credential. */
  base: string | null;
  /** A kept draft was found: `form` is the draft. */
  draft: boolean;
  /** Why the draft could not be saved; null: nobody tried. */
  problem: Problem | null;
  /** Parts that cannot be read, and so not be edited. */
  locked: readonly (keyof CredentialForm)[];
  /** It has a picture of a kind that is never shown. */
  hiddenPicture: boolean;
  /** All tags of the vault, for suggestions, the most used first. */
  tags: readonly string[];
}

/** A tag, and how many logins have it. */
export interface TagCount { tag: string; count: number }

/** Which list is looked at. `query` may hold operators. */
export interface ListAsk { vault: VaultId | null; show: 'active' | 'trash'; query: string; order: SearchOrder }

export interface WriteRequests {
  /** A new credential where `credential` is null; its vault is then the draft's or the first open one where `vault` is null. */
  openForm: { ask: { credential: CredentialId | null; vault: VaultId | null }; reply: OpenedForm };
  /** Seals what was typed so far, even where Latchkey has locked meanwhile. One draft for each credential, and one new one for each vault. */
  keepDraft: { ask: { credential: CredentialId | null; vault: VaultId; form: CredentialForm; base: string | null }; reply: Nothing };
  dropDraft: { ask: { credential: CredentialId | null; vault: VaultId }; reply: Nothing };
  /**
   * Creates or edits; drops the draft. Until the server has it, a new credential has an id of ours, which goes on
   * naming it afterwards. `merged`: another client changed it too, both changes are in; `clashes`: parts that both
   * changed: ours is written, theirs is in the history.
   */
  saveCredential: {
    ask: { credential: CredentialId | null; vault: VaultId; form: CredentialForm; base: string | null };
    reply: Written & { credential: CredentialId; merged: boolean; clashes: readonly (keyof CredentialForm)[] };
  };
  setTrashed: { ask: { credentials: readonly CredentialId[]; trashed: boolean }; reply: SeveralWritten };
  /** For good. `confirm` is the label as the person typed it; any other is `not-allowed`. */
  destroyCredential: { ask: { credential: CredentialId; confirm: string }; reply: { state: WriteState } };
  /** Everything but files, which belong to one credential only. */
  duplicateCredential: { ask: { credential: CredentialId; label: string }; reply: Written & { credential: CredentialId } };
  /** @throws `gone` when the time is over */
  undo: { ask: { undo: string }; reply: { state: WriteState } };
  /** One page of a vault's list, or of all open vaults'. */
  listVault: { ask: ListAsk & { offset: number; limit: number }; reply: { rows: readonly Row[]; total: number } };
  /** What was typed and not saved, the newest first. */
  getDrafts: { ask: Nothing; reply: { drafts: readonly DraftRow[] } };
  /** What waits to be sent, and what clashed, oldest first; and how many writes and drafts can't be read any more. */
  getQueue: { ask: Nothing; reply: { writes: readonly QueuedWrite[]; clashes: readonly ClashNotice[]; unreadable: number } };
  /** Tries at once what waits. */
  sendQueue: { ask: Nothing; reply: { writes: readonly QueuedWrite[] } };
  /** Forgets a draft or a notice, and a stuck write with it; `unreadable`: what can't be read any more. A write that waits isn't sent any more; its values become the credential's draft. */
  dismissQueued: { ask: { id: string }; reply: Nothing };
  /** Takes the picture of a clash in place of the one that stayed, and dismisses its notice. @throws `gone` */
  takePicture: { ask: { id: string }; reply: Written };

  // Organise
  /** Tags of one vault or of all open ones, by name; what is in the trash does not count. With `credentials` only theirs. */
  listTags: { ask: { vault: VaultId | null; credentials: readonly CredentialId[] | null }; reply: { tags: readonly TagCount[] } };
  /** Adds tags to logins and takes others away. */
  changeTags: { ask: { credentials: readonly CredentialId[]; add: readonly string[]; remove: readonly string[] }; reply: SeveralWritten };
  /** That a password is in wrong hands; a new password takes it back by itself. */
  setCompromised: { ask: { credential: CredentialId; compromised: boolean }; reply: SeveralWritten };
  setFavourite: { ask: { credentials: readonly CredentialId[]; favourite: boolean }; reply: SeveralWritten };
  /**
   * To another open vault, also of another account: a copy under that vault's key is made and read back, then the old
   * one goes to its trash. Its history stays there.
   */
  moveCredentials: { ask: { credentials: readonly CredentialId[]; to: VaultId }; reply: SeveralWritten };
  /** Ids of a stretch of a list, for a selection that reaches beyond the rows on screen. */
  listIds: { ask: ListAsk & { offset: number; limit: number }; reply: { ids: readonly CredentialId[] } };
}
