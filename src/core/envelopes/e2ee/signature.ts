/**
 * Who wrote a folder's metadata: CMS signatures, detached, by RSA PKCS#1 v1.5 with SHA-256.
 *
 * The certificate inside a signature proves nothing: a signature is good if one of the folder's people made it, whose
 * certificates are checked against the server's key elsewhere.
 * @see contracts: e2ee §3.7; RFC 5652
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { decodeBase64, encodeBase64, equalBytes } from '../../bytes.ts';
import { compareBytes, der, derOid, derSet, itemsOf, octetsOf, oid, oidOf, readAsn1, tag, toDer, type Asn1 } from './asn1.ts';
import { writeTime } from './asn1-time.ts';
import type { Certificate } from './certificate.ts';
import { pkcs1, type IdentityKeys } from './key-pair.ts';

/** Someone who may have signed. */
export interface Signer { userId: string; spki: Bytes }

const sha256 = der(tag.sequence, derOid(oid.sha256), Uint8Array.of(tag.null, 0));

/**
 * Finds who has signed.
 *
 * @param signature - base64 of BER or DER
 * @param payload - the signed bytes
 * @returns null: none of them, or no signature at all
 */
export async function findSigner(signature: string, payload: Bytes, signers: readonly Signer[]): Promise<string | null> {
  const bytes = decodeBase64(signature.replace(/\s/g, ''));
  for (const info of bytes === null ? [] : signerInfos(readAsn1(bytes))) {
    const signed = await signedBytes(info, payload);
    const value = octetsOf(info.find(({ tag: own }) => (own & ~0x20) === tag.octetString));
    if (signed === null || value === null) continue;
    for (const { userId, spki } of signers) if (await anyVerifies(spki, value, signed)) return userId;
  }
  return null;
}

/** @param now - seconds since 1970 @returns base64 of DER */
export async function signPayload(payload: Bytes, { keys, certificate, now }: { keys: IdentityKeys; certificate: Certificate; now: number }): Promise<string> {
  const attributes = derSet(
    der(tag.sequence, derOid(oid.contentType), der(tag.set, derOid(oid.data))),
    der(tag.sequence, derOid(oid.signingTime), der(tag.set, writeTime(now))),
    der(tag.sequence, derOid(oid.messageDigest), der(tag.set, der(tag.octetString, await digestOf(payload)))),
  );
  const signature = new Uint8Array(await crypto.subtle.sign(pkcs1('SHA-256').name, keys.sign, attributes));
  const version = der(tag.integer, Uint8Array.of(1));
  const signer = der(
    tag.sequence, version, der(tag.sequence, certificate.issuer, certificate.serial), sha256,
    // Signed as a set, written under the tag of its place.
    Uint8Array.from(attributes, (byte, at) => (at === 0 ? tag.context0 : byte)),
    der(tag.sequence, derOid(oid.rsaEncryption), Uint8Array.of(tag.null, 0)), der(tag.octetString, signature),
  );
  const signedData = der(tag.sequence, version, derSet(sha256), der(tag.sequence, derOid(oid.data)), der(tag.context0, certificate.raw), derSet(signer));
  return encodeBase64(der(tag.sequence, derOid(oid.signedData), der(tag.context0, signedData)));
}

function signerInfos(message: Asn1 | null): (readonly Asn1[])[] {
  const [type, wrapped] = itemsOf(message ?? undefined, tag.sequence);
  if (oidOf(type) !== oid.signedData) return [];
  const signedData = itemsOf(itemsOf(wrapped, tag.context0)[0], tag.sequence);
  const infos = signedData.at(-1);
  return itemsOf(infos, tag.set).map((info) => itemsOf(info, tag.sequence));
}

/** What the signature is over: the attributes in every order that clients sign them in, or the payload where there are none. */
async function signedBytes(info: readonly Asn1[], payload: Bytes): Promise<Bytes[] | null> {
  if (!info.some((item) => item.tag === tag.sequence && oidOf(item.items[0]) === oid.sha256)) return null;
  const attributes = info.find(({ tag: own }) => own === tag.context0);
  if (attributes === undefined) return [payload];
  const [contentType] = valuesOf(attributes, oid.contentType);
  const [digest, ...more] = valuesOf(attributes, oid.messageDigest);
  const stated = octetsOf(digest);
  if (oidOf(contentType) !== oid.data || stated === null || more.length > 0 || !equalBytes(stated, await digestOf(payload))) return null;
  const members = attributes.items.map((item) => toDer(item));
  return [der(tag.set, ...members), der(tag.set, ...members.toSorted(compareBytes))];
}

function valuesOf(attributes: Asn1, type: string): readonly Asn1[] {
  return attributes.items.filter(({ items }) => oidOf(items[0]) === type).flatMap(({ items }) => itemsOf(items[1], tag.set));
}

async function anyVerifies(spki: Bytes, signature: Bytes, candidates: readonly Bytes[]): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', spki, pkcs1('SHA-256'), false, ['verify']);
    for (const signed of candidates) if (await crypto.subtle.verify(pkcs1('SHA-256').name, key, signature, signed)) return true;
    return false;
  } catch {
    return false;
  }
}

async function digestOf(payload: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', payload));
}
