/** Public links of encrypted folders: what they let in, and that nothing is left of one that came to nothing. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { Fault } from '../../demo-server/control/faults.ts';
import { behindLink } from '../../demo-server/testing/link-visitor.ts';
import { visit } from '../../demo-server/testing/visitor.ts';
import { droppedFor, peopleIn } from '../testing/dropped-file.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { everyActs, mortal } from '../testing/mortal.ts';
import type { Folders } from './folders.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let cloud: Cloud;
let alice: FoldersAt;
let root: FolderPlace;
let sub: FolderPlace;

beforeEach(async () => {
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  cloud.control.e2ee({ line: '2.2' });
  cloud.control.e2eeRefusalsAllowed(10_000);
  alice = await foldersAt(cloud.url, 'alice');
  await alice.setUp();
  root = await alice.root('Secret');
  await alice.upload(root, 'Grüße.txt', 'hello');
  await alice.folders.make({ place: root, name: 'Sub' });
  sub = placeInside(root, await alice.idOf(root, 'Sub'));
  await alice.upload(sub, 'deep.txt', 'deep');
});
afterEach(() => cloud.close());

const everything = { 'Grüße.txt': 'hello', 'Sub/deep.txt': 'deep' };

async function made(may: 'read' | 'write' = 'read', by: Folders = alice.folders): Promise<{ token: string; words: string }> {
  const { url, words } = await by.makeLink({ place: root, may });
  expect(url).toMatch(new RegExp(`^${cloud.url}/index.php/s/\\w+$`));
  expect(words).toHaveLength(12);
  return { token: url.split('/').at(-1) ?? '', words: words?.join(' ') ?? '' };
}

/** Of every folder of hers that has metadata. */
function stored(): { version: string; users: string[] }[] {
  return cloud.control.fileTree('alice').filter(({ encrypted }) => encrypted).map(({ fileId }) => {
    const { version, users = [] } = JSON.parse(cloud.control.folderMetadata(fileId)?.final.text ?? '{}') as { version: string; users?: { userId: string }[] };
    return { version, users: users.map(({ userId }) => userId) };
  });
}

const linkUsers = (): string[] => stored().flatMap(({ users }) => users).filter((name) => name.startsWith('s:'));
const nothing = { shares: [], people: [], troubles: [] };
const left = async () => ({ shares: cloud.control.publicLinks(), people: linkUsers(), troubles: await alice.folders.troubles() });
const shareApi = async (method: string, path = '', json?: object): Promise<{ id: string; token: string }> => {
  const got = await visit(cloud, { method, path: `/ocs/v2.php/apps/files_sharing/api/v1/shares${path}?format=json`, login: ['alice', 'pw'], headers: { 'OCS-APIRequest': 'true' }, ...(json && { json }) });
  return (got.json as { ocs: { data: { id: string; token: string } } }).ocs.data;
};

test('whoever has the link and its words reads all of it, until it is withdrawn: then there is another key', async () => {
  expect(await alice.folders.links({ place: root })).toEqual({ canMake: true, links: [] });
  const { token, words } = await made();
  expect(await behindLink(cloud, token, words)).toEqual(everything);
  expect(await behindLink(cloud, token, words.replace(/ \w+$/, ' zoo'))).toBeNull();
  expect(stored().map(({ version, users }) => [version, users])).toEqual([['2.1', ['alice', `s:${token}`]], ['2.1', []]]);
  expect(await alice.folders.links({ place: root })).toEqual({ canMake: true, links: [{ token, url: `${cloud.url}/index.php/s/${token}`, may: 'read', opens: true, expires: null }] });
  expect([(await alice.folders.view(root)).notices, await alice.names(root), await alice.read(sub, 'deep.txt')]).toEqual([[], ['Grüße.txt', 'Sub/'], 'deep']);
  await alice.upload(root, 'later.txt', 'more');
  expect(await behindLink(cloud, token, words)).toEqual({ ...everything, 'later.txt': 'more' });
  const before = cloud.control.folderMetadata(cloud.control.fileTree('alice')[0]!.fileId)!.final.text;

  await alice.folders.withdrawLink({ place: root, token });
  expect([await left(), await behindLink(cloud, token, words), stored()[0]!.users]).toEqual([nothing, null, ['alice']]);
  const after = cloud.control.folderMetadata(cloud.control.fileTree('alice')[0]!.fileId)!.final.text;
  expect(JSON.parse(after!)).not.toMatchObject({ users: [{ encryptedMetadataKey: (JSON.parse(before!) as { users: { encryptedMetadataKey: string }[] }).users[0]!.encryptedMetadataKey }] });
  expect([(await alice.folders.view(sub)).notices, await alice.read(sub, 'deep.txt')]).toEqual([[], 'deep']);
});

