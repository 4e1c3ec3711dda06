/**
 * Certificates of the people of a server: read leniently, proven against the server's key.
 *
 * The server signs with its own key but writes the subject as issuer and 0 as serial number, so an ordinary check
 * would call them self-signed and broken.
 * @see contracts: e2ee §1.3, §3.1
 * @module
 */

import { decodeUtf8, encodeHex, encodeLatin1, type Bytes } from '../../bytes.ts';
import { itemsOf, oid, oidOf, readAsn1, tag, toDer, type Asn1 } from './asn1.ts';
import { readTime } from './asn1-time.ts';
import { pkcs1, readPemBlock } from './key-pair.ts';

export interface Certificate {
  /** DER, as it came. */
  raw: Bytes;
  tbs: Bytes;
  spki: Bytes;
  /** DER of issuer and serial number, by which a signature names its signer. */
  issuer: Bytes;
  serial: Bytes;
  userId: string;
  /** Seconds since 1970. */
  notBefore: number;
  notAfter: number;
  hash: 'SHA-1' | 'SHA-256';
  signature: Bytes;
}

/** What is wrong with a certificate. */
export type CertificateFault = 'unreadable' | 'name' | 'signature' | 'time';

const hashes: Readonly<Record<string, Certificate['hash']>> = { [oid.sha1WithRsa]: 'SHA-1', [oid.sha256WithRsa]: 'SHA-256' };
/** Clocks of server and browser differ, above all just after a certificate was made. */
const earlySeconds = 600;
const lateSeconds = 60;

/** Null for anything that isn't an X.509 certificate of an RSA key for exactly one name. */
export function readCertificate(pem: string): Certificate | null {
  const raw = readPemBlock(pem, 'CERTIFICATE');
  const [tbs, algorithm, bits] = raw === null ? [] : itemsOf(readAsn1(raw) ?? undefined, tag.sequence);
  const fields = itemsOf(tbs, tag.sequence);
  // The version is left out in version 1.
  const [serial, , issuer, validity, subject, spki] = fields[0]?.tag === tag.context0 ? fields.slice(1) : fields;
  const [from, to] = itemsOf(validity, tag.sequence).map(readTime);
  const hash = hashes[oidOf(itemsOf(algorithm, tag.sequence)[0]) ?? ''];
  const userId = commonName(subject);
  if (raw === null || !tbs || !serial || !issuer || !spki || typeof from !== 'number' || typeof to !== 'number' || !hash || userId === null || bits?.tag !== tag.bitString) return null;
  return {
    raw, tbs: tbs.raw, spki: toDer(spki), issuer: toDer(issuer), serial: toDer(serial), userId, notBefore: from, notAfter: to, hash,
    // A bit string begins with the number of its unused bits.
    signature: bits.content.subarray(1),
  };
}

/** The key that signs certificates, SPKI; null for anything else. */
export function readServerKey(pem: string): Bytes | null {
  return readPemBlock(pem, 'PUBLIC KEY');
}

/**
 * Whether the server vouches for a certificate.
 *
 * @param now - seconds since 1970
 * @returns null if all is well
 */
export async function checkCertificate(certificate: Certificate, { serverKey, userId, now }: { serverKey: Uint8Array; userId: string; now: number }): Promise<CertificateFault | null> {
  if (certificate.userId !== userId) return 'name';
  if (!(await verifies(certificate, serverKey))) return 'signature';
  return now < certificate.notBefore - earlySeconds || now > certificate.notAfter + lateSeconds ? 'time' : null;
}

/** SHA-256 of the public key, hex. */
export async function keyDigest(spki: Uint8Array): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(spki))));
}

/**
 * A public key in eight words, for comparing by telephone: 88 bits of its SHA-256. Eight, so that nobody takes them for
 * the twelve that are secret.
 *
 * @param words - the 2,048 of BIP-39, which differ in their first four letters
 */
export async function fingerprintWords(spki: Uint8Array, words: readonly string[]): Promise<string[]> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(spki)));
  let bits = 0n;
  for (const byte of digest.subarray(0, 11)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 8 }, (_, index) => words[Number((bits >> BigInt(11 * (7 - index))) & 2047n)] ?? '');
}

async function verifies({ tbs, signature, hash }: Certificate, serverKey: Uint8Array): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', new Uint8Array(serverKey), pkcs1(hash), false, ['verify']);
    return await crypto.subtle.verify(pkcs1(hash).name, key, signature, tbs);
  } catch {
    return false;
  }
}

function commonName(subject: Asn1 | undefined): string | null {
  const names = itemsOf(subject, tag.sequence).flatMap((part) => itemsOf(part, tag.set)).map((pair) => itemsOf(pair, tag.sequence)).filter(([type]) => oidOf(type) === oid.commonName);
  const value = names[0]?.[1];
  // Two names: the server compared one of them, and nobody knows which.
  if (names.length !== 1 || value === undefined) return null;
  return value.tag === tag.utf8String ? decodeUtf8(value.content) : encodeLatin1(value.content);
}
