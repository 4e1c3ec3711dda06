/**
 * Looks after a tree of folders: what interrupted work, of whichever client, has left in it. Reads only; every finding
 * names what is to be done about it.
 * @see contracts: e2ee §4.6
 * @module
 */

import type { FileEntry as ServerEntry } from '../../clients/webdav/entries.ts';
import { withoutEntry } from '../../core/folders/content.ts';
import { placeInside, type FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderFinding, ScreenRequests } from '../../messages/contract.ts';
import type { Write } from './folder-changes.ts';
import { orphansIn, withLostEntries } from './folder-orphans.ts';
import { crumbsOf, noticesOf } from './folder-view.ts';
import type { FolderSession } from './folder-world.ts';
import { countOf, halfDone, type HalfDone } from './half-done.ts';
import { innermost, openInside, openPlace, type FolderReading, type OpenFolder, type OpeningWorld } from './open-folder.ts';

type Check = ScreenRequests['checkFolder']['reply'];

/** An entry of a dropped file may come after the file itself. Seconds. */
const youngest = 86_400;

/** @throws {Failure} as the folder itself is opened; of those below, what is wrong is a finding */
export async function checkFolder(session: OpeningWorld, place: FolderPlace): Promise<Check> {
  const levels = await openPlace(session, place);
  const check = { folders: 0, findings: [] as FolderFinding[] };
  const walk = async (all: readonly [FolderReading, ...FolderReading[]], at: FolderPlace): Promise<void> => {
    const reading = innermost(all);
    const { children } = await session.dav.list(reading.entry.path);
    const folder = { name: crumbsOf(all, at).at(-1)?.name ?? '', place: at };
    check.folders++;
    const notices = (await noticesOf(session, reading, { root: all[0], children })).filter(({ notice }) => notice !== 'people');
    if (reading.state === 'open') {
      const half = await halfDone(session.dav, reading.entry.path, reading.content, children);
      const missing = missingIn(reading, children, half);
      if (countOf(half) > 0) notices.push({ notice: 'half-done', count: countOf(half) });
      if (missing.length > 0) notices.push({ notice: 'missing', count: missing.length });
    }
    if (notices.length > 0) check.findings.push({ folder, notices, problem: null });
    for (const { path, isFolder } of children) {
      const id = path.at(-1) ?? '';
      if (!isFolder || reading.state === 'unstarted' || !reading.content.folders.has(id)) continue;
      const inside = placeInside(at, id);
      try {
        await walk([...all, await openInside(session, reading, id)], inside);
      } catch (cause) {
        if (!(cause instanceof Failure) || !ofTheFolder.has(cause.problem.kind)) throw cause;
        check.findings.push({ folder: { name: reading.content.folders.get(id) ?? '', place: inside }, notices: [], problem: cause.problem });
      }
    }
  };
  await walk(levels, place);
  return check;
}

/** About one folder, and no reason to stop looking into the others. */
const ofTheFolder: ReadonlySet<string> = new Set(['folder-doubt', 'keys-changed', 'bad-certificate', 'server-error', 'gone']);

/** Entries whose file or folder the server doesn't have. Earlier versions of the list keep them. */
export function removingMissing(session: FolderSession): Write {
  return async (change, folder) => {
    const { children } = await session.dav.list(folder.entry.path);
    const missing = missingIn(folder, children, await halfDone(session.dav, folder.entry.path, folder.content, children));
    await change.replace(session, folder, { content: missing.reduce(withoutEntry, folder.content) });
  };
}

/** Files that no entry names and whose key nobody here knows. */
export function removingStrays(session: OpeningWorld): Write {
  return async (change, folder) => {
    const { children } = await session.dav.list(folder.entry.path);
    for (const { path } of await straysIn(session, folder, children)) await change.remove(folder, path.at(-1) ?? '');
    await change.replace(session, folder, { content: folder.content });
  };
}

/** Not those of the last day: somebody may be about to say what they are. */
async function straysIn(session: OpeningWorld, folder: OpenFolder, children: readonly ServerEntry[]): Promise<ServerEntry[]> {
  const { content } = await withLostEntries(session, folder, children);
  const before = session.nowSeconds() - youngest;
  return orphansIn({ ...folder, content }, children).filter(({ modified }) => modified !== null && modified < before);
}

/** Neither there nor about to come. */
function missingIn({ content }: OpenFolder, children: readonly ServerEntry[], { arriving }: HalfDone): string[] {
  const there = new Set([...children.map(({ path }) => path.at(-1) ?? ''), ...arriving]);
  return [...content.files.keys(), ...content.folders.keys()].filter((id) => !there.has(id));
}
