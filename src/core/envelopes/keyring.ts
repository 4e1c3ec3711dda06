/**
 * The keyring's crypto: one random data key seals everything secret at rest, and a password wraps
 * the data key. Where the blobs are kept is the background's business.
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, randomBytes } from '../bytes.ts';
import { Failure } from '../problem.ts';

/** A data key under a password. JSON-safe; `salt` and `sealed` are base64. */
export interface WrappedKey {
  v: 1;
  kdf: 'PBKDF2-SHA-256';
  rounds: number;
  salt: string;
  sealed: string;
}

/** What we write. @see OWASP, password storage: 600,000 rounds for PBKDF2-HMAC-SHA256 */
export const keyringRounds = 600_000;

const keyBytes = 32;
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
const gcm = 'AES-GCM';

/** 32 random bytes. */
export function createDataKey(): Bytes {
  return randomBytes(keyBytes);
}

/** Wraps a data key with a fresh salt. Takes about 0.1 s on purpose. */
export async function wrapDataKey(dataKey: Uint8Array, password: string, rounds: number = keyringRounds): Promise<WrappedKey> {
  const salt = randomBytes(saltBytes);
  const wrapped = { v: 1, kdf: 'PBKDF2-SHA-256', rounds, salt: encodeBase64(salt) } as const;
  const sealed = await sealBytes(await wrappingKey(password, salt, rounds), dataKey, header(wrapped));
  return { ...wrapped, sealed: encodeBase64(sealed) };
}

/**
 * Opens a wrapped data key.
 *
 * @param wrapped - as it was stored; its shape is checked here
 * @param allowedRounds - any other count is refused: a tampered one must neither weaken nor stall us
 * @returns null if the password is wrong (or the wrapping was tampered with: the two look the same)
 * @throws Failure `damaged-keyring` if it isn't a wrapped key at all
 */
export async function unwrapDataKey(wrapped: WrappedKey, password: string, allowedRounds: readonly number[] = [keyringRounds]): Promise<Bytes | null> {
  const { salt, sealed } = readWrapping(wrapped, allowedRounds);
  const dataKey = await openBytes(await wrappingKey(password, salt, wrapped.rounds), sealed, header(wrapped));
  if (dataKey !== null && dataKey.length !== keyBytes) throw new Failure({ kind: 'damaged-keyring' });
  return dataKey;
}

/** For {@link sealBytes} and {@link openBytes}; cannot be exported again. */
export async function importDataKey(dataKey: Uint8Array): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', new Uint8Array(dataKey), gcm, false, ['encrypt', 'decrypt']);
}

/**
 * Seals bytes with AES-256-GCM.
 *
 * @param context - what and where this blob is; it opens only under the same context, so blobs cannot be swapped
 * @returns 12 bytes of random iv, then the ciphertext with its 16-byte tag
 */
export async function sealBytes(key: CryptoKey, plaintext: Uint8Array, context: string): Promise<Bytes> {
  const iv = randomBytes(ivBytes);
  const sealed = await crypto.subtle.encrypt({ name: gcm, iv, additionalData: encodeUtf8(context) }, key, plaintext as Bytes);
  return concatBytes(iv, new Uint8Array(sealed));
}

/** Null: not ours, not of this context, or tampered with. */
export async function openBytes(key: CryptoKey, sealed: Uint8Array, context: string): Promise<Bytes | null> {
  if (sealed.length < ivBytes + tagBytes) return null;
  const parameters = { name: gcm, iv: sealed.slice(0, ivBytes), additionalData: encodeUtf8(context) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.subarray(ivBytes) as Bytes));
  } catch {
    return null; // WebCrypto says only OperationError, whatever is wrong
  }
}

/** As {@link sealBytes}, of the JSON of a value. */
export async function sealJson(key: CryptoKey, value: unknown, context: string): Promise<Bytes> {
  return await sealBytes(key, encodeUtf8(JSON.stringify(value)), context);
}

/** Null: not ours, not of this context, tampered with, or not JSON. The shape is the caller's to check. */
export async function openJson(key: CryptoKey, sealed: Uint8Array, context: string): Promise<unknown> {
  const bytes = await openBytes(key, sealed, context);
  const text = bytes === null ? null : decodeUtf8(bytes);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The public part is authenticated with the key, so rounds and salt cannot be changed apart from it. */
function header(wrapped: Omit<WrappedKey, 'sealed'>): string {
  return `latchkey data key|${wrapped.v}|${wrapped.kdf}|${wrapped.rounds}|${wrapped.salt}`;
}

async function wrappingKey(password: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encodeUtf8(password), 'PBKDF2', false, ['deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return await crypto.subtle.deriveKey(parameters, material, { name: gcm, length: 256 }, false, ['encrypt', 'decrypt']);
}

function readWrapping(wrapped: unknown, allowedRounds: readonly number[]): { salt: Bytes; sealed: Bytes } {
  const { v, kdf, rounds, salt, sealed } = (typeof wrapped === 'object' && wrapped !== null ? wrapped : {}) as Record<string, unknown>;
  const sound = v === 1 && kdf === 'PBKDF2-SHA-256' && typeof rounds === 'number' && allowedRounds.includes(rounds);
  const saltRead = typeof salt === 'string' ? decodeBase64(salt) : null;
  const sealedRead = typeof sealed === 'string' ? decodeBase64(sealed) : null;
  if (!sound || saltRead?.length !== saltBytes || sealedRead?.length !== ivBytes + keyBytes + tagBytes) {
    throw new Failure({ kind: 'damaged-keyring' });
  }
  return { salt: saltRead, sealed: sealedRead };
}
