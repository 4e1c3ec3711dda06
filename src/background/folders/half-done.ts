/**
 * What others have left half done in a folder, as the server keeps it: a file that waits under a hidden name, or one that
 * waits to be deleted. Lists leave the first out and show the second as if nothing were; the next commit makes both real.
 * @see contracts: e2ee §2.3, §4.6
 * @module
 */

import type { FileEntry as ServerEntry } from '../../clients/webdav/entries.ts';
import type { Webdav } from '../../clients/webdav/webdav.ts';
import type { FolderContent } from '../../core/folders/content.ts';

/** How the server names what waits for its lock to be removed. */
export const pendingSuffix = '.e2e-to-save';
const deletedSuffix = '.e2e-to-delete';

/** Names on the server. */
export interface HalfDone {
  /** Listed files of which another content waits, sealed with a key that nobody has stored. */
  replaced: string[];
  /** Listed, and about to be deleted. */
  removed: string[];
  /** Listed, and nowhere but under the hidden name. */
  arriving: string[];
}

/** Requests at a time. */
const atOnce = 6;

/** Asks for each name by itself, since no list tells. @param children - as the server lists them */
export async function halfDone(dav: Pick<Webdav, 'exists'>, path: readonly string[], content: FolderContent, children: readonly ServerEntry[]): Promise<HalfDone> {
  const there = new Set(children.map((entry) => entry.path.at(-1) ?? ''));
  const found: HalfDone = { replaced: [], removed: [], arriving: [] };
  const names = [...content.files.keys(), ...content.folders.keys()];
  const look = async (name: string): Promise<void> => {
    const exists = (suffix: string): Promise<boolean> => dav.exists([...path, name + suffix]);
    if (await exists(pendingSuffix)) found[there.has(name) ? 'replaced' : 'arriving'].push(name);
    if (there.has(name) && (await exists(deletedSuffix))) found.removed.push(name);
  };
  for (let at = 0; at < names.length; at += atOnce) await Promise.all(names.slice(at, at + atOnce).map(look));
  return found;
}

export function countOf({ replaced, removed, arriving }: HalfDone): number {
  return replaced.length + removed.length + arriving.length;
}
