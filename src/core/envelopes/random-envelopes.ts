/**
 * For tests: random runs over envelopes. Few of them run in `npm test`, thousands in `npm run soak`.
 * Each throws when something is not as it must be.
 * @module
 */

import sjcl from 'sjcl';

import { decodeBase64, encodeBase64, encodeHex, encodeLatin1, encodeUtf8 } from '../bytes.ts';
import { chanceOf, type Chance } from '../testing/chance.ts';
import { vaultReader } from './vault-reader.ts';
import { deriveEnvelopeKey, importPassword } from './vault-keys.ts';
import { vaultWriter } from './vault-writer.ts';

/** Sealed by us: read by sjcl, which derives the key itself, and by us. Sealed by sjcl: read by us. */
export async function sealAndRead(seed: number): Promise<void> {
  const chance = chanceOf(seed);
  const { key, plaintext } = { key: wellFormed(chance.text(80)), plaintext: wellFormed(plaintextOf(chance)) };
  const ours = await vaultWriter(key).seal(plaintext);
  const theirs = await sealWithSjcl(chance, key, plaintext);
  if (openWithSjcl(key, ours) !== plaintext) throw new Error('sjcl reads something else than was sealed.');
  const openings = await vaultReader(key).openValues([ours, theirs]);
  for (const opening of openings) {
    if (opening.state !== 'read' || opening.value !== plaintext) throw new Error(`An envelope of ${plaintext.length} characters was read as ${opening.state}.`);
  }
  const [foreign] = await vaultReader(`${key}x`).openValues([ours]);
  if (foreign?.state !== 'unreadable') throw new Error('Another key opens it too.');
}

/** Damages an envelope on any layer: it opens to the same text or not at all, and never throws; its neighbour stays readable. */
export async function damageAndRead(seed: number): Promise<void> {
  const chance = chanceOf(seed);
  const plaintext = wellFormed(plaintextOf(chance));
  const sound = await vaultWriter('the key').seal(plaintext);
  const damaged = chance.onceIn(6) ? chance.hostile() : damage(chance, sound);
  const [first, second] = await vaultReader('the key').openValues([damaged, sound]);
  if (second?.state !== 'read' || second.value !== plaintext) throw new Error('A damaged envelope hides its neighbour.');
  if (first?.state === 'read' && first.value !== null && first.value !== plaintext) throw new Error('A damaged envelope opens to another text.');
}

/** A vault of this many items, many of them under salts of their own, opens whole. */
export async function openBigVault(seed: number, items: number): Promise<void> {
  const chance = chanceOf(seed);
  const writers = Array.from({ length: 1 + Math.floor(items / 50) }, () => vaultWriter('a key', { salt: new Uint8Array(chance.bytes(chance.whole(8, 24))) }));
  const texts = Array.from({ length: items }, (_, at) => `${at} ${wellFormed(chance.text(60))}`);
  const sealed = await Promise.all(texts.map((text) => chance.pick(writers).seal(text)));
  const openings = await vaultReader('a key').openValues(sealed);
  openings.forEach((opening, at) => {
    if (opening.state !== 'read' || opening.value !== texts[at]) throw new Error(`Item ${at} of ${items} was read as ${opening.state}.`);
  });
}

/** Mostly short, sometimes around the lengths at which CCM's length field grows. */
function plaintextOf(chance: Chance): string {
  return chance.onceIn(12) ? 'x'.repeat(chance.whole(65_530, 65_542)) : chance.text(120);
}

/** Halves of characters have no UTF-8: no client can seal them. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

function damage(chance: Chance, sealed: string): string {
  const json = encodeLatin1(decodeBase64(sealed) ?? new Uint8Array());
  switch (chance.whole(0, 4)) {
    case 0: return withOther(chance, sealed);
    case 1: return sealed.slice(0, chance.whole(0, sealed.length));
    case 2: return btoa(withOther(chance, json));
    case 3: return btoa(json.slice(0, chance.whole(0, json.length)));
    default: {
      const parts = JSON.parse(json) as Record<string, unknown>;
      parts[chance.pick(Object.keys(parts))] = chance.hostile();
      return encodeBase64(encodeUtf8(JSON.stringify(parts)));
    }
  }
}

/** One character changed. */
function withOther(chance: Chance, text: string): string {
  const at = chance.whole(0, text.length - 1);
  return text.slice(0, at) + String.fromCharCode(chance.whole(0x20, 0x7e)) + text.slice(at + 1);
}

const bitsOf = (bytes: Uint8Array): sjcl.BitArray => sjcl.codec.hex.toBits(encodeHex(bytes));

async function sealWithSjcl(chance: Chance, key: string, plaintext: string): Promise<string> {
  const salt = chance.bytes(chance.whole(8, 24));
  const iv = chance.bytes(chance.whole(12, 16));
  const derived = await deriveEnvelopeKey(await importPassword(key), new Uint8Array(salt));
  const ct = sjcl.mode.ccm.encrypt(new sjcl.cipher.aes(bitsOf(derived)), bitsOf(encodeUtf8(plaintext)), bitsOf(iv), [], 64);
  const parts = { iv: encodeBase64(iv), v: 1, iter: 1000, ks: 256, ts: 64, mode: 'ccm', adata: '', cipher: 'aes', salt: encodeBase64(salt), ct: sjcl.codec.base64.fromBits(ct) };
  return btoa(JSON.stringify(parts));
}

function openWithSjcl(key: string, sealed: string): string {
  const { iv, salt, ct } = JSON.parse(atob(sealed)) as Record<'iv' | 'salt' | 'ct', string>;
  const derived = sjcl.misc.pbkdf2(key, sjcl.codec.base64.toBits(salt), 1000, 256);
  return sjcl.codec.utf8String.fromBits(sjcl.mode.ccm.decrypt(new sjcl.cipher.aes(derived), sjcl.codec.base64.toBits(ct), sjcl.codec.base64.toBits(iv), [], 64));
}
