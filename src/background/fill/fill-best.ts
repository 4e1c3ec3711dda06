/**
 * Filling without a choice, for the keyboard and the context menu: the login whose name is typed already, the one that
 * was begun in this tab, else the likeliest; again in the same document: the next one.
 * @see guides: features F17, F68; experience U-09
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import { partByName } from '../../core/credential/typed-name.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { FillReport } from '../../messages/contract.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { FillPlace } from './choose-document.ts';
import { fillLogin, type FillWorld } from './fill-login.ts';
import { knownOf, offersFor } from './offers.ts';
import type { Steps } from './steps.ts';
import { typedName } from './typed-name.ts';

/** Pressed again later, it is a new wish and no next one. */
const cycleMs = 60_000;
const mostRemembered = 100;

export interface FillBestWorld extends FillWorld {
  openVaults: () => Promise<Iterable<OpenVault>>;
  steps: Pick<Steps, 'remember' | 'forget' | 'begunAt'>;
  lastOnes: LastOnes;
}

/** Which login was filled last, by document; in the worker's memory only. */
export type LastOnes = Map<string, { credential: CredentialId; at: number }>;

/** `entry` null: there is none for this page. */
export interface BestFill { entry: Entry | null; report: FillReport | null; problem: Problem | null }

export async function fillBest(place: FillPlace, world: FillBestWorld): Promise<BestFill> {
  const page = place.frame ?? place.top;
  const known = await knownOf(page, world);
  const { entries: offered } = offersFor(page.url, await world.openVaults(), known);
  if (offered.length === 0) return { entry: null, report: null, problem: null };
  const key = `${page.tabId} ${page.documentId}`;
  const last = world.lastOnes.get(key);
  const before = last !== undefined && world.now() - last.at < cycleMs ? offered.findIndex(({ id }) => id === last.credential) : -1;
  // Only where there is something to choose: the page is looked at once more for it.
  const typed = before < 0 && offered.length > 1 && known.begun === null ? await typedName(place, world) : '';
  const entry = (before < 0 ? partByName(offered, typed).named[0] ?? offered[0] : offered[(before + 1) % offered.length]) ?? null;
  if (entry === null) return { entry, report: null, problem: null };
  try {
    const report = await fillLogin(entry.id, place, [], world);
    if (world.lastOnes.size >= mostRemembered) world.lastOnes.clear();
    world.lastOnes.set(key, { credential: entry.id, at: world.now() });
    return { entry, report, problem: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { entry, report: null, problem: error.problem };
  }
}
