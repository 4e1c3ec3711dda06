import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';

let cloud: Cloud;
let alice: FoldersAt;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw' }] });
  alice = await foldersAt(cloud.url, 'alice');
});
afterEach(() => cloud.close());

const callItself = (asDesktop: boolean) => alice.folders.setup.callItself(alice.account, asDesktop);
const refused = { problem: { kind: 'folder-refused', why: 'client' } };

describe.each(['1.14', '1.16'] as const)('a server with app %s, which lets only Nextcloud’s own apps in', (line) => {
  beforeEach(() => cloud.control.e2ee({ line }));

  test('is told from newer ones before anything is set up', async () => {
    expect(await alice.folders.setup.view(alice.account)).toMatchObject({ state: 'unset', agent: 'refused' });
    expect(await callItself(true)).toMatchObject({ state: 'unset', agent: 'desktop' });
  });

  test('is asked by the name of one only once a person has said so, and no longer than that', async () => {
    await alice.setUp();
    const root = await alice.root('Secret');
    await expect(alice.folders.view(root)).rejects.toMatchObject(refused);
    expect(await callItself(true)).toMatchObject({ state: 'open', agent: 'desktop' });
    await alice.upload(root, 'a.txt', 'hello');
    expect(await alice.read(root, 'a.txt')).toBe('hello');
    expect(await callItself(false)).toMatchObject({ state: 'open', agent: 'browser' });
    await expect(alice.upload(root, 'b.txt', 'hello')).rejects.toMatchObject(refused);
    await callItself(true);
    expect(await alice.names(root)).toEqual(['a.txt']);
  });

  test('refuses another device’s lock without counting it, and the next change is made', async () => {
    await callItself(true);
    await alice.setUp();
    const root = await alice.root('Secret');
    const [folder] = cloud.control.fileTree('alice');
    cloud.control.lockFolder(folder?.fileId ?? 0);
    cloud.control.e2eeRefusalsAllowed(1);
    await expect(alice.upload(root, 'a.txt', 'hello')).rejects.toMatchObject({ problem: { kind: 'folder-refused', why: 'locked' } });
    cloud.control.liftLocks();
    await alice.upload(root, 'a.txt', 'hello');
    expect(await alice.names(root)).toEqual(['a.txt']);
  });
});

test('newer servers let a browser in', async () => {
  expect(await alice.folders.setup.view(alice.account)).toMatchObject({ state: 'unset', agent: 'browser' });
});

test.each(['1.14', '1.17', '1.18'] as const)('with app %s, a counter that another device has left too high is passed', async (line) => {
  cloud.control.e2ee({ line });
  await callItself(true);
  await alice.setUp();
  const root = await alice.root('Secret');
  await alice.upload(root, 'a.txt', 'hello');
  const metadata = cloud.control.folderMetadata(cloud.control.fileTree('alice')[0]?.fileId ?? 0);
  if (metadata === null) throw new Error('no metadata');
  metadata.final.counter = (metadata.final.counter ?? 0) + 5;
  await alice.upload(root, 'b.txt', 'hello');
  expect(await alice.names(root)).toEqual(['a.txt', 'b.txt']);
});
