/**
 * The metadata of an encrypted folder, versions 2.0 and 2.1: read in every dialect, written in the one that all read.
 *
 * Only a root has `users`; its sub-folders are under the root's key.
 * @see contracts: e2ee §3.5
 * @module
 */

import type { Bytes } from '../../bytes.ts';
import { decodeBase64, encodeBase64, encodeHex, encodeLatin1, encodeUtf8 } from '../../bytes.ts';
import type { FileEntry, FolderContent } from '../../folders/content.ts';
import type { Certificate } from './certificate.ts';
import { createContentKey, openContent, sealContent, tagOf } from './file-content.ts';
import { pack, unpack } from './gzip.ts';
import { canonicalJson, entriesOf, isObject, parseObject, repairTexts, textOf, type JsonObject } from './json.ts';
import type { IdentityKeys } from './key-pair.ts';
import { signPayload } from './signature.ts';

/** Someone who can open a root. */
export interface FolderUser { userId: string; certificate: string; encryptedMetadataKey: string }

/** What stands outside of the seal. */
export interface Metadata {
  version: '2.0' | '2.1';
  /** Base64. */
  ciphertext: string;
  nonce: string;
  /** Empty in a sub-folder. */
  users: readonly FolderUser[];
  /** Files that others dropped, as they came. Not signed. */
  fileDrop: ReadonlyMap<string, unknown>;
  /** What the signature is over. */
  payload: Bytes;
}

/** `json`: for `metadata-v1.ts`. */
export type ReadMetadata = { state: 'current'; metadata: Metadata } | { state: 'old'; json: JsonObject } | { state: 'unknown-version' } | { state: 'damaged' };

/** What is to be written of a folder. `users`: null in a sub-folder. */
export interface ToSeal { content: FolderContent; key: Bytes; version: Metadata['version']; users: readonly FolderUser[] | null; fileDrop: ReadonlyMap<string, unknown> }
/** `now`: seconds since 1970. */
export interface Author { keys: IdentityKeys; certificate: Certificate; now: number }
/** As the server keeps it: `signature` is base64 of CMS. */
export interface SealedMetadata { text: string; signature: string }

/** More than any folder's; the web app fails at a hundredth of it. */
const largestContent = 32 * 1024 * 1024;

/** Tells the generations apart. Nothing is verified here. */
export function readMetadata(text: string): ReadMetadata {
  const json = parseObject(text);
  if (!json) return { state: 'damaged' };
  const { metadata, users, filedrop } = json;
  if (!isObject(metadata)) return { state: 'damaged' };
  if (json['version'] === undefined) return [1, 1.1, 1.2].includes(Number(metadata['version'])) ? { state: 'old', json } : { state: 'unknown-version' };
  // Text or number, and 2 for 2.0: all were written.
  const version = Number(json['version']);
  if (version !== 2 && version !== 2.1) return { state: 'unknown-version' };
  return {
    state: 'current',
    metadata: {
      version: version === 2 ? '2.0' : '2.1',
      // Telephones and desktops append the nonce once more.
      ciphertext: textOf(metadata['ciphertext']).replace(/\|.*$/s, ''),
      nonce: textOf(metadata['nonce']),
      users: (Array.isArray(users) ? users : []).map(readUser),
      fileDrop: new Map(entriesOf(filedrop)),
      payload: payloadOf(json),
    },
  };
}

/** Null: another key, or tampered with. */
export async function openMetadata({ ciphertext, nonce }: Pick<Metadata, 'ciphertext' | 'nonce'>, key: Bytes): Promise<FolderContent | null> {
  const json = await openPacked({ ciphertext, nonce }, key);
  return json && contentOf(json);
}

/** gzip of JSON, sealed: a folder's content, and a dropped file's entry. */
export async function openPacked({ ciphertext, nonce }: { ciphertext: string; nonce: string }, key: Bytes): Promise<JsonObject | null> {
  const [sealed, iv] = [decodeBase64(ciphertext), decodeBase64(nonce)];
  const packed = sealed && iv && (await openContent({ key, nonce: iv }, sealed));
  const plain = packed && (await unpack(packed, largestContent));
  const json = plain && parseObject(encodeLatin1(plain));
  const repaired = json ? repairTexts(json) : null;
  return isObject(repaired) ? repaired : null;
}

/** Seals and signs. Unknown parts inside are kept; outside there are only known ones, since telephones would take others for forgery. */
export async function sealMetadata({ content, key, version, users, fileDrop }: ToSeal, author: Author): Promise<SealedMetadata> {
  const nonce = createContentKey().nonce;
  const sealed = await sealContent({ key, nonce }, await pack(encodeUtf8(JSON.stringify(jsonOf(content)))));
  const signed = {
    metadata: { ciphertext: encodeBase64(sealed), nonce: encodeBase64(nonce), authenticationTag: encodeBase64(tagOf(sealed)) },
    ...(users && { users }),
    version,
  };
  const text = canonicalJson(fileDrop.size === 0 ? signed : { ...signed, filedrop: Object.fromEntries(fileDrop) });
  return { text, signature: await signPayload(payloadOf(signed), author) };
}

/** How a key is known in `keyChecksums`. */
export async function keyChecksum(key: Bytes): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', key)));
}

export function fileEntryOf(json: JsonObject): FileEntry {
  const { filename, mimetype, key, nonce, authenticationTag, ...rest } = json;
  return { filename: textOf(filename), mimetype: textOf(mimetype), key: textOf(key), nonce: textOf(nonce), authenticationTag: textOf(authenticationTag), rest };
}

/** Of the whole but the dropped files, which the server adds by itself. */
function payloadOf(json: JsonObject): Bytes {
  const signed = Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'filedrop'));
  return encodeUtf8(encodeBase64(encodeUtf8(canonicalJson(signed))));
}

function readUser(user: unknown): FolderUser {
  const { userId, certificate, encryptedMetadataKey } = isObject(user) ? user : {};
  return { userId: textOf(userId), certificate: textOf(certificate), encryptedMetadataKey: textOf(encryptedMetadataKey) };
}

function contentOf(json: JsonObject): FolderContent {
  const { keyChecksums, deleted, counter, folders, files, ...rest } = json;
  return {
    keyChecksums: Array.isArray(keyChecksums) ? keyChecksums.map(textOf) : null,
    deleted: deleted === true,
    counter: Number.isSafeInteger(counter) ? Number(counter) : 0,
    folders: new Map(entriesOf(folders).map(([uuid, name]) => [uuid, textOf(name)])),
    files: new Map(entriesOf(files).map(([uuid, entry]) => [uuid, fileEntryOf(isObject(entry) ? entry : {})])),
    rest,
  };
}

function jsonOf({ keyChecksums, deleted, counter, folders, files, rest }: FolderContent): JsonObject {
  return {
    ...rest,
    ...(keyChecksums && { keyChecksums }),
    deleted, counter,
    folders: Object.fromEntries(folders),
    files: Object.fromEntries([...files].map(([uuid, { rest: more, ...entry }]) => [uuid, { ...more, ...entry }])),
  };
}
