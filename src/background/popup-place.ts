/**
 * Where a person was in the popup: it is gone at every click beside it, so it opens there again for a few minutes, over
 * the same site. In memory only, and never across a lock.
 * @see guides: experience U-28
 * @module
 */

import * as v from 'valibot';

import type { PopupPlace } from '../messages/contract.ts';
import { popupPlaceShape } from '../messages/shapes.ts';
import { stored, type StorageArea } from './stored.ts';

const keptMs = 5 * 60_000;

export interface PopupPlaces {
  /** @param host - of the page behind the popup; empty: none */
  read: (host: string) => Promise<PopupPlace | null>;
  /** Null: where it always begins. */
  keep: (host: string, place: PopupPlace | null) => Promise<void>;
  forget: () => void;
}

export function popupPlaces({ session, now }: { session: StorageArea; now: () => number }): PopupPlaces {
  const item = stored(session, 'popupPlace', v.object({ host: v.string(), place: popupPlaceShape, at: v.number() }));
  return {
    async read(host) {
      const kept = await item.read();
      const age = kept === null ? keptMs : now() - kept.at;
      return kept !== null && kept.host === host && age >= 0 && age < keptMs ? kept.place : null;
    },
    keep: (host, place) => (place === null ? item.remove() : item.write({ host, place, at: now() })),
    forget: () => void item.remove().catch(() => undefined),
  };
}
