import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { placeInside } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';

let cloud: Cloud;
let alice: FoldersAt;
beforeEach(async () => {
  cloud = await startCloud({ users: ['alice', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  alice = await foldersAt(cloud.url, 'alice');
});
afterEach(() => cloud.close());

describe.each(['1.14', '1.16', '1.17', '1.18', '2.2'] as const)('with app %s', (line) => {
  beforeEach(async () => {
    cloud.control.e2ee({ line });
    if (line < '1.17') await alice.folders.setup.callItself(alice.account, true);
  });

  test('the whole life of a folder', async () => {
    await alice.setUp();
    const root = await alice.root('Secret');
    expect(await alice.names(root)).toEqual([]);
    await alice.upload(root, 'Grüße 你好.txt', 'hello');
    await alice.upload(root, 'empty', '');
    await alice.folders.make({ place: root, name: 'Sub' });
    expect(await alice.names(root)).toEqual(['Grüße 你好.txt', 'Sub/', 'empty']);
    expect([await alice.read(root, 'Grüße 你好.txt'), await alice.read(root, 'empty')]).toEqual(['hello', '']);
    const sub = placeInside(root, await alice.idOf(root, 'Sub'));
    await alice.upload(sub, 'inner.txt', 'deep');
    await alice.folders.make({ place: sub, name: 'Deeper' });
    expect(await alice.names(sub)).toEqual(['Deeper/', 'inner.txt']);
    await alice.upload(root, 'Grüße 你好.txt', 'hello again', { replace: await alice.idOf(root, 'Grüße 你好.txt') });
    expect(await alice.read(root, 'Grüße 你好.txt')).toBe('hello again');
    await alice.folders.move({ place: sub, id: await alice.idOf(sub, 'inner.txt'), to: [] });
    expect([await alice.read(root, 'inner.txt'), await alice.names(sub)]).toEqual(['deep', ['Deeper/']]);
    await alice.folders.move({ place: root, id: await alice.idOf(root, 'inner.txt'), to: sub.inside });
    await alice.folders.rename({ place: root, id: await alice.idOf(root, 'Sub'), name: 'Under' });
    await alice.folders.rename({ place: root, id: await alice.idOf(root, 'empty'), name: 'nothing' });
    expect(await alice.names(root)).toEqual(['Grüße 你好.txt', 'Under/', 'nothing']);
    expect(await alice.read(sub, 'inner.txt')).toBe('deep');
    const { opened, name } = await alice.folders.downloads.archive(root);
    const zip = unzipSync(new Uint8Array(await alice.files.get(`opened/${opened}`)!.arrayBuffer()));
    expect([name, Object.entries(zip).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])]).toEqual(['Secret.zip', [['Under/', ''], ['Under/Deeper/', ''], ['Under/inner.txt', 'deep'], ['nothing', ''], ['Grüße 你好.txt', 'hello again']]]);
    await alice.folders.downloads.close(opened);
    expect([...alice.files.keys()]).toEqual([]);
    await alice.folders.remove({ place: root, id: await alice.idOf(root, 'nothing') });
    await alice.folders.remove({ place: root, id: await alice.idOf(root, 'Under') });
    expect(await alice.names(root)).toEqual(['Grüße 你好.txt']);
    expect(cloud.control.fileTree('alice').map(({ path }) => path)).toHaveLength(2);
    await alice.folders.removeRoot({ place: root, confirm: 'Secret' });
    expect(cloud.control.fileTree('alice')).toEqual([]);
    expect(await alice.folders.troubles()).toEqual([]);
  });
});

describe('shared with somebody', () => {
  let bob: FoldersAt;
  beforeEach(async () => {
    bob = await foldersAt(cloud.url, 'bob');
    await Promise.all([alice.setUp(), bob.setUp()]);
  });

  async function shared(mayWrite = true) {
    const root = await alice.root('Secret');
    await alice.upload(root, 'a.txt', 'from alice');
    await alice.folders.make({ place: root, name: 'Sub' });
    const sub = placeInside(root, await alice.idOf(root, 'Sub'));
    await alice.upload(sub, 'deep.txt', 'deep');
    const { fingerprint, known } = await alice.folders.peer({ account: alice.account, userId: 'bob' });
    expect([fingerprint.length, known]).toEqual([8, 'new']);
    await alice.folders.share({ place: root, userId: 'bob', mayWrite, fingerprint });
    return { root, sub, theirs: { ...root, account: bob.account }, theirSub: { ...sub, account: bob.account } };
  }

  test('the other reads all of it, and writes, and neither loses what the other wrote', async () => {
    const { root, sub, theirs, theirSub } = await shared();
    expect([await bob.read(theirs, 'a.txt'), await bob.read(theirSub, 'deep.txt')]).toEqual(['from alice', 'deep']);
    await bob.upload(theirSub, 'answer.txt', 'from bob');
    // Whoever comes second is refused, and may come again.
    const first = () => alice.upload(root, 'one', '1');
    const second = () => bob.upload(theirs, 'two', '2');
    await Promise.all([first().catch(() => null), second().catch(() => null)]);
    for (const again of [first, second]) await again().catch(() => null);
    expect(await alice.read(sub, 'answer.txt')).toBe('from bob');
    expect(await alice.names(root)).toEqual(['Sub/', 'a.txt', 'one', 'two']);
    const { people, owned } = await bob.folders.view(theirs);
    expect([people.map(({ userId, self }) => [userId, self]), owned]).toEqual([[['alice', false], ['bob', true]], false]);
  });

  test('and taken back: the other opens nothing more, and a new key holds from the root down', async () => {
    const { root, sub, theirs } = await shared();
    await bob.names(theirs);
    await alice.folders.unshare({ place: root, userId: 'bob' });
    expect([await alice.read(root, 'a.txt'), await alice.read(sub, 'deep.txt')]).toEqual(['from alice', 'deep']);
    expect((await alice.folders.view(sub)).notices).toEqual([]);
    await expect(bob.folders.view(theirs)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'folder' } });
    const { people, notices } = await alice.folders.view(root);
    expect([people.map(({ userId }) => userId), notices]).toEqual([['alice'], []]);
  });

  test('under a key that was not the one shown, nothing is shared', async () => {
    const root = await alice.root('Secret');
    const ask = { place: root, userId: 'bob', mayWrite: true, fingerprint: ['other'] };
    await expect(alice.folders.share(ask)).rejects.toMatchObject({ problem: { kind: 'keys-changed', who: 'bob' } });
    expect((await alice.folders.view(root)).people).toHaveLength(1);
  });

  test('with nobody who has no key', async () => {
    await expect(alice.folders.peer({ account: alice.account, userId: 'carol' })).rejects.toMatchObject({ problem: { kind: 'no-folder-keys', who: 'carol' } });
  });

  test('to read only: the other can write nothing', async () => {
    const { root, theirs } = await shared(false);
    expect((await bob.folders.view(theirs)).mayWrite).toBe(false);
    await expect(bob.upload(theirs, 'x', 'x')).rejects.toMatchObject({ problem: { kind: 'forbidden' } });
    expect(await alice.names(root)).toEqual(['Sub/', 'a.txt']);
  });
});
