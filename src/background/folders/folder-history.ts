/**
 * Earlier metadata of a folder, kept here whenever they are written over: what each would bring back, and the way to it.
 * Contents come back only as far as the server still has them; and nothing that is listed now is lost by it.
 * @see contracts: e2ee §8
 * @module
 */

import { shownFileName } from '../../core/credential/file-name.ts';
import { freeName, withFile, withFolder, type FolderContent } from '../../core/folders/content.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderVersion } from '../../messages/contract.ts';
import type { Write } from './folder-changes.ts';
import { openKept } from './folder-orphans.ts';
import type { FolderSession } from './folder-world.ts';
import type { OpenFolder } from './open-folder.ts';

/** Those that can be opened, the newest first. */
export async function versionsOf(session: FolderSession, folder: OpenFolder): Promise<FolderVersion[]> {
  const there = await namesAt(session, folder);
  const versions: FolderVersion[] = [];
  for (const kept of await session.memories.kept(session.account.id, folder.entry.fileId)) {
    const earlier = await openKept(session, folder, kept);
    if (earlier === null) continue;
    const named = namesIn(earlier);
    const now = namesIn(folder.content);
    versions.push({
      id: kept.id, at: kept.at, entries: named.size,
      back: [...named].flatMap(([id, name]) => (there.has(id) && now.get(id) !== name ? [{ name: shownFileName(name), now: shownFileName(now.get(id) ?? '') }] : [])),
      gone: [...named.keys()].filter((id) => !there.has(id)).length,
    });
  }
  return versions;
}

/** @throws {Failure} `gone` from within, where it is no longer kept or doesn't open */
export function restoring(session: FolderSession, id: string): Write {
  return async (change, folder) => {
    const kept = (await session.memories.kept(session.account.id, folder.entry.fileId)).find((one) => one.id === id);
    const earlier = kept === undefined ? null : await openKept(session, folder, kept);
    if (earlier === null) throw new Failure({ kind: 'gone', what: 'revision' });
    await change.replace(session, folder, { content: asBefore(folder.content, earlier, await namesAt(session, folder)) });
  };
}

/** Names as they were, and then whatever has come since: under a number where its name is taken again. */
function asBefore(now: FolderContent, earlier: FolderContent, there: ReadonlySet<string>): FolderContent {
  let content: FolderContent = { ...now, files: new Map(), folders: new Map() };
  for (const [id, name] of earlier.folders) if (there.has(id)) content = withFolder(content, id, name);
  for (const [id, file] of earlier.files) {
    // Its key is today's: other clients write a new content over the old one, under the same name.
    if (there.has(id)) content = withFile(content, id, { ...(now.files.get(id) ?? file), filename: file.filename });
  }
  for (const [id, name] of now.folders) if (!content.folders.has(id)) content = withFolder(content, id, freeName(content, name));
  for (const [id, file] of now.files) if (!content.files.has(id)) content = withFile(content, id, { ...file, filename: freeName(content, file.filename) });
  return content;
}

async function namesAt({ dav }: FolderSession, { entry }: OpenFolder): Promise<Set<string>> {
  return new Set((await dav.list(entry.path)).children.map(({ path }) => path.at(-1) ?? ''));
}

function namesIn({ files, folders }: FolderContent): Map<string, string> {
  return new Map([...folders, ...[...files].map(([id, { filename }]) => [id, filename] as const)]);
}
