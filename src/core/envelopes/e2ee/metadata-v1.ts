/**
 * The metadata of versions 1.0, 1.1 and 1.2: read, so that it can be brought to version 2. Never written.
 *
 * Each folder has a key of its own, wrapped for its one owner; nothing is signed or counted.
 * @see contracts: e2ee §3.10
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { concatBytes, decodeBase64, decodeUtf8, encodeHex, encodeLatin1, encodeUtf8 } from '../../bytes.ts';
import { emptyContent, type FileEntry, type FolderContent } from '../../folders/content.ts';
import { openContent } from './file-content.ts';
import { entriesOf, isObject, parseObject, textOf, type JsonObject } from './json.ts';
import { unwrap, type IdentityKeys } from './key-pair.ts';
import { wordsAsKey } from './private-key-blob.ts';

/** `dropped`: files that others dropped here. `unreadable`: names on the server of entries that don't open. */
export interface OldFolder { content: FolderContent; dropped: ReadonlyMap<string, FileEntry>; unreadable: readonly string[] }

const folderTypes = ['httpd/unix-directory', 'inode/directory'];

/** Null: no key in it opens with ours. */
export async function openOldMetadata(json: JsonObject, keys: IdentityKeys): Promise<OldFolder | null> {
  const wrapped = wrappedKeys(json);
  const opened = new Map<number, Bytes>();
  for (const [index, text] of wrapped) {
    const key = await unwrapOld(keys, text);
    if (key !== null) opened.set(index, key);
  }
  if (opened.size === 0) return null;
  const newest = Math.max(...opened.keys());
  const files = new Map<string, FileEntry>();
  const folders = new Map<string, string>();
  const unreadable: string[] = [];
  for (const [id, entry] of entriesOf(json['files'])) {
    const index = isObject(entry) && typeof entry['metadataKey'] === 'number' ? entry['metadataKey'] : newest;
    const key = opened.get(index);
    const file = key && isObject(entry) ? await openEntry(entry, key) : null;
    if (file === null) unreadable.push(id);
    else if (folderTypes.includes(file.mimetype)) folders.set(id, file.filename);
    else files.set(id, file);
  }
  const dropped = new Map<string, FileEntry>();
  for (const [id, entry] of entriesOf(json['filedrop'])) {
    const file = isObject(entry) ? await openDrop(entry, keys) : null;
    if (file === null) unreadable.push(id);
    else dropped.set(id, file);
  }
  return { content: { ...emptyContent, files, folders }, dropped, unreadable };
}

/**
 * Whether the list of files is the one that the owner wrote; only version 1.2 says.
 *
 * @param words - the twelve, which the checksum is made with
 * @returns null where there is no checksum
 */
export async function checkOldMetadata(json: JsonObject, words: string): Promise<boolean | null> {
  const { metadataKey, checksum } = isObject(json['metadata']) ? json['metadata'] : {};
  if (typeof checksum !== 'string') return null;
  const ids = entriesOf(json['files']).map(([id]) => id).sort().join('');
  const digest = await crypto.subtle.digest('SHA-256', encodeUtf8(wordsAsKey(words) + ids + textOf(metadataKey)));
  return encodeHex(new Uint8Array(digest)) === checksum.toLowerCase();
}

function wrappedKeys(json: JsonObject): [number, string][] {
  const { metadataKey, metadataKeys } = isObject(json['metadata']) ? json['metadata'] : {};
  if (typeof metadataKey === 'string') return [[0, metadataKey]];
  return entriesOf(metadataKeys).map(([index, key]) => [Number(index), textOf(key)]);
}

/** Inside is base64 of base64 of the key; nobody is sure how often. */
async function unwrapOld(keys: IdentityKeys, wrapped: string): Promise<Bytes | null> {
  let bytes = await unwrap(keys, wrapped);
  for (let round = 0; bytes !== null && bytes.length !== 16 && round < 3; round++) bytes = decodeBase64(encodeLatin1(bytes).trim());
  return bytes?.length === 16 ? bytes : null;
}

async function openEntry(entry: JsonObject, key: Bytes): Promise<FileEntry | null> {
  const [sealed, nonce] = splitEntry(textOf(entry['encrypted'])).map(decodeBase64);
  return sealed && nonce ? fileOf(entry, await openContent({ key, nonce }, sealed)) : null;
}

/** Under a key of its own, which is wrapped as a folder's is; the tag may stand apart. */
async function openDrop(entry: JsonObject, keys: IdentityKeys): Promise<FileEntry | null> {
  const key = await unwrapOld(keys, textOf(entry['encryptedKey']));
  const parts = [entry['encrypted'], entry['encryptedInitializationVector'], entry['encryptedTag']].map((part) => decodeBase64(textOf(part)));
  const [sealed, nonce, tag] = parts;
  if (key === null || !sealed || !nonce) return null;
  return fileOf(entry, await openContent({ key, nonce }, sealed) ?? (tag ? await openContent({ key, nonce }, concatBytes(sealed, tag)) : null));
}

function fileOf(entry: JsonObject, plain: Bytes | null): FileEntry | null {
  const json = plain && (parseObject(decodeUtf8(plain) ?? '') ?? parseInner(plain));
  if (!json) return null;
  return {
    filename: textOf(json['filename']), mimetype: textOf(json['mimetype']), key: textOf(json['key']),
    nonce: textOf(entry['initializationVector']), authenticationTag: textOf(entry['authenticationTag']), rest: {},
  };
}

function parseInner(plain: Bytes): JsonObject | undefined {
  const decoded = decodeBase64(encodeLatin1(plain).trim());
  return decoded === null ? undefined : parseObject(decodeUtf8(decoded) ?? '');
}

/** At the last bar, or where very old clients wrote that bar in base64. */
function splitEntry(text: string): [string, string] {
  const delimiter = text.includes('|') ? '|' : 'fA==';
  // Not at the very end, which can be that of an honest nonce.
  const at = text.lastIndexOf(delimiter, text.length - 5);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + delimiter.length)];
}