test('a link stays open while people come and go, and people while links do', async () => {
  const bob = await foldersAt(cloud.url, 'bob');
  await bob.setUp();
  const { token, words } = await made('write');
  expect(cloud.control.publicLinks()).toEqual([{ token, permissions: 23, hasKeys: true }]);
  const { fingerprint } = await alice.folders.peer({ account: alice.account, userId: 'bob' });
  await alice.folders.share({ place: root, userId: 'bob', mayWrite: true, fingerprint });
  expect([await behindLink(cloud, token, words), await bob.read({ ...root, account: bob.account }, 'Grüße.txt')]).toEqual([everything, 'hello']);
  await bob.upload({ ...root, account: bob.account }, 'from bob', 'b');
  await alice.folders.unshare({ place: root, userId: 'bob' });
  expect(await behindLink(cloud, token, words)).toEqual({ ...everything, 'from bob': 'b' });
  const second = await made();
  await alice.folders.withdrawLink({ place: root, token });
  expect([await behindLink(cloud, token, words), await behindLink(cloud, second.token, second.words)]).toEqual([null, { ...everything, 'from bob': 'b' }]);
  expect((await alice.folders.check({ place: root })).findings).toEqual([]);
});

describe('somebody else’s link', () => {
  let guest: FoldersAt;
  beforeEach(async () => { guest = await foldersAt(cloud.url, 'bob'); });
  const opened = async (token: string, words: string): Promise<FolderPlace> => {
    const { place } = await guest.folders.openLink({ link: `${cloud.url}/index.php/s/${token}` });
    expect((await guest.folders.setup.view(place.account)).state).toBe('closed');
    expect((await guest.folders.setup.enter(place.account, words)).state).toBe('open');
    return place;
  };

  test('opens with its words, as nobody, and is read to its ground', async () => {
    const { token, words } = await made('write');
    cloud.control.clearRequests();
    const place = await opened(token, words);
    const view = await guest.folders.view(place);
    expect([await guest.names(place), view.mayWrite, view.owned, view.people.map(({ userId, self }) => [userId, self])]).toEqual([['Grüße.txt', 'Sub/'], false, false, [['alice', false], [`s:${token}`, true]]]);
    expect([await guest.read(place, 'Grüße.txt'), await guest.read(placeInside(place, await guest.idOf(place, 'Sub')), 'deep.txt')]).toEqual(['hello', 'deep']);
    expect(cloud.control.requests().filter(({ authorization }) => authorization)).toEqual([]);
    await expect(guest.upload(place, 'x', 'x')).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    expect([(await alice.folders.view(root)).notices, await alice.names(root)]).toEqual([[], ['Grüße.txt', 'Sub/']]);
  });

  test('opens with no other words, and not at all once it is withdrawn', async () => {
    const { token, words } = await made();
    const place = await opened(token, words);
    const { place: second } = await guest.folders.openLink({ link: `${cloud.url}/s/${token}` });
    cloud.control.clearRequests();
    await expect(guest.folders.setup.enter(second.account, words.replace(/ \w+$/, ' zoo'))).rejects.toMatchObject({ problem: { kind: 'wrong-words' } });
    expect(cloud.control.requests().filter(({ path }) => path.includes('/server-key')), 'which a guest gets six times in ten minutes').toEqual([]);
    await alice.folders.withdrawLink({ place: root, token });
    await expect(guest.folders.setup.enter(second.account, words)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'share' } });
    await expect(guest.folders.view(place)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'folder' } });
  });

  test('is told to be for no words where it is for dropping files', async () => {
    const { url } = await alice.folders.makeLink({ place: root, may: 'drop' });
    const { place } = await guest.folders.openLink({ link: url });
    await expect(guest.folders.setup.enter(place.account, 'any words')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'no-key' } });
  });

  test('is forgotten when the browser has begun anew', async () => {
    const { token, words } = await made();
    const place = await opened(token, words);
    expect((await guest.blobs.names('folders:link-')).length).toBeGreaterThan(0);
    await guest.worker().sweep();
    expect(await guest.blobs.names('folders:link-')).toEqual([]);
    await expect(guest.folders.view(place)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'share' } });
  });

  test('leaves no permission for its server when the browser has begun anew, unless one has an account there', async () => {
    const foreign = cloud.url.replace('127.0.0.1', 'localhost');
    for (const server of [cloud.url, foreign]) await guest.folders.openLink({ link: `${server}/s/AbCd1234` });
    await guest.folders.settle({ again: true });
    expect(guest.givenBack, 'while it may still be read').toEqual([]);
    const anew = guest.worker();
    await anew.sweep();
    await guest.folders.openLink({ link: `${foreign.replace('localhost', 'cloud.localhost')}/s/AbCd1234` });
    await anew.settle({ again: true });
    expect([guest.givenBack.map((origin) => origin.split(':')[1]), (await guest.blobs.names('folders:visited/')).length]).toEqual([['//localhost'], 1]);
  });
});

