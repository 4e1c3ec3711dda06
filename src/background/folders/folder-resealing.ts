/**
 * Contents sealed anew, each with a key that nobody has had before: somebody whom a folder was taken from may have kept
 * the old ones. Every file is a change of its own, so that what ends this in the middle leaves each of them whole; which
 * ones are still to come is remembered, and the next time goes on from there.
 * @see contracts: e2ee §4.10.3
 * @module
 */

import { encodeBase64 } from '../../core/bytes.ts';
import { createContentKey, tagOf, type ContentKey } from '../../core/envelopes/e2ee/file-content.ts';
import { gcmSealer } from '../../core/envelopes/e2ee/gcm-stream.ts';
import { withFile, withoutEntry, type FileEntry } from '../../core/folders/content.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import { fetchPlain } from './fetch-plain.ts';
import type { FolderChanges, Write } from './folder-changes.ts';
import { freshName } from './folder-edits.ts';
import type { Moving } from './folder-transfers.ts';
import { assertOpen, openInside, openRoot, type OpenFolder, type OpeningWorld, type Root } from './open-folder.ts';
import type { TemporaryFiles } from './temporary-files.ts';

interface Resealer { session: OpeningWorld; changes: FolderChanges; temporary: TemporaryFiles }
/** A file that is to be sealed anew, as it was found. */
interface Old { place: FolderPlace; folder: OpenFolder; id: string; entry: FileEntry; size: number }

/** `files`: sealed anew. `left`: as they were, since they don't open or are missing. */
export interface Resealed { files: number; left: number }

/**
 * @param begin - told how many bytes it is about
 * @throws {Failure} `cancelled`; whatever keeps a change from its end
 */
export async function reseal(resealer: Resealer, place: FolderPlace, begin: (size: number) => Moving): Promise<Resealed> {
  const { session } = resealer;
  const root = assertOpen(await openRoot(session, place.root));
  const { files, missing } = await filesBelow(session, { place: { ...place, inside: [] }, folder: root });
  const begun = unfinished(root.root);
  const old = begun === null ? files : files.filter(({ id }) => begun.has(id));
  await remember(session, root.root, old.map(({ id }) => id));
  const moving = begin(old.reduce((sum, { size }) => sum + size, 0));
  const done = { files: 0, left: missing };
  try {
    let before = 0;
    for (const file of old) {
      await moving.goOn();
      const told = { ...moving, progress: (bytes: number) => { moving.progress(before + bytes); } };
      if (await sealAnew(resealer, file, told)) done.files++;
      else done.left++;
      before += file.size;
    }
  } finally {
    moving.end();
  }
  await remember(session, root.root, null);
  return done;
}

/** Names of the files that an earlier time has not come to. Null: there was none, or the folder has got another key since. */
export function unfinished({ checksum, memory: { resealing } }: Pick<Root, 'checksum' | 'memory'>): ReadonlySet<string> | null {
  return resealing === null || resealing.checksum !== checksum ? null : new Set(resealing.names);
}

async function remember({ memories, account }: OpeningWorld, { fileId, checksum }: Root, names: readonly string[] | null): Promise<void> {
  await memories.change(account.id, fileId, (memory) => ({ ...memory, resealing: names === null ? null : { checksum, names: [...names] } }));
}

async function filesBelow(session: OpeningWorld, { place, folder }: Pick<Old, 'place' | 'folder'>): Promise<{ files: Old[]; missing: number }> {
  const there = new Map((await session.dav.list(folder.entry.path)).children.map((entry) => [entry.path.at(-1) ?? '', entry]));
  const found: { files: Old[]; missing: number } = { files: [], missing: 0 };
  for (const [id, entry] of folder.content.files) {
    const size = there.get(id)?.size;
    if (size === undefined) found.missing++;
    else found.files.push({ place, folder, id, entry, size });
  }
  for (const id of folder.content.folders.keys()) {
    if (!there.has(id)) continue;
    const below = await filesBelow(session, { place: placeInside(place, id), folder: assertOpen(await openInside(session, folder, id)) });
    found.files.push(...below.files);
    found.missing += below.missing;
  }
  return found;
}

/** @returns whether it opens */
async function sealAnew({ session, changes, temporary }: Resealer, old: Old, moving: Moving): Promise<boolean> {
  const { place, folder: { content, entry: { path } }, id, size } = old;
  const [key, as] = [createContentKey(), freshName()];
  const [file, sealer] = [await temporary.create('sealed', as), await gcmSealer(key)];
  try {
    // Half of the way is down, half is up.
    const down = { ...moving, progress: (bytes: number) => { moving.progress(bytes / 2); } };
    await fetchPlain(session, { folder: { content, path }, id }, { moving: down, write: async (plain) => file.write(await sealer.add(plain)) });
    const last = await sealer.end();
    await file.write(last);
    await file.commit();
    const body = await temporary.read('sealed', as);
    if (body === null) throw new Failure({ kind: 'storage-failed' });
    await changes.run(session, place, exchanging(session, old, { key, tag: encodeBase64(tagOf(last)), body, moving: { ...moving, progress: (bytes) => { moving.progress((size + bytes) / 2); } } }));
    return true;
  } catch (cause) {
    await file.abort().catch(() => undefined);
    if (cause instanceof Failure && (cause.problem.kind === 'unreadable-file' || cause.problem.kind === 'gone')) return false;
    throw cause;
  } finally {
    await temporary.remove('sealed', as);
  }
}

interface Anew { key: ContentKey; tag: string; body: Blob; moving: Moving }

function exchanging(session: OpeningWorld, { id, entry }: Old, { key, tag, body, moving: { signal, progress } }: Anew): Write {
  return async (change, folder) => {
    const now = folder.content.files.get(id);
    // What another device has changed or removed meanwhile is as it wants it.
    if (now?.key !== entry.key || now.nonce !== entry.nonce) return change.replace(session, folder, { content: folder.content });
    const fresh = freshName();
    await change.putFile(folder, fresh, { body, signal, progress });
    await change.remove(folder, id);
    const anew = { ...now, key: encodeBase64(key.key), nonce: encodeBase64(key.nonce), authenticationTag: tag };
    await change.replace(session, folder, { content: withFile(withoutEntry(folder.content, id), fresh, anew) });
  };
}
