/** Names that fool, contents that never came, and servers that refuse: what others may do to a folder, and what is made of it. */
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { basic } from '../../clients/authentication.ts';
import { e2ee } from '../../clients/e2ee/e2ee.ts';
import { decodeBase64 } from '../../core/bytes.ts';
import { readCertificate } from '../../core/envelopes/e2ee/certificate.ts';
import { importPrivateKey, unwrap } from '../../core/envelopes/e2ee/key-pair.ts';
import { openMetadata, readMetadata, sealMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import type { FolderContent } from '../../core/folders/content.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let alice: FoldersAt;
let root: FolderPlace;
let folder: number;

beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw', displayName: 'alice' }] });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice');
  await alice.setUp();
  root = await alice.root('Secret');
  folder = cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId;
}, 60_000);
afterEach(() => cloud.close());

/** As if another client of the same person had written it: with her key, and as it likes. */
async function written(change: (content: FolderContent) => FolderContent): Promise<void> {
  const identity = await alice.blobs.read(`folders:${alice.account}/identity`) as { pkcs8: string; certificate: string };
  const keys = (await importPrivateKey(decodeBase64(identity.pkcs8)!))!;
  const read = readMetadata(cloud.control.folderMetadata(folder)!.final.text!);
  if (read.state !== 'current') throw new Error(read.state);
  const { metadata } = read;
  const key = (await unwrap(keys, metadata.users[0]!.encryptedMetadataKey))!;
  const content = change((await openMetadata(metadata, key))!);
  const author = { keys, certificate: readCertificate(identity.certificate)!, now: Math.floor(Date.now() / 1000) };
  const { text, signature } = await sealMetadata({ content: { ...content, counter: content.counter + 1 }, key, version: '2.0', users: metadata.users, fileDrop: metadata.fileDrop }, author);
  cloud.control.replaceMetadata(folder, text, signature);
}

/** Controls, and what changes the direction. */
const signs = /[\p{Cc}\p{Cf}]/u;
const hostile = ['..', '../../.bashrc', 'a/b\\c', 'photo\u202Egpj.exe', 'bell\u0007.txt', 'CON.txt', ' ', 'end. ', 'A.txt', 'a.txt', 'e\u0301.txt', '\u00e9.txt', `${'x'.repeat(3000)}.txt`];

test('names that fool are marked where they do, and none of them leaves an archive for another place, or another file', async () => {
  for (const at of hostile.keys()) await alice.upload(root, `${at}`, `content ${at}`);
  await written((content) => ({ ...content, files: new Map([...content.files].map(([id, file]) => [id, { ...file, filename: hostile[Number(file.filename)]! }])) }));
  const { rows } = await alice.folders.view(root);
  expect(rows).toHaveLength(hostile.length);
  expect(rows.filter(({ name }) => signs.test(name) || name.length > 1000)).toEqual([]);
  expect(rows.filter((row) => row.hostile).length).toBeGreaterThanOrEqual(7);
  const { opened } = await alice.folders.downloads.archive(root);
  const zip = Object.entries(unzipSync(new Uint8Array(await alice.files.get(`opened/${opened}`)!.arrayBuffer())));
  expect(zip.map(([, bytes]) => new TextDecoder().decode(bytes)).sort()).toEqual([...hostile.keys()].map((at) => `content ${at}`).sort());
  for (const [path] of zip) {
    expect(path).not.toMatch(/[/\\]|^\.\.?$|^con\.|[. ]$/i);
    expect(path).not.toMatch(signs);
    expect(path.length).toBeLessThanOrEqual(210);
  }
  expect(new Set(zip.map(([path]) => path.normalize('NFC').toLowerCase())).size).toBe(hostile.length);
});

test('a name that is there already, however it is composed or capitalised, is not given twice', async () => {
  await alice.upload(root, '\u00c9t\u00e9.txt', 'one');
  for (const name of ['E\u0301te\u0301.txt', '\u00e9T\u00c9.TXT']) await expect(alice.upload(root, name, 'x')).rejects.toMatchObject({ problem: { kind: 'name-taken' } });
});

