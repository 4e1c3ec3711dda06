/**
 * The encrypted export: a line that says how the key is made, then a sealed chunk in each line.
 * @see docs/export-format.md
 * @module
 */

import { concatBytes, decodeBase64, encodeBase64, encodeUtf8, randomBytes, type Bytes } from '../bytes.ts';
import { parse, recordOf, stringOf } from '../credential/read-text.ts';

export const formatName = 'latchkey-export';
const version = 1;
/** @see OWASP, password storage: 600,000 rounds for PBKDF2-HMAC-SHA256 */
export const exportRounds = 600_000;
const ivBytes = 12;
const saltBytes = 16;

export interface ExportHeader { kdf: { rounds: number; salt: Bytes } }

/** The first line of a file, without its line end. */
export function newHeaderLine(): string {
  return JSON.stringify({
    format: formatName, version,
    kdf: { name: 'PBKDF2', hash: 'SHA-256', rounds: exportRounds, salt: encodeBase64(randomBytes(saltBytes)) },
    cipher: 'AES-256-GCM',
  });
}

/** @returns null for what is no header of a version that we know */
export function readHeader(line: string): ExportHeader | null {
  const header = recordOf(parse(line));
  const kdf = recordOf(header['kdf']);
  const salt = decodeBase64(stringOf(kdf['salt']));
  const rounds = kdf['rounds'];
  const known = header['format'] === formatName && header['version'] === version && header['cipher'] === 'AES-256-GCM' && kdf['name'] === 'PBKDF2' && kdf['hash'] === 'SHA-256';
  if (!known || !salt || salt.length < 8 || typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 1) return null;
  return { kdf: { rounds, salt } };
}

export async function importPassphrase(passphrase: string, { kdf }: ExportHeader, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', encodeUtf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: kdf.salt, iterations: kdf.rounds }, typed, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** Binds a chunk to its file, its place, and the end: none can be left out, added or moved unnoticed. */
export function chunkContext(headerLine: string, index: number, last: boolean): string {
  return `${headerLine}\n${index}\n${last ? 'last' : 'more'}`;
}

/** One line of the file. @param items - plain objects, see the format's description */
export async function sealChunk(items: readonly unknown[], key: CryptoKey, context: string): Promise<string> {
  const iv = randomBytes(ivBytes);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encodeUtf8(context) }, key, encodeUtf8(JSON.stringify(items)));
  return encodeBase64(concatBytes(iv, new Uint8Array(sealed)));
}
