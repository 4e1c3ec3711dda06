/**
 * Random bytes as words (BIP-39), written once more for the server's side: a client's mistake must not be repeated.
 * @module
 */

import { createHash, randomBytes } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** @param bytes - 16 for pairing, 24 for recovery */
export function newPhrase(bytes: 16 | 24): string {
  const entropy = randomBytes(bytes);
  const checksumBits = BigInt(bytes / 4);
  const digest = BigInt(createHash('sha256').update(entropy).digest()[0] ?? 0);
  let number = (BigInt(`0x${entropy.toString('hex')}`) << checksumBits) | (digest >> (8n - checksumBits));
  const words: string[] = [];
  for (let left = (bytes * 3) / 4; left > 0; left--) {
    words.unshift(wordlist[Number(number & 2047n)] ?? '');
    number >>= 11n;
  }
  return words.join(' ');
}

/** As Python's `secrets.token_urlsafe(32)`. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
