/**
 * One chore, as it is kept.
 * @module
 */

import type { AttachedFile } from '../../core/credential/credential.ts';
import type { FileField, StoredFile } from '../../core/credential/file-lists.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
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
  made: StoredFile | null;
  /** Its content is there. */
  filled: boolean;
}

/** One file, as the credential that it comes from names it. */
export interface FileCopy {
  file: AttachedFile;
  /** Envelope of the name. */
  sealedName: string;
  /** What the server calls the copy; null: it doesn't know it yet, as far as we know. */
  made: StoredFile | null;
  /** Its content has been read back from the server, and is the same. */
  filled: boolean;
}

/** For a copy of a credential, whose create is held in the journal until they are there. */
export interface CopyFiles {
  do: 'copy-files';
  /** Whose files they are. */
  from: CredentialId;
  /** What the copy is to hold, but with the numbers of the old files; under its vault's key. */
  lists: Pick<SealedCredential, FileField>;
  files: readonly FileCopy[];
}

export type Work =
  | Upload
  | CopyFiles
  | { do: 'rename-file'; fileId: number; sealedName: string }
  /** Once nothing names them any more. `unnamed`: the credential is no more, or never was: its server needn't be asked. */
  | { do: 'remove-files'; fileIds: readonly number[]; unnamed?: boolean }
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

export const chorePrefix = 'chore:';

/** The name of the blob that it is kept in. */
export function choreName(id: string): string {
  return chorePrefix + id;
}

/** @param about.notBefore - milliseconds since 1970; 0: at once */
export function newChore(work: Work, about: Pick<Chore, 'id' | 'credential' | 'at' | 'notBefore'>): Chore {
  return { ...work, ...about, tries: 0, problem: null, stuck: false };
}

/** As a blob beside a write: both are kept, or none. */
export function choreBeside(work: Work, about: Pick<Chore, 'credential' | 'at'>): [name: string, chore: Chore] {
  const id = crypto.randomUUID();
  return [choreName(id), newChore(work, { ...about, id, notBefore: 0 })];
}

/** The same one with something else to do. */
export function turnedInto(work: Work, { id, credential, at }: Chore): Chore {
  return newChore(work, { id, credential, at, notBefore: 0 });
}
