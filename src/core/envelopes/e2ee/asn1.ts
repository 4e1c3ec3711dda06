/**
 * As much of ASN.1 as certificates and signatures need: a lenient reader of BER (Android writes indefinite lengths)
 * and a writer of DER.
 * @see X.690
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { concatBytes, decodeHex, encodeHex } from '../../bytes.ts';
import { Failure } from '../../problem.ts';

export const tag = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, utf8String: 0x0c, utcTime: 0x17, generalizedTime: 0x18,
  sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1,
} as const;

/** Object identifiers, as the hex of their content. */
export const oid = {
  rsaEncryption: '2a864886f70d010101', sha1WithRsa: '2a864886f70d010105', sha256WithRsa: '2a864886f70d01010b',
  data: '2a864886f70d010701', signedData: '2a864886f70d010702',
  contentType: '2a864886f70d010903', messageDigest: '2a864886f70d010904', signingTime: '2a864886f70d010905',
  sha256: '608648016503040201', commonName: '550403',
} as const;

/** One value. `raw` is all of it as it came, `content` without tag and length; `items` are those of a constructed one. */
export interface Asn1 { tag: number; raw: Bytes; content: Bytes; items: readonly Asn1[] }

const deepest = 24;
const constructed = 0x20;
const endOfContents = 0x00;

/** Reads the value that `bytes` begin with. Null for a wrong length, and for nesting that nobody needs. */
export function readAsn1(bytes: Bytes): Asn1 | null {
  return readAt(bytes, 0, deepest)?.item ?? null;
}

/** The items of a constructed value, or none if it isn't one of that tag. */
export function itemsOf(item: Asn1 | undefined, expected: number): readonly Asn1[] {
  return item?.tag === expected ? item.items : [];
}

/** Hex, or null where it is no object identifier. */
export function oidOf(item: Asn1 | undefined): string | null {
  return item?.tag === tag.oid ? encodeHex(item.content) : null;
}

/** An octet string, in one piece or (BER) in several. */
export function octetsOf(item: Asn1 | undefined): Bytes | null {
  if (item?.tag === tag.octetString) return item.content;
  return item?.tag === (tag.octetString | constructed) ? concatBytes(...item.items.map(({ content }) => content)) : null;
}

/** The same value in DER, whatever lengths it came with; the order of sets stays. */
export function toDer({ tag: own, content, items }: Asn1, as: number = own): Bytes {
  return (own & constructed) === 0 ? der(as, content) : der(as, ...items.map((item) => toDer(item)));
}

/** One value of DER. */
export function der(own: number, ...contents: readonly Uint8Array[]): Bytes {
  const content = concatBytes(...contents);
  return concatBytes(Uint8Array.of(own, ...lengthBytes(content.length)), content);
}

export function derOid(hex: string): Bytes {
  const content = decodeHex(hex);
  if (content === null) throw new Failure({ kind: 'bug' });
  return der(tag.oid, content);
}

/** Sorted, as DER wants a set. */
export function derSet(...members: readonly Bytes[]): Bytes {
  return der(tag.set, ...members.toSorted(compareBytes));
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

interface Read { item: Asn1; next: number }

function readAt(bytes: Bytes, at: number, depth: number): Read | null {
  const own = bytes[at] ?? 0x1f;
  const header = readLength(bytes, at + 1);
  // Tags of several bytes occur nowhere here.
  if (header === null || (own & 0x1f) === 0x1f || depth === 0) return null;
  const { start, length } = header;
  if (length === null) return (own & constructed) === 0 ? null : readIndefinite(bytes, { own, at, start }, depth);
  const end = start + length;
  if (end > bytes.length) return null;
  const content = bytes.subarray(start, end);
  const items = (own & constructed) === 0 ? [] : readAll(content, depth - 1);
  return items && { item: { tag: own, raw: bytes.subarray(at, end), content, items }, next: end };
}

/** `length` is null where the value goes on until its end is marked. */
function readLength(bytes: Bytes, at: number): { start: number; length: number | null } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first - 0x80;
  if (count === 0) return { start: at + 1, length: null };
  if (count > 4) return null;
  let length = 0;
  for (let index = 1; index <= count; index++) length = length * 256 + (bytes[at + index] ?? 0);
  return { start: at + 1 + count, length };
}

function readAll(content: Bytes, depth: number): Asn1[] | null {
  const items: Asn1[] = [];
  for (let at = 0; at < content.length;) {
    const read = readAt(content, at, depth);
    if (read === null) return null;
    items.push(read.item);
    at = read.next;
  }
  return items;
}

function readIndefinite(bytes: Bytes, { own, at, start }: { own: number; at: number; start: number }, depth: number): Read | null {
  const items: Asn1[] = [];
  for (let next = start;;) {
    if (bytes[next] === endOfContents && bytes[next + 1] === 0) {
      return { item: { tag: own, raw: bytes.subarray(at, next + 2), content: bytes.subarray(start, next), items }, next: next + 2 };
    }
    const read = readAt(bytes, next, depth - 1);
    if (read === null) return null;
    items.push(read.item);
    next = read.next;
  }
}
