/**
 * Changes inside of an encrypted folder that need no file's content: folders made, names changed, entries removed, files
 * moved, dropped files taken in.
 * @see contracts: e2ee §3.9, §4.8, §4.9
 * @module
 */

import type { FileEntry as ServerEntry } from '../../clients/webdav/entries.ts';
import { decodeBase64, encodeHex, randomBytes } from '../../core/bytes.ts';
import { openDropped } from '../../core/envelopes/e2ee/file-drop.ts';
import { emptyContent, entryNamed, freeName, renamed, withFile, withFolder, withoutEntry, type FileEntry, type FolderContent } from '../../core/folders/content.ts';
import { Failure } from '../../core/problem.ts';
import type { Write } from './folder-changes.ts';
import type { FolderSession } from './folder-world.ts';
import type { OpenFolder } from './open-folder.ts';

/** A fresh name on the server: 32 hexadecimal digits, with a letter among them, since PHP counts what is all digits. */
export function freshName(): string {
  for (;;) {
    const bytes = randomBytes(16);
    // Version and variant of a random UUID.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const name = encodeHex(bytes);
    if (/[a-f]/.test(name)) return name;
  }
}

/** As it is kept: composed letters. @throws {Failure} `name-taken`; `not-allowed` for none */
export function freeNameIn(content: FolderContent, typed: string, except: string | null): string {
  const name = typed.normalize('NFC').trim();
  if (name === '') throw new Failure({ kind: 'not-allowed' });
  const taken = entryNamed(content, name);
  if (taken !== null && taken !== except) throw new Failure({ kind: 'name-taken', name });
  return name;
}

export function makingFolder(session: FolderSession, typed: string): Write {
  return async (change, folder) => {
    const name = freeNameIn(folder.content, typed, null);
    const id = freshName();
    await change.makeFolder(session, folder, { name: id, content: { ...emptyContent, counter: 1 } });
    await change.replace(session, folder, { content: withFolder(folder.content, id, name) });
  };
}

/** @throws {Failure} `gone` from within */
export function renaming(session: FolderSession, id: string, typed: string): Write {
  return async (change, folder) => {
    const content = renamed(folder.content, id, freeNameIn(folder.content, typed, id));
    if (content === null) throw new Failure({ kind: 'gone', what: 'file' });
    await change.replace(session, folder, { content });
  };
}

/** A file, or a folder with all that is in it. */
export function removing(session: FolderSession, id: string): Write {
  return async (change, folder) => {
    assertListed(folder, id);
    await change.remove(folder, id);
    await change.replace(session, folder, { content: withoutEntry(folder.content, id) });
  };
}

/** Dropped files become part of the folder, as far as they are for us and have arrived; the others stay where they are. */
export function adoptingDrops(session: FolderSession): Write {
  return async (change, folder) => {
    await change.replace(session, folder, await adopt(session, folder));
  };
}

export async function adopt({ identity, dav }: FolderSession, folder: OpenFolder): Promise<{ content: FolderContent; fileDrop: ReadonlyMap<string, unknown> }> {
  let content = folder.content;
  const fileDrop = new Map(folder.metadata.fileDrop);
  if (fileDrop.size === 0) return { content, fileDrop };
  const { children } = await dav.list(folder.entry.path);
  for (const id of dropsIn(folder, children)) {
    const entry = await openDropped(fileDrop.get(id), identity);
    if (entry === null || content.files.has(id)) continue;
    content = withFile(content, id, { ...entry, filename: freeName(content, entry.filename.normalize('NFC')) });
    fileDrop.delete(id);
  }
  return { content, fileDrop };
}

/** Dropped files that are there: some senders tell of a file whose content never came. */
export function dropsIn({ metadata: { fileDrop } }: Pick<OpenFolder, 'metadata'>, children: readonly ServerEntry[]): string[] {
  const there = new Set(children.filter(({ isFolder }) => !isFolder).map(({ path }) => path.at(-1) ?? ''));
  return [...fileDrop.keys()].filter((id) => there.has(id));
}

/** Names its key and nonce, or says that it has none. @throws {Failure} `gone`, `unreadable-file` */
export function contentKeyOf(folder: Pick<OpenFolder, 'content'>, id: string): { entry: FileEntry; key: Uint8Array<ArrayBuffer>; nonce: Uint8Array<ArrayBuffer> } {
  const entry = folder.content.files.get(id);
  if (!entry) throw new Failure({ kind: 'gone', what: 'file' });
  const [key, nonce] = [decodeBase64(entry.key), decodeBase64(entry.nonce)];
  if (key?.length !== 16 || !nonce || nonce.length === 0) throw new Failure({ kind: 'unreadable-file', name: entry.filename });
  return { entry, key, nonce };
}

function assertListed({ content }: OpenFolder, id: string): void {
  if (!content.files.has(id) && !content.folders.has(id)) throw new Failure({ kind: 'gone', what: 'file' });
}
