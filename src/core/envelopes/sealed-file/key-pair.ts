/**
 * Keys for sealed files: made here, handed over as text, compared by their fingerprints.
 * @see docs/sealed-file-format.md
 * @module
 */

import { decodeBase64, encodeBase64, encodeHex, type Bytes } from '../../bytes.ts';

const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' } as const;
const beginning = 'latchkey-key:';
/** Its dot is the end, whatever stands behind it once all blanks are gone. */
const written = new RegExp(`${beginning}([A-Za-z0-9+/]{300,2000}={0,2})\\.`);

/** As it rests, sealed: both halves in base64. */
export interface SealingPair { pkcs8: string; spki: string }
/** As {@link ./seal.ts} and {@link ./open.ts} take it. */
export interface SealingKey { key: CryptoKey; fingerprint: string }

export async function makeSealingPair(bits = 3072): Promise<SealingPair> {
  const pair = await crypto.subtle.generateKey({ ...algorithm, modulusLength: bits, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['encrypt', 'decrypt']);
  const [pkcs8, spki] = await Promise.all([crypto.subtle.exportKey('pkcs8', pair.privateKey), crypto.subtle.exportKey('spki', pair.publicKey)]);
  return { pkcs8: encodeBase64(new Uint8Array(pkcs8)), spki: encodeBase64(new Uint8Array(spki)) };
}

/** What is handed over to others: no secret. */
export function sealingKeyText({ spki }: Pick<SealingPair, 'spki'>): string {
  return `${beginning}${spki}.`;
}

/** Finds a key in what was pasted. @returns its SPKI in base64, to be pinned; null for what is none, or too small */
export async function readSealingKeyText(text: string): Promise<string | null> {
  const [, spki = ''] = written.exec(text.replace(/\s+/g, '')) ?? [];
  return (await readPublic(spki)) === null ? null : spki;
}

/** For sealing to somebody. */
export async function readPublic(spki: string): Promise<SealingKey | null> {
  const bytes = decodeBase64(spki);
  if (bytes === null || bytes.length === 0) return null;
  const key = await crypto.subtle.importKey('spki', bytes, algorithm, true, ['encrypt']).catch(() => null);
  const { modulusLength = 0 } = (key?.algorithm ?? {}) as { modulusLength?: number };
  return key === null || modulusLength < 2048 ? null : { key, fingerprint: await fingerprintOf(bytes) };
}

/** For opening what was sealed to us. */
export async function readPrivate({ pkcs8, spki }: SealingPair): Promise<SealingKey | null> {
  const [secret, open] = [decodeBase64(pkcs8), decodeBase64(spki)];
  const key = secret === null ? null : await crypto.subtle.importKey('pkcs8', secret, algorithm, false, ['decrypt']).catch(() => null);
  return key === null || open === null ? null : { key, fingerprint: await fingerprintOf(open) };
}

async function fingerprintOf(spki: Bytes): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', spki)));
}
