/**
 * Puts the parts that fill pages together.
 * @module
 */

import type { StorageArea } from '../stored.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import { askedFor, type AskedFor } from './asked.ts';
import type { LastOnes } from './fill-best.ts';
import { copies, type Copies } from './copies.ts';
import { lastUsed, type LastUsed } from './last-used.ts';
import { pages, type Pages } from './pages.ts';
import { siteRules, type SiteRules } from './site-rules.ts';
import { siteSets, type SiteSets } from './site-sets.ts';
import { steps, type Steps } from './steps.ts';
import { tickets, type Tickets } from './tickets.ts';
import { undos, type Undos } from './undos.ts';

export interface FillParts {
  pages: Pages;
  tickets: Tickets;
  siteRules: SiteRules;
  siteSets: SiteSets;
  steps: Steps;
  undos: Undos;
  asked: AskedFor;
  copies: Copies;
  lastOnes: LastOnes;
  lastUsed: LastUsed;
  showFilled: (tabId: number) => void;
  /** On lock: nothing waits any longer, and nothing goes on. */
  leave: () => Promise<void>;
}

interface FillingWorld { session: StorageArea; blobs: SealedBlobs; now: () => number; showFilled: (tabId: number) => void }

/** @param world - `session`: the browser's memory; `now`: milliseconds since 1970 */
export function createFilling({ session, blobs, now, showFilled }: FillingWorld): FillParts {
  const parts = { pages: pages(), tickets: tickets(now), siteRules: siteRules(blobs), siteSets: siteSets(blobs), steps: steps(session, now), undos: undos(now), asked: askedFor(session, now), copies: copies(session, now), lastOnes: new Map(), lastUsed: lastUsed(blobs, now), showFilled };
  return {
    ...parts,
    async leave() {
      parts.tickets.withdrawAll();
      parts.undos.forgetAll();
      parts.lastOnes.clear();
      await parts.steps.forgetAll();
      await parts.copies.forget();
    },
  };
}
