/**
 * Folders that the official clients' own code has written, from `../shared` beside the repository, as a server hands them
 * out: opened, verified and read by everything that runs in the extension, then written to. Skipped where that is missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { basic } from '../../clients/authentication.ts';
import { e2ee } from '../../clients/e2ee/e2ee.ts';
import { webdav } from '../../clients/webdav/webdav.ts';
import { decodeBase64 } from '../../core/bytes.ts';
import { readCertificate } from '../../core/envelopes/e2ee/certificate.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';

vi.setConfig({ testTimeout: 120_000 });

const shared = `${process.env['LATCHKEY_SHARED'] ?? new URL('../../../../shared', import.meta.url).pathname}/fixtures/e2ee`;
const load = <Value>(name: string, read: (text: string) => Value = JSON.parse): Value => read(readFileSync(`${shared}/${name}.json`, 'utf8'));

interface Identity { id: string; userId: string; serverKeySet: 'A' | 'B'; mnemonic: string; privateKeyBlobAsStoredOnServer: string; certificatePem: string }
interface Signed { metadata: object; signature: string }
interface Names { files: Record<string, { filename: string }>; folders?: Record<string, string> }
type Bodies = Record<string, { bodyBase64: string; plaintextUtf8: string }>;
interface Desktop { root: Signed & { decryptedJson: Names }; subfolder: Signed & { decryptedJson: Names }; file: { uuid: string; bodyBase64_ciphertextThenTag: string; plaintextUtf8: string } }
interface Scenario { dialect: string; root: Signed & { decryptedJson: Names; filedropToAdd: object; filedropDecryptedJson: Record<string, { filename: string }>; filedropBodies: Record<string, string> }; subfolder: Signed & { uuid: string; decryptedJson: Names }; fileBodies: Bodies }
interface OldCase { metadata: object; decrypted: Record<string, { filename: string; mimetype: string }>; fileBodyBase64: Record<string, string>; filePlaintextUtf8: Record<string, string> }

let cloud: Cloud;
afterEach(() => cloud.close());

/** A server with a folder in it that we have had no part in. */
async function serverOf(who: string, root: Signed, subfolder: (Signed & { uuid: string }) | null): Promise<{ me: FoldersAt; place: FolderPlace; idOf: (name: string) => number; other: () => Promise<FoldersAt> }> {
  const { identities, serverPublicKeys } = load<{ identities: Identity[]; serverPublicKeys: Record<string, string> }>('identities');
  const { userId, serverKeySet, mnemonic, privateKeyBlobAsStoredOnServer, certificatePem } = identities.find(({ id }) => id === who)!;
  cloud = await startCloud({ users: [{ userId, password: 'pw', displayName: userId }] });
  const server = { server: cloud.url, authentication: basic(userId, 'pw'), fetch };
  const [{ keys, folders }, dav] = [e2ee(server), webdav(server, { userId })];
  await keys.storeCertificate(certificatePem);
  await keys.storePrivateKey(privateKeyBlobAsStoredOnServer);
  cloud.control.addFault({ match: { path: '/server-key' }, kind: 'body', body: JSON.stringify({ ocs: { meta: { status: 'ok', statuscode: 200, message: 'OK' }, data: { 'public-key': serverPublicKeys[serverKeySet] } } }) });
  const id = await dav.makeFolder(['Secret']);
  await folders.mark(id);
  const token = await folders.lock(id, 1);
  await folders.create(id, textOf(root), token);
  if (subfolder !== null) {
    const sub = await dav.makeFolder(['Secret', subfolder.uuid], token);
    await folders.mark(sub);
    await folders.create(sub, textOf(subfolder), token);
  }
  await folders.unlock(id, token);
  const now = () => (readCertificate(certificatePem)!.notBefore + 86_400) * 1000;
  const device = async () => {
    const at = await foldersAt(cloud.url, userId, now);
    await at.folders.setup.enter(at.account, mnemonic);
    return at;
  };
  const me = await device();
  const idOf = (name: string) => cloud.control.fileTree(userId).find(({ path }) => path.endsWith(`/${name}`))!.fileId;
  return { me, place: { account: me.account, root: ['Secret'], inside: [] }, idOf, other: device };
}

const textOf = ({ metadata, signature }: Signed) => ({ text: JSON.stringify(metadata), signature });
const namesOf = ({ files, folders = {} }: Names) => [...Object.values(folders).map((name) => `${name}/`), ...Object.values(files).map(({ filename }) => filename)].sort();

