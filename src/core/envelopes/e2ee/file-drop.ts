/**
 * Files that others dropped into a folder which they cannot open: each entry is wrapped for every person of the folder.
 * @see contracts: e2ee §3.9
 * @module
 */

import type { FileEntry } from '../../folders/content.ts';
import { isObject, textOf } from './json.ts';
import { unwrap, type IdentityKeys } from './key-pair.ts';
import { fileEntryOf, openPacked } from './metadata.ts';

/** The entry of a dropped file; null: it isn't for us, or isn't whole. It must be kept then. */
export async function openDropped(entry: unknown, { userId, keys }: { userId: string; keys: IdentityKeys }): Promise<FileEntry | null> {
  if (!isObject(entry) || !Array.isArray(entry['users'])) return null;
  const own = entry['users'].find((user: unknown) => isObject(user) && user['userId'] === userId) as unknown;
  const key = isObject(own) ? await unwrap(keys, textOf(own['encryptedFiledropKey'])) : null;
  if (key?.length !== 16) return null;
  const json = await openPacked({ ciphertext: textOf(entry['ciphertext']).replace(/\|.*$/s, ''), nonce: textOf(entry['nonce']) }, key);
  const file = json && fileEntryOf(json);
  return file && file.filename !== '' && file.key !== '' ? file : null;
}
