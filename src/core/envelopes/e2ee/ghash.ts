/**
 * GHASH, the universal hash inside GCM, over as many pieces as one likes: WebCrypto has it for whole messages only.
 *
 * One table for each of a block's sixteen bytes (64 KiB in all): a product is sixteen look-ups, without a shift.
 * Look-ups by secret values are not constant-time; nobody but ourselves can time them.
 * @see NIST SP 800-38D §6.4
 * @module
 */

import type { Bytes } from '../../bytes.ts';

export const blockBytes = 16;

/** x^128 = x^7 + x^2 + x + 1, with bits in GCM's order. */
const reduction = 0xe1000000 | 0;

export class Ghash {
  readonly #table: Int32Array;
  /** Words as they lie in memory, whose first byte is the lowest: so is every browser's. */
  readonly #state = new Int32Array(4);

  /** @param h - the hash key: a block of zeros, encrypted */
  constructor(h: Uint8Array) {
    this.#table = tableOf(h);
  }

  /** @param bytes - whole blocks; what is missing at the end of the last counts as zeros */
  update(bytes: Uint8Array): void {
    const whole = bytes.length - (bytes.length % blockBytes);
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    this.#blocks(new Int32Array(aligned.buffer, aligned.byteOffset, whole / 4));
    if (whole === bytes.length) return;
    const padded = new Uint8Array(blockBytes);
    padded.set(bytes.subarray(whole));
    this.#blocks(new Int32Array(padded.buffer));
  }

  /** As two numbers of 64 bits, e.g. of bits that were authenticated and encrypted. */
  updateLengths(first: number, second: number): void {
    const block = new DataView(new ArrayBuffer(blockBytes));
    block.setBigUint64(0, BigInt(first));
    block.setBigUint64(8, BigInt(second));
    this.update(new Uint8Array(block.buffer));
  }

  digest(): Bytes {
    return new Uint8Array(this.#state.buffer.slice());
  }

  #blocks(words: Int32Array): void {
    const t = this.#table;
    let y0 = word(this.#state, 0);
    let y1 = word(this.#state, 1);
    let y2 = word(this.#state, 2);
    let y3 = word(this.#state, 3);
    for (let p = 0; p < words.length; p += 4) {
      const x0 = y0 ^ word(words, p);
      const x1 = y1 ^ word(words, p + 1);
      const x2 = y2 ^ word(words, p + 2);
      const x3 = y3 ^ word(words, p + 3);
      // Four words a value, 256 values a table.
      const i0 = ((x0 & 255) << 2);
      const i1 = 1024 | (((x0 >>> 8) & 255) << 2);
      const i2 = 2048 | (((x0 >>> 16) & 255) << 2);
      const i3 = 3072 | (((x0 >>> 24) & 255) << 2);
      const i4 = 4096 | ((x1 & 255) << 2);
      const i5 = 5120 | (((x1 >>> 8) & 255) << 2);
      const i6 = 6144 | (((x1 >>> 16) & 255) << 2);
      const i7 = 7168 | (((x1 >>> 24) & 255) << 2);
      const i8 = 8192 | ((x2 & 255) << 2);
      const i9 = 9216 | (((x2 >>> 8) & 255) << 2);
      const i10 = 10240 | (((x2 >>> 16) & 255) << 2);
      const i11 = 11264 | (((x2 >>> 24) & 255) << 2);
      const i12 = 12288 | ((x3 & 255) << 2);
      const i13 = 13312 | (((x3 >>> 8) & 255) << 2);
      const i14 = 14336 | (((x3 >>> 16) & 255) << 2);
      const i15 = 15360 | (((x3 >>> 24) & 255) << 2);
      y0 = word(t, i0) ^ word(t, i1) ^ word(t, i2) ^ word(t, i3) ^ word(t, i4) ^ word(t, i5) ^ word(t, i6) ^ word(t, i7) ^ word(t, i8) ^ word(t, i9) ^ word(t, i10) ^ word(t, i11) ^ word(t, i12) ^ word(t, i13) ^ word(t, i14) ^ word(t, i15);
      y1 = word(t, i0 + 1) ^ word(t, i1 + 1) ^ word(t, i2 + 1) ^ word(t, i3 + 1) ^ word(t, i4 + 1) ^ word(t, i5 + 1) ^ word(t, i6 + 1) ^ word(t, i7 + 1) ^ word(t, i8 + 1) ^ word(t, i9 + 1) ^ word(t, i10 + 1) ^ word(t, i11 + 1) ^ word(t, i12 + 1) ^ word(t, i13 + 1) ^ word(t, i14 + 1) ^ word(t, i15 + 1);
      y2 = word(t, i0 + 2) ^ word(t, i1 + 2) ^ word(t, i2 + 2) ^ word(t, i3 + 2) ^ word(t, i4 + 2) ^ word(t, i5 + 2) ^ word(t, i6 + 2) ^ word(t, i7 + 2) ^ word(t, i8 + 2) ^ word(t, i9 + 2) ^ word(t, i10 + 2) ^ word(t, i11 + 2) ^ word(t, i12 + 2) ^ word(t, i13 + 2) ^ word(t, i14 + 2) ^ word(t, i15 + 2);
      y3 = word(t, i0 + 3) ^ word(t, i1 + 3) ^ word(t, i2 + 3) ^ word(t, i3 + 3) ^ word(t, i4 + 3) ^ word(t, i5 + 3) ^ word(t, i6 + 3) ^ word(t, i7 + 3) ^ word(t, i8 + 3) ^ word(t, i9 + 3) ^ word(t, i10 + 3) ^ word(t, i11 + 3) ^ word(t, i12 + 3) ^ word(t, i13 + 3) ^ word(t, i14 + 3) ^ word(t, i15 + 3);
    }
    this.#state.set([y0, y1, y2, y3]);
  }
}

function word(words: Int32Array, at: number): number {
  return words[at] as number;
}

/** For each place of a byte in a block and each value of it: that byte times H. */
function tableOf(h: Uint8Array): Int32Array {
  const table = new Int32Array(blockBytes * 256 * 4);
  const view = new DataView(h.buffer, h.byteOffset, blockBytes);
  const power = [0, 4, 8, 12].map((at) => view.getInt32(at));
  for (let place = 0; place < blockBytes; place++) {
    for (let bit = 0x80; bit > 0; bit >>= 1) {
      for (const [index, value] of power.entries()) table[(place * 256 + bit) * 4 + index] = value;
      timesX(power);
    }
    for (let value = 1; value < 256; value++) {
      const lowest = value & -value;
      for (let index = 0; index < 4; index++) table[(place * 256 + value) * 4 + index] = word(table, (place * 256 + (value ^ lowest)) * 4 + index) ^ word(table, (place * 256 + lowest) * 4 + index);
    }
  }
  const bytes = new DataView(table.buffer);
  // Worked out with the first byte as the highest, looked up with it as the lowest.
  return table.map((_, index) => bytes.getInt32(4 * index));
}

/** One bit to the right: GCM counts them that way. */
function timesX(power: number[]): void {
  const [a = 0, b = 0, c = 0, d = 0] = power;
  power[3] = (d >>> 1) | (c << 31);
  power[2] = (c >>> 1) | (b << 31);
  power[1] = (b >>> 1) | (a << 31);
  power[0] = (a >>> 1) ^ ((d & 1) === 1 ? reduction : 0);
}
