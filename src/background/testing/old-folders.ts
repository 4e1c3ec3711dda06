/**
 * For tests: a tree of folders as an app of before 2023 has left it, made of one that was written today.
 * @see contracts: e2ee §3.10
 * @module
 */

import { decodeBase64, encodeBase64, encodeHex, encodeUtf8, type Bytes } from '../../core/bytes.ts';
import { createContentKey, sealContent } from '../../core/envelopes/e2ee/file-content.ts';
import { importPrivateKey, unwrap, wrapFor, type IdentityKeys } from '../../core/envelopes/e2ee/key-pair.ts';
import { openMetadata, readMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import { wordsAsKey } from '../../core/envelopes/e2ee/private-key-blob.ts';
import type { Cloud } from '../../demo-server/cloud.ts';
import type { FoldersAt } from './folders-at.ts';

export type OldVersion = '1.0' | '1.1' | '1.2';

/** Brings all encrypted folders of a person back to version 1. Who has seen them in version 2 refuses them then. */
export async function makeOld(cloud: Cloud, { userId, at, words, version }: { userId: string; at: FoldersAt; words: string; version: OldVersion }): Promise<void> {
  const { pkcs8 } = await at.blobs.read(`folders:${at.account}/identity`) as { pkcs8: string };
  const keys = (await importPrivateKey(decodeBase64(pkcs8)!))!;
  const tree = cloud.control.fileTree(userId).filter(({ encrypted }) => encrypted);
  const rootKey = await keyOfRoot(keys, cloud.control.folderMetadata(tree[0]!.fileId)!.final.text!);
  for (const { fileId } of tree) {
    const row = cloud.control.folderMetadata(fileId)!;
    const read = readMetadata(row.final.text!);
    const content = read.state === 'current' ? await openMetadata(read.metadata, rootKey) : null;
    const own = createContentKey().key;
    const entries = [
      ...[...content!.folders].map(([id, filename]) => [id, { filename, mimetype: 'httpd/unix-directory', key: encodeBase64(createContentKey().key), nonce: '', authenticationTag: '' }] as const),
      ...content!.files,
    ];
    const files = Object.fromEntries(await Promise.all(entries.map(async ([id, file]) => [id, {
      encrypted: await sealedOld(own, { key: file.key, filename: file.filename, mimetype: file.mimetype, version: 1 }), initializationVector: file.nonce, authenticationTag: file.authenticationTag, metadataKey: 0,
    }] as const)));
    const wrapped = await wrapFor(keys.spki, twiceInBase64(own));
    const checksum = encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(wordsAsKey(words) + Object.keys(files).sort().join('') + wrapped))));
    const metadata = version === '1.0' ? { metadataKeys: { 0: wrapped }, version: 1 } : version === '1.1' ? { metadataKey: wrapped, version: 1.1 } : { metadataKey: wrapped, checksum, version: 1.2 };
    row.final = { text: JSON.stringify({ metadata, files }), signature: null, counter: null };
  }
}

/** What a stranger's page of those days has added. @param id - of a file that is there */
export async function dropOld(text: string, at: FoldersAt, { id, filename, key, nonce }: { id: string; filename: string; key: Bytes; nonce: Bytes }): Promise<string> {
  const { pkcs8 } = await at.blobs.read(`folders:${at.account}/identity`) as { pkcs8: string };
  const { spki } = (await importPrivateKey(decodeBase64(pkcs8)!))!;
  const own = createContentKey();
  const sealed = await sealContent(own, encodeUtf8(encodeBase64(encodeUtf8(JSON.stringify({ key: encodeBase64(key), filename, mimetype: 'text/plain', version: 1 })))));
  const entry = {
    encrypted: encodeBase64(sealed), encryptedKey: await wrapFor(spki, twiceInBase64(own.key)), encryptedInitializationVector: encodeBase64(own.nonce), encryptedTag: encodeBase64(sealed.slice(-16)),
    initializationVector: encodeBase64(nonce), authenticationTag: '',
  };
  return JSON.stringify({ ...(JSON.parse(text) as object), filedrop: { [id]: entry } });
}

async function keyOfRoot(keys: IdentityKeys, text: string): Promise<Bytes> {
  const read = readMetadata(text);
  return (await unwrap(keys, read.state === 'current' ? read.metadata.users[0]!.encryptedMetadataKey : ''))!;
}

function twiceInBase64(key: Bytes): Bytes {
  return encodeUtf8(encodeBase64(encodeUtf8(encodeBase64(key))));
}

async function sealedOld(key: Bytes, json: object): Promise<string> {
  const { nonce } = createContentKey();
  const sealed = await sealContent({ key, nonce }, encodeUtf8(encodeBase64(encodeUtf8(JSON.stringify(json)))));
  return `${encodeBase64(sealed)}|${encodeBase64(nonce)}`;
}
