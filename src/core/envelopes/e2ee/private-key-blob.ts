/**
 * The private key as the server keeps it: sealed under twelve words.
 * @see contracts: e2ee §3.2, §3.3
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, randomBytes } from '../../bytes.ts';
import { privateKeyPem, readPemBlock } from './key-pair.ts';

interface Derivation { hash: 'SHA-1' | 'SHA-256'; iterations: number }
interface BlobParts { sealed: Bytes; iv: Bytes; salt: Bytes }

const current: Derivation = { hash: 'SHA-256', iterations: 600_000 };
/** What clients have written over the years, the likeliest first. */
const derivations: readonly Derivation[] = [current, { hash: 'SHA-1', iterations: 1024 }, { hash: 'SHA-1', iterations: 600_000 }, { hash: 'SHA-1', iterations: 1000 }];
const saltBytes = 40;
const ivBytes = 12;
/** A bar in base64: the delimiter of very old clients. */
const oldDelimiter = 'fA==';

/** What goes into the derivation: the words in lower case, without anything between them. */
export function wordsAsKey(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** Seals PKCS#8 under the words. Takes about 0.1 s on purpose. */
export async function sealPrivateKey(pkcs8: Uint8Array, words: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const iv = randomBytes(ivBytes);
  const key = await keyOf(wordsAsKey(words), salt, current);
  const plaintext = encodeUtf8(encodeBase64(encodeUtf8(privateKeyPem(pkcs8))));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plaintext));
  return [sealed, iv, salt].map(encodeBase64).join('|');
}

/** Whether it looks like a sealed private key at all. */
export function isPrivateKeyBlob(blob: string): boolean {
  return readParts(blob) !== null;
}

/**
 * Opens a sealed private key, whichever client wrote it. Wrong words take some 0.5 s.
 *
 * @returns PKCS#8; null if the words are wrong (or it was tampered with: the two look the same)
 */
export async function openPrivateKey(blob: string, words: string): Promise<Bytes | null> {
  const parts = readParts(blob);
  if (parts === null) return null;
  // The web app takes words as they are typed: keys made there by hand may have capitals.
  const spellings = new Set([wordsAsKey(words), words.replace(/\s+/g, '')]);
  for (const spelling of spellings) {
    for (const derivation of derivations) {
      const plaintext = await openWith(await keyOf(spelling, parts.salt, derivation), parts);
      if (plaintext !== null) return pkcs8In(plaintext);
    }
  }
  return null;
}

async function openWith(key: CryptoKey, { sealed, iv }: BlobParts): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed));
  } catch {
    return null;
  }
}

/** The plaintext is base64 of PEM; PEM by itself is taken too. */
function pkcs8In(plaintext: Bytes): Bytes | null {
  const text = decodeUtf8(plaintext) ?? '';
  const inner = decodeBase64(text.replace(/\s/g, ''));
  const pem = inner === null ? text : decodeUtf8(inner) ?? '';
  return readPemBlock(pem, 'PRIVATE KEY');
}

function readParts(blob: string): BlobParts | null {
  const [sealed, iv, salt, ...more] = blob.includes('|') ? blob.split('|').map(decodeBase64) : splitOld(blob);
  const sound = sealed && iv && salt && more.length === 0 && (iv.length === 12 || iv.length === 16) && salt.length >= 16 && sealed.length > 16;
  return sound ? { sealed, iv, salt } : null;
}

/** From the right, since the delimiter can also be the honest end of a part. */
function splitOld(blob: string): (Bytes | null)[] {
  for (let second = blob.lastIndexOf(oldDelimiter); second > 0; second = blob.lastIndexOf(oldDelimiter, second - 1)) {
    for (let first = blob.lastIndexOf(oldDelimiter, second - 1); first > 0; first = blob.lastIndexOf(oldDelimiter, first - 1)) {
      const parts = [blob.slice(0, first), blob.slice(first + oldDelimiter.length, second), blob.slice(second + oldDelimiter.length)].map(decodeBase64);
      if ((parts[1]?.length === 12 || parts[1]?.length === 16) && (parts[2]?.length ?? 0) >= 16) return parts;
    }
  }
  return [];
}

async function keyOf(password: string, salt: Bytes, { hash, iterations }: Derivation): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encodeUtf8(password), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash, salt, iterations }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
