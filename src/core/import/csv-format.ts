/**
 * What a CSV format is: the columns that tell it, and what each is for. Columns that it doesn't know become fields.
 * @module
 */

import { favouriteTag } from '../credential/favourite.ts';
import type { Format, ReadImport, Table } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { isSecretName } from './read-json.ts';

/** What a column holds. `drop`: nothing that a person would miss. `folder`: a path, which becomes a tag. */
export type ColumnUse = 'label' | 'username' | 'email' | 'password' | 'url' | 'notes' | 'folder' | 'tags' | 'code' | 'favourite' | 'secret' | 'field' | 'drop';

export interface CsvFormat {
  format: Format;
  /** By lower-case names. */
  columns: Readonly<Record<string, ColumnUse>>;
  /** Says more than the columns do. @param cell - by lower-case name */
  finish?: (parts: Required<Pick<LoginParts, 'urls' | 'tags' | 'fields' | 'notes'>> & LoginParts, cell: (name: string) => string) => LoginParts | null;
  /** Columns that all of its files have. */
  needs: readonly string[];
}

export function fits({ needs, columns }: CsvFormat, { header }: Table): boolean {
  const names = header.map((name) => name.toLowerCase());
  return needs.every((name) => names.includes(name)) && names.filter((name) => name in columns).length >= needs.length;
}

export function readCsv(format: CsvFormat, table: Table): ReadImport {
  const names = table.header.map((name) => name.toLowerCase());
  const uses = names.map((name) => (Object.hasOwn(format.columns, name) ? format.columns[name] : undefined) ?? useOfUnknown(name));
  return collect(format.format, table.rows, (row) => {
    const parts = partsOf(row, uses, table.header);
    const cell = (name: string) => row[names.indexOf(name)] ?? '';
    return format.finish ? format.finish(parts, cell) : parts;
  });
}

/** @param uses - one for each column */
export function partsOf(row: readonly string[], uses: readonly ColumnUse[], header: readonly string[]): ReturnType<typeof emptyParts> {
  const parts = emptyParts();
  uses.forEach((use, index) => { put(parts, use, { label: header[index] ?? '', value: row[index] ?? '' }); });
  // A row that is longer than its header: a delimiter in a text that wasn't quoted.
  row.slice(uses.length).forEach((value) => { put(parts, 'field', { label: '?', value }); });
  return parts;
}

function emptyParts() {
  return { label: '', username: '', email: '', password: '', urls: [] as string[], notes: '', tags: [] as string[], codes: [] as string[], fields: [] as Field[] };
}

function put(parts: ReturnType<typeof emptyParts>, use: ColumnUse, { label, value }: { label: string; value: string }): void {
  if (value === '') return;
  switch (use) {
    case 'drop': return;
    case 'label':
    case 'username':
    case 'email':
    case 'password':
      if (parts[use] === '') parts[use] = value;
      else parts.fields.push({ label, value, secret: use === 'password' });
      return;
    case 'notes':
      parts.notes = parts.notes === '' ? value : `${parts.notes}\n\n${value}`;
      return;
    case 'url':
      parts.urls.push(...value.split(/[\s]+|,(?=\s*[a-z][a-z0-9+.-]*:)/i));
      return;
    case 'folder':
      parts.tags.push(value.replace(/\\/g, '/'));
      return;
    case 'tags':
      parts.tags.push(...value.replace(/^\[(.*)\]$/s, '$1').split(/[,;]/));
      return;
    case 'code':
      parts.codes.push(value);
      return;
    case 'favourite':
      if (isYes(value)) parts.tags.push(favouriteTag);
      return;
    case 'field':
    case 'secret':
      parts.fields.push({ label, value, secret: use === 'secret' });
  }
}

export function isYes(value: string): boolean {
  return ['1', 'true', 'yes', 'ja', 'oui'].includes(value.trim().toLowerCase());
}

function useOfUnknown(name: string): ColumnUse {
  return isSecretName(name) ? 'secret' : 'field';
}
