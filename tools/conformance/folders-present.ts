/**
 * Encrypted folders that an account has already, whoever wrote them: opened and read, and never written to.
 * @see contracts: e2ee §4.3, §5.1
 * @module
 */

import { webdav } from '../../src/clients/webdav/webdav.ts';
import type { FileEntry } from '../../src/clients/webdav/entries.ts';
import type { FilePath } from '../../src/clients/webdav/place.ts';
import type { FoldersAt } from '../../src/background/testing/folders-at.ts';
import { placeInside, type FolderPlace } from '../../src/core/folders/place.ts';
import { Failure } from '../../src/core/problem.ts';
import type { Person, World } from './world.ts';

/** Somebody with keys. */
export interface Keeper { person: Person; at: FoldersAt }

/** How deep ordinary folders are looked into, and how many. */
const deepest = 3;
const mostOrdinary = 100;
/** Bytes; of each root so many files are fetched. */
const largestRead = 4 * 1024 * 1024;
const mostRead = 50;

interface Count { folders: number; files: number; read: number; missing: number; notices: Set<string> }

export async function checkPresent({ report }: Pick<World, 'report'>, { person, at }: Keeper): Promise<void> {
  const roots: FilePath[] = [];
  await report.check('the encrypted folders that are there are found', async () => {
    for await (const { path } of marked(person)) roots.push(path);
    return `${roots.length}`;
  });
  for (const [index, root] of roots.entries()) {
    await report.check(`encrypted folder ${index + 1} of ${roots.length} opens, with what is in it`, async () => {
      const count: Count = { folders: 0, files: 0, read: 0, missing: 0, notices: new Set() };
      await readTree(at, { account: at.account, root, inside: [] }, count).catch((error: unknown) => { throw nameless(error); });
      const notices = count.notices.size === 0 ? '' : `; ${[...count.notices].join(', ')}`;
      return `${count.folders} folders, ${count.files} files, ${count.read} of them read, ${count.missing} missing or without a key${notices}`;
    });
  }
}

/** The outermost encrypted folders, from the top of a person's files down. */
export async function* marked({ server, user }: Person): AsyncGenerator<{ path: FilePath; entry: FileEntry }> {
  const dav = webdav(server, { userId: user.userId });
  const ordinary: FilePath[] = [[]];
  for (let looked = 0; looked < mostOrdinary; looked++) {
    const path = ordinary.shift();
    if (path === undefined) return;
    for (const entry of (await dav.list(path)).children) {
      if (entry.isMarked === true) yield { path: entry.path, entry };
      else if (entry.isFolder && entry.path.length < deepest) ordinary.push(entry.path);
    }
  }
}

async function readTree(at: FoldersAt, place: FolderPlace, count: Count): Promise<void> {
  const { rows, notices } = await at.folders.view(place);
  count.folders++;
  for (const { notice } of notices) count.notices.add(notice);
  for (const { id, kind, size, state } of rows) {
    if (kind === 'file') count.files++;
    if (state !== 'ready') count.missing++;
    else if (kind === 'folder') await readTree(at, placeInside(place, id), count);
    else if ((size ?? 0) <= largestRead && count.read < mostRead) {
      const { opened } = await at.folders.downloads.open(place, id);
      await at.folders.downloads.close(opened);
      count.read++;
    }
  }
}

/** Names inside of encrypted folders are nobody's but their owner's. */
function nameless(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const { problem } = error;
  if (problem.kind === 'folder-doubt') return new Failure({ ...problem, folder: '' });
  return problem.kind === 'unreadable-file' ? new Failure({ ...problem, name: '' }) : error;
}
