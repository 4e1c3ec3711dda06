/**
 * An encrypted folder as an app of before 2023 has left it at a cloud, and the keys to it.
 * @module
 */

import { foldersOf } from '../../src/background/testing/folders-at.ts';
import { makeOld } from '../../src/background/testing/old-folders.ts';
import type { Cloud } from '../../src/demo-server/cloud.ts';

// What the bundler puts in.
Object.assign(globalThis, { __FIREFOX__: false });

/** `Papers`, with `Letter.txt` and a folder `Tax`. @returns the twelve words */
export async function leaveOldFolder(cloud: Cloud, { userId, password }: { userId: string; password: string }, letter: string): Promise<string> {
  const at = await foldersOf({ server: cloud.url, loginName: userId, password, fetch });
  const words = await at.setUp();
  const root = await at.root('Papers');
  await at.upload(root, 'Letter.txt', letter);
  await at.folders.make({ place: root, name: 'Tax' });
  await makeOld(cloud, { userId, at, words, version: '1.2' });
  return words;
}