test('a dropped file of which only the entry came stays where it is until its content comes', async () => {
  const id = 'd'.repeat(32);
  const { text, signature } = cloud.control.folderMetadata(folder)!.final;
  cloud.control.replaceMetadata(folder, JSON.stringify({ ...(JSON.parse(text!) as object), filedrop: { [id]: { ciphertext: '', nonce: '', users: [] } } }), signature);
  expect((await alice.folders.view(root)).notices).toEqual([]);
  await alice.folders.repair({ place: root, what: 'drops' });
  expect([await alice.names(root), Object.keys((JSON.parse(cloud.control.folderMetadata(folder)!.final.text!) as { filedrop: object }).filedrop)]).toEqual([[], [id]]);
  cloud.control.plantFile(folder, id, new Uint8Array(20));
  expect((await alice.folders.view(root)).notices).toEqual([{ notice: 'drops', count: 1 }]);
});

test('a list of keys that has lost one is not believed', async () => {
  await alice.names(root);
  await written((content) => ({ ...content, keyChecksums: [...content.keyChecksums!, 'f'.repeat(64)] }));
  await alice.names(root);
  await written((content) => ({ ...content, keyChecksums: content.keyChecksums!.slice(0, 1) }));
  await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'checksum-removed' } });
  await written((content) => ({ ...content, keyChecksums: ['e'.repeat(64)] }));
  await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'unknown-key' } });
});

describe('a server', () => {
  const sabre = (message: string) => `<?xml version="1.0"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:message>${message}</s:message></d:error>`;

  test.each([
    { name: 'that lets its own apps alone into encrypted folders', method: 'PROPFIND', status: 403, message: 'Client "Mozilla" is not allowed to access end-to-end encrypted content', problem: { kind: 'folder-refused', why: 'client' } },
    { name: 'that has had enough of us', method: 'POST', status: 429, message: 'Reached maximum delay', problem: { kind: 'throttled' } },
    { name: 'whose proxy takes our headers out', method: 'PUT', status: 403, message: 'Write access to end-to-end encrypted folder requires token - no token sent', problem: { kind: 'folder-refused', why: 'headers-lost' } },
    { name: 'on which our lock has ended meanwhile', method: 'PUT', status: 423, message: 'Write access to end-to-end encrypted folder requires token - resource not locked or wrong token sent', problem: { kind: 'folder-refused', why: 'lock-lost' } },
    { name: 'that is full', method: 'PUT', status: 507, message: '', problem: { kind: 'folder-refused', why: 'storage-full' } },
  ])('$name is told as that, and nothing is changed', async ({ method, status, message, problem }) => {
    await alice.upload(root, 'a.txt', 'one');
    const before = [cloud.control.fileTree('alice'), cloud.control.folderMetadata(folder)!.final.text];
    const path = method === 'POST' ? '/lock/' : '/Secret';
    cloud.control.addFault({ match: { method, path }, kind: 'body', status, body: sabre(message), contentType: 'application/xml' });
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem });
    cloud.control.clearFaults();
    expect([cloud.control.fileTree('alice'), cloud.control.folderMetadata(folder)!.final.text]).toEqual(before);
    expect([await alice.folders.troubles(), await alice.read(root, 'a.txt')]).toEqual([[], 'one']);
  });
});

test('a lock that the server has lifted in the middle takes what was begun with it, and the next change is whole', async () => {
  await alice.upload(root, 'a.txt', 'one');
  const { folders } = e2ee({ server: cloud.url, authentication: basic('alice', 'pw'), fetch });
  cloud.control.addFault({ match: { method: 'PUT', path: '/meta-data/' }, kind: 'status', status: 503 });
  cloud.control.addFault({ match: { method: 'DELETE', path: '/lock/' }, kind: 'status', status: 503 });
  await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'change-unsettled' } });
  cloud.control.clearFaults();
  cloud.control.liftLocks();
  await alice.folders.settle({ again: true });
  await alice.upload(root, 'c.txt', 'three');
  expect([await alice.names(root), await alice.folders.troubles(), (await folders.read(folder)) === null]).toEqual([['a.txt', 'c.txt'], [], false]);
});
