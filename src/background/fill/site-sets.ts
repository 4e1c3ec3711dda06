/**
 * Keeps which sites a person says belong together. Which sites these are is nobody's business, so they rest sealed.
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { joinSites, kinOf, mostSets, mostSites, type SiteSet } from '../../core/sites/site-sets.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { keptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const name = 'site-sets';
const shape = v.object({ sets: v.pipe(v.array(v.pipe(v.array(v.string()), v.readonly())), v.readonly()) });

export interface SiteSets {
  /** @throws {Failure} `locked`, as all of them */
  list: () => Promise<readonly SiteSet[]>;
  /** The sites that belong to the page's own. */
  kinOf: (page: URL) => Promise<readonly string[]>;
  /** Puts sites into one set, with all that they belonged to. @throws {Failure} `no-site`, `same-site` */
  join: (sites: readonly string[]) => Promise<readonly SiteSet[]>;
  /** In place of all there are: takes a set apart, or goes back to how it was. @throws {Failure} as above */
  replace: (sets: readonly SiteSet[]) => Promise<readonly SiteSet[]>;
}

export function siteSets(blobs: Pick<SealedBlobs, 'read' | 'write'>): SiteSets {
  const queue = oneAtATime();
  const blob = keptBlob(blobs, name, shape);
  const list = async (): Promise<readonly SiteSet[]> => (await blob.read())?.sets ?? [];
  const change = (make: (before: readonly SiteSet[]) => readonly SiteSet[]): Promise<readonly SiteSet[]> => queue(async () => {
    const sets = make(await list());
    if (sets.length > mostSets || sets.some((set) => set.length > mostSites)) throw new Failure({ kind: 'storage-failed' });
    await blob.write({ sets });
    return sets;
  });
  return {
    list,
    kinOf: async (page) => kinOf(await list(), pageKey(page)),
    join: (sites) => change((before) => joinSites(before, sites)),
    replace: (sets) => change(() => sets.reduce<readonly SiteSet[]>(joinSites, [])),
  };
}
