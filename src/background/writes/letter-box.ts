/**
 * Puts things away while Latchkey is locked: anybody here can seal one, and it is opened after the next unlock.
 * @module
 */

import { get, promisifyRequest, type UseStore } from 'idb-keyval';

import { decodeBase64, encodeBase64, type Bytes } from '../../core/bytes.ts';
import { createLateBox, openLate, sealLate, type LateBox } from '../../core/envelopes/late-box.ts';
import { Failure } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const boxName = 'late-box';
const publicName = 'late-key';

export interface LetterBox {
  /** Makes ready for the next lock. @throws {Failure} `locked`, `storage-failed` */
  prepare: () => Promise<void>;
  /** Needs nothing to be unlocked. @param context - where it lies; it opens only there. @throws {Failure} `locked` where nothing was prepared */
  seal: (value: unknown, context: string) => Promise<Bytes>;
  /** Null: it was sealed for another box, or isn't whole. @throws {Failure} `locked` */
  open: (sealed: Uint8Array, context: string) => Promise<unknown>;
}

export function letterBox(store: UseStore, blobs: SealedBlobs): LetterBox {
  const queue = oneAtATime();
  let prepared = false;
  const publicKey = () => get<unknown>(publicName, store);
  const box = async (): Promise<LateBox | null> => {
    const kept = (await blobs.read(boxName)) as { publicKey: string; privateKey: string } | null;
    const [open, secret] = [decodeBase64(kept?.publicKey ?? ''), decodeBase64(kept?.privateKey ?? '')];
    return open && secret && secret.length > 0 ? { publicKey: open, privateKey: secret } : null;
  };
  return {
    prepare: () => queue(async () => {
      // It may have been erased with everything else meanwhile.
      if (prepared && (await publicKey()) !== undefined) return;
      let made = await box();
      if (made === null) {
        made = await createLateBox();
        await blobs.write(boxName, { publicKey: encodeBase64(made.publicKey), privateKey: encodeBase64(made.privateKey) });
      }
      const { publicKey: open } = made;
      // The private key first: a box that cannot be opened again would swallow what is put in.
      await store('readwrite', (objects) => {
        objects.put(open, publicName);
        return promisifyRequest(objects.transaction);
      });
      prepared = true;
    }),
    async seal(value, context) {
      const key = await publicKey();
      if (!(key instanceof Uint8Array)) throw new Failure({ kind: 'locked' });
      return sealLate(key, value, context);
    },
    async open(sealed, context) {
      const opened = await box();
      return opened === null ? null : openLate(opened, sealed, context);
    },
  };
}
