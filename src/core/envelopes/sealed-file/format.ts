/**
 * The head of a sealed file: what it is, and the content key, once for each who may open it.
 *
 * One line of JSON, then the sealed chunks. Whatever stands in the line is bound to every chunk.
 * @see docs/sealed-file-format.md
 * @module
 */

import { decodeBase64, encodeBase64, type Bytes } from '../../bytes.ts';
import { parse, recordOf, stringOf } from '../../credential/read-text.ts';

export const formatName = 'latchkey-sealed';
const version = 1;
/** Bytes of plaintext in every chunk but the last. */
export const chunkBytes = 1024 * 1024;
export const ivBytes = 12;
export const tagBytes = 16;
/** What somebody else's file may ask of this computer at most. */
const mostRounds = 10_000_000;
const mostRecipients = 64;
/** Characters. */
export const longestHead = 64 * 1024;

/** The content key for whoever knows a passphrase. `key`: iv, then the 32 bytes sealed with AES-256-GCM. */
export interface ByPassphrase { how: 'passphrase'; rounds: number; salt: Bytes; key: Bytes }
/** The content key for the holder of an RSA key. `fingerprint`: SHA-256 of its SPKI, hex. `key`: RSA-OAEP-SHA-256. */
export interface ByPublicKey { how: 'public-key'; fingerprint: string; key: Bytes }
export type Recipient = ByPassphrase | ByPublicKey;

/** The line without its line end. */
export function writeHead(recipients: readonly Recipient[]): string {
  return JSON.stringify({
    format: formatName, version, cipher: 'AES-256-GCM', chunk: chunkBytes,
    recipients: recipients.map((one) => (one.how === 'passphrase'
      ? { how: one.how, kdf: { name: 'PBKDF2', hash: 'SHA-256', rounds: one.rounds, salt: encodeBase64(one.salt) }, key: encodeBase64(one.key) }
      : { how: one.how, wrap: 'RSA-OAEP-SHA-256', fingerprint: one.fingerprint, key: encodeBase64(one.key) })),
  });
}

/**
 * @returns null for what is no head of a version that we know. A recipient that we don't understand is left out:
 *   there may be another way in
 */
export function readHead(line: string): readonly Recipient[] | null {
  const head = recordOf(parse(line));
  const known = head['format'] === formatName && head['version'] === version && head['cipher'] === 'AES-256-GCM' && head['chunk'] === chunkBytes;
  const recipients = head['recipients'];
  if (!known || !Array.isArray(recipients) || recipients.length > mostRecipients) return null;
  return recipients.flatMap((one: unknown) => readRecipient(recordOf(one)) ?? []);
}

function readRecipient(one: Readonly<Record<string, unknown>>): Recipient | null {
  const key = decodeBase64(stringOf(one['key']));
  if (key === null) return null;
  if (one['how'] === 'public-key') {
    const fingerprint = stringOf(one['fingerprint']);
    return one['wrap'] === 'RSA-OAEP-SHA-256' && /^[0-9a-f]{64}$/.test(fingerprint) ? { how: 'public-key', fingerprint, key } : null;
  }
  const kdf = recordOf(one['kdf']);
  const salt = decodeBase64(stringOf(kdf['salt']));
  const rounds = kdf['rounds'];
  const usable = one['how'] === 'passphrase' && kdf['name'] === 'PBKDF2' && kdf['hash'] === 'SHA-256' && key.length === ivBytes + 32 + tagBytes;
  if (!usable || salt === null || salt.length < 8 || typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 1 || rounds > mostRounds) return null;
  return { how: 'passphrase', rounds, salt, key };
}
