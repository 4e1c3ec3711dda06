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

/** Its name on the server. */
export const droppedId = 'd'.repeat(32);

/** As a page for strangers does it: the content, and an entry for the folder's first person. */
export async function dropFile(cloud: Cloud, folder: number, { filename, text }: { filename: string; text: string }): Promise<void> {
  const content = createContentKey();
  cloud.control.plantFile(folder, droppedId, await sealContent(content, encodeUtf8(text)));
  const { text: stored, signature } = cloud.control.folderMetadata(folder)!.final;
  const metadata = JSON.parse(stored!) as { users: { userId: string; certificate: string }[] };
  const [user] = metadata.users;
  const own = createContentKey();
  const json = { filename, mimetype: 'text/plain', key: encodeBase64(content.key), nonce: encodeBase64(content.nonce), authenticationTag: '' };
  const sealed = await sealContent(own, await pack(encodeUtf8(JSON.stringify(json))));
  const entry = {
    ciphertext: encodeBase64(sealed), nonce: encodeBase64(own.nonce), authenticationTag: encodeBase64(sealed.slice(-16)),
    users: [{ userId: user!.userId, encryptedFiledropKey: await wrapFor(readCertificate(user!.certificate)!.spki, own.key) }],
  };
  cloud.control.replaceMetadata(folder, JSON.stringify({ ...metadata, filedrop: { [droppedId]: entry } }), signature);
}
