/**
 * Writes and drafts that rest here but don't open any more, as after damage to the disk. They stay as they are, and are
 * told, until the person has them removed: what they held is nowhere else.
 * @see guides: reliability R-06
 * @module
 */

import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

/** By which `dismissQueued` means all of them. */
export const unreadableId = 'unreadable';

/** Names of blobs. @throws {Failure} `locked` */
export async function unreadableIn(blobs: SealedBlobs): Promise<string[]> {
  const names = (await Promise.all(['write:', 'draft:'].map((beginning) => blobs.names(beginning)))).flat();
  const read = await Promise.all(names.map((name) => blobs.read(name)));
  return names.filter((_, at) => read[at] === null);
}
