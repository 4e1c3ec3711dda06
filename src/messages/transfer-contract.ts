/**
 * What screens ask about import and export: a part of the contract.
 * @module
 */

import type { ImportedLogin, Likeness } from '../core/credential/imported.ts';
import type { CredentialId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';

/** What an imported login is like here. `label`: of the one it is like. */
export interface Compared { likeness: Likeness; credential: CredentialId | null; label: string }

/** One login of a file. `into` null: it becomes a new one; else what it holds is brought into that one. */
export interface ImportRow { row: number; login: ImportedLogin; into: CredentialId | null }

/**
 * How far an import has come. `paused`: something is in the way, it goes on by itself; `done` and `cancelled`: what was
 * written can be undone; `kept`: not undone, since somebody has changed them.
 */
export interface ImportRun {
  id: string;
  vault: VaultId;
  state: 'staging' | 'running' | 'paused' | 'cancelled' | 'done' | 'undoing' | 'undone';
  total: number;
  done: number;
  created: number;
  updated: number;
  kept: number;
  /** At most 500. `row` 0: refused by the server; it is kept as a draft. */
  failed: readonly { row: number; label: string; problem: Problem }[];
  problem: Problem | null;
  /** Milliseconds since 1970. */
  at: number;
}

/** The next part of an export. `done`: how many logins are written; `formulas`, `damaged`, `files`: in this part, cells that a spreadsheet runs, logins that cannot be read whole, logins whose files stay behind. */
export interface ExportPart { text: string; done: number; last: boolean; formulas: number; damaged: number; files: number }

/** Requests of the views of import and export. */
export interface TransferRequests {
  /** Whether the vault has them already. At most 200. */
  compareImport: { ask: { vault: VaultId; logins: readonly ImportedLogin[] }; reply: { compared: readonly Compared[] } };
  /** Seals at most 100 rows to be imported; `id` null begins a new import. @throws `not-allowed` while another one runs */
  stageImport: { ask: { id: string | null; vault: VaultId; rows: readonly ImportRow[] }; reply: { id: string } };
  /** From here on it goes on without the screen. @throws `gone`, also below */
  startImport: { ask: { id: string }; reply: { run: ImportRun | null } };
  /** The last import, until it is dismissed. */
  getImport: { ask: Nothing; reply: { run: ImportRun | null } };
  cancelImport: { ask: { id: string }; reply: { run: ImportRun | null } };
  resumeImport: { ask: { id: string }; reply: { run: ImportRun | null } };
  /** Removes for good what it has made and nobody has changed since, and takes back what it has changed. */
  undoImport: { ask: { id: string }; reply: { run: ImportRun | null } };
  dismissImport: { ask: { id: string }; reply: Nothing };
  /** `password`: the unlock password, typed anew. `passphrase`: of the encrypted file. `vault` null: all open ones. @throws `wrong-unlock-password`, `too-many-tries` */
  startExport: {
    ask: { format: 'encrypted' | 'passman' | 'csv'; vault: VaultId | null; password: string; passphrase: string | null; style: 'exact' | 'guarded' };
    reply: { id: string; total: number };
  };
  /** Each part once, in order. @throws `gone` */
  readExport: { ask: { id: string }; reply: ExportPart };
}
