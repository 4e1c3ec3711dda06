/**
 * The whole life of an encrypted folder, through the product's own code: set up, made, filled, renamed, shared, taken
 * back, deleted. Keys that an account has already are never touched: then their words are needed.
 * @see contracts: e2ee §4
 * @module
 */

import { e2ee, e2eeCapability } from '../../src/clients/e2ee/e2ee.ts';
import { readCapabilities } from '../../src/clients/nextcloud/capabilities.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import { desktopAgent } from '../../src/background/accounts/server-of.ts';
import { firstForBrowsers } from '../../src/background/folders/folder-setup.ts';
import { foldersOf, type FoldersAt } from '../../src/background/testing/folders-at.ts';
import { equalBytes } from '../../src/core/bytes.ts';
import type { FolderPlace } from '../../src/core/folders/place.ts';
import { Failure, type FolderRefusal } from '../../src/core/problem.ts';
import type { Server } from '../../src/clients/http.ts';
import { checkLocks } from './folder-locks.ts';
import { checkPresent, marked, type Keeper } from './folders-present.ts';
import type { Login } from './options.ts';
import { expectThat } from './report.ts';
import { mark, serverFor, type Person, type World } from './world.ts';

export async function checkEncryptedFolders(given: World): Promise<void> {
  const { report } = given;
  report.chapter('Encrypted folders');
  const world = await byTheirName(given);
  const { first, second } = world;
  const capability = await report.check('the app says what it can do', async () => e2eeCapability(await readCapabilities(first.server)));
  if (capability === null) {
    report.skip('encrypted folders', 'the end-to-end encryption app is not there, or not for this account');
    return;
  }
  const before = await namesOf(first);
  const keeper = await keeperOf(world, { person: first, typed: world.options.first, words: world.options.words });
  if (keeper === null) return;
  if (world.options.words !== null) await checkPresent(world, keeper);
  const place = await checkLife(world, keeper);
  if (place === null) return;
  if (second === null) report.skip('sharing a folder', 'no second person was given');
  else await checkSharing(world, { keeper, place, second });
  // Last: what it has refused makes the server answer more slowly for half an hour.
  await checkLocks(world, place.root);
  await report.check('the folder is deleted, and the files are as before', async () => {
    await keeper.at.folders.removeRoot({ place, confirm: place.root.at(-1) ?? '' });
    expectThat((await namesOf(first)).join('\n') === before.join('\n'), 'the same names are at the top');
  });
}

/** A server of before Nextcloud 31 is asked by the name of Nextcloud's own desktop app: it lets nobody else in. */
async function byTheirName(world: World): Promise<World> {
  const { majorVersion } = await readCapabilities(world.first.server);
  if (majorVersion >= firstForBrowsers) return world;
  const named = (person: Person): Person => ({ ...person, server: { ...person.server, folderAgent: desktopAgent } });
  return { ...world, first: named(world.first), second: world.second && named(world.second) };
}

async function namesOf({ server, user }: Person): Promise<string[]> {
  const { children } = await webdav(server, { userId: user.userId }).list([]);
  return children.map(({ path }) => path.join('/')).sort();
}

/** `typed`: what the person gave for signing in. */
interface Candidate { person: Person; typed: Login | null; words: string | null }

/** Sets keys up where there are none, for as long as the run takes. Null: there are, and nobody gave their words. */
async function keeperOf(world: World, { person, typed, words }: Candidate): Promise<Keeper | null> {
  const { report, cleanup, options } = world;
  const { userId } = person.user;
  const { keys } = e2ee(person.server);
  const known = await report.check(`${userId}: whether there are keys already`, async () => ({ there: (await hasPrivateKey(person)) || (await keys.certificates([])) !== null }));
  if (known === null) return null;
  const at = await foldersOf({ server: options.server, loginName: person.login.name, password: person.login.password, fetch: world.fetch });
  if (person.server.folderAgent !== undefined) await at.folders.setup.callItself(at.account, true);
  const leaveAlone = (): null => {
    report.skip(`encrypted folders of ${userId}`, 'the account has keys, which are left alone: give their twelve words with --words or --words2, or another account');
    return null;
  };
  if (known.there) {
    if (words === null) return leaveAlone();
    const opened = await report.check(`${userId}: the words open the key`, async () => { await at.folders.setup.enter(at.account, words); return true; });
    return opened === null ? null : { person, at };
  }
  const forget = cleanup.later(`remove the keys of ${userId}`, () => removeKeys(world, { person, typed, words }));
  const made = await report.check(`${userId}: a key is made, certified and stored`, () => at.setUp().then(() => ({ kept: false }), (refused: unknown) => {
    // A key without its certificate, which no server tells of.
    if (isRefused(refused, 'keys-exist')) return { kept: true };
    throw refused;
  }));
  if (made?.kept === true) {
    forget();
    return leaveAlone();
  }
  return made === null ? null : { person, at };
}

/** Asked for itself only where the server doesn't tell: it counts each "no". */
async function hasPrivateKey({ server }: Person): Promise<boolean> {
  return e2eeCapability(await readCapabilities(server))?.keysExist ?? (await e2ee(server).keys.privateKey()) !== null;
}

/** Some servers want the account's own password for it. */
async function removeKeys(world: World, { person, typed }: Candidate): Promise<void> {
  const removeBy = async (server: Server): Promise<void> => {
    await e2ee(server).keys.removePrivateKey();
    await e2ee(server).keys.removeCertificate();
  };
  await removeBy(person.server).catch(async (refused: unknown) => {
    if (!isRefused(refused, 'needs-password') || typed === null) throw refused;
    await removeBy(serverFor(world, typed));
  });
}

