/**
 * What the official clients' own code has written, from `../shared` beside the repository; skipped where that is missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeUtf8, encodeBase64 } from '../../bytes.ts';
import { checkCertificate, readCertificate, readServerKey } from './certificate.ts';
import { openContent } from './file-content.ts';
import { openDropped } from './file-drop.ts';
import { checkHistory } from './history.ts';
import { canonicalJson } from './json.ts';
import { importPrivateKey, readPemBlock, unwrap, type IdentityKeys } from './key-pair.ts';
import { checkOldMetadata, openOldMetadata } from './metadata-v1.ts';
import { keyChecksum, openMetadata, readMetadata, type Metadata } from './metadata.ts';
import { isPrivateKeyBlob, openPrivateKey } from './private-key-blob.ts';
import { findSigner } from './signature.ts';

const folder = `${process.env['LATCHKEY_SHARED'] ?? new URL('../../../../../shared', import.meta.url).pathname}/fixtures/e2ee`;
const found = existsSync(folder);

interface Identity { id: string; userId: string; serverKeySet: 'A' | 'B'; mnemonic: string; privateKeyBlobAsStoredOnServer: string; privateKeyPem: string; certificatePem: string }
interface Signed { metadata: object; signature: string; decryptedJson: { files: Record<string, { filename: string }>; folders?: Record<string, string>; counter: number } }
interface Scenario { dialect: string; metadataKeyBase64: string; root: Signed & { filedropToAdd: Record<string, unknown>; filedropDecryptedJson: Record<string, { filename: string }> }; subfolder: Signed; fileBodies: Record<string, { bodyBase64: string; plaintextUtf8: string }> }

// Read when a test runs: without the folder there is nothing to read.
const load = <Value>(name: string, read: (text: string) => Value = JSON.parse): Value => read(readFileSync(`${folder}/${name}.json`, 'utf8'));
const identity = (id: string): Identity => load<{ identities: Identity[] }>('identities').identities.find((one) => one.id === id)!;
const keysFrom = async (pem: string): Promise<IdentityKeys> => (await importPrivateKey(readPemBlock(pem, 'PRIVATE KEY')!))!;

function current(json: object): Metadata {
  const read = readMetadata(JSON.stringify(json));
  if (read.state !== 'current') throw new Error(read.state);
  return read.metadata;
}

const signersOf = (metadata: Metadata) => metadata.users.map(({ userId, certificate }) => ({ userId, spki: readCertificate(certificate)!.spki }));

describe.skipIf(!found)('fixtures of the official clients (needs ../shared)', () => {
  test.each(['admin-setA', 'alice-setA', 'alice-setB', 'bob-setB'])('%s: words open the private key, which fits the certificate, which the server has signed', async (id) => {
    const { mnemonic, privateKeyBlobAsStoredOnServer, privateKeyPem, certificatePem, userId, serverKeySet } = identity(id);
    const pkcs8 = (await openPrivateKey(privateKeyBlobAsStoredOnServer, mnemonic))!;
    expect(pkcs8).toEqual(readPemBlock(privateKeyPem, 'PRIVATE KEY'));
    const certificate = readCertificate(certificatePem)!;
    expect(certificate.spki).toEqual((await importPrivateKey(pkcs8))!.spki);
    const serverKey = readServerKey(load<{ serverPublicKeys: Record<string, string> }>('identities').serverPublicKeys[serverKeySet]!)!;
    expect(await checkCertificate(certificate, { serverKey, userId, now: certificate.notBefore })).toBeNull();
  });

  test('certificates of SHA-1 and SHA-256 verify, those of telephones read', async () => {
    const { certificateServerKeyPairs, androidKeyPairs } = load<{ certificateServerKeyPairs: { userId: string; certificatePem: string; serverPublicKeyPem: string }[]; androidKeyPairs: { pairs: { privateKeyPkcs8Base64: string; certificatePem: string }[] } }>('certificates-and-csr');
    for (const { userId, certificatePem, serverPublicKeyPem } of certificateServerKeyPairs) {
      const certificate = readCertificate(certificatePem)!;
      expect(await checkCertificate(certificate, { serverKey: readServerKey(serverPublicKeyPem)!, userId, now: certificate.notBefore })).toBeNull();
    }
    for (const { privateKeyPkcs8Base64, certificatePem } of androidKeyPairs.pairs) {
      expect(readCertificate(certificatePem)!.spki).toEqual((await importPrivateKey(decodeBase64(privateKeyPkcs8Base64)!))!.spki);
    }
  });

  test('desktop: root and sub-folder open, are signed by admin, and the file says what it said', async () => {
    const { root, subfolder, file } = load<{ root: Signed; subfolder: Signed; file: { uuid: string; bodyBase64_ciphertextThenTag: string; plaintextUtf8: string } }>('v2-desktop-root-and-subfolder');
    const keys = await keysFrom(identity('alice-setA').privateKeyPem);
    const outer = current(root.metadata);
    const key = (await unwrap(keys, outer.users.find(({ userId }) => userId === 'alice')!.encryptedMetadataKey))!;
    const content = (await openMetadata(outer, key))!;
    expect([...content.folders]).toEqual(Object.entries(root.decryptedJson.folders!));
    expect(checkHistory(content, await keyChecksum(key), null)).toBeNull();
    expect(await findSigner(root.signature, outer.payload, signersOf(outer))).toBe('admin');
    const inner = current(subfolder.metadata);
    expect([...(await openMetadata(inner, key))!.files.keys()]).toEqual(Object.keys(subfolder.decryptedJson.files));
    expect(await findSigner(subfolder.signature, inner.payload, signersOf(outer))).toBe('admin');
    const entry = content.files.get(file.uuid)!;
    const plain = await openContent({ key: decodeBase64(entry.key)!, nonce: decodeBase64(entry.nonce)! }, decodeBase64(file.bodyBase64_ciphertextThenTag)!);
    expect(decodeUtf8(plain!)).toBe(file.plaintextUtf8);
  });

  test('web app: the signature verifies', async () => {
    const { metadata, signature } = load<{ metadata: object; signature: string }>('v2-webui-root-signed');
    const outer = current(metadata);
    expect(await findSigner(signature, outer.payload, signersOf(outer))).toBe('admin');
  });

  test('a forged folder neither verifies nor opens', async () => {
    const { metadata, signature, privateKeyPkcs8Base64 } = load<{ metadata: object; signature: string; privateKeyPkcs8Base64: string }>('negative-tampered-v2');
    const outer = current(metadata);
    expect(await findSigner(signature, outer.payload, signersOf(outer))).toBeNull();
    const key = await unwrap((await importPrivateKey(decodeBase64(privateKeyPkcs8Base64)!))!, outer.users[0]!.encryptedMetadataKey);
    expect(key && (await openMetadata(outer, key))).toBeNull();
  });

  test.each([0, 1])('synthetic dialect %s: folders, sub-folders without users, bodies and dropped files open', async (index) => {
    const { metadataKeyBase64, root, subfolder, fileBodies } = load<{ scenarios: Scenario[] }>('synthetic-v2').scenarios[index]!;
    const outer = current({ ...root.metadata, filedrop: root.filedropToAdd });
    for (const who of ['alice', 'bob']) {
      const keys = await keysFrom(identity(`${who}-setB`).privateKeyPem);
      const key = (await unwrap(keys, outer.users.find(({ userId }) => userId === who)!.encryptedMetadataKey))!;
      expect(encodeBase64(key)).toBe(metadataKeyBase64);
      for (const [uuid, { filename }] of Object.entries(root.filedropDecryptedJson)) expect((await openDropped(outer.fileDrop.get(uuid), { userId: who, keys }))?.filename).toBe(filename);
    }
    const key = decodeBase64(metadataKeyBase64)!;
    for (const { metadata, signature, decryptedJson } of [root, subfolder]) {
      const part = current(metadata);
      expect(await findSigner(signature, part.payload, signersOf(outer))).toBe('alice');
      const content = (await openMetadata(part, key))!;
      expect(content.counter).toBe(decryptedJson.counter);
      for (const [uuid, { filename, key: fileKey, nonce }] of content.files) {
        expect(filename).toBe(decryptedJson.files[uuid]!.filename);
        const body = fileBodies[uuid]!;
        expect(decodeUtf8((await openContent({ key: decodeBase64(fileKey)!, nonce: decodeBase64(nonce)! }, decodeBase64(body.bodyBase64)!))!)).toBe(body.plaintextUtf8);
      }
    }
    expect(current(subfolder.metadata).users).toEqual([]);
  });

  test('a telephone’s dropped file opens', async () => {
    const { entry, recipientPrivateKeyPkcs8Base64, decryptedJson } = load<{ entry: unknown; recipientPrivateKeyPkcs8Base64: string; decryptedJson: { filename: string; key: string } }>('v2-filedrop-entry');
    const keys = (await importPrivateKey(decodeBase64(recipientPrivateKeyPkcs8Base64)!))!;
    expect(await openDropped(entry, { userId: 'android3', keys })).toMatchObject({ filename: decryptedJson.filename, key: decryptedJson.key });
  });

  test.each([0, 1, 2])('version 1.%s opens: names, folders, a file', async (index) => {
    const { metadata, decrypted, fileBodyBase64, filePlaintextUtf8 } = load<{ cases: { metadata: Record<string, unknown>; decrypted: Record<string, { filename: string; mimetype: string }>; fileBodyBase64: Record<string, string>; filePlaintextUtf8: Record<string, string> }[] }>('synthetic-v1').cases[index]!;
    const { content, unreadable } = (await openOldMetadata(metadata, await keysFrom(identity('alice-setB').privateKeyPem)))!;
    expect(unreadable).toEqual([]);
    const names = new Map([...content.folders, ...[...content.files].map(([uuid, { filename }]) => [uuid, filename] as const)]);
    expect(Object.fromEntries(names)).toEqual(Object.fromEntries(Object.entries(decrypted).map(([uuid, { filename }]) => [uuid, filename])));
    for (const [uuid, { key, nonce }] of content.files) {
      const plain = await openContent({ key: decodeBase64(key)!, nonce: decodeBase64(nonce)! }, decodeBase64(fileBodyBase64[uuid]!)!);
      expect(decodeUtf8(plain!)).toBe(filePlaintextUtf8[uuid]);
    }
    expect(await checkOldMetadata(metadata, identity('alice-setB').mnemonic)).toBe(index === 2 ? true : null);
    if (index === 2) expect(await checkOldMetadata({ ...metadata, files: {} }, identity('alice-setB').mnemonic)).toBe(false);
  });

  test('checksums of version 1.2, of keys, and the format of private keys are as in the official clients', async () => {
    const { v12Checksum, keyChecksum: vector, privateKeyFormatCases } = load<{ v12Checksum: { mnemonic: string; fileIds: string[]; metadataKeyString: string; expectedSha256Hex: string }; keyChecksum: { rawKeyBase64: string; sha256Hex: string }; privateKeyFormatCases: Record<string, string> }>('v1-checksum-and-misc');
    const old = { metadata: { metadataKey: v12Checksum.metadataKeyString, checksum: v12Checksum.expectedSha256Hex }, files: Object.fromEntries(v12Checksum.fileIds.map((id) => [id, {}])) };
    expect(await checkOldMetadata(old, v12Checksum.mnemonic)).toBe(true);
    expect(await keyChecksum(decodeBase64(vector.rawKeyBase64)!)).toBe(vector.sha256Hex);
    for (const [name, blob] of Object.entries(privateKeyFormatCases)) if (name !== 'origin') expect([name, isPrivateKeyBlob(blob)]).toEqual([name, name === 'valid']);
  });
});

test('canonical JSON sorts by code unit, at every depth, and escapes nothing that needn’t be', () => {
  expect(canonicalJson({ b: [{ z: 1, Z: 2 }], a: '/ü"\n', '😀': null, '￿': true })).toBe('{"a":"/ü\\"\\n","b":[{"Z":2,"z":1}],"😀":null,"￿":true}');
});
