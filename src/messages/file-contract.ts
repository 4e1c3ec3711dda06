/**
 * The contract's part about files.
 * @module
 */

import type { CredentialId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';
import type { WriteState, Written } from './write-contract.ts';

/** A file on its way to or from a server. */
export interface Transfer {
  id: string;
  /** `copy`: it comes with a login that was moved or duplicated. */
  what: 'upload' | 'download' | 'copy';
  /** Of an upload and a copy. */
  name: string;
  /** Bytes of the file; of an upload and a copy. */
  size: number;
  /** `stuck`: an upload that will not be tried again by itself. */
  state: 'running' | 'waiting' | 'stuck';
  /** What went wrong at the last attempt. */
  problem: Problem | null;
  /** Bytes that came so far: 2.4 for each of the file. Null: nobody knows. */
  bytes: number | null;
  /** Of a download. */
  fileId: number | null;
}

export interface FileRequests {
  /** Announces a file. `field`: label of the custom field that it becomes the value of; null: it goes to the credential's files. @throws `not-allowed` for one that is too large */
  beginAttaching: { ask: { credential: CredentialId; name: string; mimetype: string; size: number; field: string | null }; reply: { attaching: string } };
  /** The next bytes as base64, in order; only the last part may be padded. @throws `gone` after a lock or a restart: begin again */
  attachPart: { ask: { attaching: string; part: string }; reply: Nothing };
  endAttaching: { ask: { attaching: string }; reply: { state: WriteState } };
  dropAttaching: { ask: { attaching: string }; reply: Nothing };
  renameFile: { ask: { credential: CredentialId; fileId: number; name: string }; reply: Written };
  removeFile: { ask: { credential: CredentialId; fileId: number }; reply: Written };
  /** Fetches and opens a file. `name`: safe to be written to a disk; `size`: bytes. Close it. */
  openFile: { ask: { credential: CredentialId; fileId: number }; reply: { opened: string; name: string; size: number; parts: number } };
  /** Base64. `part` counts from 0. */
  readFilePart: { ask: { opened: string; part: number }; reply: { part: string } };
  closeFile: { ask: { opened: string }; reply: Nothing };
  getTransfers: { ask: { credential: CredentialId }; reply: { transfers: readonly Transfer[] } };
  /** Tries a stuck upload again. */
  retryTransfer: { ask: { id: string }; reply: Nothing };
  /** Calls an upload off. */
  dropTransfer: { ask: { id: string }; reply: Nothing };
}
