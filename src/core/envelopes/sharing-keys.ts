/**
 * The RSA keys with which people hand each other the key of a shared credential.
 *
 * WebCrypto has no RSAES-PKCS1-v1_5, which Passman uses, so the arithmetic is done here in BigInt.
 * It isn't constant-time; nobody but ourselves can time it, and a wrong padding looks like a wrong key.
 * @see contracts: Passman §2.6; RFC 8017 §7.2
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { concatBytes, decodeBase64, decodeLatin1, encodeBase64, encodeLatin1, randomBytes } from '../bytes.ts';
import { bytesToInteger, derTag, integerToBytes, readDer, readInside, readInteger, readPem, writePem } from './der.ts';

/** The public half of a vault’s sharing keys. */
export interface SharingPublicKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** Length of the modulus, and of every message. */
  readonly bytes: number;
}

/** With what the Chinese remainder theorem needs (RFC 8017 §3.2). */
export interface SharingPrivateKey extends SharingPublicKey {
  readonly p: bigint;
  readonly q: bigint;
  readonly dP: bigint;
  readonly dQ: bigint;
  readonly qInverse: bigint;
}

/** A vault’s sharing keys, as they are stored. */
export interface SharingKeyPair {
  /** PKCS#1, to be sealed under the vault key. */
  readonly privatePem: string;
  /** SPKI. */
  readonly publicPem: string;
}

/** Passman offers 1,024 to 4,096; bigger ones would only stall us. */
const longestModulus = 8192;
/** 0x00 0x02, at least eight random bytes, 0x00. */
const shortestPadding = 11;

/** Reads a PKCS#1 or PKCS#8 PEM; null for anything else, and for parts that do not fit together. */
export function readPrivateKey(pem: string): SharingPrivateKey | null {
  const pkcs8 = readPem(pem, 'PRIVATE KEY');
  const der = pkcs8 === null ? readPem(pem, 'RSA PRIVATE KEY') : insidePkcs8(pkcs8);
  const parts = der === null ? null : readInside(readDer(der)?.[0], derTag.sequence);
  const [version, modulus, exponent, d, p, q, dP, dQ, qInverse] = (parts ?? []).map(readInteger);
  if (version !== 0n || !modulus || !exponent || !d || !p || !q || !dP || !dQ || !qInverse) return null;
  const key = publicKey(modulus, exponent);
  return key === null || p * q !== modulus ? null : { ...key, p, q, dP, dQ, qInverse };
}

/** Reads an SPKI PEM, as Passman keeps it; null for anything else. */
export function readPublicKey(pem: string): SharingPublicKey | null {
  const der = readPem(pem, 'PUBLIC KEY');
  const bits = der === null ? undefined : readInside(readDer(der)?.[0], derTag.sequence)?.[1];
  // A bit string begins with the number of its unused bits.
  if (bits?.tag !== derTag.bitString || bits.content[0] !== 0) return null;
  const [modulus, exponent] = (readInside(readDer(bits.content.slice(1))?.[0], derTag.sequence) ?? []).map(readInteger);
  return modulus && exponent ? publicKey(modulus, exponent) : null;
}

/**
 * Opens the shared key of a share request.
 *
 * @param sealed - base64
 * @returns the text, one character per byte; null if it isn't for this key
 */
export function decryptSharedKey(key: SharingPrivateKey, sealed: string): string | null {
  const bytes = decodeBase64(sealed);
  if (bytes?.length !== key.bytes) return null;
  const message = bytesToInteger(bytes);
  if (message >= key.modulus) return null;
  const a = power(message % key.p, key.dP, key.p);
  const b = power(message % key.q, key.dQ, key.q);
  const h = (key.qInverse * (((a - b) % key.p) + key.p)) % key.p;
  return unpad(integerToBytes(b + h * key.q, key.bytes));
}

/**
 * Seals a shared key for somebody's vault.
 *
 * @param sharedKey - printable ASCII
 * @returns base64; null if it is too long for the key, or not one byte a character
 */
export function encryptSharedKey(key: SharingPublicKey, sharedKey: string): string | null {
  const paddingLength = key.bytes - sharedKey.length - 3;
  if (paddingLength < shortestPadding - 3 || /[^\0-\xff]/.test(sharedKey)) return null;
  const padded = concatBytes(Uint8Array.of(0, 2), nonZeroBytes(paddingLength), Uint8Array.of(0), decodeLatin1(sharedKey));
  return encodeBase64(integerToBytes(power(bytesToInteger(padded), key.exponent, key.modulus), key.bytes));
}

/** @param bits - 1024, 2048 or 4096; Passman's own default is 2048 */
export async function generateSharingKeys(bits: 1024 | 2048 | 4096): Promise<SharingKeyPair> {
  const parameters = { name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: bits, publicExponent: Uint8Array.of(1, 0, 1) };
  const pair = await crypto.subtle.generateKey(parameters, true, ['encrypt', 'decrypt']);
  const pkcs1 = insidePkcs8(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)));
  if (pkcs1 === null) throw new Error('WebCrypto exported no PKCS#8');
  return {
    privatePem: writePem(pkcs1, 'RSA PRIVATE KEY'),
    publicPem: writePem(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)), 'PUBLIC KEY'),
  };
}

function publicKey(modulus: bigint, exponent: bigint): SharingPublicKey | null {
  const bits = modulus.toString(2).length;
  const sound = bits >= 512 && bits <= longestModulus && exponent > 1n && exponent < 2n ** 32n && modulus % 2n === 1n;
  return sound ? { modulus, exponent, bytes: Math.ceil(bits / 8) } : null;
}

/** PKCS#8 wraps PKCS#1 in an octet string, behind a version and an algorithm. */
function insidePkcs8(der: Bytes): Bytes | null {
  const wrapped = readInside(readDer(der)?.[0], derTag.sequence)?.[2];
  return wrapped?.tag === derTag.octetString ? wrapped.content : null;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** Looks at every byte, wherever the padding breaks. */
function unpad(padded: Bytes): string | null {
  let wrong = (padded[0] as number) | ((padded[1] as number) ^ 2);
  let zeroAt = 0;
  padded.forEach((byte, at) => {
    if (at >= 2 && byte === 0 && zeroAt === 0) zeroAt = at;
  });
  wrong |= zeroAt < shortestPadding - 1 ? 1 : 0;
  return wrong === 0 ? encodeLatin1(padded.subarray(zeroAt + 1)) : null;
}

function nonZeroBytes(length: number): Bytes {
  const bytes = randomBytes(length);
  for (let at = 0; at < length; at++) while (bytes[at] === 0) bytes.set(randomBytes(1), at);
  return bytes;
}
