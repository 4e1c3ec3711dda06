/**
 * As much of DER and PEM as RSA keys need.
 * @see X.690; RFC 7468; RFC 8017 appendix A
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { decodeBase64, encodeBase64 } from '../bytes.ts';

/** The tags that occur in RSA keys. @see ITU-T X.690 */
export const derTag = { integer: 0x02, bitString: 0x03, octetString: 0x04, sequence: 0x30 } as const;

/** One value with its tag; `content` is without tag and length. */
export interface DerItem {
  tag: number;
  content: Bytes;
}

/** A key of 4,096 bits is 3.3 kB. */
const longestPem = 16 * 1024;

/** @returns the items that follow each other in `bytes`, or null if a length is wrong or not definite */
export function readDer(bytes: Bytes): DerItem[] | null {
  const items: DerItem[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] as number;
    const first = bytes[at + 1] ?? 0x80;
    at += 2;
    // The long form says in how many bytes the length follows; four are more than a key needs.
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    if (first === 0x80 || lengthBytes > 4) return null;
    let length = first < 0x80 ? first : 0;
    for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[at + index] ?? 0);
    at += lengthBytes;
    if (at + length > bytes.length) return null;
    items.push({ tag, content: bytes.slice(at, at + length) });
    at += length;
  }
  return items;
}

/** The items inside one constructed item, or null if it isn't one of that tag. */
export function readInside(item: DerItem | undefined, tag: number): DerItem[] | null {
  return item?.tag === tag ? readDer(item.content) : null;
}

/** An unsigned integer, or null. */
export function readInteger(item: DerItem | undefined): bigint | null {
  if (item?.tag !== derTag.integer || item.content.length === 0 || (item.content[0] as number) >= 0x80) return null;
  return bytesToInteger(item.content);
}

/** Big-endian, unsigned; no bytes are zero. */
export function bytesToInteger(bytes: Uint8Array): bigint {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

/** Big-endian, filled with zeros in front. */
export function integerToBytes(integer: bigint, length: number): Bytes {
  const hex = integer.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, index) => parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}

/** The bytes of the first block under that label, e.g. `PUBLIC KEY`; null if there is none. */
export function readPem(pem: string, label: string): Bytes | null {
  const begin = `-----BEGIN ${label}-----`;
  const from = pem.length > longestPem ? -1 : pem.indexOf(begin);
  const to = from < 0 ? -1 : pem.indexOf(`-----END ${label}-----`, from);
  return to < 0 ? null : decodeBase64(pem.slice(from + begin.length, to).replace(/\s/g, ''));
}

/** 64 letters a line and CRLF, as node-forge writes it for the web UI. */
export function writePem(bytes: Uint8Array, label: string): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\r\n');
}
