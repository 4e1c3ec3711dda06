/**
 * For tests: a file that a stranger has dropped into somebody's encrypted folder.
 * @see contracts: e2ee §3.9
 * @module
 */

import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import { readCertificate } from '../../core/envelopes/e2ee/certificate.ts';
import { createContentKey, sealContent } from '../../core/envelopes/e2ee/file-content.ts';
import { pack } from '../../core/envelopes/e2ee/gzip.ts';
import { wrapFor } from '../../core/envelopes/e2ee/key-pair.ts';
import type { Cloud } from '../../demo-server/cloud.ts';

interface Dropped { filename: string; text: string }

/** As a page for strangers makes it for one of a folder's people: what is uploaded, and the entry that tells of it. */
export async function droppedFor({ userId, certificate }: { userId: string; certificate: string }, { filename, text }: Dropped): Promise<{ body: Uint8Array<ArrayBuffer>; entry: object }> {
  const [content, own] = [createContentKey(), createContentKey()];
  const json = { filename, mimetype: 'text/plain', key: encodeBase64(content.key), nonce: encodeBase64(content.nonce), authenticationTag: '' };
  const sealed = await sealContent(own, await pack(encodeUtf8(JSON.stringify(json))));
  const users = [{ userId, encryptedFiledropKey: await wrapFor(readCertificate(certificate)!.spki, own.key) }];
  return { body: await sealContent(content, encodeUtf8(text)), entry: { ciphertext: encodeBase64(sealed), nonce: encodeBase64(own.nonce), authenticationTag: encodeBase64(sealed.slice(-16)), users } };
}

/** The people of an outermost folder, as its metadata names them. */
export function peopleIn(cloud: Cloud, folder: number): { userId: string; certificate: string }[] {
  return (JSON.parse(cloud.control.folderMetadata(folder)!.final.text!) as { users: { userId: string; certificate: string }[] }).users;
}

/** Drops a file into a folder, with its first person in mind, as if the server had taken it. */
export async function dropFile(cloud: Cloud, folder: number, dropped: Dropped): Promise<void> {
  const id = 'd'.repeat(32);
  const { body, entry } = await droppedFor(peopleIn(cloud, folder)[0]!, dropped);
  cloud.control.plantFile(folder, id, body);
  const { text, signature } = cloud.control.folderMetadata(folder)!.final;
  cloud.control.replaceMetadata(folder, JSON.stringify({ ...(JSON.parse(text!) as object), filedrop: { [id]: entry } }), signature);
}
