/**
 * AES-128-GCM over files of any size, in constant memory: AES-CTR by WebCrypto, piece by piece, and GHASH of our own.
 *
 * What comes out of the opener is not proven before its end: nobody may see it until then.
 * @see contracts: e2ee §3.4; NIST SP 800-38D §7
 * @module
 */

import { concatBytes, equalBytes, type Bytes } from '../../bytes.ts';
import { tagBytes, type ContentKey } from './file-content.ts';
import { blockBytes, Ghash } from './ghash.ts';

/** Long enough for WebCrypto to be busy, short enough for a worker to stay awake to others: GHASH takes some 2 ms for it. */
const pieceBytes = 256 * 1024;
/** The counter is the last 32 bits of a block. */
const counterBits = 32;

/** Encrypts what it is given, in order. */
export interface GcmSealer {
  /** Ciphertext, as far as there is some. */
  add: (plain: Uint8Array) => Promise<Bytes>;
  /** What is left of it, and the tag. */
  end: () => Promise<Bytes>;
}

/** Decrypts what it is given: ciphertext and, at its end, the tag. */
export interface GcmOpener {
  /** Plaintext that nobody may see yet. */
  add: (sealed: Uint8Array) => Promise<Bytes>;
  /** What is left of it; null: not a byte of all this is to be used. */
  end: () => Promise<Bytes | null>;
  /** What is left of it, whatever the tag says: for what a person wants although nobody can vouch for it. */
  endUnproven: () => Promise<Bytes>;
}

export async function gcmSealer(content: ContentKey): Promise<GcmSealer> {
  const cipher = await CounterMode.create(content);
  const pieces = new Pieces(0);
  // GHASH of one piece is made while WebCrypto has the next.
  let last: Bytes = new Uint8Array();
  const seal = async (plain: Bytes): Promise<Bytes> => {
    const sealing = cipher.next(plain);
    cipher.hash(last);
    last = await sealing;
    return last;
  };
  return {
    add: (plain) => pieces.add(plain, seal),
    async end() {
      const rest = await seal(pieces.rest());
      cipher.hash(last);
      return concatBytes(rest, await cipher.tag());
    },
  };
}

export async function gcmOpener(content: ContentKey): Promise<GcmOpener> {
  const cipher = await CounterMode.create(content);
  // The last bytes that have come may be the tag.
  const pieces = new Pieces(tagBytes);
  const open = async (sealed: Bytes): Promise<Bytes> => {
    const opening = cipher.next(sealed);
    cipher.hash(sealed);
    return opening;
  };
  return {
    add: (sealed) => pieces.add(sealed, open),
    async end() {
      const rest = pieces.rest();
      if (rest.length < tagBytes) return null;
      const plain = await open(rest.subarray(0, -tagBytes));
      return equalBytes(rest.subarray(-tagBytes), await cipher.tag()) ? plain : null;
    },
    endUnproven: () => open(pieces.rest().slice(0, -tagBytes)),
  };
}

/** The two halves of GCM with their places in the file. */
class CounterMode {
  readonly #key: CryptoKey;
  readonly #ghash: Ghash;
  /** The block that the tag is made with; those of the content follow it. */
  readonly #first: Bytes;
  #blocks = 1;
  #length = 0;

  private constructor(key: CryptoKey, ghash: Ghash, first: Bytes) {
    this.#key = key;
    this.#ghash = ghash;
    this.#first = first;
  }

  static async create({ key, nonce }: ContentKey): Promise<CounterMode> {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-CTR', false, ['encrypt']);
    const zeros = new Uint8Array(blockBytes);
    const h = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CTR', counter: zeros, length: counterBits }, imported, zeros));
    return new CounterMode(imported, new Ghash(h), firstBlock(nonce, h));
  }

  /** The next piece, either way. All but the last are whole blocks. */
  async next(piece: Bytes): Promise<Bytes> {
    const at = this.#blocks;
    this.#blocks += Math.ceil(piece.length / blockBytes);
    this.#length += piece.length;
    return this.#crypt(piece, at);
  }

  hash(sealed: Bytes): void {
    this.#ghash.update(sealed);
  }

  async tag(): Promise<Bytes> {
    this.#ghash.updateLengths(0, 8 * this.#length);
    return this.#crypt(this.#ghash.digest(), 0);
  }

  async #crypt(bytes: Bytes, block: number): Promise<Bytes> {
    const counter = this.#first.slice();
    const view = new DataView(counter.buffer);
    view.setUint32(12, view.getUint32(12) + block);
    return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CTR', counter, length: counterBits }, this.#key, bytes));
  }
}

function firstBlock(nonce: Bytes, h: Bytes): Bytes {
  if (nonce.length === 12) return concatBytes(nonce, Uint8Array.of(0, 0, 0, 1));
  const ghash = new Ghash(h);
  ghash.update(nonce);
  ghash.updateLengths(0, 8 * nonce.length);
  return ghash.digest();
}

/** Puts what comes together to pieces of one size, in one buffer: garbage would soon be as large as the file. */
class Pieces {
  readonly #buffer: Bytes;
  readonly #kept: number;
  #size = 0;

  /** @param kept - how many bytes at the end are not worked on before all has come */
  constructor(kept: number) {
    this.#kept = kept;
    this.#buffer = new Uint8Array(pieceBytes + kept);
  }

  /** @param work - is done with its piece when it resolves */
  async add(bytes: Uint8Array, work: (piece: Bytes) => Promise<Bytes>): Promise<Bytes> {
    const done: Bytes[] = [];
    for (let at = 0; at < bytes.length;) {
      const taken = bytes.subarray(at, at + this.#buffer.length - this.#size);
      this.#buffer.set(taken, this.#size);
      this.#size += taken.length;
      at += taken.length;
      if (this.#size < this.#buffer.length) break;
      done.push(await work(this.#buffer.subarray(0, pieceBytes)));
      this.#buffer.copyWithin(0, pieceBytes);
      this.#size = this.#kept;
    }
    return done.length === 1 && done[0] !== undefined ? done[0] : concatBytes(...done);
  }

  rest(): Bytes {
    return this.#buffer.subarray(0, this.#size);
  }
}