test('a link for dropping files needs no words and changes nothing in the folder', async () => {
  const before = stored();
  const { url, words } = await alice.folders.makeLink({ place: root, may: 'drop' });
  const token = url.split('/').at(-1) ?? '';
  expect([words, cloud.control.publicLinks(), stored()]).toEqual([null, [{ token, permissions: 4, hasKeys: false }], before]);
  expect((await alice.folders.links({ place: root })).links).toEqual([{ token, url, may: 'drop', opens: true, expires: null }]);
  await alice.folders.withdrawLink({ place: root, token });
  expect([await left(), stored()]).toEqual([nothing, before]);
});

test('what a stranger drops by a link becomes part of the folder, and is behind its other links', async () => {
  const reading = await made();
  const { url } = await alice.folders.makeLink({ place: root, may: 'drop' });
  const token = url.split('/').at(-1) ?? '';
  const { fileId } = cloud.control.fileTree('alice')[0]!;
  const id = 'd'.repeat(32);
  const { body, entry } = await droppedFor(peopleIn(cloud, fileId)[0]!, { filename: 'for you.txt', text: 'dropped' });
  const asGuest = { 'OCS-APIRequest': 'true', 'X-Requested-With': 'XMLHttpRequest' };
  expect((await fetch(`${cloud.url}/public.php/dav/files/${token}/${id}`, { method: 'PUT', body, headers: asGuest })).status).toBe(201);
  const told = await visit(cloud, { method: 'PUT', path: `/ocs/v2.php/apps/end_to_end_encryption/api/v2/meta-data/${String(fileId)}/filedrop`, headers: asGuest, json: { filedrop: JSON.stringify({ [id]: entry }), shareToken: token } });
  expect([told.status, (await alice.folders.view(root)).notices]).toEqual([200, [{ notice: 'drops', count: 1 }]]);
  await alice.folders.repair({ place: root, what: 'drops' });
  expect([await alice.read(root, 'for you.txt'), (await alice.folders.view(root)).notices]).toEqual(['dropped', []]);
  expect(await behindLink(cloud, reading.token, reading.words)).toEqual({ ...everything, 'for you.txt': 'dropped' });
});

test('links that were made elsewhere are shown; one that was closed elsewhere has still its key, which is taken from it', async () => {
  const { token } = await shareApi('POST', '', { path: '/Secret', shareType: 3, permissions: 1 });
  expect((await alice.folders.links({ place: root })).links).toMatchObject([{ token, may: 'read', opens: false }]);
  await alice.folders.withdrawLink({ place: root, token });
  expect(await left()).toEqual(nothing);
  const { token: closed, words } = await made();
  // As the web app does: the share, and no new key.
  await shareApi('DELETE', `/${cloud.control.publicLinks().length + 1}`);
  expect([cloud.control.publicLinks(), linkUsers()]).toEqual([[], [`s:${closed}`]]);
  expect((await alice.folders.links({ place: root })).links).toEqual([{ token: closed, url: null, may: 'read', opens: true, expires: null }]);
  await alice.folders.withdrawLink({ place: root, token: closed });
  expect([await left(), await behindLink(cloud, closed, words)]).toEqual([nothing, null]);
});

test('a server whose app is older has none', async () => {
  cloud.control.e2ee({ line: '1.18' });
  expect(await alice.folders.links({ place: root })).toEqual({ canMake: false, links: [] });
  await expect(alice.folders.makeLink({ place: root, may: 'read' })).rejects.toThrow(Failure);
  expect(await left()).toEqual(nothing);
});

test('only the outermost folder of one’s own has links', async () => {
  await expect(alice.folders.makeLink({ place: sub, may: 'drop' })).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
  expect(cloud.control.publicLinks()).toEqual([]);
});

