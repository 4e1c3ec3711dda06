/**
 * Reads a file of any program that we know: tells the format by its content, never by its name.
 * @module
 */

import { bitwardenCsv } from './bitwarden-csv.ts';
import { isBitwarden, readBitwarden } from './bitwarden-json.ts';
import { isAccountRestricted, isProtected, openProtected } from './bitwarden-protected.ts';
import { chromiumCsv, firefoxCsv, safariCsv } from './browser-csv.ts';
import { guessUses, readColumns } from './csv-columns.ts';
import { fits, readCsv, type CsvFormat } from './csv-format.ts';
import { readTable } from './csv-table.ts';
import { dashlaneCsv, dashlaneTables } from './dashlane-csv.ts';
import { isEnpass, readEnpass } from './enpass-json.ts';
import { keepass2Csv, keepassCsv } from './keepass-csv.ts';
import { readKeePassXml } from './keepass-xml.ts';
import { keepassXcCsv } from './keepassxc-csv.ts';
import { lastpassCsv } from './lastpass-csv.ts';
import { isLatchkey, openLatchkey } from './latchkey-file.ts';
import { nextcloudPasswordsCsv } from './nextcloud-passwords-csv.ts';
import { isEncryptedNextcloudPasswords, isNextcloudPasswords, readNextcloudPasswords } from './nextcloud-passwords-json.ts';
import { onePassword7Csv, onePasswordCsv } from './onepassword-csv.ts';
import { readOnePassword } from './onepassword-1pux.ts';
import { ImportRefused, importLimits, type Outcome, type ReadImport } from './outcome.ts';
import { latchkeyCsv, passmanCsv } from './passman-csv.ts';
import { isPassman, readPassman } from './passman-json.ts';
import { protonCsv } from './proton-csv.ts';
import { isProton, readProton } from './proton-pass.ts';
import { parseJson } from './read-json.ts';
import { isZip, unpack, type Unpacked } from './unpack.ts';

/** The first that fits is taken, so those that need more columns come first. */
const csvFormats: readonly CsvFormat[] = [
  latchkeyCsv, bitwardenCsv, keepassCsv, onePasswordCsv, dashlaneCsv, firefoxCsv, ...nextcloudPasswordsCsv, protonCsv, passmanCsv, keepassXcCsv, lastpassCsv, keepass2Csv, safariCsv, onePassword7Csv, chromiumCsv,
];

/** @throws {ImportRefused} with why the file can't be read */
export function readImport(bytes: Uint8Array): Outcome {
  if (bytes.length === 0) throw new ImportRefused('empty');
  if (bytes.length > importLimits.bytes) throw new ImportRefused('too-large');
  if (isZip(bytes)) return readArchive(bytes);
  if (isKeePassDatabase(bytes)) throw new ImportRefused('database');
  return readText(textOf(bytes));
}

function readText(text: string): Outcome {
  const start = text.trimStart();
  if (start === '') throw new ImportRefused('empty');
  if (start.startsWith('-----BEGIN PGP')) throw new ImportRefused('restricted');
  if (isLatchkey(start)) return { is: 'needs-password', format: 'latchkey', open: async (password) => read(await openLatchkey(start, password)) };
  if (start.startsWith('<')) return read(readKeePassXml(start));
  if (start.startsWith('{') || start.startsWith('[')) return readJson(parseJson(start));
  return readCsvText(text);
}

function readJson(json: unknown): Outcome {
  if (isAccountRestricted(json) || isEncryptedNextcloudPasswords(json)) throw new ImportRefused('restricted');
  if (isProtected(json)) return { is: 'needs-password', format: 'bitwarden-protected', open: async (password) => readText(await openProtected(json, password)) };
  if (isProton(json)) return read(readProton(json));
  if (isBitwarden(json)) return read(readBitwarden(json));
  if (isEnpass(json)) return read(readEnpass(json));
  if (isNextcloudPasswords(json)) return read(readNextcloudPasswords(json));
  if (isPassman(json)) return read(readPassman(json));
  throw new ImportRefused('unknown');
}

function readCsvText(text: string): Outcome {
  const table = readTable(text);
  const format = csvFormats.find((each) => fits(each, table));
  return format ? read(readCsv(format, table)) : { is: 'needs-columns', table };
}

function readArchive(bytes: Uint8Array): Outcome {
  const archive = unpack(bytes, (name) => /(?:^|\/)export\.data$|(?:^|\/)data\.json$|\.csv$/.test(name) && !name.includes('__MACOSX'));
  const onePassword = fileIn(archive, /(?:^|\/)export\.data$/);
  if (onePassword) return read(readOnePassword(parseJson(textOf(onePassword))));
  const proton = fileIn(archive, /(?:^|\/)data\.json$/);
  if (proton) return readText(textOf(proton));
  if (archive.names.some((name) => /\.(?:pgp|gpg|asc)$/.test(name))) throw new ImportRefused('restricted');
  const tables = [...archive.files.values()];
  if (tables.length === 0) throw new ImportRefused('unknown');
  return tables.length === 1 && tables[0] ? readText(textOf(tables[0])) : read(joined(tables));
}

/** Dashlane's tables, one after the other. */
function joined(files: readonly Uint8Array[]): ReadImport {
  const all = files.flatMap((file): ReadImport[] => {
    const text = textOf(file);
    // A table of nothing but its header.
    if (text.trim().split('\n').length < 2) return [];
    const table = readTable(text);
    const format = [dashlaneCsv, ...dashlaneTables].find((each) => fits(each, table));
    return [format ? readCsv(format, table) : { ...readColumns(table, guessUses(table.header)), format: 'dashlane-csv' }];
  });
  const [first] = all;
  if (!first) throw new ImportRefused('unknown');
  let before = 0;
  const shifted = all.map(({ rows, failed }) => {
    const from = before;
    before += rows.length + failed.length;
    return { rows: rows.map((row) => ({ ...row, row: row.row + from })), failed: failed.map((row) => ({ ...row, row: row.row + from })) };
  });
  return { format: first.format, rows: shifted.flatMap(({ rows }) => rows), failed: shifted.flatMap(({ failed }) => failed) };
}

function read(result: ReadImport): Outcome {
  if (result.rows.length === 0 && result.failed.length === 0) throw new ImportRefused('empty');
  return { is: 'read', result };
}

function fileIn({ files }: Unpacked, pattern: RegExp): Uint8Array | null {
  return [...files].find(([name]) => pattern.test(name))?.[1] ?? null;
}

/** KDBX and KDB files begin with these four bytes. */
function isKeePassDatabase(bytes: Uint8Array): boolean {
  return [0x03, 0xd9, 0xa2, 0x9a].every((byte, index) => bytes[index] === byte);
}

/** UTF-8 unless it says otherwise or can't be; then what Windows writes. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
