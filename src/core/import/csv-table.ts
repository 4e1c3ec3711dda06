/**
 * Text to a table, by papaparse: quotes, line ends and delimiters as programs write them.
 * @module
 */

import Papa from 'papaparse';
import { ImportRefused, importLimits, type Table } from './outcome.ts';

/** Columns beyond are no export of logins. */
const mostColumns = 500;

/** @throws {ImportRefused} `empty`, `too-many`, `unknown` */
export function readTable(text: string): Table {
  const plain = text.replace(/^\uFEFF/, '');
  const rows = isBackslashed(plain) ? readBackslashed(plain) : Papa.parse<string[]>(plain, { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t', '|'] }).data;
  const [header, ...rest] = rows;
  if (header === undefined || rest.length === 0) throw new ImportRefused('empty');
  if (rest.length > importLimits.rows) throw new ImportRefused('too-many');
  if (header.length > mostColumns || header.length < 2) throw new ImportRefused('unknown');
  return { header: header.map((name) => name.trim()), rows: rest };
}

/** KeePass 1.x puts a backslash before quotes and backslashes, where all others double the quotes. */
function isBackslashed(text: string): boolean {
  return text.startsWith('"Account","Login Name","Password","Web Site","Comments"');
}

function readBackslashed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"\\]|\\[^])*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replace(/\\([^])/g, '$1') ?? bare ?? '');
    if (end === ',') continue;
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  }
  return rows;
}
