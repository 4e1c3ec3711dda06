/**
 * Makes a string of a decrypted field. Most are a few ASCII letters, for which a decoder's set-up costs more than its work.
 * @module
 */

import { decodeUtf8 } from '../bytes.ts';

/** Longer texts go to the decoder. */
const short = 48;

/** @returns null if the bytes are not well-formed UTF-8 */
export function readPlaintext(bytes: Uint8Array, at: number, length: number): string | null {
  if (length === 2) {
    // What empty fields hold, in most items several of them: one shared string instead of many.
    const pair = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    if (pair === 0x2222) return '""';
    if (pair === 0x5b5d) return '[]';
    if (pair === 0x7b7d) return '{}';
  }
  const part = bytes.subarray(at, at + length);
  return length <= short && isAscii(part) ? String.fromCharCode(...part) : decodeUtf8(part);
}

function isAscii(bytes: Uint8Array): boolean {
  let seen = 0;
  for (let at = 0; at < bytes.length; at++) seen |= bytes[at] as number;
  return seen < 0x80;
}
