/**
 * What was typed in the moment in which Latchkey locked: it can be put away without any key of the keyring, and is
 * taken in as a draft after the next unlock.
 * @see guides: reliability R-01
 * @module
 */

import { get, promisifyRequest, type UseStore } from 'idb-keyval';

import { decodeBase64, encodeBase64 } from '../../core/bytes.ts';
import { createLateBox, openLate, sealLate, type LateBox } from '../../core/envelopes/late-box.ts';
import { Failure } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Draft } from './drafts.ts';

/** Nobody types into more forms than that while it is locked. */
const most = 50;
const boxName = 'late-box';
const publicName = 'late-key';
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

export function lateDrafts(store: UseStore, blobs: SealedBlobs): LateDrafts {
  const queue = oneAtATime();
  let prepared = false;
  const write = (name: string, value: Uint8Array) => store('readwrite', (objects) => {
    objects.put(value, name);
    return promisifyRequest(objects.transaction);
  });
  const box = async (): Promise<LateBox | null> => {
    const kept = (await blobs.read(boxName)) as { publicKey: string; privateKey: string } | null;
    const [publicKey, privateKey] = [decodeBase64(kept?.publicKey ?? ''), decodeBase64(kept?.privateKey ?? '')];
    return publicKey && privateKey && privateKey.length > 0 ? { publicKey, privateKey } : null;
  };
  return {
    prepare: () => queue(async () => {
      if (prepared) return;
      let made = await box();
      if (made === null) {
        made = await createLateBox();
        await blobs.write(boxName, { publicKey: encodeBase64(made.publicKey), privateKey: encodeBase64(made.privateKey) });
      }
      // The private key first: a box that cannot be opened again would swallow what is put in.
      await write(publicName, made.publicKey);
      prepared = true;
    }),
    put: (draft) => queue(async () => {
      const publicKey = await get<unknown>(publicName, store);
      const names = await blobs.names(beginning);
      const name = `${beginning}${draft.vault}/${draft.credential ?? 'new'}`;
      if (!(publicKey instanceof Uint8Array) || (names.length >= most && !names.includes(name))) throw new Failure({ kind: 'locked' });
      await write(name, await sealLate(publicKey, draft, name));
    }),
    all: async () => {
      const names = await blobs.names(beginning);
      const open = names.length === 0 ? null : await box();
      if (open === null) return [];
      const found = await Promise.all(names.map(async (name) => {
        const sealed = await get<unknown>(name, store);
        const draft = sealed instanceof Uint8Array ? await openLate(open, sealed, name) : null;
        return draft === null ? [] : [{ name, draft: draft as Draft }];
      }));
      return found.flat().sort((one, other) => one.draft.at - other.draft.at);
    },
    remove: (name) => blobs.remove([name]),
  };
}
