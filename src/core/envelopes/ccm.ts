/**
 * Opens AES-CCM with an 8-byte tag and no associated data, as sjcl applies it to Passman's fields.
 * @see NIST SP 800-38C; RFC 3610
 * @module
 */

import type { KeySchedule } from './aes.ts';
import { encryptBlock } from './aes.ts';

/** The tag that sjcl appends by default: 64 bits. */
export const ccmTagBytes = 8;

/** What sjcl takes for an iv: at least 7 bytes, and four words at most. */
export const shortestIv = 7;
export const longestIv = 16;

/** Where in a buffer a message is. `ctLength` counts the tag, which comes last. */
export interface CcmPlace {
  readonly ivAt: number;
  readonly ivLength: number;
  readonly ctAt: number;
  readonly ctLength: number;
}

// Kept to spare three allocations a field; nothing here awaits, so nobody shares them.
const mac = new Int32Array(4);
const counter = new Int32Array(4);
const stream = new Int32Array(4);

/**
 * Decrypts in place: the plaintext takes the first `ctLength - 8` bytes of the ciphertext's place.
 *
 * @param buffer - holds iv and ciphertext where `place` says
 * @returns false if the tag doesn't match, or iv or ciphertext cannot be CCM's; the place is wiped then
 */
export function openCcm(key: KeySchedule, buffer: DataView, place: CcmPlace): boolean {
  const { ivLength, ctAt } = place;
  const length = place.ctLength - ccmTagBytes;
  if (length < 0 || ivLength < shortestIv || ivLength > longestIv) return false;
  const lengthBytes = lengthFieldBytes(length, ivLength);
  // Flags, RFC 3610 §2.2: 8-byte tag (3 << 3), no associated data, L - 1.
  startBlock(mac, 0x18 | (lengthBytes - 1), buffer, { at: place.ivAt, length: 15 - lengthBytes });
  mac[3] = (mac[3] as number) | length;
  encryptBlock(key, mac);
  startBlock(counter, lengthBytes - 1, buffer, { at: place.ivAt, length: 15 - lengthBytes });
  stream.set(counter);
  encryptBlock(key, stream);
  // Counter 0 masks the tag; it must be taken before the loop reuses `stream`.
  const tag0 = buffer.getInt32(ctAt + length) ^ (stream[0] as number);
  const tag1 = buffer.getInt32(ctAt + length + 4) ^ (stream[1] as number);

  const whole = length - (length % 16);
  for (let at = ctAt; at < ctAt + whole; at += 16) openBlock(key, buffer, at);
  if (length > whole) openRest(key, buffer, { at: ctAt + whole, length: length - whole });

  if (((tag0 ^ (mac[0] as number)) | (tag1 ^ (mac[1] as number))) === 0) return true;
  new Uint8Array(buffer.buffer, buffer.byteOffset + ctAt, place.ctLength).fill(0);
  return false;
}

/** The first block of the MAC, and the first counter. @see RFC 3610 §2.2, §2.3 */
export function firstBlocks(buffer: DataView, { at, ivLength, length }: { at: number; ivLength: number; length: number }): { mac: Int32Array; counter: Int32Array } {
  const lengthBytes = lengthFieldBytes(length, ivLength);
  const nonce = { at, length: 15 - lengthBytes };
  const first = { mac: new Int32Array(4), counter: new Int32Array(4) };
  startBlock(first.mac, 0x18 | (lengthBytes - 1), buffer, nonce);
  first.mac[3] = (first.mac[3] as number) | length;
  startBlock(first.counter, lengthBytes - 1, buffer, nonce);
  return first;
}

/** L: bytes of the length field. sjcl starts at 2, grows it with the plaintext, and with a short iv. */
function lengthFieldBytes(length: number, ivLength: number): number {
  const needed = length < 2 ** 16 ? 2 : length < 2 ** 24 ? 3 : 4;
  return Math.max(needed, 15 - ivLength);
}

/** One byte of flags, the nonce, zeros. */
function startBlock(block: Int32Array, flags: number, buffer: DataView, nonce: { at: number; length: number }): void {
  block.fill(0);
  block[0] = flags << 24;
  for (let index = 0; index < nonce.length; index++) {
    const to = index + 1;
    block[to >> 2] = (block[to >> 2] as number) | (buffer.getUint8(nonce.at + index) << (24 - 8 * (to & 3)));
  }
}

function nextStream(key: KeySchedule): void {
  counter[3] = (counter[3] as number) + 1;
  stream[0] = counter[0] as number;
  stream[1] = counter[1] as number;
  stream[2] = counter[2] as number;
  stream[3] = counter[3];
  encryptBlock(key, stream);
}

function openBlock(key: KeySchedule, buffer: DataView, at: number): void {
  nextStream(key);
  for (let word = 0; word < 4; word++) {
    const plain = buffer.getInt32(at + 4 * word) ^ (stream[word] as number);
    buffer.setInt32(at + 4 * word, plain);
    mac[word] = (mac[word] as number) ^ plain;
  }
  encryptBlock(key, mac);
}

/** The last block, if it isn't full: the MAC reads zeros behind it. */
function openRest(key: KeySchedule, buffer: DataView, rest: { at: number; length: number }): void {
  nextStream(key);
  for (let index = 0; index < rest.length; index++) {
    const shift = 24 - 8 * (index & 3);
    const plain = buffer.getUint8(rest.at + index) ^ (((stream[index >> 2] as number) >>> shift) & 0xff);
    buffer.setUint8(rest.at + index, plain);
    mac[index >> 2] = (mac[index >> 2] as number) ^ (plain << shift);
  }
  encryptBlock(key, mac);
}
