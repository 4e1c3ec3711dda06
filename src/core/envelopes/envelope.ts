/**
 * Reads Passman's envelope: base64 of a flat sjcl JSON. Accepts exactly what the web UI accepts, so
 * that nothing is shown here that Passman itself would refuse, and no hostile parameter is ever run.
 *
 * Works in one shared buffer, without an object a part: decoding costs more than decrypting.
 * @see contracts: Passman §2.1
 * @module
 */

import { decodeBase64, decodeLatin1, decodeUtf8 } from '../bytes.ts';
import type { CcmPlace } from './ccm.ts';
import { ccmTagBytes, longestIv, shortestIv } from './ccm.ts';
import type { ScannedEnvelope } from './scan-envelope.ts';
import { scanEnvelope } from './scan-envelope.ts';
import { envelopeRounds } from './vault-keys.ts';

/** Where a sound envelope's decoded parts are in the buffer. */
export interface EnvelopePlace extends CcmPlace {
  readonly saltAt: number;
  readonly saltLength: number;
}

/** `foreign`: no JSON object, so no envelope. `damaged`: meant to be an envelope, but not one that may be opened. */
export type ReadEnvelope = EnvelopePlace | 'foreign' | 'damaged';

/** Clients write 8 to 24 bytes. */
const longestSalt = 256;

interface NativeBase64 {
  setFromBase64?: (text: string) => { written: number };
}

/**
 * Decodes the outer base64 into a buffer with room for 3/4 of the text.
 *
 * @returns the number of bytes written, or -1 if it is no base64
 */
export function decodeOuter(text: string, bytes: Uint8Array, at: number): number {
  const rest = bytes.subarray(at) as Uint8Array & NativeBase64;
  try {
    if (rest.setFromBase64 !== undefined) return rest.setFromBase64(text).written;
    const decoded = decodeLatin1(atob(text));
    rest.set(decoded);
    return decoded.length;
  } catch {
    return -1;
  }
}

/** Reads the JSON between `from` and `to`, and leaves the decoded parts there in its stead. */
export function readEnvelope(bytes: Uint8Array, from: number, to: number): ReadEnvelope {
  const scanned = scanEnvelope(bytes, from, to);
  if (scanned === null) return readUnusual(bytes, from, to);
  if (!soundParameters(scanned)) return 'damaged';
  scanned.ivLength = decodeInPlace(bytes, scanned.ivAt, scanned.ivLength);
  scanned.saltLength = decodeInPlace(bytes, scanned.saltAt, scanned.saltLength);
  scanned.ctLength = decodeInPlace(bytes, scanned.ctAt, scanned.ctLength);
  return soundLengths(scanned) ? scanned : 'damaged';
}

/** `ks` must be there: sjcl's default is another. Mode, cipher and associated data may be missing. */
function soundParameters({ iter, ks, ts, plain }: { iter: unknown; ks: unknown; ts: unknown; plain: boolean }): boolean {
  return iter === envelopeRounds && ks === 256 && ts === 64 && plain;
}

function soundLengths({ ivLength, saltLength, ctLength }: Pick<ScannedEnvelope, 'ivLength' | 'saltLength' | 'ctLength'>): boolean {
  return ivLength >= shortestIv && ivLength <= longestIv && saltLength >= 1 && saltLength <= longestSalt && ctLength >= ccmTagBytes;
}

const digitValues = new Uint8Array(256).fill(64);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let value = 0; value < 64; value++) digitValues[alphabet.charCodeAt(value)] = value;

/**
 * Decodes base64, padded or not, onto itself.
 *
 * @param length - -1 for a part that is missing
 * @returns the number of bytes, or -1 if it is no base64
 */
export function decodeInPlace(bytes: Uint8Array, at: number, length: number): number {
  let end = at + length;
  if (length % 4 === 0) for (let padding = 0; padding < 2 && end > at && bytes[end - 1] === 0x3d; padding++) end--;
  if (length < 0 || (end - at) % 4 === 1) return -1;
  let to = at;
  let seen = 0;
  for (let from = at; from < end; from += 4) {
    const a = digitValues[bytes[from] as number] as number;
    const b = digitValues[bytes[from + 1] as number] as number;
    const c = from + 2 < end ? (digitValues[bytes[from + 2] as number] as number) : 0;
    const d = from + 3 < end ? (digitValues[bytes[from + 3] as number] as number) : 0;
    seen |= a | b | c | d;
    bytes[to] = (a << 2) | (b >> 4);
    bytes[to + 1] = (b << 4) | (c >> 2);
    bytes[to + 2] = (c << 6) | d;
    to += 3;
  }
  return seen >= 64 ? -1 : ((end - at) * 3) >> 2;
}

/** Escapes, nested or foreign members: rare enough to take the long way. */
function readUnusual(bytes: Uint8Array, from: number, to: number): ReadEnvelope {
  const text = decodeUtf8(bytes.subarray(from, to));
  const json = text === null ? null : parseObject(text);
  if (json === null) return 'foreign';
  const { iter, ks, ts = 64, mode = 'ccm', adata = '', cipher = 'aes', iv, salt, ct } = json;
  if (!soundParameters({ iter, ks, ts, plain: mode === 'ccm' && adata === '' && cipher === 'aes' })) return 'damaged';
  if (typeof iv !== 'string' || typeof salt !== 'string' || typeof ct !== 'string') return 'damaged';
  const parts = [decodeBase64(iv), decodeBase64(salt), decodeBase64(ct)] as const;
  if (parts[0] === null || parts[1] === null || parts[2] === null) return 'damaged';
  // Decoded, the three are shorter than the JSON that they came from.
  const place = {
    ivAt: from, ivLength: parts[0].length, saltAt: from + parts[0].length, saltLength: parts[1].length,
    ctAt: from + parts[0].length + parts[1].length, ctLength: parts[2].length,
  };
  bytes.set(parts[0], place.ivAt);
  bytes.set(parts[1], place.saltAt);
  bytes.set(parts[2], place.ctAt);
  return soundLengths(place) ? place : 'damaged';
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
