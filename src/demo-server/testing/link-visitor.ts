/**
 * For tests: whoever has a public link to an encrypted folder and its twelve words, by Node's own cryptography alone.
 * @see contracts: e2ee §3.3, §3.4, §3.5, §4.11
 * @module
 */

import { constants, createDecipheriv, pbkdf2Sync, privateDecrypt } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Cloud } from '../cloud.ts';
import { visit, type Got } from './visitor.ts';

interface Visited { cloud: Cloud; token: string }
interface Outer { metadata: { ciphertext: string; nonce: string }; users?: { userId: string; encryptedMetadataKey: string }[]; version: string }
interface Inner { files: Record<string, { filename: string; key: string; nonce: string }>; folders: Record<string, string> }

/** All files below the link by their way, with their text; null where there are no keys to be had, or none for these words. */
export async function behindLink(cloud: Cloud, token: string, words: string): Promise<Record<string, string> | null> {
  const at = { cloud, token };
  const blob = dataOf(await ask(at, '/private-key'), 'private-key');
  const pem = blob === null ? null : openBlob(blob, words);
  if (pem === null) return null;
  const outer = await metadataOf(at, []);
  const own = outer.users?.find(({ userId }) => userId === `s:${token}`);
  if (own === undefined) return null;
  const key = privateDecrypt({ key: pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, Buffer.from(own.encryptedMetadataKey, 'base64'));
  return filesIn(at, key, outer, []);
}

async function filesIn(at: Visited, key: Buffer, { metadata }: Outer, path: readonly string[]): Promise<Record<string, string>> {
  const inner = JSON.parse(gunzipSync(open(key, metadata.nonce, Buffer.from(metadata.ciphertext.split('|')[0] ?? '', 'base64'))).toString('utf8')) as Inner;
  const found: Record<string, string> = {};
  for (const [uuid, { filename, key: fileKey, nonce }] of Object.entries(inner.files)) {
    const { content } = await files(at, 'GET', [...path, uuid]);
    found[filename] = open(Buffer.from(fileKey, 'base64'), nonce, content).toString('utf8');
  }
  for (const [uuid, name] of Object.entries(inner.folders)) {
    const below = await filesIn(at, key, await metadataOf(at, [...path, uuid]), [...path, uuid]);
    for (const [way, text] of Object.entries(below)) found[`${name}/${way}`] = text;
  }
  return found;
}

async function metadataOf(at: Visited, path: readonly string[]): Promise<Outer> {
  const { text } = await files(at, 'PROPFIND', path);
  const fileId = /<oc:fileid>(\d+)</.exec(text)?.[1] ?? '';
  return JSON.parse(dataOf(await ask(at, `/meta-data/${fileId}`), 'meta-data') ?? '') as Outer;
}

async function ask({ cloud, token }: Visited, path: string): Promise<Got> {
  return visit(cloud, { path: `/ocs/v2.php/apps/end_to_end_encryption/api/v2${path}?format=json`, headers: { 'OCS-APIRequest': 'true', 'x-e2ee-supported': 'true', 'x-nc-e2ee-share-token': token } });
}

async function files({ cloud, token }: Visited, method: string, path: readonly string[]): Promise<Got> {
  const body = '<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><oc:fileid/></d:prop></d:propfind>';
  return visit(cloud, { method, path: ['/public.php/dav/files', token, ...path].join('/'), headers: { 'x-e2ee-supported': 'true', 'Depth': '0' }, ...(method === 'PROPFIND' && { body }) });
}

function dataOf({ status, json }: Got, name: string): string | null {
  return status === 200 ? (json as { ocs: { data: Record<string, string> } }).ocs.data[name] ?? null : null;
}

function openBlob(blob: string, words: string): string | null {
  const [sealed, nonce, salt] = blob.split('|').map((part) => Buffer.from(part, 'base64'));
  if (sealed === undefined || nonce === undefined || salt === undefined) return null;
  try {
    const key = pbkdf2Sync(words.toLowerCase().replace(/\s/g, ''), salt, 600_000, 32, 'sha256');
    return Buffer.from(open(key, nonce.toString('base64'), sealed).toString('ascii'), 'base64').toString('ascii');
  } catch {
    return null;
  }
}

/** AES-GCM with its tag at the end. */
function open(key: Buffer, nonce: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(key.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm', key, Buffer.from(nonce, 'base64'));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}
