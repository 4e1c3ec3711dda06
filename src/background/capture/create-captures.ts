/**
 * Puts the parts that save typed logins together.
 * @module
 */

import { browser } from '../browser.ts';
import type { StorageArea } from '../stored.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import { Captures, type CapturesWorld } from './captures.ts';
import { neverSites, type NeverSites } from './never-sites.ts';
import { captureAlarm, PendingLogins } from './pending.ts';
import { captureTabs } from './tabs.ts';
import { typedNames } from './typed-names.ts';
import { watchPages } from './watch-pages.ts';

export interface CaptureParts {
  captures: Captures;
  neverSites: NeverSites;
  /** Puts our watcher into pages, or takes it out, as the settings and the browser's permissions say. */
  watchPages: () => Promise<void>;
}

/** @param world - `session`: the browser's memory; `now`: milliseconds since 1970 */
export function createCaptures(world: Omit<CapturesWorld, 'pending' | 'names' | 'never' | 'tabs'> & { session: StorageArea; blobs: SealedBlobs; now: () => number }): CaptureParts {
  const pending = new PendingLogins({ session: world.session, box: world.writes.letterBox, now: world.now, expire: (at) => void browser.alarms.create(captureAlarm, { when: at }) });
  const never = neverSites(world.blobs);
  return {
    captures: new Captures({ ...world, pending, names: typedNames({ session: world.session, box: world.writes.letterBox, now: world.now }), never, tabs: captureTabs }),
    neverSites: never,
    watchPages: () => watchPages(async () => (await world.settings.read()).offerToSave),
  };
}
