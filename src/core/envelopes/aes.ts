/**
 * AES-256, encryption of single blocks, on 32-bit words.
 *
 * WebCrypto has no CCM, and composing it from CTR and CBC costs ten times more for a field of 14
 * bytes than this. Table-driven like sjcl's, so not constant-time; it only ever runs in our own worker.
 * @see FIPS 197
 * @module
 */

/** The expanded key: 15 round keys of 4 words. */
export type KeySchedule = Uint32Array;

const rounds = 14;

/** S-box, and the four tables that join it with MixColumns (FIPS 197 §5.1). */
const sbox = new Uint8Array(256);
const t0 = new Uint32Array(256);
const t1 = new Uint32Array(256);
const t2 = new Uint32Array(256);
const t3 = new Uint32Array(256);
fillTables();

/** @param key - 32 bytes */
export function expandKey(key: Uint8Array): KeySchedule {
  const words = new Uint32Array(4 * (rounds + 1));
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  for (let at = 0; at < 8; at++) words[at] = view.getUint32(4 * at);
  let constant = 1;
  for (let at = 8; at < words.length; at++) {
    let next = word(words, at - 1);
    if (at % 8 === 0) {
      next = substitute((next << 8) | (next >>> 24)) ^ (constant << 24);
      constant = double(constant);
    } else if (at % 8 === 4) {
      next = substitute(next);
    }
    words[at] = word(words, at - 8) ^ next;
  }
  return words;
}

/**
 * Encrypts one block in place.
 *
 * @param block - four big-endian words
 */
export function encryptBlock(key: KeySchedule, block: Int32Array): void {
  let a = word(block, 0) ^ word(key, 0);
  let b = word(block, 1) ^ word(key, 1);
  let c = word(block, 2) ^ word(key, 2);
  let d = word(block, 3) ^ word(key, 3);
  let at = 4;
  for (let round = 1; round < rounds; round++) {
    const e = column(a, b, c, d) ^ word(key, at);
    const f = column(b, c, d, a) ^ word(key, at + 1);
    const g = column(c, d, a, b) ^ word(key, at + 2);
    d = column(d, a, b, c) ^ word(key, at + 3);
    a = e;
    b = f;
    c = g;
    at += 4;
  }
  block[0] = lastColumn(a, b, c, d) ^ word(key, at);
  block[1] = lastColumn(b, c, d, a) ^ word(key, at + 1);
  block[2] = lastColumn(c, d, a, b) ^ word(key, at + 2);
  block[3] = lastColumn(d, a, b, c) ^ word(key, at + 3);
}

/** An element that is known to exist. Inlined by every engine. */
function word(words: Uint32Array | Int32Array | Uint8Array, at: number): number {
  return words[at] as number;
}

/** SubBytes, ShiftRows and MixColumns of one column. */
function column(a: number, b: number, c: number, d: number): number {
  return (t0[a >>> 24] as number) ^ (t1[(b >>> 16) & 255] as number) ^ (t2[(c >>> 8) & 255] as number) ^ (t3[d & 255] as number);
}

/** SubBytes and ShiftRows of one column; the last round has no MixColumns. */
function lastColumn(a: number, b: number, c: number, d: number): number {
  return (
    ((sbox[a >>> 24] as number) << 24) | ((sbox[(b >>> 16) & 255] as number) << 16) |
    ((sbox[(c >>> 8) & 255] as number) << 8) | (sbox[d & 255] as number)
  );
}

function substitute(input: number): number {
  return lastColumn(input, input, input, input);
}

/** Times x in GF(2^8), modulo x^8 + x^4 + x^3 + x + 1. */
function double(byte: number): number {
  return ((byte << 1) ^ ((byte >> 7) * 0x11b)) & 0xff;
}

function fillTables(): void {
  // p runs through the powers of 3, q through those of its inverse: so q = 1/p all along.
  let p = 1;
  let q = 1;
  do {
    p ^= double(p);
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q &= 0xff;
    if (q & 0x80) q ^= 0x09;
    sbox[p] = q ^ rotate(q, 1) ^ rotate(q, 2) ^ rotate(q, 3) ^ rotate(q, 4) ^ 0x63;
  } while (p !== 1);
  sbox[0] = 0x63;
  for (let byte = 0; byte < 256; byte++) {
    const s = word(sbox, byte);
    const mixed = (double(s) << 24) | (s << 16) | (s << 8) | (s ^ double(s));
    t0[byte] = mixed;
    t1[byte] = (mixed >>> 8) | (mixed << 24);
    t2[byte] = (mixed >>> 16) | (mixed << 16);
    t3[byte] = (mixed >>> 24) | (mixed << 8);
  }
}

function rotate(byte: number, bits: number): number {
  return ((byte << bits) | (byte >> (8 - bits))) & 0xff;
}
