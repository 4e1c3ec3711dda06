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
import type { FolderJournal, UnnamedCopy } from './folder-journal.ts';
import { below, carry, type Carrying } from './folder-moves.ts';
import { assertOpen, innermost, openInside, openPlace, type OpenFolder, type OpeningWorld } from './open-folder.ts';

interface Mover extends Carrying { session: OpeningWorld; changes: FolderChanges; journal: FolderJournal }
interface Move { place: FolderPlace; id: string; to: readonly string[] }

/** Counters of the folders that were copied, by file id. */
type Seen = Map<number, number>;

/** @throws {Failure} `not-allowed` into itself; `name-taken`, `gone`; `outdated` as `folder-refused` where others changed it meanwhile */
export async function moveFolder(mover: Mover, { place, id, to }: Move): Promise<void> {
  const { session, changes, journal, moving } = mover;
  const from = [...place.inside, id];
  if (from.every((name, depth) => to[depth] === name)) throw new Failure({ kind: 'not-allowed' });
  if (to.length === place.inside.length && to.every((name, depth) => place.inside[depth] === name)) return;
  const target = { ...place, inside: to };
  const source = assertOpen(innermost(await openPlace(session, { ...place, inside: from })));
  const copy = freshName();
  const unnamed: UnnamedCopy = { account: place.account, root: [...place.root], inside: [...to], copy };
  await journal.beginCopy(unnamed);
  try {
    await changes.run(session, target, async (change, folder) => {
      await change.makeFolder(session, folder, { name: copy, content: { ...emptyContent, counter: 1 } });
      await change.replace(session, folder, { content: folder.content });
    });
    const seen: Seen = new Map();
    const carried = { bytes: 0 };
    const counted = { ...mover, moving: { ...moving, progress: (bytes: number) => { moving.progress(carried.bytes + bytes); } } };
    await copyTree(counted, { source, copy: placeInside(target, copy), seen, carried });
    await moving.goOn();
    await changes.run(session, { ...place, inside: [] }, switching(session, { place, id, to, copy, seen }));
  } catch (cause) {
    // What cannot be removed now is when the next worker starts.
    await dropCopy(mover, unnamed).catch(() => undefined);
    throw cause;
  }
  await journal.endCopy(unnamed);
}

/** A copy that was never finished. The original is where it was. */
export async function dropCopy({ session, changes, journal }: Pick<Mover, 'session' | 'changes' | 'journal'>, { account, root, inside, copy }: UnnamedCopy): Promise<void> {
  if (await session.dav.exists([...root, ...inside, copy])) await changes.run(session, { root, inside }, dropping(session, copy));
  await journal.endCopy({ account, root, inside, copy });
}

interface Copying { source: OpenFolder; copy: FolderPlace; seen: Seen; carried: { bytes: number } }

async function copyTree(mover: Mover, { source, copy, seen, carried }: Copying): Promise<void> {
  const { session, changes } = mover;
  seen.set(source.entry.fileId, source.content.counter);
  const { children } = await session.dav.list(source.entry.path);
  const there = new Set(children.map(({ path }) => path.at(-1) ?? ''));
  const folders = [...source.content.folders.keys()].filter((id) => there.has(id));
  await changes.run(session, copy, async (change, folder) => {
    for (const id of folders) await change.makeFolder(session, folder, { name: id, content: { ...emptyContent, counter: 1 } });
    for (const id of source.content.files.keys()) {
      // Listed, but lost at the server: it stays listed.
      if (!there.has(id)) continue;
      carried.bytes += await carry(session, mover, { change, from: [...source.entry.path, id], to: folder, name: id });
    }
    await change.replace(session, folder, { content: source.content });
  });
  for (const id of folders) await copyTree(mover, { source: assertOpen(await openInside(session, source, id)), copy: placeInside(copy, id), seen, carried });
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
