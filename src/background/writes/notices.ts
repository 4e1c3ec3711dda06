/**
 * What a person must be told about writes, until they dismiss it: what others changed in the same place, and writes and
 * drafts that don't open any more, as after damage to the disk. Those stay as they are: what they held is nowhere else.
 * @see guides: reliability
 * @module
 */

import type { ClashNotice } from '../../messages/contract.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import { clashNames, clashesIn } from './clashes.ts';

/** All throw a Failure `locked` where Latchkey is. */
export interface Notices {
  /** The oldest first. */
  clashes: () => Promise<ClashNotice[]>;
  /** How many writes and drafts can't be read any more. */
  unreadable: () => Promise<number>;
  /** @param id - a clash's, or `unreadable` for all that can't be read. Does nothing for any other */
  dismiss: (id: string) => Promise<void>;
}

export function notices(blobs: SealedBlobs): Notices {
  async function namesOfUnreadable(): Promise<string[]> {
    const names = (await Promise.all(['write:', 'draft:'].map((beginning) => blobs.names(beginning)))).flat();
    const read = await Promise.all(names.map((name) => blobs.read(name)));
    return names.filter((_, at) => read[at] === null);
  }
  return {
    clashes: () => clashesIn(blobs),
    unreadable: async () => (await namesOfUnreadable()).length,
    async dismiss(id) {
      if (id.startsWith(clashNames)) await blobs.remove([id]);
      if (id === 'unreadable') await blobs.remove(await namesOfUnreadable());
    },
  };
}
