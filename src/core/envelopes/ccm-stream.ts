/**
 * AES-CCM of one long message, part by part: for files, which would stop everything else for seconds.
 * @see NIST SP 800-38C; RFC 3610
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { equalBytes } from '../bytes.ts';
import type { KeySchedule } from './aes.ts';
import { encryptBlock } from './aes.ts';
import { ccmTagBytes, firstBlocks } from './ccm.ts';

/** One message on its way. Every part but the last is a multiple of 16 bytes. */
export class CcmStream {
  readonly #key: KeySchedule;
  readonly #mac: Int32Array;
  readonly #counter: Int32Array;
  readonly #stream = new Int32Array(4);
  /** Masks the tag. */
  readonly #first = new Int32Array(4);
  #left: number;

  /** @param length - bytes of the whole message, which CCM wants to know before it starts */
  constructor(key: KeySchedule, iv: Uint8Array, length: number) {
    this.#key = key;
    const { mac, counter } = firstBlocks(new DataView(iv.buffer, iv.byteOffset, iv.byteLength), { at: 0, ivLength: iv.length, length });
    this.#mac = mac;
    this.#counter = counter;
    this.#left = length;
    encryptBlock(key, mac);
    this.#first.set(counter);
    encryptBlock(key, this.#first);
  }

  /** Encrypts in place. @throws RangeError where the parts are more than was announced */
  seal(part: Uint8Array): void {
    this.#take(part, 'seal');
  }

  /** Decrypts in place. Nothing of it may be used before {@link fits} has said yes. */
  open(part: Uint8Array): void {
    this.#take(part, 'open');
  }

  /** What goes behind the message. @throws RangeError before all of it has been there */
  tag(): Bytes {
    if (this.#left !== 0) throw new RangeError('the message is not whole');
    const tag = new Uint8Array(ccmTagBytes);
    const view = new DataView(tag.buffer);
    for (const word of [0, 1]) view.setInt32(4 * word, (this.#first[word] as number) ^ (this.#mac[word] as number));
    return tag;
  }

  fits(tag: Uint8Array): boolean {
    return this.#left === 0 && equalBytes(this.tag(), tag);
  }

  #take(part: Uint8Array, how: 'seal' | 'open'): void {
    this.#left -= part.length;
    if (this.#left < 0 || (this.#left > 0 && part.length % 16 !== 0)) throw new RangeError('the part does not fit');
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
    const whole = part.length - (part.length % 16);
    for (let at = 0; at < whole; at += 16) this.#block(view, at, how);
    if (whole === part.length) return;
    // The MAC reads zeros behind the last block, so what is there must be zero before and after.
    const rest = new DataView(new ArrayBuffer(16));
    const bytes = new Uint8Array(rest.buffer);
    bytes.set(part.subarray(whole));
    if (how === 'open') this.#openRest(bytes, part.length - whole);
    else this.#block(rest, 0, how);
    part.set(bytes.subarray(0, part.length - whole), whole);
  }

  #block(view: DataView, at: number, how: 'seal' | 'open'): void {
    this.#next();
    for (let word = 0; word < 4; word++) {
      const given = view.getInt32(at + 4 * word);
      const made = given ^ (this.#stream[word] as number);
      view.setInt32(at + 4 * word, made);
      this.#mac[word] = (this.#mac[word] as number) ^ (how === 'seal' ? given : made);
    }
    encryptBlock(this.#key, this.#mac);
  }

  #openRest(bytes: Uint8Array, length: number): void {
    this.#next();
    for (let index = 0; index < length; index++) {
      const shift = 24 - 8 * (index & 3);
      const plain = (bytes[index] as number) ^ (((this.#stream[index >> 2] as number) >>> shift) & 0xff);
      bytes[index] = plain;
      this.#mac[index >> 2] = (this.#mac[index >> 2] as number) ^ (plain << shift);
    }
    encryptBlock(this.#key, this.#mac);
  }

  #next(): void {
    this.#counter[3] = (this.#counter[3] as number) + 1;
    this.#stream.set(this.#counter);
    encryptBlock(this.#key, this.#stream);
  }
}
