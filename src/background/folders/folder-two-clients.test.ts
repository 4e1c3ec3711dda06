/** Two devices in one folder: whichever comes in between, at whatever moment, neither loses a file of the other. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { FolderPlace } from '../../core/folders/place.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { foldersAt, type FoldersAt } from '../testing/folders-at.ts';
import { mortal } from '../testing/mortal.ts';
import type { Folders } from './folders.ts';

vi.setConfig({ testTimeout: 300_000 });

let cloud: Cloud;
let one: FoldersAt;
let other: FoldersAt;
let root: FolderPlace;
let theirs: FolderPlace;

beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'pw', displayName: 'alice' }] });
  cloud.control.e2eeRefusalsAllowed(10_000);
  one = await foldersAt(cloud.url, 'alice');
  const words = await one.setUp();
  root = await one.root('Secret');
  other = await foldersAt(cloud.url, 'alice');
  await other.folders.setup.enter(other.account, words);
  theirs = { ...root, account: other.account };
}, 60_000);
afterEach(() => cloud.close());

interface Deed { name: string; begin: (at: number) => Promise<void>; act: (by: Folders, at: number) => Promise<void>; left: (at: number) => string[] }
const deeds: readonly Deed[] = [
  { name: 'uploads', begin: () => Promise.resolve(), act: (by, at) => one.upload(root, `one ${at}`, `1 ${at}`, { by }), left: (at) => [`one ${at}`] },
  { name: 'deletes', begin: (at) => one.upload(root, `gone ${at}`, 'x'), act: async (by, at) => by.remove({ place: root, id: await one.idOf(root, `gone ${at}`) }), left: () => [] },
];

test.each(deeds)('one $name, the other uploads at every moment of it', async ({ begin, act, left }) => {
  for (let moment = 1; ; moment++) {
    await begin(moment);
    let acts = 0;
    const inBetween: boolean[] = [];
    const life = mortal();
    // The one waits until the other is through, or was refused.
    const does: typeof life.does = async (deed) => {
      if (++acts === moment) inBetween.push(await other.upload(theirs, `other ${moment}`, `2 ${moment}`).then(() => true, () => false));
      return life.does(deed);
    };
    const did = await act(one.worker({ ...life, does }), moment).then(() => true, () => false);
    if (inBetween.length === 0) return;
    // Whoever was refused comes again.
    if (inBetween[0] !== true) await other.upload(theirs, `other ${moment}`, `2 ${moment}`);
    if (!did) await act(one.folders, moment);
    const wanted = [...left(moment), `other ${moment}`].sort();
    expect([await one.names(root), await other.names(theirs)], `moment ${moment}`).toEqual([wanted, wanted]);
    expect(await one.read(root, `other ${moment}`)).toBe(`2 ${moment}`);
    for (const name of left(moment)) expect(await other.read(theirs, name)).toBe(`1 ${moment}`);
    expect([(await one.folders.view(root)).notices, await one.folders.troubles(), await other.folders.troubles()]).toEqual([[], [], []]);
    for (const name of wanted) await one.folders.remove({ place: root, id: await one.idOf(root, name) });
  }
});
