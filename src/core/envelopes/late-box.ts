/**
 * A letter box: anybody in the background may put something in, only the holder of the private key gets it out. For
 * what is typed in the moment in which Latchkey locks.
 *
 * ECDH on P-256 with a fresh key for each letter, HKDF-SHA-256, AES-256-GCM.
 * @module
 */

import { concatBytes, encodeUtf8, type Bytes } from '../bytes.ts';
import { openJson, sealJson } from './keyring.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** An uncompressed point. */
const publicBytes = 65;

/** A box's two keys. `publicKey` is no secret; `privateKey` (PKCS #8) must rest sealed. */
export interface LateBox { publicKey: Bytes; privateKey: Bytes }

export async function createLateBox(): Promise<LateBox> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)), privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) };
}

/** @param context - where the letter lies; it opens only there */
export async function sealLate(publicKey: Uint8Array, value: unknown, context: string): Promise<Bytes> {
  const ours = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey));
  const key = await sharedKey(ours.privateKey, await importPublic(publicKey), concatBytes(point, publicKey));
  return concatBytes(point, await sealJson(key, value, context));
}

/** Null: it was made for another box, for another place, or isn't whole. */
export async function openLate({ publicKey, privateKey }: LateBox, sealed: Uint8Array, context: string): Promise<unknown> {
  try {
    const point = sealed.slice(0, publicBytes);
    const ours = await crypto.subtle.importKey('pkcs8', new Uint8Array(privateKey), curve, false, ['deriveBits']);
    return await openJson(await sharedKey(ours, await importPublic(point), concatBytes(point, publicKey)), sealed.slice(publicBytes), context);
  } catch {
    return null;
  }
}

async function importPublic(point: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(point), curve, false, []);
}

async function sharedKey(ours: CryptoKey, theirs: CryptoKey, salt: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: encodeUtf8('latchkey late box') }, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