function plant(folder: number, bodies: Record<string, string>, names: Record<string, unknown>): void {
  for (const [uuid, body] of Object.entries(bodies)) if (uuid in names) cloud.control.plantFile(folder, uuid, decodeBase64(body)!);
}

const bodiesOf = (bodies: Bodies) => Object.fromEntries(Object.entries(bodies).map(([uuid, { bodyBase64 }]) => [uuid, bodyBase64]));

/** What is written here opens on a device that sees it for the first time. */
async function writeTo(place: FolderPlace, me: FoldersAt, other: () => Promise<FoldersAt>): Promise<void> {
  await me.upload(place, 'from here ✓.txt', 'hello');
  const second = await other();
  expect(await second.read({ ...place, account: second.account }, 'from here ✓.txt')).toBe('hello');
}

describe.skipIf(!existsSync(shared))('what others wrote (needs ../shared)', () => {
  test('the desktop: for each of its people, with a sub-folder', async () => {
    const { root, subfolder, file } = load<Desktop>('v2-desktop-root-and-subfolder');
    const [uuid = ''] = Object.keys(root.decryptedJson.folders ?? {});
    const { me, place, idOf, other } = await serverOf('alice-setA', root, { ...subfolder, uuid });
    plant(idOf('Secret'), { [file.uuid]: file.bodyBase64_ciphertextThenTag }, root.decryptedJson.files);
    expect([await me.names(place), await me.names(placeInside(place, uuid))]).toEqual([namesOf(root.decryptedJson), namesOf(subfolder.decryptedJson)]);
    const { rows, people } = await me.folders.view(place);
    expect([await me.read(place, rows.find(({ id }) => id === file.uuid)!.name), people.map(({ userId }) => userId).sort()]).toEqual([file.plaintextUtf8, ['admin', 'alice']]);
    await writeTo(place, me, other);
    await writeTo(placeInside(place, uuid), me, other);
  });

  test.each([0, 1])('dialect %s: root, sub-folder, contents and dropped files', async (index) => {
    const { root, subfolder, fileBodies } = load<{ scenarios: Scenario[] }>('synthetic-v2').scenarios[index]!;
    const { me, place, idOf, other } = await serverOf('alice-setB', { ...root, metadata: { ...root.metadata, filedrop: root.filedropToAdd } }, subfolder);
    plant(idOf('Secret'), bodiesOf(fileBodies), root.decryptedJson.files);
    plant(idOf('Secret'), root.filedropBodies, root.filedropDecryptedJson);
    plant(idOf(subfolder.uuid), bodiesOf(fileBodies), subfolder.decryptedJson.files);
    const sub = placeInside(place, subfolder.uuid);
    for (const [at, { files }] of [[place, root.decryptedJson], [sub, subfolder.decryptedJson]] as const) {
      for (const [uuid, { filename }] of Object.entries(files)) expect(await me.read(at, filename)).toBe(fileBodies[uuid]!.plaintextUtf8);
    }
    expect((await me.folders.view(place)).notices).toEqual([{ notice: 'drops', count: Object.keys(root.filedropToAdd).length }]);
    await me.folders.repair({ place, what: 'drops' });
    // It is given out only if its tag has matched.
    for (const { filename } of Object.values(root.filedropDecryptedJson)) expect(await me.read(place, filename)).not.toBe('');
    await writeTo(place, me, other);
    await writeTo(sub, me, other);
  });

  test.each([0, 2])('version 1.%s: names and contents, and nothing is written', async (index) => {
    const { metadata, decrypted, fileBodyBase64, filePlaintextUtf8 } = load<{ cases: OldCase[] }>('synthetic-v1').cases[index]!;
    const { me, place, idOf } = await serverOf('alice-setB', { metadata: { version: '2.0' }, signature: 'none' }, null);
    cloud.control.replaceMetadata(idOf('Secret'), JSON.stringify(metadata), null);
    plant(idOf('Secret'), fileBodyBase64, fileBodyBase64);
    const { rows, notices, mayWrite } = await me.folders.view(place);
    expect([rows.map(({ name }) => name).sort(), notices, mayWrite]).toEqual([Object.values(decrypted).map(({ filename }) => filename).sort(), [{ notice: 'old-version' }], false]);
    for (const [uuid, text] of Object.entries(filePlaintextUtf8)) expect(await me.read(place, decrypted[uuid]!.filename)).toBe(text);
    await expect(me.upload(place, 'x', 'x')).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'old-version' } });
  });
});
