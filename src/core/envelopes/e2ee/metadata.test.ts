import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, type Bytes } from '../../bytes.ts';
import { emptyContent, withFile, withFolder, type FolderContent } from '../../folders/content.ts';
import vectors from '../vectors/e2ee.json' with { type: 'json' };
import { checkCertificate, readCertificate, readServerKey, type Certificate } from './certificate.ts';
import { createContentKey, openContent } from './file-content.ts';
import { openDropped } from './file-drop.ts';
import { pack } from './gzip.ts';
import { certificateRequest, createPrivateKey, importPrivateKey, privateKeyPem, readPemBlock, unwrap, wrapFor, type IdentityKeys } from './key-pair.ts';
import { keyChecksum, openMetadata, readMetadata, sealMetadata, type Metadata } from './metadata.ts';
import { openPrivateKey, sealPrivateKey } from './private-key-blob.ts';
import { sealContent } from './file-content.ts';
import { findSigner } from './signature.ts';
import { readAsn1, type Asn1 } from './asn1.ts';

const now = 1_796_000_000;
const people = ['alice', 'bob'] as const;

async function keysOf(who: (typeof people)[number]): Promise<IdentityKeys> {
  return (await importPrivateKey(readPemBlock(vectors.privateKeys[who], 'PRIVATE KEY')!))!;
}

function certificateOf(who: (typeof people)[number]): Certificate {
  return readCertificate(vectors.certificates[who])!;
}

function current(text: string): Metadata {
  const read = readMetadata(text);
  if (read.state !== 'current') throw new Error(read.state);
  return read.metadata;
}

async function keyIn(metadata: Metadata, who: (typeof people)[number]): Promise<Bytes> {
  return (await unwrap(await keysOf(who), metadata.users.find(({ userId }) => userId === who)!.encryptedMetadataKey))!;
}

const signersOf = (metadata: Metadata) => metadata.users.map(({ userId, certificate }) => ({ userId, spki: readCertificate(certificate)!.spki }));

describe('a folder written by a real client', () => {
  test('opens for each of its people, with the names they gave', async () => {
    const metadata = current(vectors.shared.text);
    for (const who of people) {
      const key = await keyIn(metadata, who);
      const content = (await openMetadata(metadata, key))!;
      expect(content.files.get(vectors.file.uuid)?.filename).toBe(vectors.file.name);
      expect(content.keyChecksums).toContain(await keyChecksum(key));
    }
  });

  test('is signed by one of its people, and a dropped file does not break that', async () => {
    for (const { text, signature } of [vectors.first, vectors.shared, vectors.dropped]) {
      const metadata = current(text);
      expect(await findSigner(signature, metadata.payload, signersOf(metadata))).toBe('alice');
    }
  });

  test('names nobody once a letter of it was changed, or where the signer is not one of its people', async () => {
    const metadata = current(vectors.shared.text.replace('"2.0"', '"2.1"'));
    expect(await findSigner(vectors.shared.signature, metadata.payload, signersOf(metadata))).toBeNull();
    const honest = current(vectors.shared.text);
    expect(await findSigner(vectors.shared.signature, honest.payload, signersOf(honest).filter(({ userId }) => userId === 'bob'))).toBeNull();
    expect(await findSigner('', honest.payload, signersOf(honest))).toBeNull();
  });

  test('is verified too where its signature has indefinite lengths', async () => {
    const { text, signature } = vectors.dropped;
    const indefinite = encodeBase64(withIndefiniteLengths(readAsn1(decodeBase64(signature)!)!));
    expect(indefinite.startsWith('MIAG')).toBe(true);
    const metadata = current(text);
    expect(await findSigner(indefinite, metadata.payload, signersOf(metadata))).toBe('alice');
  });

  test('has files that open, and none that was tampered with', async () => {
    const metadata = current(vectors.shared.text);
    const content = (await openMetadata(metadata, await keyIn(metadata, 'bob')))!;
    const { key, nonce } = content.files.get(vectors.file.uuid)!;
    const sealed = decodeBase64(vectors.file.sealed)!;
    const contentKey = { key: decodeBase64(key)!, nonce: decodeBase64(nonce)! };
    expect(encodeBase64((await openContent(contentKey, sealed))!)).toBe(vectors.file.plain);
    sealed[0]! ^= 1;
    expect(await openContent(contentKey, sealed)).toBeNull();
  });

  test('has dropped files that open for each of its people, and for nobody else', async () => {
    const entry = current(vectors.dropped.text).fileDrop.get(vectors.drop.uuid);
    for (const userId of people) expect((await openDropped(entry, { userId, keys: await keysOf(userId) }))?.filename).toBe(vectors.drop.name);
    expect(await openDropped(entry, { userId: 'carol', keys: await keysOf('bob') })).toBeNull();
    expect(await openDropped([], { userId: 'bob', keys: await keysOf('bob') })).toBeNull();
  });

  test('does not open under another key', async () => {
    expect(await openMetadata(current(vectors.shared.text), createContentKey().key)).toBeNull();
  });
});

describe('versions', () => {
  test.each([['"2.0"', '2.0'], ['2', '2.0'], ['2.0', '2.0'], ['"2.1"', '2.1'], ['2.1', '2.1']])('%s is read', (written, read) => {
    expect(current(vectors.first.text.replace('"2.0"', written)).version).toBe(read);
  });
  test.each(['"3.0"', '"latest"', 'null'])('%s is refused', (written) => {
    expect(readMetadata(vectors.first.text.replace('"2.0"', written))).toEqual({ state: 'unknown-version' });
  });
  test('what is no metadata is damaged', () => {
    for (const text of ['', '[]', '{"version":"2.0"}', `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`]) expect(readMetadata(text)).toEqual({ state: 'damaged' });
  });
});

