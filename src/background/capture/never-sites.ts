/**
 * Sites where a person doesn't want to be asked: which ones they are is nobody's business, so the list rests sealed.
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { keptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const name = 'never-sites';
const shape = v.object({ sites: v.array(v.string()) });
/** More than anybody says no to. */
const most = 5000;

export interface NeverSites {
  /** By name. @throws {Failure} `locked`, as all of them */
  list: () => Promise<readonly string[]>;
  add: (site: string) => Promise<void>;
  remove: (site: string) => Promise<void>;
}

export function neverSites(blobs: Pick<SealedBlobs, 'read' | 'write'>): NeverSites {
  const queue = oneAtATime();
  const blob = keptBlob(blobs, name, shape);
  const read = async (): Promise<readonly string[]> => (await blob.read())?.sites ?? [];
  return {
    list: read,
    add: (site) => queue(async () => {
      const sites = await read();
      if (sites.length >= most) throw new Failure({ kind: 'storage-failed' });
      await blob.write({ sites: [...new Set([...sites, site])].sort() });
    }),
    remove: (site) => queue(async () => blob.write({ sites: (await read()).filter((each) => each !== site) })),
  };
}
