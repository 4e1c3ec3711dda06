/**
 * Files on the server that no entry names, since another client has lost it: where metadata or dropped files' entries
 * that were kept here still name them, their entry is put back. What nobody here knows the key of is left alone.
 * @see contracts: e2ee §3.10, §4.6, §5.4
 * @module
 */

import type { FileEntry as ServerEntry } from '../../clients/webdav/entries.ts';
import { decodeBase64, type Bytes } from '../../core/bytes.ts';
import { openDropped } from '../../core/envelopes/e2ee/file-drop.ts';
import { openMetadata, readMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import { openOldMetadata } from '../../core/envelopes/e2ee/metadata-v1.ts';
import { freeName, withFile, withFolder, type FolderContent } from '../../core/folders/content.ts';
import type { Write } from './folder-changes.ts';
import type { FolderSession } from './folder-world.ts';
import type { KeptMetadata } from './memories.ts';
import { openOrOrphan } from './folder-rotation.ts';
import type { OpenFolder, OpeningWorld } from './open-folder.ts';

export function orphansIn({ content, metadata }: Pick<OpenFolder, 'content' | 'metadata'>, children: readonly ServerEntry[]): ServerEntry[] {
  const known = (id: string): boolean => content.files.has(id) || content.folders.has(id) || metadata.fileDrop.has(id);
  return children.filter(({ path }) => !known(path.at(-1) ?? ''));
}

/** The folder's content with the entries that were lost, and how many those are. @param unnamed - what a folder is called that opens, and whose name nobody knows */
export async function withLostEntries(session: OpeningWorld, folder: OpenFolder, children: readonly ServerEntry[], unnamed = ''): Promise<{ content: FolderContent; found: number }> {
  const { memories, account } = session;
  // What a change of ours has left goes with the next one.
  const left = (await memories.read(account.id, folder.entry.fileId))?.left ?? [];
  const orphans = new Map(orphansIn(folder, children).map((entry) => [entry.path.at(-1) ?? '', entry] as const).filter(([id]) => !left.includes(id)));
  let { content } = folder;
  let found = 0;
  // The newest first: what an entry said last.
  for (const kept of orphans.size === 0 ? [] : await memories.kept(account.id, folder.entry.fileId)) {
    const earlier = await openKept(session, folder, kept);
    for (const [id, { isFolder }] of orphans) {
      const [file, name] = [earlier?.files.get(id), earlier?.folders.get(id)];
      if (!isFolder && file !== undefined) content = withFile(content, id, { ...file, filename: freeName(content, file.filename) });
      else if (isFolder && name !== undefined) content = withFolder(content, id, freeName(content, name));
      else continue;
      orphans.delete(id);
      found++;
    }
  }
  for (const [id, sealed] of orphans.size === 0 ? [] : await memories.drops(account.id, folder.entry.fileId)) {
    const file = orphans.get(id)?.isFolder === false ? await openDropped(sealed, session.identity) : null;
    if (file === null) continue;
    orphans.delete(id);
    content = withFile(content, id, { ...file, filename: freeName(content, file.filename.normalize('NFC')) });
    found++;
  }
  for (const [id, { isFolder }] of orphans) {
    if (!isFolder || (await openOrOrphan(session, folder, id))?.state !== 'open') continue;
    content = withFolder(content, id, freeName(content, unnamed || id));
    found++;
  }
  return { content, found };
}

export function puttingBack(session: OpeningWorld, unnamed: string | undefined): Write {
  return async (change, folder) => {
    const { children } = await session.dav.list(folder.entry.path);
    await change.replace(session, folder, { content: (await withLostEntries(session, folder, children, unnamed)).content });
  };
}

/** Null: under no key that is known. */
export async function openKept({ identity }: FolderSession, { root }: OpenFolder, { text }: KeptMetadata): Promise<FolderContent | null> {
  const read = readMetadata(text);
  if (read.state === 'old') return (await openOldMetadata(read.json, identity.keys))?.content ?? null;
  if (read.state !== 'current') return null;
  const keys: readonly Bytes[] = [root.key, ...root.memory.keys.flatMap((key) => decodeBase64(key) ?? [])];
  for (const key of keys) {
    const content = await openMetadata(read.metadata, key);
    if (content !== null) return content;
  }
  return null;
}