describe('a folder that we write', () => {
  const entry = { filename: 'Grüße 你好 🎉.txt', mimetype: 'text/plain', key: 'a', nonce: 'b', authenticationTag: 'c', rest: { favourite: 1 } };
  const content: FolderContent = { ...withFolder(withFile(emptyContent, 'f1', entry), 'd1', 'Ünter'), keyChecksums: ['ab'], counter: 7, rest: { future: { deep: ['é'] } } };

  test('reads back as it was, unknown parts included, and is signed', async () => {
    const { key } = createContentKey();
    const users = [{ userId: 'alice', certificate: vectors.certificates.alice, encryptedMetadataKey: await wrapFor(certificateOf('alice').spki, key) }];
    const sealed = await sealMetadata({ content, key, version: '2.0', users, fileDrop: new Map([['u', { ciphertext: 'x' }]]) }, { keys: await keysOf('alice'), certificate: certificateOf('alice'), now });
    const metadata = current(sealed.text);
    expect(await openMetadata(metadata, await keyIn(metadata, 'alice'))).toEqual(content);
    expect([...metadata.fileDrop]).toEqual([['u', { ciphertext: 'x' }]]);
    expect(await findSigner(sealed.signature, metadata.payload, signersOf(metadata))).toBe('alice');
  });

  test('has no word of users where it is a sub-folder: the web app would take it for a root', async () => {
    const sealed = await sealMetadata({ content, key: createContentKey().key, version: '2.1', users: null, fileDrop: new Map() }, { keys: await keysOf('bob'), certificate: certificateOf('bob'), now });
    expect(Object.keys(JSON.parse(sealed.text) as object)).toEqual(['metadata', 'version']);
  });
});

test('names that the web app wrote in its own way are read beside honest ones', async () => {
  const { key, nonce } = createContentKey();
  const json = JSON.stringify({ counter: 1, files: {}, folders: { a: 'LATIN', b: 'Grüße 你好' } });
  // One byte a letter, which is no UTF-8.
  const at = json.indexOf('LATIN');
  const bytes = Uint8Array.from([...encodeUtf8(json.slice(0, at)), 0xdc, 0x62, ...encodeUtf8(json.slice(at + 5))]);
  const sealed = await sealContent({ key, nonce }, await pack(bytes));
  const content = await openMetadata({ ciphertext: encodeBase64(sealed), nonce: encodeBase64(nonce) }, key);
  expect([...content!.folders.values()]).toEqual(['Üb', 'Grüße 你好']);
});

describe('a certificate', () => {
  const serverKey = readServerKey(vectors.serverKey)!;

  test('of this server is accepted, although it looks self-signed and has no number', async () => {
    for (const userId of people) expect(await checkCertificate(certificateOf(userId), { serverKey, userId, now })).toBeNull();
  });

  test.each([
    ['for another name', 'name', { userId: 'bob' }],
    ['of another server', 'signature', { serverKey: certificateOf('bob').spki }],
    ['that is not valid yet', 'time', { now: 1_000_000_000 }],
    ['that has ended', 'time', { now: 5_000_000_000 }],
  ])('%s is refused', async (_, fault, change) => {
    expect(await checkCertificate(certificateOf('alice'), { serverKey, userId: 'alice', now, ...change })).toBe(fault);
  });

  test('that is none is refused', () => {
    for (const pem of ['', vectors.serverKey, vectors.certificates.alice.replace('MIIC', 'MIID')]) expect(readCertificate(pem)).toBeNull();
  });
});

describe('the private key', () => {
  test('opens with its words however they are typed, and with no others', async () => {
    for (const words of [vectors.words, ` ${vectors.words.toUpperCase().replaceAll(' ', '\n')} `]) {
      expect(privateKeyPem((await openPrivateKey(vectors.privateKeyBlob, words))!)).toBe(vectors.privateKeys.alice);
    }
    expect(await openPrivateKey(vectors.privateKeyBlob, vectors.words.replace('accident', 'account'))).toBeNull();
  });

  test('is sealed as the server wants it, and the delimiter of old clients is understood', async () => {
    const pkcs8 = await createPrivateKey();
    const blob = await sealPrivateKey(pkcs8, 'zoo zone zero');
    const parts = blob.split('|').map((part) => decodeBase64(part)!.length);
    expect(parts.slice(1)).toEqual([12, 40]);
    expect(await openPrivateKey(blob.replaceAll('|', 'fA=='), 'Zoo  zone zero')).toEqual(pkcs8);
  });

  test('fits its certificate', async () => {
    for (const who of people) expect((await keysOf(who)).spki).toEqual(certificateOf(who).spki);
  });

  test('asks for a certificate with a request that is signed by itself', async () => {
    const keys = (await importPrivateKey(await createPrivateKey()))!;
    const [info, algorithm, signature] = readAsn1(readPemBlock(await certificateRequest(keys, 'zoë'), 'CERTIFICATE REQUEST')!)!.items;
    const key = await crypto.subtle.importKey('spki', keys.spki, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify']);
    expect(await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature!.content.subarray(1), info!.raw)).toBe(true);
    expect(algorithm!.items).toHaveLength(2);
    expect(decodeUtf8(info!.items[1]!.items[0]!.items[0]!.items[1]!.content)).toBe('zoë');
  });
});

/** As Android writes it. */
function withIndefiniteLengths({ tag, content, items }: Asn1): Bytes {
  if ((tag & 0x20) === 0) return Uint8Array.from([tag, ...(content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255]), ...content]);
  return Uint8Array.from([tag, 0x80, ...items.flatMap((item) => [...withIndefiniteLengths(item)]), 0, 0]);
}
