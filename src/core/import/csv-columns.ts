/**
 * A table that no product of ours wrote: what each column is for, first guessed, then said by the person.
 * @module
 */

import { partsOf, type ColumnUse } from './csv-format.ts';
import type { ReadImport, Table } from './outcome.ts';
import { collect } from './parts.ts';

/** What a person may choose for a column. */
export const columnUses = ['label', 'username', 'email', 'password', 'url', 'notes', 'tags', 'code', 'field', 'secret', 'drop'] as const satisfies readonly ColumnUse[];
export type ChosenUse = (typeof columnUses)[number];

const guesses: readonly (readonly [ChosenUse, RegExp])[] = [
  ['code', /otp|2fa|two.?factor|authenticator|einmal/i],
  ['email', /e-?mail|courriel|correo/i],
  ['password', /pass|kennwort|pwd|contraseña|mot de passe/i],
  ['username', /user|login|account|benutzer|konto|utilisateur|usuario/i],
  ['url', /url|web|site|link|address|adresse|domain|host/i],
  ['notes', /note|comment|descr|bemerk|notiz|extra|info/i],
  ['tags', /tag|folder|group|categor|ordner|gruppe|kategorie/i],
  ['label', /title|name|label|titel|entry|service|bezeichnung/i],
];

/** Each use that holds one value is given once. */
export function guessUses(header: readonly string[]): ChosenUse[] {
  const taken = new Set<ChosenUse>();
  return header.map((name) => {
    const use = guesses.find(([each, pattern]) => pattern.test(name) && !(taken.has(each) && each !== 'url' && each !== 'notes' && each !== 'tags'))?.[0] ?? 'field';
    taken.add(use);
    return use;
  });
}

/** @param uses - one for each column */
export function readColumns(table: Table, uses: readonly ChosenUse[]): ReadImport {
  return collect('csv', table.rows, (row) => partsOf(row, uses, table.header));
}
