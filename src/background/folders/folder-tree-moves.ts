/**
 * A folder moved to another one below the same root, with all that is in it. A copy of the tree, which nothing names
 * yet, is filled by changes of its own; then one change names the copy and removes the original. Whatever breaks off
 * before that leaves the original as it was.
 * @see contracts: e2ee §4.9
 * @module
 */

import { emptyContent, entryNamed, withFolder, withoutEntry } from '../../core/folders/content.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderChanges, Write } from './folder-changes.ts';
import { freshName } from './folder-edits.ts';
import { below, fetched } from './folder-moves.ts';
import { assertOpen, innermost, openInside, openPlace, type OpenFolder, type OpeningWorld } from './open-folder.ts';
import type { TemporaryFiles } from './temporary-files.ts';

interface Mover { session: OpeningWorld; changes: FolderChanges; temporary: TemporaryFiles }
interface Move { place: FolderPlace; id: string; to: readonly string[] }

/** Counters of the folders that were copied, by file id. */
type Seen = Map<number, number>;

/** @throws {Failure} `not-allowed` into itself; `name-taken`, `gone`; `outdated` as `folder-refused` where others changed it meanwhile */
export async function moveFolder(mover: Mover, { place, id, to }: Move): Promise<void> {
  const { session, changes } = mover;
  const from = [...place.inside, id];
  if (from.every((name, depth) => to[depth] === name)) throw new Failure({ kind: 'not-allowed' });
  if (to.length === place.inside.length && to.every((name, depth) => place.inside[depth] === name)) return;
  const target = { ...place, inside: to };
  const source = assertOpen(innermost(await openPlace(session, { ...place, inside: from })));
  const copy = freshName();
  await changes.run(session, target, async (change, folder) => {
    await change.makeFolder(session, folder, { name: copy, content: { ...emptyContent, counter: 1 } });
    await change.replace(session, folder, { content: folder.content });
  });
  try {
    const seen: Seen = new Map();
    await copyTree(mover, { source, copy: placeInside(target, copy), seen });
    await changes.run(session, { ...place, inside: [] }, switching(session, { place, id, to, copy, seen }));
  } catch (cause) {
    await changes.run(session, target, dropping(session, copy)).catch(() => undefined);
    throw cause;
  }
}

async function copyTree({ session, changes, temporary }: Mover, { source, copy, seen }: { source: OpenFolder; copy: FolderPlace; seen: Seen }): Promise<void> {
  seen.set(source.entry.fileId, source.content.counter);
  const { children } = await session.dav.list(source.entry.path);
  const there = new Set(children.map(({ path }) => path.at(-1) ?? ''));
  const folders = [...source.content.folders.keys()].filter((id) => there.has(id));
  await changes.run(session, copy, async (change, folder) => {
    for (const id of folders) await change.makeFolder(session, folder, { name: id, content: { ...emptyContent, counter: 1 } });
    for (const id of source.content.files.keys()) {
      // Listed, but lost at the server: it stays listed.
      if (!there.has(id)) continue;
      const as = freshName();
      try {
        await change.putFile(folder, id, { body: await fetched(session, temporary, { path: [...source.entry.path, id], as }) });
      } finally {
        await temporary.remove('sealed', as);
      }
    }
    await change.replace(session, folder, { content: source.content });
  });
  for (const id of folders) await copyTree({ session, changes, temporary }, { source: assertOpen(await openInside(session, source, id)), copy: placeInside(copy, id), seen });
}

/** From one moment to the next it is there and no longer here. */
function switching(session: OpeningWorld, { place, id, to, copy, seen }: Move & { copy: string; seen: Seen }): Write {
  return async (change, root) => {
    const [around, target] = [await below(session, root, place.inside), await below(session, root, to)];
    const name = around.content.folders.get(id);
    if (name === undefined) throw new Failure({ kind: 'gone', what: 'folder' });
    if (entryNamed(target.content, name) !== null) throw new Failure({ kind: 'name-taken', name });
    await assertUnchanged(session, assertOpen(await openInside(session, around, id)), seen);
    await change.remove(around, id);
    await change.replace(session, target, { content: withFolder(target.content, copy, name) });
    await change.replace(session, around, { content: withoutEntry(around.content, id) });
  };
}

async function assertUnchanged(session: OpeningWorld, source: OpenFolder, seen: Seen): Promise<void> {
  if (seen.get(source.entry.fileId) !== source.content.counter) throw new Failure({ kind: 'folder-refused', host: session.host, why: 'outdated' });
  const { children } = await session.dav.list(source.entry.path);
  for (const id of source.content.folders.keys()) {
    if (children.some(({ path }) => path.at(-1) === id)) await assertUnchanged(session, assertOpen(await openInside(session, source, id)), seen);
  }
}

/** Unless it has become the folder itself. */
function dropping(session: OpeningWorld, copy: string): Write {
  return async (change, folder) => {
    if (!folder.content.folders.has(copy)) await change.remove(folder, copy);
    await change.replace(session, folder, { content: folder.content });
  };
}
