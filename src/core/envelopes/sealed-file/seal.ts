/**
 * Seals a credential or a file for somebody: a content key of its own, wrapped for a passphrase, a public key, or both.
 * @see docs/sealed-file-format.md
 * @module
 */

import { concatBytes, encodeUtf8, randomBytes, type Bytes } from '../../bytes.ts';
import { chunkContext } from '../../export/encrypted-format.ts';
import { chunkBytes, ivBytes, writeHead, type Recipient } from './format.ts';
import { joinContent, keyContext, passphraseKey, type Content } from './content.ts';

/** @see OWASP, password storage: 600,000 rounds for PBKDF2-HMAC-SHA256 */
export const sealedRounds = 600_000;
const saltBytes = 16;

/** Who may open it. `key`: RSA-OAEP with SHA-256, usage `encrypt`; `fingerprint`: SHA-256 of its SPKI, hex. */
export type For = { passphrase: string } | { key: CryptoKey; fingerprint: string };

/**
 * @param recipients - at least one
 * @param rounds - of PBKDF2; fewer only where a test has no time
 */
export async function sealFile(content: Content, recipients: readonly For[], rounds = sealedRounds): Promise<Bytes> {
  const raw = randomBytes(32);
  const ways = await Promise.all(recipients.map((one) => wrap(raw, one, rounds)));
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  raw.fill(0);
  const head = writeHead(ways);
  const plain = joinContent(content);
  const chunks: Uint8Array[] = [encodeUtf8(`${head}\n`)];
  const count = Math.max(1, Math.ceil(plain.length / chunkBytes));
  for (let index = 0; index < count; index++) {
    chunks.push(await seal(plain.subarray(index * chunkBytes, (index + 1) * chunkBytes), key, chunkContext(head, index, index === count - 1)));
  }
  return concatBytes(...chunks);
}

async function wrap(raw: Bytes, one: For, rounds: number): Promise<Recipient> {
  if ('key' in one) return { how: 'public-key', fingerprint: one.fingerprint, key: new Uint8Array(await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, one.key, raw)) };
  const salt = randomBytes(saltBytes);
  const wrapping = await passphraseKey(one.passphrase, { rounds, salt }, 'encrypt');
  return { how: 'passphrase', rounds, salt, key: await seal(raw, wrapping, keyContext) };
}

/** iv, then ciphertext with its tag. */
async function seal(plain: Bytes, key: CryptoKey, context: string): Promise<Bytes> {
  const iv = randomBytes(ivBytes);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encodeUtf8(context) }, key, plain);
  return concatBytes(iv, new Uint8Array(sealed));
}
