/**
 * What lies inside a sealed file: a description in JSON, then the bytes that it describes.
 * @see docs/sealed-file-format.md
 * @module
 */

import { concatBytes, decodeUtf8, encodeUtf8, type Bytes } from '../../bytes.ts';
import { parse, recordOf, stringOf } from '../../credential/read-text.ts';

/** `credential`: the body is one login as JSON, as in the encrypted export. */
export type Description = { kind: 'credential' } | { kind: 'file'; name: string; mimetype: string };
export interface Content { description: Description; body: Bytes }

/** Bound to a wrapped content key, so that it can't be taken for something else. */
export const keyContext = 'latchkey-sealed 1 content key';
const longestDescription = 64 * 1024;

/** Four bytes with the length of the description (big-endian), the description, the body. */
export function joinContent({ description, body }: Content): Bytes {
  const text = encodeUtf8(JSON.stringify(description));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return concatBytes(length, text, body);
}

/** @returns null for what is none, or of a kind that a later version made */
export function splitContent(plain: Bytes): Content | null {
  if (plain.length < 4) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  if (length > longestDescription || plain.length < 4 + length) return null;
  const description = readDescription(decodeUtf8(plain.subarray(4, 4 + length)));
  return description === null ? null : { description, body: plain.slice(4 + length) };
}

function readDescription(text: string | null): Description | null {
  const read = recordOf(text === null ? null : parse(text));
  if (read['kind'] === 'credential') return { kind: 'credential' };
  return read['kind'] === 'file' ? { kind: 'file', name: stringOf(read['name']), mimetype: stringOf(read['mimetype']) } : null;
}

/** As typed: not trimmed, not normalised. */
export async function passphraseKey(passphrase: string, kdf: { rounds: number; salt: Bytes }, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', encodeUtf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: kdf.salt, iterations: kdf.rounds }, typed, { name: 'AES-GCM', length: 256 }, false, [use]);
}
