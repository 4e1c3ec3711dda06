/**
 * Random bytes as words with a checksum, and back (BIP-39, entropy only: no seed, no passphrase).
 * @see BIP-39, contracts: SelfPrivacy §3
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { readWords, type PhraseReading } from './read-phrase.ts';
import { bitsPerWord, type WordBook } from './word-book.ts';

/**
 * Writes bytes as words: 16 give 12, 24 give 18.
 *
 * @param entropy - 16, 20, 24, 28 or 32 bytes
 * @throws RangeError for any other length
 */
export async function encodeMnemonic(entropy: Bytes, book: WordBook): Promise<string> {
  if (entropy.length < 16 || entropy.length > 32 || entropy.length % 4 !== 0) throw new RangeError('no such mnemonic');
  const bits = bitsOf(entropy) + (await checksumOf(entropy));
  const words = bits.match(new RegExp(`.{${bitsPerWord}}`, 'g')) ?? [];
  return words.map((number) => book.words[parseInt(number, 2)]).join(' ');
}

/** The bytes of a phrase; null for an unknown word, an impossible number of words, or a wrong checksum. */
export async function decodeMnemonic(phrase: string, book: WordBook): Promise<Bytes | null> {
  const numbers = phrase.split(' ').map((word) => book.numbers.get(word));
  if (numbers.length < 12 || numbers.length > 24 || numbers.length % 3 !== 0) return null;
  let bits = '';
  for (const number of numbers) {
    if (number === undefined) return null;
    bits += number.toString(2).padStart(bitsPerWord, '0');
  }
  // One bit in 33 is the checksum's.
  const length = (bits.length / 33) * 32;
  const entropy = Uint8Array.from({ length: length / 8 }, (_, index) => parseInt(bits.slice(8 * index, 8 * index + 8), 2));
  return bits.slice(length) === (await checksumOf(entropy)) ? entropy : null;
}

/** Reads a phrase with a checksum as a person typed it. @param count - 12 for pairing, 18 for recovery */
export async function readMnemonic(text: string, count: number, book: WordBook): Promise<PhraseReading> {
  const reading = readWords(text, count, book);
  if (reading.state !== 'good' || (await decodeMnemonic(reading.phrase, book)) !== null) return reading;
  return { state: 'wrong-checksum' };
}

/** The first bits of the digest: one for each four bytes. */
async function checksumOf(entropy: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', entropy));
  return bitsOf(digest).slice(0, entropy.length / 4);
}

function bitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
}
