/**
 * What reading another program's file comes to.
 * @module
 */

import type { ImportedLogin } from '../credential/imported.ts';

/** A format of a product, as files name it to us. */
export type Format =
  | 'latchkey' | 'latchkey-csv' | 'passman-json' | 'passman-csv' | 'bitwarden-json' | 'bitwarden-protected' | 'bitwarden-csv'
  | 'keepass-csv' | 'keepass-xml' | 'keepassxc-csv' | '1password-1pux' | '1password-csv' | 'lastpass-csv' | 'dashlane-csv'
  | 'proton-pass' | 'proton-csv' | 'enpass-json' | 'nextcloud-passwords-json' | 'nextcloud-passwords-csv' | 'chromium-csv' | 'firefox-csv' | 'safari-csv' | 'csv';

/** What is worth a look: a code that nobody can compute (kept as a field), a text that was longer than a vault takes (the rest is in the notes). */
export type Oddity = 'code' | 'shortened';

export interface ImportedRow {
  /** Counts from 1, as the file does. */
  row: number;
  login: ImportedLogin;
  /** Names of files that hang on it, and stay behind. */
  files: readonly string[];
  odd: readonly Oddity[];
}

/** `empty`: nothing in it. `damaged`: not what the format says. `too-long`: more text than a vault takes. */
export interface FailedRow { row: number; why: 'empty' | 'damaged' | 'too-long' }

export interface ReadImport { format: Format; rows: readonly ImportedRow[]; failed: readonly FailedRow[] }

/** A table whose columns nobody knows. */
export interface Table { header: readonly string[]; rows: readonly (readonly string[])[] }

export type Outcome =
  | { is: 'read'; result: ReadImport }
  | { is: 'needs-password'; format: Format; open: (password: string) => Promise<Outcome> }
  | { is: 'needs-columns'; table: Table };

/**
 * `restricted`: encrypted for one account or key of the other product, or in a way that can't be opened here.
 * `database`: the product's own database, not an export. `bomb`: unpacks to far more than it should.
 */
export type Refusal = 'empty' | 'too-large' | 'too-many' | 'unknown' | 'damaged' | 'restricted' | 'database' | 'bomb' | 'wrong-password' | 'too-costly';

/** Why a file can't be read at all. Holds nothing of the file. */
export class ImportRefused extends Error {
  readonly why: Refusal;

  constructor(why: Refusal, options?: ErrorOptions) {
    super(why, options);
    this.name = 'ImportRefused';
    this.why = why;
  }
}

/** Above that, files are refused rather than a tab brought down. */
export const importLimits = { bytes: 128 * 1024 * 1024, rows: 50_000 } as const;
