/**
 * What a file is on the server: AES-128-GCM under its own key, the tag at the end. Also how small blobs are sealed.
 *
 * For what fits in memory; larger files go through `gcm-stream.ts`.
 * @see contracts: e2ee §3.4
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { concatBytes, randomBytes } from '../../bytes.ts';

export const contentKeyBytes = 16;
/** Written with 12; clients on telephones write 16. */
export const nonceBytes = 12;
export const tagBytes = 16;

const gcm = 'AES-GCM';

/** For one content only: under the same key and nonce two contents would show their difference. */
export interface ContentKey { key: Bytes; nonce: Bytes }

export function createContentKey(): ContentKey {
  return { key: randomBytes(contentKeyBytes), nonce: randomBytes(nonceBytes) };
}

/** @returns ciphertext and tag */
export async function sealContent({ key, nonce }: ContentKey, plaintext: Uint8Array): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, gcm, false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: gcm, iv: nonce }, imported, new Uint8Array(plaintext)));
}

/** Null: another key or nonce, or not a byte as it was. */
export async function openContent({ key, nonce }: ContentKey, sealed: Uint8Array): Promise<Bytes | null> {
  try {
    const imported = await crypto.subtle.importKey('raw', key, gcm, false, ['decrypt']);
    return new Uint8Array(await crypto.subtle.decrypt({ name: gcm, iv: nonce }, imported, sealed as Bytes));
  } catch {
    return null;
  }
}

export function tagOf(sealed: Uint8Array): Bytes {
  return concatBytes(sealed.subarray(-tagBytes));
}
