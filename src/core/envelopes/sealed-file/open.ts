/**
 * Opens a sealed file that somebody sent.
 * @see docs/sealed-file-format.md
 * @module
 */

import { concatBytes, decodeUtf8, encodeUtf8, type Bytes } from '../../bytes.ts';
import { chunkContext } from '../../export/encrypted-format.ts';
import { keyContext, passphraseKey, splitContent, type Content } from './content.ts';
import { chunkBytes, ivBytes, longestHead, readHead, tagBytes, type Recipient } from './format.ts';

/** What somebody has to open it with. `key`: RSA-OAEP with SHA-256, usage `decrypt`. */
export type With = { passphrase: string } | { key: CryptoKey; fingerprint: string };

/** `not-for-me`: no way in for what was tried, so another one may help. `damaged`: the right key, but not what was sealed. */
export type Opening = { content: Content } | { refused: 'not-sealed' | 'not-for-me' | 'wrong-passphrase' | 'damaged' };

/** The ways in that a file has, for asking for the right thing. @returns null for what is no sealed file */
export function waysInto(file: Bytes): readonly Recipient[] | null {
  const line = headLine(file);
  return line === null ? null : readHead(line);
}

export async function openFile(file: Bytes, means: With): Promise<Opening> {
  const line = headLine(file);
  const recipients = line === null ? null : readHead(line);
  if (line === null || recipients === null) return { refused: 'not-sealed' };
  const raw = await unwrap(recipients, means);
  if (!(raw instanceof Uint8Array)) return { refused: raw };
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  raw.fill(0);
  const plain = await openChunks(file.subarray(encodeUtf8(line).length + 1), key, line);
  const content = plain === null ? null : splitContent(plain);
  return content === null ? { refused: 'damaged' } : { content };
}

function headLine(file: Bytes): string | null {
  const end = file.subarray(0, longestHead).indexOf(0x0a);
  return end < 0 ? null : decodeUtf8(file.subarray(0, end));
}

async function unwrap(recipients: readonly Recipient[], means: With): Promise<Bytes | 'not-for-me' | 'wrong-passphrase'> {
  if ('passphrase' in means) {
    const ways = recipients.filter((one) => one.how === 'passphrase');
    for (const { rounds, salt, key } of ways) {
      const raw = await open(key, await passphraseKey(means.passphrase, { rounds, salt }, 'decrypt'), keyContext);
      if (raw?.length === 32) return raw;
    }
    return ways.length === 0 ? 'not-for-me' : 'wrong-passphrase';
  }
  for (const one of recipients) {
    if (one.how !== 'public-key' || one.fingerprint !== means.fingerprint) continue;
    const raw = await crypto.subtle.decrypt({ name: 'RSA-OAEP' }, means.key, one.key).catch(() => null);
    if (raw?.byteLength === 32) return new Uint8Array(raw);
  }
  return 'not-for-me';
}

/** Null if a chunk is not what was sealed at its place, or the last one is missing. */
async function openChunks(sealed: Bytes, key: CryptoKey, head: string): Promise<Bytes | null> {
  const whole = ivBytes + chunkBytes + tagBytes;
  const count = Math.max(1, Math.ceil(sealed.length / whole));
  const parts: Bytes[] = [];
  for (let index = 0; index < count; index++) {
    const part = await open(sealed.subarray(index * whole, (index + 1) * whole), key, chunkContext(head, index, index === count - 1));
    if (part === null) return null;
    parts.push(part);
  }
  return concatBytes(...parts);
}

async function open(sealed: Bytes, key: CryptoKey, context: string): Promise<Bytes | null> {
  if (sealed.length < ivBytes + tagBytes) return null;
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.subarray(0, ivBytes), additionalData: encodeUtf8(context) }, key, sealed.subarray(ivBytes)).catch(() => null);
  return opened === null ? null : new Uint8Array(opened);
}