function isRefused(error: unknown, why: FolderRefusal): boolean {
  return error instanceof Failure && error.problem.kind === 'folder-refused' && error.problem.why === why;
}

async function checkLife({ report, options, cleanup }: World, { person, at }: Keeper): Promise<FolderPlace | null> {
  const name = `${mark} ${new Date().toISOString().slice(0, 19).replaceAll(':', '-')} ✓`;
  const place = await report.check('an encrypted folder is made', () => at.root(name));
  if (place === null) return null;
  cleanup.later('remove the encrypted folder', async () => {
    const left = await webdav(person.server, { userId: person.user.userId }).look(place.root);
    if (left !== null) await at.folders.removeRoot({ place, confirm: name });
  });
  for (const size of [0, 1, 1024 * 1024, options.largestFile]) {
    await report.check(`a file of ${size} bytes goes there and comes back`, async () => {
      const bytes = bytesOf(size);
      await at.upload(place, `${size}.bin`, bytes);
      expectThat(equalBytes(await read(at, place, `${size}.bin`), bytes), 'the bytes are the same');
    });
  }
  await report.check('a file gets another name, and keeps its content', async () => {
    await at.folders.rename({ place, id: await at.idOf(place, '1.bin'), name: 'Zeugnis ✓.txt' });
    expectThat((await read(at, place, 'Zeugnis ✓.txt')).length === 1, 'it is the same file');
  });
  await report.check('a folder in the folder holds a file', async () => {
    await at.folders.make({ place, name: 'Unterordner ü' });
    const inner = { ...place, inside: [await at.idOf(place, 'Unterordner ü')] };
    await at.upload(inner, 'innen.txt', 'in here');
    expectThat((await at.read(inner, 'innen.txt')) === 'in here', 'it reads as it was written');
  });
  await report.check('that folder goes into another one, with what is in it, and back', async () => {
    await at.folders.make({ place, name: 'Ziel' });
    const [moved, target] = [await at.idOf(place, 'Unterordner ü'), { ...place, inside: [await at.idOf(place, 'Ziel')] }];
    await at.folders.move({ place, id: moved, to: target.inside });
    const there = await at.idOf(target, 'Unterordner ü');
    expectThat((await at.read({ ...place, inside: [...target.inside, there] }, 'innen.txt')) === 'in here', 'its file reads as it was written');
    await at.folders.move({ place: target, id: there, to: [] });
    await at.folders.remove({ place, id: target.inside[0] ?? '' });
  });
  await report.check('a file is deleted, and only that one', async () => {
    await at.folders.remove({ place, id: await at.idOf(place, '0.bin') });
    const names = await at.names(place);
    expectThat(!names.includes('0.bin') && names.includes('Zeugnis ✓.txt') && names.includes('Unterordner ü/'), 'the others are there');
  });
  await report.check('no real name is at the server', async () => {
    const { children } = await webdav(person.server, { userId: person.user.userId }).list(place.root);
    expectThat(children.every(({ path }) => /^[0-9a-f]{32}$/.test(path.at(-1) ?? '')), 'all names are random');
  });
  return place;
}

async function checkSharing(world: World, { keeper, place, second }: { keeper: Keeper; place: FolderPlace; second: Person }): Promise<void> {
  const { report } = world;
  const other = await keeperOf(world, { person: second, typed: world.options.second, words: world.options.words2 });
  if (other === null) return;
  const { folders } = keeper.at;
  const { userId } = second.user;
  const shared = await report.check('it is shared with the second person', async () => {
    const peer = await folders.peer({ account: keeper.at.account, userId });
    await folders.share({ place, userId, mayWrite: true, fingerprint: peer.fingerprint });
    return true;
  });
  if (shared === null) return;
  const fileId = (await webdav(keeper.person.server, { userId: keeper.person.user.userId }).look(place.root))?.fileId ?? 0;
  const theirs = await report.check('it is among the second person’s files', () => findShared(other, fileId));
  if (theirs === null) return;
  await report.check('who reads it, and writes into it', async () => {
    expectThat((await read(other.at, theirs, 'Zeugnis ✓.txt')).length === 1, 'a file opens');
    await other.at.upload(theirs, 'von der anderen.txt', 'hello');
    expectThat((await keeper.at.read(place, 'von der anderen.txt')) === 'hello', 'the owner reads what was written');
  });
  await report.check('sharing ends, and the folder has another key', async () => {
    await folders.unshare({ place, userId });
    const shown = await e2ee(second.server).folders.read(fileId).catch((refused: unknown) => {
      if (refused instanceof Failure && refused.problem.kind === 'forbidden') return null;
      throw refused;
    });
    expectThat(shown === null, 'the second person is shown nothing any more');
    expectThat((await keeper.at.read(place, 'von der anderen.txt')) === 'hello', 'the owner reads on');
  });
}

/** Wherever the server puts what is shared, and whatever it calls it there. */
async function findShared({ person, at }: Keeper, fileId: number): Promise<FolderPlace> {
  for await (const { path, entry } of marked(person)) if (entry.fileId === fileId) return { account: at.account, root: path, inside: [] };
  throw new Failure({ kind: 'gone', what: 'folder' });
}

async function read({ folders, files, idOf }: FoldersAt, place: FolderPlace, name: string): Promise<Uint8Array> {
  const { opened } = await folders.downloads.open(place, await idOf(place, name));
  const content = files.get(`opened/${opened}`);
  expectThat(content !== undefined, 'it is released');
  const bytes = new Uint8Array(await content.arrayBuffer());
  await folders.downloads.close(opened);
  return bytes;
}

/** Not the same byte again and again. */
function bytesOf(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8)) & 255;
  return bytes;
}
