/**
 * What was typed in the moment in which Latchkey locked: it can be put away without any key of the keyring, and is
 * taken in as a draft after the next unlock.
 * @see guides: reliability R-01
 * @module
 */

import { get, promisifyRequest, type UseStore } from 'idb-keyval';

import { Failure } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Draft } from './drafts.ts';
import type { LetterBox } from './letter-box.ts';

/** Nobody types into more forms than that while it is locked. */
const most = 50;
const beginning = 'late:';

export interface LateDrafts {
  /** Makes ready for the next lock. @throws {Failure} `locked`, `storage-failed` */
  prepare: () => Promise<void>;
  /** Needs nothing to be unlocked. @throws {Failure} `locked` where nothing was prepared */
  put: (draft: Draft) => Promise<void>;
  /** What was put there, oldest first, with the name that `remove` wants. @throws {Failure} `locked` */
  all: () => Promise<{ name: string; draft: Draft }[]>;
  remove: (name: string) => Promise<void>;
}

export function lateDrafts(store: UseStore, blobs: SealedBlobs, box: LetterBox): LateDrafts {
  const queue = oneAtATime();
  const write = (name: string, value: Uint8Array) => store('readwrite', (objects) => {
    objects.put(value, name);
    return promisifyRequest(objects.transaction);
  });
  return {
    prepare: () => queue(() => box.prepare()),
    put: (draft) => queue(async () => {
      const names = await blobs.names(beginning);
      const name = `${beginning}${draft.vault}/${draft.credential ?? 'new'}`;
      if (names.length >= most && !names.includes(name)) throw new Failure({ kind: 'locked' });
      await write(name, await box.seal(draft, name));
    }),
    all: async () => {
      const names = await blobs.names(beginning);
      const found = await Promise.all(names.map(async (name) => {
        const sealed = await get<unknown>(name, store);
        const draft = sealed instanceof Uint8Array ? await box.open(sealed, name) : null;
        return draft === null ? [] : [{ name, draft: draft as Draft }];
      }));
      return found.flat().sort((one, other) => one.draft.at - other.draft.at);
    },
    remove: (name) => blobs.remove([name]),
  };
}
