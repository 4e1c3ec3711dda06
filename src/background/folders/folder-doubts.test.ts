/** What a server, or whoever is on it, may try: each is said for what it is, nothing is shown on doubt and nothing written. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { basic } from '../../clients/authentication.ts';
import { e2ee } from '../../clients/e2ee/e2ee.ts';
import { webdav } from '../../clients/webdav/webdav.ts';
import { decodeBase64, encodeBase64 } from '../../core/bytes.ts';
import vectors from '../../core/envelopes/vectors/e2ee.json' with { type: 'json' };
import type { FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { Fault } from '../../demo-server/control/faults.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { mortal } from '../testing/mortal.ts';

let cloud: Cloud;
let alice: FoldersAt;
let words: string;
let root: FolderPlace;
let id: number;
let ahead = 0;

beforeEach(async () => {
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  cloud.control.e2eeRefusalsAllowed(10_000);
  ahead = 0;
  alice = await foldersAt(cloud.url, 'alice', () => Date.now() + ahead);
  words = await alice.setUp();
  root = await alice.root('Secret');
  await alice.upload(root, 'a.txt', 'one');
  id = cloud.control.fileTree('alice').find(({ path }) => path === '/Secret')!.fileId;
});
afterEach(() => cloud.close());

const fault = (wrong: Fault) => { cloud.control.addFault(wrong); };

interface Stored { text: string; signature: string | null }
function stored(): Stored {
  const { text, signature } = cloud.control.folderMetadata(id)!.final;
  return { text: text!, signature };
}
const put = ({ text, signature }: Stored) => { cloud.control.replaceMetadata(id, text, signature); };
const kept = () => cloud.control.fileTree('alice').map(({ path }) => path);
const withPart = (part: object) => ({ text, signature }: Stored): Stored => ({ text: JSON.stringify({ ...(JSON.parse(text) as object), ...part }), signature });

describe('words', () => {
  test('open the same folders on another device', async () => {
    const other = await foldersAt(cloud.url, 'alice');
    expect(await other.folders.setup.view(other.account)).toMatchObject({ state: 'closed' });
    await expect(other.folders.view({ ...root, account: other.account })).rejects.toMatchObject({ problem: { kind: 'folders-closed' } });
    expect(await other.folders.setup.enter(other.account, ` ${words.toUpperCase()}\n`)).toMatchObject({ state: 'open' });
    expect(await other.read({ ...root, account: other.account }, 'a.txt')).toBe('one');
  });

  test('that are wrong open nothing, and change nothing', async () => {
    const other = await foldersAt(cloud.url, 'alice');
    await expect(other.folders.setup.enter(other.account, words.split(' ').reverse().join(' '))).rejects.toMatchObject({ problem: { kind: 'wrong-words' } });
    expect(await other.folders.setup.view(other.account)).toMatchObject({ state: 'closed' });
  });

  test('must be typed again before anything is sent', async () => {
    const bob = await foldersAt(cloud.url, 'bob');
    const { confirm, words: shown } = await bob.folders.setup.begin(bob.account);
    cloud.control.clearRequests();
    await expect(bob.folders.setup.confirm(bob.account, confirm.map(() => 'zoo'))).rejects.toMatchObject({ problem: { kind: 'wrong-words' } });
    expect(cloud.control.requests()).toEqual([]);
    // The same again, also in the worker's next life.
    expect(await bob.worker().setup.begin(bob.account)).toEqual({ confirm, words: shown });
  });
});

describe('a folder', () => {
  test('that the server shows older than it was is not shown, until somebody says so', async () => {
    const old = stored();
    await alice.upload(root, 'b.txt', 'two');
    put(old);
    await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'rolled-back' } });
    await expect(alice.upload(root, 'c.txt', 'three')).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'rolled-back' } });
    await alice.folders.trust(root);
    expect(await alice.names(root)).toEqual(['a.txt']);
  });

  test.each([
    ['unsigned', 'unsigned', ({ text }: Stored): Stored => ({ text, signature: '' })],
    ['with a signature for something else', 'unsigned', withPart({ version: '2.1' })],
    ['whose list was tampered with', 'tampered', ({ text, signature }: Stored): Stored => ({ text: withFlippedByte(text), signature })],
    ['of a version to come', 'unknown-version', withPart({ version: '9.0' })],
    ['that is no JSON', 'tampered', ({ signature }: Stored): Stored => ({ text: 'nonsense', signature })],
    ['of which we are not', 'not-for-us', withPart({ users: [] })],
  ])('%s is not shown, and nothing is written to it', async (_, why, change) => {
    put(change(stored()));
    const before = stored();
    await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'folder-doubt', folder: 'Secret', why } });
    await expect(alice.upload(root, 'x', 'x')).rejects.toMatchObject({ problem: { kind: 'folder-doubt' } });
    expect([stored(), kept().length]).toEqual([before, 2]);
  });

  test('whose server has lost the signature says so too', async () => {
    cloud.control.replaceMetadata(id, stored().text, null);
    await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'unsigned' } });
    fault({ match: { method: 'PROPFIND', path: '/Secret$' }, kind: 'status', status: 500 });
    await expect(alice.folders.view(root)).rejects.toMatchObject({ problem: { kind: 'server-error', status: 500 } });
  });

  test('whose signature was taken out on the way is not shown, and the way is blamed', async () => {
    const life = mortal();
    const without = (reply: Response) => new Response(reply.body, { status: reply.status, headers: [...reply.headers].filter(([name]) => name !== 'x-nc-e2ee-signature') });
    const does: typeof life.does = async (act) => {
      const result = await act();
      return result instanceof Response ? without(result) as typeof result : result;
    };
    await expect(alice.worker({ ...life, does }).view(root)).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'headers-lost' } });
  });

  test('that somebody else is changing is left alone, and nothing of ours stays', async () => {
    cloud.control.lockFolder(id);
    await expect(alice.upload(root, 'x', 'x')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
    expect([await alice.names(root), await alice.folders.troubles(), kept().length]).toEqual([['a.txt'], [], 2]);
  });

  test('in which another device has left half of a new version loses neither it nor its old one', async () => {
    const node = cloud.control.fileTree('alice').find(({ path }) => path.startsWith('/Secret/'))!;
    const server = { server: cloud.url, authentication: basic('alice', 'pw'), fetch };
    const token = await e2ee(server).folders.lock(id, 50);
    await webdav(server, { userId: 'alice' }).write(node.path.split('/').slice(1), new Blob(['sealed with a key that was never stored']), { token });
    await expect(alice.upload(root, 'b.txt', 'two')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
    // What the web app does when its metadata were refused.
    await e2ee(server).folders.unlock(id, token);
    await alice.upload(root, 'b.txt', 'two');
    expect([await alice.read(root, 'a.txt'), await alice.read(root, 'b.txt'), kept().length]).toEqual(['one', 'two', 3]);
  });

  test('whose server’s counter is ahead is written to all the same', async () => {
    const row = cloud.control.folderMetadata(id)!;
    row.final.counter = 9;
    await alice.upload(root, 'b.txt', 'two');
    expect(await alice.names(root)).toEqual(['a.txt', 'b.txt']);
  });

  test('with names that could fool somebody warns of them', async () => {
    await alice.upload(root, 'photo\u202Egpj.exe', 'x');
    expect((await alice.folders.view(root)).rows.find(({ hostile }) => hostile)).toMatchObject({ name: 'photogpj.exe' });
  });

  test('that was begun and never finished can be begun again', async () => {
    fault({ match: { method: 'POST', path: '/meta-data/' }, kind: 'drop' });
    fault({ match: { method: 'DELETE', path: '/(lock|encrypted)/' }, kind: 'drop' });
    await expect(alice.root('Other')).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
    cloud.control.clearFaults();
    const other = { ...root, root: ['Other'] };
    expect((await alice.folders.view(other)).notices).toEqual([{ notice: 'unstarted' }]);
    await alice.folders.repair({ place: other, what: 'start' });
    await alice.upload(other, 'now.txt', 'x');
    expect(await alice.names(other)).toEqual(['now.txt']);
  });
});

describe('a file', () => {
  test('that was changed on the server is never given out', async () => {
    const node = cloud.control.fileTree('alice').find(({ path }) => path.startsWith('/Secret/'))!;
    const body = decodeBase64(node.content)!;
    body[0]! ^= 1;
    cloud.control.plantFile(id, node.path.split('/').at(-1)!, body);
    await expect(alice.read(root, 'a.txt')).rejects.toMatchObject({ problem: { kind: 'unreadable-file', name: 'a.txt' } });
    expect([...alice.files.keys()]).toEqual([]);
    // Only to a person who wants it although nobody can vouch for it.
    const { opened, size } = await alice.folders.downloads.open(root, await alice.idOf(root, 'a.txt'), true);
    expect([size, await alice.files.get(`opened/${opened}`)!.text()]).toEqual([3, 'nne']);
  });

  test.each([['the connection breaks', { kind: 'cut' }, 'cut-off'], ['it is gone', { kind: 'status', status: 404 }, 'gone']] as const)('is not given out where %s', async (_, wrong, kind) => {
    fault({ match: { method: 'GET', path: '/remote.php/dav/files/' }, ...wrong });
    await expect(alice.read(root, 'a.txt')).rejects.toMatchObject({ problem: { kind } });
    expect([...alice.files.keys()]).toEqual([]);
  });

  test.each(['drop', 'lost-answer'] as const)('on its way is in the folder or not, wherever the connection breaks (%s)', async (kind) => {
    const steps = ['POST /lock/', 'PUT /Secret/', 'PUT /meta-data/', 'DELETE /lock/'];
    for (const [index, step] of steps.entries()) {
      const [method = '', path = ''] = step.split(' ');
      fault({ match: { method, path }, kind, times: 1 });
      const failed = await alice.upload(root, `${index}.txt`, 'x').then(() => false, () => true);
      cloud.control.clearFaults();
      if (step.startsWith('POST')) cloud.control.liftLocks();
      await alice.folders.settle({ again: true });
      const there = (await alice.names(root)).includes(`${index}.txt`);
      expect([step, there]).toEqual([step, !failed]);
      if (there) expect(await alice.read(root, `${index}.txt`)).toBe('x');
      expect((await alice.folders.view(root)).notices).toEqual([]);
    }
    expect([...alice.files.keys()]).toEqual([]);
  });
});

test('a large file whose change was taken back is gone with the next change', async () => {
  const large = new Uint8Array(21 * 1024 * 1024);
  fault({ match: { method: 'PUT', path: '/meta-data/' }, kind: 'status', status: 500, times: 1 });
  await expect(alice.upload(root, 'large', large)).rejects.toMatchObject({ problem: { kind: 'server-error' } });
  cloud.control.clearFaults();
  expect((await alice.folders.view(root)).notices).toEqual([{ notice: 'orphans', count: 1, known: 0 }]);
  await alice.upload(root, 'b.txt', 'two');
  expect([(await alice.folders.view(root)).notices, await alice.names(root), kept().length]).toEqual([[], ['a.txt', 'b.txt'], 3]);
});

describe('keys', () => {
  test('of a server that has another than before are not believed, until somebody says so', async () => {
    await alice.folders.setup.forget(alice.account);
    fault({ match: { path: '/server-key' }, kind: 'body', body: replyOf({ 'public-key': vectors.serverKey }) });
    await expect(alice.folders.setup.enter(alice.account, words)).rejects.toMatchObject({ problem: { kind: 'keys-changed', who: null } });
    cloud.control.clearFaults();
    expect(await alice.folders.setup.enter(alice.account, words)).toMatchObject({ state: 'open' });
  });

  test('that were set up anew elsewhere are noticed: nothing more is encrypted for the old one', async () => {
    const other = await foldersAt(cloud.url, 'alice');
    await expect(other.folders.setup.reset(other.account, 'bob')).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    expect(await other.folders.setup.reset(other.account, 'alice')).toMatchObject({ state: 'unset' });
    await other.setUp();
    await expect(other.folders.view({ ...root, account: other.account })).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'not-for-us' } });
    await expect(alice.root('New')).rejects.toMatchObject({ problem: { kind: 'keys-reset' } });
    await expect(alice.folders.setup.view(alice.account)).rejects.toMatchObject({ problem: { kind: 'keys-reset' } });
    expect(await alice.read(root, 'a.txt')).toBe('one');
    expect(await alice.folders.setup.forget(alice.account)).toMatchObject({ state: 'closed' });
  });

  test('of somebody whose certificate is another’s are not shared with', async () => {
    const bobs = await foldersAt(cloud.url, 'bob');
    await bobs.setUp();
    fault({ match: { path: '/public-key' }, kind: 'body', body: replyOf({ 'public-keys': { alice: certificateIn(stored().text), bob: certificateIn(stored().text) } }) });
    await expect(alice.folders.peer({ account: alice.account, userId: 'bob' })).rejects.toMatchObject({ problem: { kind: 'bad-certificate', who: 'bob', why: 'name' } });
  });

  test('of somebody whose certificate has ended are not shared with, and what they have signed before stays good', async () => {
    const bobs = await foldersAt(cloud.url, 'bob');
    await bobs.setUp();
    const { fingerprint } = await alice.folders.peer({ account: alice.account, userId: 'bob' });
    await alice.folders.share({ place: root, userId: 'bob', mayWrite: true, fingerprint });
    await bobs.upload({ ...root, account: bobs.account }, 'b.txt', 'two');
    const later = await foldersAt(cloud.url, 'alice', () => Date.now() + 30 * 365 * 86_400_000);
    await expect(later.folders.setup.enter(later.account, words)).rejects.toMatchObject({ problem: { kind: 'bad-certificate', who: 'alice', why: 'time' } });
    ahead = 30 * 365 * 86_400_000;
    expect(await alice.read(root, 'b.txt')).toBe('two');
    await expect(alice.folders.peer({ account: alice.account, userId: 'bob' })).rejects.toMatchObject({ problem: { kind: 'bad-certificate', who: 'bob', why: 'time' } });
  });

  test('that nobody has set up are looked for often, and the server is asked for the key itself but once', async () => {
    const bob = await foldersAt(cloud.url, 'bob');
    cloud.control.clearRequests();
    for (let look = 0; look < 15; look++) expect(await bob.worker().setup.view(bob.account)).toMatchObject({ state: 'unset' });
    expect(cloud.control.requests().filter(({ path }) => path.includes('/private-key'))).toHaveLength(1);
    const other = await foldersAt(cloud.url, 'bob');
    await other.setUp();
    expect(await bob.worker().setup.view(bob.account)).toMatchObject({ state: 'closed' });
  });

  test('that were set up while another device was faster stay the other’s', async () => {
    const [one, other] = [await foldersAt(cloud.url, 'bob'), await foldersAt(cloud.url, 'bob')];
    const { words: shown, confirm } = await one.folders.setup.begin(one.account);
    await other.setUp();
    await expect(one.folders.setup.confirm(one.account, confirm.map((place) => shown[place]!))).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'keys-exist' } });
    expect(await one.folders.setup.view(one.account)).toMatchObject({ state: 'closed' });
  });

  test.each(['/public-key', '/private-key'])('are set up in the end where an answer to %s was lost', async (path) => {
    const bob = await foldersAt(cloud.url, 'bob');
    const { words: shown, confirm } = await bob.folders.setup.begin(bob.account);
    fault({ match: { method: 'POST', path }, kind: 'lost-answer', times: 1 });
    const typed = confirm.map((place) => shown[place]!);
    await bob.folders.setup.confirm(bob.account, typed).catch(() => bob.worker().setup.confirm(bob.account, typed));
    expect(await bob.folders.setup.view(bob.account)).toMatchObject({ state: 'open' });
    const other = await foldersAt(cloud.url, 'bob');
    expect(await other.folders.setup.enter(other.account, shown.join(' '))).toMatchObject({ state: 'open' });
  });
});

function withFlippedByte(text: string): string {
  const json = JSON.parse(text) as { metadata: { ciphertext: string } };
  const bytes = decodeBase64(json.metadata.ciphertext)!;
  bytes[3]! ^= 1;
  return JSON.stringify({ ...json, metadata: { ...json.metadata, ciphertext: encodeBase64(bytes) } });
}

function replyOf(data: object): string {
  return JSON.stringify({ ocs: { meta: { status: 'ok', statuscode: 200, message: 'OK' }, data } });
}

function certificateIn(text: string): string {
  return (JSON.parse(text) as { users: { certificate: string }[] }).users[0]!.certificate;
}
