/**
 * A person's key pair for encrypted folders: one RSA key, for unwrapping and for signing.
 * @see contracts: e2ee §3.1
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { decodeBase64, encodeBase64, encodeUtf8, equalBytes } from '../../bytes.ts';
import { der, derOid, derSet, oid, readAsn1, tag } from './asn1.ts';

/** `spki` is the public half. Neither key can be exported. */
export interface IdentityKeys { decrypt: CryptoKey; sign: CryptoKey; spki: Bytes }

export const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' } as const;
export const pkcs1 = (hash: 'SHA-1' | 'SHA-256') => ({ name: 'RSASSA-PKCS1-v1_5', hash }) as const;
const algorithmNull = Uint8Array.of(tag.null, 0);

/** @returns PKCS#8, which must rest sealed */
export async function createPrivateKey(): Promise<Bytes> {
  const parameters = { ...oaep, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
  const pair = await crypto.subtle.generateKey(parameters, true, ['encrypt', 'decrypt']);
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
}

/** Null for anything but an RSA key of 2,048 bits or more. */
export async function importPrivateKey(pkcs8: Uint8Array): Promise<IdentityKeys | null> {
  const whole = new Uint8Array(pkcs8);
  const spki = publicHalf(whole);
  if (spki === null) return null;
  try {
    const [decrypt, sign] = await Promise.all([
      crypto.subtle.importKey('pkcs8', whole, oaep, false, ['decrypt']),
      crypto.subtle.importKey('pkcs8', whole, pkcs1('SHA-256'), false, ['sign']),
    ]);
    return { decrypt, sign, spki };
  } catch {
    return null;
  }
}

/** PEM as the official clients write it: 64 letters a line and a line feed at the end. */
export function privateKeyPem(pkcs8: Uint8Array): string {
  return pemOf(pkcs8, 'PRIVATE KEY');
}

export function pemOf(bytes: Uint8Array, label: string): string {
  return [`-----BEGIN ${label}-----`, ...(encodeBase64(bytes).match(/.{1,64}/g) ?? []), `-----END ${label}-----`, ''].join('\n');
}

/** The bytes of the one block in a text, whatever its lines look like. */
export function readPemBlock(pem: string, label: string): Bytes | null {
  const [, body] = new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`).exec(pem) ?? [];
  return body === undefined ? null : decodeBase64(body.replace(/\s/g, ''));
}

/** PKCS#10: asks the server to certify the key as that person's. */
export async function certificateRequest(keys: IdentityKeys, userId: string): Promise<string> {
  const commonName = der(tag.sequence, derOid(oid.commonName), der(tag.utf8String, encodeUtf8(userId)));
  const info = der(tag.sequence, der(tag.integer, Uint8Array.of(0)), der(tag.sequence, derSet(commonName)), keys.spki, der(tag.context0));
  const signature = new Uint8Array(await crypto.subtle.sign(pkcs1('SHA-256').name, keys.sign, info));
  const algorithm = der(tag.sequence, derOid(oid.sha256WithRsa), algorithmNull);
  return pemOf(der(tag.sequence, info, algorithm, der(tag.bitString, Uint8Array.of(0), signature)), 'CERTIFICATE REQUEST');
}

/** Opens a 16-byte key that was wrapped for us. @param wrapped - base64 @returns null if it wasn't for this key */
export async function unwrap(keys: IdentityKeys, wrapped: string): Promise<Bytes | null> {
  const sealed = decodeBase64(wrapped);
  if (sealed === null) return null;
  try {
    return new Uint8Array(await crypto.subtle.decrypt(oaep.name, keys.decrypt, sealed));
  } catch {
    return null;
  }
}

/** Wraps a key for the holder of a public key. @returns base64 */
export async function wrapFor(spki: Uint8Array, key: Uint8Array): Promise<string> {
  const publicKey = await crypto.subtle.importKey('spki', new Uint8Array(spki), oaep, false, ['encrypt']);
  return encodeBase64(new Uint8Array(await crypto.subtle.encrypt(oaep.name, publicKey, new Uint8Array(key))));
}

/** Keys are compared, not certificates: those are renewed with the same key. */
export function sameKey(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytes(a, b);
}

/** SPKI out of PKCS#8, whose inner PKCS#1 begins with version, modulus and exponent. */
function publicHalf(pkcs8: Bytes): Bytes | null {
  const inner = readAsn1(pkcs8)?.items[2];
  const [, modulus, exponent] = inner?.tag === tag.octetString ? readAsn1(inner.content)?.items ?? [] : [];
  if (modulus?.tag !== tag.integer || exponent?.tag !== tag.integer || modulus.content.length < 256) return null;
  const rsa = der(tag.sequence, der(tag.integer, modulus.content), der(tag.integer, exponent.content));
  return der(tag.sequence, der(tag.sequence, derOid(oid.rsaEncryption), algorithmNull), der(tag.bitString, Uint8Array.of(0), rsa));
}
