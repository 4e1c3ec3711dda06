/**
 * A folder with all that is in it as one ZIP. Each file is proven before a byte of it is put in.
 * @see contracts: e2ee §4.4
 * @module
 */

import { savedFileName } from '../../core/credential/file-name.ts';
import { entryNamed, freeName, withFile, emptyContent, type FolderContent } from '../../core/folders/content.ts';
import { dosDate, largestArchive, mostInArchive, ZipWriter } from '../../core/folders/zip.ts';
import { Failure } from '../../core/problem.ts';
import { fetchPlain } from './fetch-plain.ts';
import type { Moving } from './folder-transfers.ts';
import { openInside, type FolderReading, type OpeningWorld } from './open-folder.ts';
import type { Growing, TemporaryFiles } from './temporary-files.ts';

interface Archive { zip: ZipWriter; file: Growing; moving: Moving; temporary: TemporaryFiles; size: number; count: number }

/** @throws {Failure} `not-allowed` beyond what such an archive holds; `gone`, `unreadable-file`: a copy that lacks something would pass for whole */
export async function archive(session: OpeningWorld, folder: FolderReading, world: Pick<Archive, 'file' | 'moving' | 'temporary'>): Promise<number> {
  const all: Archive = { ...world, zip: new ZipWriter(), size: 0, count: 0 };
  await addFolder(session, folder, { all, prefix: '' });
  await write(all, all.zip.finish());
  return all.size;
}

async function addFolder(session: OpeningWorld, folder: FolderReading, { all, prefix }: { all: Archive; prefix: string }): Promise<void> {
  if (folder.state === 'unstarted') return;
  const dates = new Map((await session.dav.list(folder.entry.path)).children.map(({ path, modified }) => [path.at(-1) ?? '', modified]));
  const names = safeNames(folder.content);
  for (const [id, name] of names) {
    const path = `${prefix}${name}`;
    const date = dateOf(dates.get(id) ?? null);
    if (folder.content.files.has(id)) await addFile(session, { folder, id }, { all, path, date });
    else {
      await write(all, all.zip.begin(`${path}/`, date), all.zip.end());
      await addFolder(session, await openInside(session, folder, id), { all, prefix: `${path}/` });
    }
  }
}

async function addFile(session: OpeningWorld, { folder, id }: { folder: Exclude<FolderReading, { state: 'unstarted' }>; id: string }, { all, path, date }: { all: Archive; path: string; date: number }): Promise<void> {
  if (++all.count >= mostInArchive) throw new Failure({ kind: 'not-allowed' });
  const proven = `${all.moving.id}-part`;
  const part = await all.temporary.create('opened', proven);
  try {
    await fetchPlain(session, { folder: { content: folder.content, path: folder.entry.path }, id }, { write: (bytes) => part.write(bytes), moving: { ...all.moving, progress: () => undefined } });
    await part.commit();
  } catch (cause) {
    await part.abort().catch(() => undefined);
    throw cause;
  }
  try {
    const content = await all.temporary.read('opened', proven);
    if (content === null) throw new Failure({ kind: 'locked' });
    await write(all, all.zip.begin(path, date));
    const reader = content.stream().getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) await write(all, all.zip.content(step.value));
    await write(all, all.zip.end());
  } finally {
    await all.temporary.remove('opened', proven);
  }
}

async function write(all: Archive, ...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  for (const bytes of parts) {
    all.size += bytes.length;
    if (all.size > largestArchive) throw new Failure({ kind: 'not-allowed' });
    await all.file.write(bytes);
  }
  all.moving.progress(all.size);
}

/** Names that no disk takes amiss, and none twice, however it is spelled. */
function safeNames(content: FolderContent): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let taken: FolderContent = emptyContent;
  for (const [id, name] of [...content.folders, ...[...content.files].map(([id, { filename }]) => [id, filename] as const)]) {
    const safe = savedFileName(name, 'file');
    const free = entryNamed(taken, safe) === null ? safe : freeName(taken, safe);
    taken = withFile(taken, id, { filename: free, mimetype: '', key: '', nonce: '', authenticationTag: '', rest: {} });
    names.set(id, free);
  }
  return names;
}

/** In this browser's time zone, as archives have it. */
function dateOf(seconds: number | null): number {
  const date = new Date((seconds ?? 0) * 1000);
  return dosDate({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate(), hour: date.getHours(), minute: date.getMinutes(), second: date.getSeconds() });
}
