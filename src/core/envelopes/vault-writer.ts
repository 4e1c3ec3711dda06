/**
 * Writes envelopes that every Passman client reads.
 *
 * sjcl does the CCM, with a key that WebCrypto derived: sjcl is never handed a password, because its
 * own key cache can be poisoned by one.
 * @see contracts: Passman §2.1
 * @module
 */

import sjcl from 'sjcl';
import type { Bytes } from '../bytes.ts';
import { encodeBase64, encodeUtf8, randomBytes } from '../bytes.ts';
import { expandKey } from './aes.ts';
import { fileSealer, type FileFacts, type FileSealer } from './file-sealer.ts';
import { deriveEnvelopeKey, envelopeRounds, importPassword } from './vault-keys.ts';

/** Seals under one vault key. */
export interface VaultWriter {
  /**
   * @param plaintext - for a credential's field its JSON text; shared keys, PEMs and files go as they are
   * @returns the string to store: base64 of sjcl's JSON
   */
  seal(plaintext: string): Promise<string>;
  /** For the content of a file, which is too much for one go. */
  sealFile(file: FileFacts): Promise<FileSealer>;
}

const tagBits = 64;
const saltBytes = 8;
const ivBytes = 16;

/** How a writer differs from a fresh one. */
export interface WriterOptions {
  /** Left out: a fresh random one. The salt that a vault already has keeps all of it under one derived key. */
  readonly salt?: Bytes;
}

/**
 * @param vaultKey - as typed. One salt serves all that this writer seals, so that other clients, too,
 *   derive one key only
 */
export function vaultWriter(vaultKey: string, { salt = randomBytes(saltBytes) }: WriterOptions = {}): VaultWriter {
  const key = keyFor(vaultKey, salt);
  const cipher = key.then(cipherOf);
  // Heard of by whoever seals; an unused writer must not report it as unhandled.
  cipher.catch(() => undefined);
  return {
    seal: async (plaintext) => sealEnvelope(await cipher, salt, { iv: randomBytes(ivBytes), plaintext }),
    sealFile: async (file) => fileSealer(expandKey(await key), { salt, iv: randomBytes(ivBytes) }, file),
  };
}

/** One envelope with a chosen iv, for test vectors only: an iv must never be used twice. */
export async function sealWith(vaultKey: string, salt: Bytes, message: { iv: Bytes; plaintext: string }): Promise<string> {
  return sealEnvelope(cipherOf(await keyFor(vaultKey, salt)), salt, message);
}

async function keyFor(vaultKey: string, salt: Bytes): Promise<Bytes> {
  return deriveEnvelopeKey(await importPassword(vaultKey), salt);
}

function cipherOf(key: Bytes): sjcl.SjclCipher {
  return new sjcl.cipher.aes(toBits(key));
}

function sealEnvelope(cipher: sjcl.SjclCipher, salt: Bytes, { iv, plaintext }: { iv: Bytes; plaintext: string }): string {
  const sealed = sjcl.mode.ccm.encrypt(cipher, toBits(encodeUtf8(plaintext)), toBits(iv), [], tagBits);
  // Members in sjcl's order, inner base64 without padding: byte for byte what the web UI writes.
  const envelope = {
    iv: unpadded(encodeBase64(iv)), v: 1, iter: envelopeRounds, ks: 256, ts: tagBits, mode: 'ccm', adata: '', cipher: 'aes',
    salt: unpadded(encodeBase64(salt)), ct: unpadded(sjcl.codec.base64.fromBits(sealed)),
  };
  return encodeBase64(encodeUtf8(JSON.stringify(envelope)));
}

function unpadded(base64: string): string {
  return base64.replace(/=+$/, '');
}

/** sjcl's own form: big-endian words, the last one marked with its length. */
function toBits(bytes: Bytes): sjcl.BitArray {
  const words: number[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) words.push(view.getInt32(at));
  if (whole < bytes.length) {
    let rest = 0;
    for (let at = whole; at < bytes.length; at++) rest = (rest << 8) | view.getUint8(at);
    words.push(sjcl.bitArray.partial(8 * (bytes.length - whole), rest));
  }
  return words;
}
