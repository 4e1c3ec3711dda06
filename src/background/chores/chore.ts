/**
 * One chore, as it is kept.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';

export interface Upload {
  do: 'upload';
  name: string;
  /** Envelope of the name. */
  sealedName: string;
  mimetype: string;
  /** Bytes of the file. */
  size: number;
  /** Label of the custom field that it becomes the value of; null: it goes to the credential's files. */
  field: string | null;
  /** The record's own when the file was sealed: under another key nobody could open it. */
  sharedKey: string;
  /** What the server calls it; null: it doesn't know it yet, as far as we know. */
  made: { fileId: number; guid: string; created: number } | null;
  /** Its content is there. */
  filled: boolean;
}

export type Work =
  | Upload
  | { do: 'rename-file'; fileId: number; sealedName: string }
  /** Once nothing names them any more. */
  | { do: 'remove-files'; fileIds: readonly number[] }
  | { do: 'remove-revision'; revision: number };

export type Chore = Work & {
  id: string;
  credential: CredentialId;
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds since 1970: until then it can be called off. */
  notBefore: number;
  tries: number;
  /** What went wrong at the last attempt. */
  problem: Problem | null;
  /** It will not be tried again by itself. */
  stuck: boolean;
};
