/** Folders of version 1 are read, are never written to by themselves, and become version 2 as a whole, when that is asked for. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { encodeUtf8 } from '../../core/bytes.ts';
import { createContentKey, sealContent } from '../../core/envelopes/e2ee/file-content.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { dropOld, makeOld, type OldVersion } from '../testing/old-folders.ts';
import { everyActs, mortal } from '../testing/mortal.ts';

// Each sets up keys and several changes; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cloud: Cloud;
let words: string;
let writer: FoldersAt;
/** Has never seen the folders in version 2. */
let alice: FoldersAt;
let root: FolderPlace;
let sub: FolderPlace;

beforeEach(async () => {
  cloud = await startCloud({ users: ['alice'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
  cloud.control.e2eeRefusalsAllowed(10_000);
  writer = await foldersAt(cloud.url, 'alice');
  words = await writer.setUp();
  const made = await writer.root('Secret');
  await writer.upload(made, 'old.txt', 'old');
  await writer.folders.make({ place: made, name: 'Sub' });
  const below = placeInside(made, await writer.idOf(made, 'Sub'));
  await writer.upload(below, 'deep.txt', 'deep');
  alice = await foldersAt(cloud.url, 'alice');
  await alice.folders.setup.enter(alice.account, words);
  [root, sub] = [{ ...made, account: alice.account }, { ...below, account: alice.account }];
});
afterEach(() => cloud.close());

const old = (version: OldVersion = '1.2') => makeOld(cloud, { userId: 'alice', at: writer, words, version });
const idOf = (path: string) => cloud.control.fileTree('alice').find((node) => node.path === path)!.fileId;
const metadataOf = (path: string) => cloud.control.folderMetadata(idOf(path))!;
const textOf = (path: string) => metadataOf(path).final.text!;
const isOld = (path: string) => /"version":1/.test(textOf(path));
const subPath = () => `/${[...sub.root, ...sub.inside].join('/')}`;

describe.each(['1.18', '2.2'] as const)('with app %s', (line) => {
  beforeEach(() => cloud.control.e2ee({ line }));

  test.each(['1.0', '1.1', '1.2'] as const)('version %s is read, and becomes version 2 with everything in it', async (version) => {
    await old(version);
    expect([await alice.read(root, 'old.txt'), await alice.read(sub, 'deep.txt'), (await alice.folders.view(root)).notices]).toEqual(['old', 'deep', [{ notice: 'old-version' }]]);
    await expect(alice.upload(root, 'new.txt', 'x')).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'old-version' } });
    await alice.folders.migrate({ place: root, words });
    for (const at of [alice, await another()]) {
      const [top, below] = [{ ...root, account: at.account }, { ...sub, account: at.account }];
      expect([await at.names(top), await at.names(below)]).toEqual([['Sub/', 'old.txt'], ['deep.txt']]);
      expect([await at.read(top, 'old.txt'), await at.read(below, 'deep.txt'), (await at.folders.view(top)).notices]).toEqual(['old', 'deep', []]);
    }
    await alice.upload(sub, 'new.txt', 'new');
    expect([await alice.read(sub, 'new.txt'), await alice.folders.troubles()]).toEqual(['new', []]);
  });

  test('what strangers have dropped becomes part of it', async () => {
    await old();
    const { key, nonce } = createContentKey();
    const dropped = 'd'.repeat(32);
    cloud.control.replaceMetadata(idOf('/Secret'), await dropOld(textOf('/Secret'), writer, { id: dropped, filename: 'old.txt', key, nonce }), null);
    cloud.control.plantFile(idOf('/Secret'), dropped, await sealContent({ key, nonce }, encodeUtf8('dropped')));
    await alice.folders.migrate({ place: root, words });
    expect([await alice.names(root), await alice.read(root, 'old (2).txt')]).toEqual([['Sub/', 'old (2).txt', 'old.txt'], 'dropped']);
  });

  test('the metadata that were replaced stay here, whatever is written later', async () => {
    await old();
    const before = textOf('/Secret');
    await alice.folders.migrate({ place: root, words });
    for (let count = 0; count < 7; count++) await alice.folders.rename({ place: root, id: await alice.idOf(root, 'Sub'), name: `Sub` });
    expect(await alice.blobs.read(`folders:${alice.account}/kept/${idOf('/Secret')}/version-1`)).toMatchObject({ text: before });
  });

  test('ended by the worker’s death at any moment, it is of one version or the other, and whole', { timeout: 300_000 }, async () => {
    await old();
    let lostTokens = 0;
    for (let moment = 1; ; moment += everyActs(3)) {
      const life = mortal();
      life.endAt(moment, false);
      const work = alice.worker(life).migrate({ place: root, words }).then(() => 'finished' as const, () => 'refused' as const);
      const end = await Promise.race([work, life.ended.then(() => 'ended' as const)]);
      if (end === 'refused') {
        // Its token was never heard of: such a lock is the server's to lift.
        lostTokens++;
        cloud.control.liftLocks();
      }
      await alice.worker().settle({ again: true });
      expect([await alice.read(root, 'old.txt'), await alice.read(sub, 'deep.txt'), await alice.folders.troubles()]).toEqual(['old', 'deep', []]);
      expect(isOld('/Secret')).toBe(isOld(subPath()));
      if (end === 'finished') expect(isOld('/Secret')).toBe(false);
      if (!isOld('/Secret')) break;
    }
    expect(lostTokens).toBeLessThan(2);
  });
});

describe('is left as it is', () => {
  afterEach(async () => {
    expect([isOld('/Secret'), isOld(subPath()), metadataOf('/Secret').pending.text]).toEqual([true, true, null]);
    expect(await alice.folders.troubles()).toEqual([]);
  });

  test('for words that are not the right ones', async () => {
    await old();
    await expect(alice.folders.migrate({ place: root, words: words.split(' ').reverse().join(' ') })).rejects.toMatchObject({ problem: { kind: 'wrong-words' } });
  });

  test('where an entry was taken out of a folder below', async () => {
    await old();
    cloud.control.replaceMetadata(idOf(subPath()), JSON.stringify({ ...(JSON.parse(textOf(subPath())) as object), files: {} }), null);
    await expect(alice.folders.migrate({ place: root, words })).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'tampered' } });
  });

  test('where an entry does not open, which would be lost', async () => {
    await old();
    const json = JSON.parse(textOf('/Secret')) as { files: Record<string, { encrypted: string }> };
    Object.values(json.files)[0]!.encrypted = 'AAAA|AAAA';
    cloud.control.replaceMetadata(idOf('/Secret'), JSON.stringify(json), null);
    await expect(alice.folders.migrate({ place: root, words })).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'tampered' } });
  });

  test('where it is shown to somebody who has seen it in version 2', async () => {
    await old();
    await expect(writer.folders.view({ ...root, account: writer.account })).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'rolled-back' } });
    await expect(writer.folders.migrate({ place: { ...root, account: writer.account }, words })).rejects.toMatchObject({ problem: { kind: 'folder-doubt', why: 'rolled-back' } });
  });
});

async function another(): Promise<FoldersAt> {
  const other = await foldersAt(cloud.url, 'alice');
  await other.folders.setup.enter(other.account, words);
  return other;
}
