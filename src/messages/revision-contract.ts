/**
 * The contract's part about what a credential was before.
 * @module
 */

import type { ComparablePart } from '../core/credential/compare.ts';
import type { CredentialId } from '../core/ids.ts';
import type { FieldView } from './browse-contract.ts';
import type { Nothing } from './contract.ts';
import type { Written } from './write-contract.ts';

/** Parts of a credential that a revision can differ in. */
export type RevisionPart = ComparablePart;

/** A state that a credential had. */
export interface RevisionLine {
  revision: number;
  /** Unix seconds of the change that ended this state. */
  at: number;
  /** User id of who made that change. */
  by: string;
  label: string;
  /** What that change was about: the parts in which this state differs from the next. */
  changed: readonly RevisionPart[];
  /** Parts of it that cannot be read. */
  unreadable: readonly RevisionPart[];
}

/** One part, then and now. Of a secret only whether there is one (`hidden`): it is asked for by `revealRevision`. */
export interface ComparedPart {
  part: RevisionPart;
  same: boolean;
  secret: boolean;
  then: FieldView<string>;
  now: FieldView<string>;
}

/** A part of a revision that can be shown or copied. */
export type RevisionSecret = 'password' | 'otp' | 'customFields';

export interface RevisionRequests {
  /** The newest first. `own`: they may be deleted. */
  getRevisions: { ask: { credential: CredentialId }; reply: { revisions: readonly RevisionLine[]; own: boolean } };
  /** `restorable`: it can be gone back to, as a whole or in the parts that can be read. */
  compareRevision: { ask: { credential: CredentialId; revision: number }; reply: { parts: readonly ComparedPart[]; restorable: boolean } };
  /** What a person asked to see. `state`: the revision's or today's. */
  revealRevision: { ask: { credential: CredentialId; revision: number; part: RevisionSecret; state: 'then' | 'now' }; reply: { value: string } };
  /** An edit like any other: what is now becomes a revision. Files stay as they are. */
  restoreRevision: { ask: { credential: CredentialId; revision: number }; reply: Written };
  /** Deleted on the server a little later, until then it can be undone. */
  deleteRevision: { ask: { credential: CredentialId; revision: number }; reply: Nothing };
  keepRevision: { ask: { credential: CredentialId; revision: number }; reply: Nothing };
}
