/**
 * Text to a table: quotes, line ends and delimiters as programs write them. By hand, since a library for it would
 * weigh as much as all formats of CSV together.
 * @see RFC 4180
 * @module
 */

import { ImportRefused, importLimits, type Table } from './outcome.ts';

/** Columns beyond are no export of logins. */
const mostColumns = 500;
/** The commonest first. */
const delimiters = [',', ';', '\t', '|'] as const;

/** @throws {ImportRefused} `empty`, `too-many`, `unknown` */
export function readTable(text: string): Table {
  const plain = text.replace(/^\uFEFF/, '');
  const rows = isBackslashed(plain) ? readRows(plain, ',', backslashed) : readRows(plain, delimiterOf(plain), doubled);
  const [header, ...rest] = rows;
  if (header === undefined || rest.length === 0) throw new ImportRefused('empty');
  if (rest.length > importLimits.rows) throw new ImportRefused('too-many');
  if (header.length > mostColumns || header.length < 2) throw new ImportRefused('unknown');
  return { header: header.map((name) => name.trim()), rows: rest };
}

/** How a quote is written within quotes. */
interface Quoting { inside: string; plain: (written: string) => string }
const doubled: Quoting = { inside: '[^"]|""', plain: (written) => written.replaceAll('""', '"') };
const backslashed: Quoting = { inside: String.raw`[^"\\]|\\[^]`, plain: (written) => written.replace(/\\([^])/g, '$1') };

/** KeePass 1.x puts a backslash before quotes and backslashes, where all others double the quotes. */
function isBackslashed(text: string): boolean {
  return text.startsWith('"Account","Login Name","Password","Web Site","Comments"');
}

/** What parts the names of the columns most often. */
function delimiterOf(text: string): string {
  const [header = ''] = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart()) ?? [];
  const names = header.replace(/"(?:[^"]|"")*"/g, '');
  return delimiters.reduce<string>((best, each) => (names.split(each).length > names.split(best).length ? each : best), ',');
}

/** Rows in which something is written. What stands between a closing quote and the delimiter belongs to the cell. */
function readRows(text: string, delimiter: string, { inside, plain }: Quoting): string[][] {
  const part = delimiter === '\t' ? '\\t' : `\\${delimiter}`;
  const cell = new RegExp(`(?:"((?:${inside})*)(?:"|$))?([^${part}\\r\\n]*)(${part}|\\r\\n?|\\n|$)`, 'y');
  const rows: string[][] = [];
  let row: string[] = [];
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    const [, quoted, rest = '', end] = found;
    row.push((quoted === undefined ? '' : plain(quoted)) + rest);
    if (end === delimiter) continue;
    if (row.some((value) => value.trim() !== '')) rows.push(row);
    row = [];
    if (cell.lastIndex >= text.length) break;
  }
  return rows;
}
