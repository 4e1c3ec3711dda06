/**
 * The outermost encrypted folders: made, begun again where that was interrupted, and deleted. What is begun is kept in the
 * journal first: wherever it ends, the next worker takes it back, or finds it done.
 * @see contracts: e2ee §2.6, §4.7
 * @module
 */

import { createContentKey } from '../../core/envelopes/e2ee/file-content.ts';
import { wrapFor } from '../../core/envelopes/e2ee/key-pair.ts';
import { keyChecksum, sealMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import { emptyContent } from '../../core/folders/content.ts';
import { Failure } from '../../core/problem.ts';
import type { Write } from './folder-changes.ts';
import type { FolderJournal, RootWork } from './folder-journal.ts';
import type { FolderAccount, FolderSession } from './folder-world.ts';
import { authorOf } from './open-change.ts';

/** What an account can write new folders in: older desktops cannot read a newer one. */
export const newVersion = '2.0';

export interface RootWorld { session: FolderSession; journal: FolderJournal }

/** A new encrypted folder in an ordinary one. @throws {Failure} `name-taken`, and what the server says */
export async function makeRoot(world: RootWorld, path: readonly string[], typed: string): Promise<readonly string[]> {
  const { session } = world;
  const name = typed.normalize('NFC').trim();
  if (name === '' || name === '.' || name === '..' || /[\\/\0]/.test(name)) throw new Failure({ kind: 'not-allowed' });
  const place = [...path, name];
  await assertOrdinary(session, path);
  if ((await session.dav.look(place)) !== null) throw new Failure({ kind: 'name-taken', name });
  await journalled(world, { what: 'make', path: place, folder: null }, () => session.dav.makeFolder(place));
  return place;
}

/** An ordinary, empty folder of one's own becomes an encrypted one. */
export async function encryptFolder(world: RootWorld, path: readonly string[]): Promise<void> {
  const { session } = world;
  await assertOrdinary(session, path.slice(0, -1));
  const { folder, children } = await session.dav.list(path);
  if (children.length > 0 || folder.isMarked === true) throw new Failure({ kind: 'folder-refused', host: session.host, why: 'not-empty' });
  await journalled(world, { what: 'encrypt', path, folder: folder.fileId }, () => Promise.resolve(folder.fileId));
}

/** A marked folder without metadata, and with nothing in it, is begun again. */
export async function beginAgain(world: RootWorld, path: readonly string[]): Promise<void> {
  const { session } = world;
  // Where an earlier try of ours was taken back, it is gone already.
  if ((await session.dav.look(path)) !== null) {
    const { folder, children } = await session.dav.list(path);
    const isUnstarted = folder.isMarked === true && children.length === 0 && (await session.e2ee.folders.read(folder.fileId)) === null;
    if (!isUnstarted) throw new Failure({ kind: 'folder-refused', host: session.host, why: 'not-empty' });
    // Made anew: what an earlier try has left pending, and its lock, belong to the old one's number.
    await session.e2ee.folders.unmark(folder.fileId);
    await session.dav.remove(path, { skipTrash: true });
  }
  await journalled(world, { what: 'make', path, folder: null }, () => session.dav.makeFolder(path));
}

/** What {@link emptying} begins and {@link settleRoot} ends. */
export function removal({ account, nowSeconds }: FolderSession, path: readonly string[]): RootWork {
  return { id: crypto.randomUUID(), account: account.id, what: 'remove', path: [...path], folder: null, token: null, at: 1000 * nowSeconds() };
}

/** Everything in a root, as a change of its own: afterwards it can be unmarked on servers of any age, and goes with {@link settleRoot}. */
export function emptying({ session, journal }: RootWorld, work: RootWork): Write {
  return async (change, root) => {
    work.folder = root.entry.fileId;
    await journal.writeRoot(work);
    const { children } = await session.dav.list(root.entry.path);
    for (const { path } of children) await change.remove(root, path.at(-1) ?? '');
    await change.replace(session, root, { content: { ...root.content, files: new Map(), folders: new Map() }, fileDrop: new Map() });
  };
}

/**
 * What a worker's death has left: done after all, or taken back. A folder with anything in it is left alone, and so is
 * another one that has come to the place since.
 *
 * @throws {Failure} where it cannot be settled now
 */
export async function settleRoot({ session: { dav, e2ee }, journal }: SettlingWorld, work: RootWork): Promise<'whole' | 'undone'> {
  const { what, path, folder, token } = work;
  const there = await dav.look(path);
  // What has no number here was never marked.
  const isIt = folder === null ? there?.isMarked === false : there?.fileId === folder;
  const isWhole = isIt && what !== 'remove' && there?.isMarked === true && (await e2ee.folders.read(there.fileId)) !== null;
  if (there !== null && isIt && !isWhole && (await dav.list(path)).children.length === 0) {
    if (token !== null) await e2ee.folders.abort(there.fileId, token).catch(ignoreRefusal);
    if (there.isMarked === true) await e2ee.folders.unmark(there.fileId);
    // Into the bin, unless it is known to be ours.
    if (what !== 'encrypt') await dav.remove(path, { skipTrash: folder !== null });
  }
  await journal.endRoot(work);
  return isWhole ? 'whole' : 'undone';
}

/** All of an account's. @throws {Failure} what keeps it from doing so */
export async function settleRoots(world: SettlingWorld): Promise<void> {
  for (const work of await world.journal.rootsOf(world.session.account.id)) await settleRoot(world, work);
}

interface SettlingWorld { session: FolderAccount; journal: FolderJournal }

/** @param folder - makes it, where there is none yet. @throws {Failure} whatever went wrong, after it was taken back as far as that was possible */
async function journalled(world: RootWorld, about: Pick<RootWork, 'what' | 'folder'> & { path: readonly string[] }, folder: () => Promise<number>): Promise<void> {
  const { session: { account, nowSeconds }, journal } = world;
  const work: RootWork = { ...about, id: crypto.randomUUID(), account: account.id, path: [...about.path], token: null, at: 1000 * nowSeconds() };
  await journal.writeRoot(work);
  try {
    work.folder = await folder();
    await journal.writeRoot(work);
    await begin(world.session, work.folder, async (token) => {
      work.token = token;
      await journal.writeRoot(work);
    });
  } catch (cause) {
    // What cannot be settled now is when the next worker starts.
    if ((await settleRoot(world, work).catch(() => 'undone')) === 'undone') throw cause;
    return;
  }
  await journal.endRoot(work);
}

/** @param locked - told of the lock's token before anything is written under it */
async function begin(session: FolderSession, folder: number, locked: (token: string) => Promise<void>): Promise<void> {
  const { folders } = session.e2ee;
  await folders.mark(folder);
  const token = await folders.lock(folder, 1);
  await locked(token);
  const { key } = createContentKey();
  const { identity } = session;
  const users = [{ userId: identity.userId, certificate: identity.certificatePem, encryptedMetadataKey: await wrapFor(identity.keys.spki, key) }];
  const content = { ...emptyContent, counter: 1, keyChecksums: [await keyChecksum(key)] };
  await folders.create(folder, await sealMetadata({ content, key, version: newVersion, users, fileDrop: new Map() }, authorOf(session)), token);
  await folders.unlock(folder, token);
}

/** No encrypted folder inside of another. */
async function assertOrdinary({ dav }: FolderAccount, path: readonly string[]): Promise<void> {
  for (let depth = 1; depth <= path.length; depth++) {
    if ((await dav.look(path.slice(0, depth)))?.isMarked === true) throw new Failure({ kind: 'not-allowed' });
  }
}

/** Its lock is gone already. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Failure && error.problem.kind === 'folder-refused')) throw error;
}
