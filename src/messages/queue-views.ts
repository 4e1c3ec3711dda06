/**
 * What screens see of what is kept here and not yet on a server.
 * @module
 */

import type { CredentialId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';

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
