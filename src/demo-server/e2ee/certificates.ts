/**
 * The server's key, and the certificates that it signs: serial 0, issuer = subject, valid for twenty years, as
 * PHP makes them.
 * @see contracts: e2ee §1.3
 * @module
 */

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { FileTables } from '../files/tables.ts';
import { childrenOf, der, pem, readDer, tags, unpem } from './der.ts';

const oid = (hex: string): Buffer => der(tags.oid, Buffer.from(hex, 'hex'));
const null_ = Buffer.from([0x05, 0x00]);
const sha256WithRsa = der(tags.sequence, oid('2a864886f70d01010b'), null_);
const commonName = '550403';
const validDays = 7300;

/** The server's own pair of keys, made when first needed. PEM. */
export function serverKey(tables: FileTables): { privateKey: string; publicKey: string } {
  tables.serverKey ??= generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  return tables.serverKey;
}

export interface Request { subject: Buffer; key: Buffer; name: string | null }

/** What a signing request asks for; null for one that isn't, or isn't signed by its own key. */
export function readRequest(text: string): Request | null {
  try {
    const [asked, algorithm, signature] = childrenOf(readDer(unpem('CERTIFICATE REQUEST', text)));
    const [, subject, key] = asked === undefined ? [] : childrenOf(asked);
    if (asked === undefined || algorithm === undefined || signature === undefined || subject === undefined || key === undefined) return null;
    const hash = algorithm.body.toString('hex').includes('2a864886f70d010105') ? 'RSA-SHA1' : 'RSA-SHA256';
    const publicKey = createPublicKey({ key: key.whole, format: 'der', type: 'spki' });
    return verify(hash, asked.whole, publicKey, signature.body.subarray(1)) ? { subject: subject.whole, key: key.whole, name: nameIn(subject.whole) } : null;
  } catch {
    return null;
  }
}

/** The common name in a certificate; null for what isn't one. */
export function nameInCertificate(text: string): string | null {
  try {
    const parts = childrenOf(childrenOf(readDer(unpem('CERTIFICATE', text)))[0] ?? readDer(Buffer.alloc(0)));
    const subject = parts[parts[0]?.tag === 0xa0 ? 5 : 4];
    return subject === undefined ? null : nameIn(subject.whole);
  } catch {
    return null;
  }
}

function nameIn(subject: Buffer): string | null {
  const names = childrenOf(readDer(subject)).flatMap((set) => childrenOf(set)).map((pair) => childrenOf(pair));
  return names.find(([type]) => type?.body.toString('hex') === commonName)?.[1]?.body.toString('utf8') ?? null;
}

/** @param now - Unix milliseconds */
export function certify({ subject, key }: Request, server: { privateKey: string }, now: number): string {
  const bits = childrenOf(readDer(key))[1]?.body.subarray(1) ?? Buffer.alloc(0);
  const keyId = createHash('sha1').update(bits).digest();
  const extension = (id: string, value: Buffer, critical = false): Buffer =>
    der(tags.sequence, oid(id), ...(critical ? [Buffer.from([0x01, 0x01, 0xff])] : []), der(tags.octetString, value));
  const extensions = der(0xa3, der(tags.sequence,
    extension('551d0e', der(tags.octetString, keyId)),
    extension('551d23', der(tags.sequence, der(0x80, keyId))),
    extension('551d13', der(tags.sequence, Buffer.from([0x01, 0x01, 0xff])), true)));
  const version = der(0xa0, der(tags.integer, Buffer.from([2])));
  const validity = der(tags.sequence, utcTime(now), utcTime(now + validDays * 86_400_000));
  const body = der(tags.sequence, version, der(tags.integer, Buffer.from([0])), sha256WithRsa, subject, validity, subject, key, extensions);
  const signature = sign('RSA-SHA256', body, createPrivateKey(server.privateKey));
  return pem('CERTIFICATE', der(tags.sequence, body, sha256WithRsa, der(tags.bitString, Buffer.from([0]), signature)));
}

function utcTime(milliseconds: number): Buffer {
  return der(tags.utcTime, Buffer.from(`${new Date(milliseconds).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}
