/**
 * The logins that may be offered on a page, the best first.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import { isFavourite } from '../../core/credential/favourite.ts';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { LastUsed } from './last-used.ts';
import type { PageDocument } from './pages.ts';
import type { SiteSets } from './site-sets.ts';
import type { Steps } from './steps.ts';

export interface Offers {
  entries: readonly Entry[];
  /** Logins of this site that are not offered, e.g. an https login on an http page. */
  withheld: Problem | null;
}

/** What is known of the page's site, and of logins that were used. */
export interface Known {
  /** Sites that belong to it. */
  kin: readonly string[];
  /** The login of which a first step was filled in this tab. */
  begun: CredentialId | null;
  /** When each was filled last. */
  uses: ReadonlyMap<string, number>;
}

export interface KnownWorld { siteSets: Pick<SiteSets, 'kinOf'>; steps: Pick<Steps, 'begunAt'>; lastUsed: Pick<LastUsed, 'all'> }

export async function knownOf({ tabId, url }: Pick<PageDocument, 'tabId' | 'url'>, { siteSets, steps, lastUsed }: KnownWorld): Promise<Known> {
  const [kin, begun, uses] = await Promise.all([siteSets.kinOf(url), steps.begunAt(tabId, url), lastUsed.all()]);
  return { kin, begun, uses };
}

export function offersFor(page: URL, vaults: Iterable<OpenVault>, { kin, begun, uses }: Known): Offers {
  const usedAt = ({ entry }: { entry: Entry }): number => uses.get(entry.id) ?? 0;
  const found = [...vaults].flatMap((vault) => vault.matches(page, kin));
  const offered = found.flatMap(({ entry, match }) => (match.offer ? [{ entry, strength: match.strength + (entry.id === begun ? 100 : 0) }] : []));
  offered.sort((a, b) => b.strength - a.strength || usedAt(b) - usedAt(a) || Number(isFavourite(b.entry.tags)) - Number(isFavourite(a.entry.tags)) || a.entry.label.localeCompare(b.entry.label) || a.entry.username.localeCompare(b.entry.username));
  return { entries: offered.map(({ entry }) => entry), withheld: offered.length < found.length ? { kind: 'insecure-page', host: page.host } : null };
}