describe('of a link that came to nothing nothing is left, where', () => {
  const steps: readonly [string, Fault['match'], number][] = [
    ['the share', { method: 'POST', path: '/shares' }, 403], ['the certificate', { method: 'POST', path: '/public-key' }, 500], ['the private key', { method: 'POST', path: '/private-key' }, 500],
    ['the lock', { method: 'POST', path: '/lock/' }, 423], ['the metadata', { method: 'PUT', path: '/meta-data/' }, 500],
  ];
  test.each(steps)('%s was refused', async (_, match, status) => {
    cloud.control.addFault({ match, kind: 'status', status, times: 1 });
    await expect(alice.folders.makeLink({ place: root, may: 'read' })).rejects.toThrow(Failure);
    expect([await left(), await alice.read(sub, 'deep.txt'), (await alice.folders.view(root)).notices]).toEqual([nothing, 'deep', []]);
  });

  test('another device holds the folder', async () => {
    cloud.control.lockFolder(cloud.control.fileTree('alice')[0]!.fileId);
    await expect(alice.folders.makeLink({ place: root, may: 'read' })).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
    expect(await left()).toEqual(nothing);
  });

  test('nobody could tell any more whether it had been let in: then it is taken out later', async () => {
    const { fileId } = cloud.control.fileTree('alice')[0]!;
    const life = mortal();
    let cut = false;
    const does: typeof life.does = (act) => {
      // All is written, and from here on no lock can be asked about or removed.
      const written = typeof cloud.control.folderMetadata(fileId)?.pending.text === 'string';
      if (written && !cut) cloud.control.addFault({ match: { path: '/lock/' }, kind: 'drop' });
      cut ||= written;
      return life.does(act);
    };
    await expect(alice.worker({ ...life, does }).makeLink({ place: root, may: 'read' })).rejects.toThrow(Failure);
    expect((await left()).troubles).toContainEqual({ account: alice.account, name: 'Secret' });
    cloud.control.clearFaults();
    await alice.worker().settle({ again: true });
    expect([await left(), await alice.read(sub, 'deep.txt')]).toEqual([nothing, 'deep']);
  });

  test('the server was out of reach too when it was taken back: then later', async () => {
    cloud.control.addFault({ match: { method: 'POST', path: '/private-key' }, kind: 'status', status: 500, times: 1 });
    cloud.control.addFault({ match: { method: 'DELETE', path: '/shares' }, kind: 'status', status: 503 });
    await expect(alice.folders.makeLink({ place: root, may: 'read' })).rejects.toThrow(Failure);
    expect(await left()).toMatchObject({ shares: [{ hasKeys: false }], people: [], troubles: [{ name: 'Secret' }] });
    cloud.control.clearFaults();
    await alice.worker().settle({ again: true });
    expect(await left()).toEqual(nothing);
  });
});

describe('ended by the worker’s death before any of its acts,', () => {
  vi.setConfig({ testTimeout: 300_000 });

  let plain: FolderPlace;
  beforeEach(async () => {
    plain = await alice.root('Plain');
    await alice.upload(plain, 'a.txt', 'a');
  });

  /** Does it once for each act that it consists of, with the end of the worker's life there; until nothing ends it. */
  async function atEveryMoment(first: () => Promise<unknown>, act: (by: Folders) => Promise<unknown>): Promise<string[]> {
    let lostTokens = 0;
    for (let moment = 1; ; moment += everyActs(3)) {
      await first();
      const life = mortal();
      life.endAt(moment, false);
      const finished = await Promise.race([act(alice.worker(life)).then(() => true), life.ended.then(() => false)]);
      await alice.worker().settle({ again: true });
      if ((await alice.folders.troubles()).length > 0) {
        // The lock whose token was never heard of is the server's to lift.
        lostTokens++;
        cloud.control.liftLocks();
        await alice.worker().settle({ again: true });
      }
      expect(lostTokens).toBeLessThan(2);
      cloud.control.liftLocks();
      const { shares, people, troubles } = await left();
      expect([shares.map(({ token }) => `s:${token}`), shares.every(({ hasKeys }) => hasKeys), troubles], `moment ${moment}`).toEqual([people, true, []]);
      expect([await alice.read(plain, 'a.txt'), (await alice.folders.view(plain)).notices.filter(({ notice }) => notice !== 'people')]).toEqual(['a', []]);
      if (finished) return people;
    }
  }

  test('a link is whole or not there', async () => {
    const done = await atEveryMoment(() => {
      expect(linkUsers(), 'none is left of the one before').toEqual([]);
      return Promise.resolve();
    }, (by) => by.makeLink({ place: plain, may: 'read' }));
    expect(done).toHaveLength(1);
  });

  test('a link that is withdrawn is gone whole, or still there', async () => {
    let token = '';
    const done = await atEveryMoment(async () => {
      if (linkUsers().length === 0) token = (await alice.folders.makeLink({ place: plain, may: 'read' })).url.split('/').at(-1) ?? '';
    }, (by) => by.withdrawLink({ place: plain, token }));
    expect(done).toEqual([]);
  });
});
