/**
 * When each login was filled last, so that the one in use comes first. Where somebody has accounts, and when they are
 * there, is nobody's business: it rests sealed, on this computer only.
 * @module
 */

import * as v from 'valibot';

import type { CredentialId } from '../../core/ids.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { keptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const name = 'last-used';
const shape = v.object({ uses: v.array(v.tuple([v.string(), v.number()])) });
/** Whoever uses more logins than that looks for them by typing. */
const most = 500;

export interface LastUsed {
  /** Milliseconds since 1970, the latest first. */
  all: () => Promise<ReadonlyMap<string, number>>;
  note: (id: CredentialId) => Promise<void>;
}

export function lastUsed(blobs: Pick<SealedBlobs, 'read' | 'write'>, now: () => number): LastUsed {
  const queue = oneAtATime();
  const blob = keptBlob(blobs, name, shape);
  const all = async (): Promise<ReadonlyMap<string, number>> => new Map((await blob.read())?.uses ?? []);
  return {
    all,
    note: (id) => queue(async () => {
      const others = [...await all()].filter(([other]) => other !== id);
      await blob.write({ uses: [[id, now()] satisfies [string, number], ...others].slice(0, most) });
    }),
  };
}
