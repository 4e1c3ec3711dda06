/**
 * The outermost encrypted folders: made, begun again where that was interrupted, and deleted.
 * @see contracts: e2ee §2.6, §4.7
 * @module
 */

import { createContentKey } from '../../core/envelopes/e2ee/file-content.ts';
import { wrapFor } from '../../core/envelopes/e2ee/key-pair.ts';
import { keyChecksum, sealMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import { emptyContent } from '../../core/folders/content.ts';
import { Failure } from '../../core/problem.ts';
import type { Write } from './folder-changes.ts';
import type { FolderAccount, FolderSession } from './folder-world.ts';
import { authorOf } from './open-change.ts';

/** What an account can write new folders in: older desktops cannot read a newer one. */
export const newVersion = '2.0';

/** An ordinary folder becomes an encrypted one. @throws {Failure} `name-taken`, and what the server says */
export async function makeRoot(session: FolderSession, path: readonly string[], typed: string): Promise<readonly string[]> {
  const name = typed.normalize('NFC').trim();
  if (name === '' || name === '.' || name === '..' || /[\\/\0]/.test(name)) throw new Failure({ kind: 'not-allowed' });
  const place = [...path, name];
  await assertOrdinary(session, path);
  if ((await session.dav.look(place)) !== null) throw new Failure({ kind: 'name-taken', name });
  const folder = await session.dav.makeFolder(place);
  try {
    await begin(session, folder);
  } catch (cause) {
    // It is empty, and was made by us.
    await session.e2ee.folders.unmark(folder).then(() => session.dav.remove(place, { skipTrash: true })).catch(() => undefined);
    throw cause;
  }
  return place;
}

/** An ordinary, empty folder of one's own becomes an encrypted one. */
export async function encryptFolder(session: FolderSession, path: readonly string[]): Promise<void> {
  await assertOrdinary(session, path.slice(0, -1));
  const { folder, children } = await session.dav.list(path);
  if (children.length > 0 || folder.isMarked === true) throw new Failure({ kind: 'folder-refused', host: session.host, why: 'not-empty' });
  await begin(session, folder.fileId).catch(async (cause: unknown) => {
    await session.e2ee.folders.unmark(folder.fileId).catch(() => undefined);
    throw cause;
  });
}

/** A marked folder without metadata, and with nothing in it, is begun again. */
export async function beginAgain(session: FolderSession, path: readonly string[]): Promise<void> {
  const { folder, children } = await session.dav.list(path);
  const isUnstarted = folder.isMarked === true && children.length === 0 && (await session.e2ee.folders.read(folder.fileId)) === null;
  if (!isUnstarted) throw new Failure({ kind: 'folder-refused', host: session.host, why: 'not-empty' });
  // Made anew: what an earlier try has left pending, and its lock, belong to the old one's number.
  await removeEmptied(session, path);
  await begin(session, await session.dav.makeFolder(path));
}

/** Everything in a root, as a change of its own: afterwards it can be unmarked on servers of any age. */
export function emptying(session: FolderSession): Write {
  return async (change, root) => {
    const { children } = await session.dav.list(root.entry.path);
    for (const { path } of children) await change.remove(root, path.at(-1) ?? '');
    await change.replace(session, root, { content: { ...root.content, files: new Map(), folders: new Map() }, fileDrop: new Map() });
  };
}

/** An empty root. */
export async function removeEmptied({ dav, e2ee }: FolderAccount, path: readonly string[]): Promise<void> {
  const entry = await dav.look(path);
  if (entry === null) return;
  await e2ee.folders.unmark(entry.fileId);
  await dav.remove(path, { skipTrash: true });
}

async function begin(session: FolderSession, folder: number): Promise<void> {
  const { folders } = session.e2ee;
  await folders.mark(folder);
  const token = await folders.lock(folder, 1);
  try {
    const { key } = createContentKey();
    const { identity } = session;
    const users = [{ userId: identity.userId, certificate: identity.certificatePem, encryptedMetadataKey: await wrapFor(identity.keys.spki, key) }];
    const content = { ...emptyContent, counter: 1, keyChecksums: [await keyChecksum(key)] };
    await folders.create(folder, await sealMetadata({ content, key, version: newVersion, users, fileDrop: new Map() }, authorOf(session)), token);
  } catch (cause) {
    await folders.abort(folder, token).catch(() => undefined);
    throw cause;
  }
  await folders.unlock(folder, token);
}

/** No encrypted folder inside of another. */
async function assertOrdinary({ dav }: FolderAccount, path: readonly string[]): Promise<void> {
  for (let depth = 1; depth <= path.length; depth++) {
    if ((await dav.look(path.slice(0, depth)))?.isMarked === true) throw new Failure({ kind: 'not-allowed' });
  }
}
