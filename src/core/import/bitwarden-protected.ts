/**
 * Opens Bitwarden's password-protected JSON export.
 *
 * The password is stretched by PBKDF2 or Argon2id to a master key, which HKDF-Expand parts into a key for AES-256-CBC
 * and one for HMAC-SHA-256; the whole plain export is one sealed text.
 * @see https://bitwarden.com/help/encrypted-export/
 * @module
 */

import { concatBytes, decodeBase64, decodeUtf8, encodeUtf8, equalBytes, type Bytes } from '../bytes.ts';
import { ImportRefused } from './outcome.ts';
import { at, isSetAt, numberAt, textAt } from './read-json.ts';

/** What the product itself lets people choose; anything beyond is there to keep us busy. */
const bounds = { rounds: [1, 2_000_000], passes: [1, 10], mebibytes: [1, 1024], lanes: [1, 16] } as const;

export function isProtected(json: unknown): boolean {
  return isSetAt(json, 'encrypted') && isSetAt(json, 'passwordProtected');
}

/** Encrypted for the account's own key: only that account of that server opens it. */
export function isAccountRestricted(json: unknown): boolean {
  return isSetAt(json, 'encrypted') && !isSetAt(json, 'passwordProtected') && at(json, 'encKeyValidation_DO_NOT_EDIT') !== undefined;
}

/**
 * @returns the text of the plain export
 * @throws {ImportRefused} `wrong-password`, `damaged`, `too-costly`
 */
export async function openProtected(json: unknown, password: string): Promise<string> {
  const master = await stretch(json, encodeUtf8(password));
  const keys = { seal: await expand(master, 'enc'), check: await expand(master, 'mac') };
  // A text of its own that only tells whether the password is right.
  if ((await openText(textAt(json, 'encKeyValidation_DO_NOT_EDIT'), keys)) === null) throw new ImportRefused('wrong-password');
  const opened = await openText(textAt(json, 'data'), keys);
  if (opened === null) throw new ImportRefused('damaged');
  return opened;
}

async function stretch(json: unknown, password: Bytes): Promise<Bytes> {
  // Base64 by its looks, but its letters are what is used.
  const salt = encodeUtf8(textAt(json, 'salt'));
  const rounds = numberAt(json, 'kdfIterations') ?? 0;
  if (numberAt(json, 'kdfType') === 0) {
    within(rounds, bounds.rounds);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256));
  }
  if (numberAt(json, 'kdfType') !== 1) throw new ImportRefused('damaged');
  const [mebibytes, lanes] = [numberAt(json, 'kdfMemory') ?? 0, numberAt(json, 'kdfParallelism') ?? 0];
  within(rounds, bounds.passes);
  within(mebibytes, bounds.mebibytes);
  within(lanes, bounds.lanes);
  const { argon2idAsync } = await import('@noble/hashes/argon2.js');
  const hashed = new Uint8Array(await crypto.subtle.digest('SHA-256', salt));
  return new Uint8Array(await argon2idAsync(password, hashed, { t: rounds, m: mebibytes * 1024, p: lanes, dkLen: 32 }));
}

function within(value: number, [least, most]: readonly [number, number]): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new ImportRefused('too-costly');
}

/** HKDF-Expand (RFC 5869 §2.3) of one block, which is all that 32 bytes need. */
async function expand(key: Bytes, name: string): Promise<Bytes> {
  return sign(key, concatBytes(encodeUtf8(name), new Uint8Array([1])));
}

async function sign(key: Bytes, message: Bytes): Promise<Bytes> {
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', hmac, message));
}

/** `2.iv|ciphertext|mac`, each base64. Null: it doesn't open with these keys. */
async function openText(sealed: string, { seal, check }: { seal: Bytes; check: Bytes }): Promise<string | null> {
  const [iv, ciphertext, mac] = sealed.slice(2).split('|').map(decodeBase64);
  if (!sealed.startsWith('2.') || !iv || !ciphertext || !mac || iv.length !== 16) throw new ImportRefused('damaged');
  if (!equalBytes(mac, await sign(check, concatBytes(iv, ciphertext)))) return null;
  const key = await crypto.subtle.importKey('raw', seal, 'AES-CBC', false, ['decrypt']);
  try {
    return decodeUtf8(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, ciphertext)));
  } catch {
    return null;
  }
}
