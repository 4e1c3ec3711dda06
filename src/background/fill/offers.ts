/**
 * The logins that may be offered on a page, the best first.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import { isFavourite } from '../../core/credential/favourite.ts';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';

export interface Offers {
  entries: readonly Entry[];
  /** Logins of this site that are not offered, e.g. an https login on an http page. */
  withheld: Problem | null;
}

/** What is known of logins that were used. */
export interface Used {
  /** The login of which a first step was filled in this tab. */
  begun: CredentialId | null;
  /** When each was filled last. */
  uses: ReadonlyMap<string, number>;
}

export function offersFor(page: URL, vaults: Iterable<OpenVault>, { begun, uses }: Used): Offers {
  const usedAt = ({ entry }: { entry: Entry }): number => uses.get(entry.id) ?? 0;
  const found = [...vaults].flatMap((vault) => vault.matches(page));
  const offered = found.flatMap(({ entry, match }) => (match.offer ? [{ entry, strength: match.strength + (entry.id === begun ? 100 : 0) }] : []));
  offered.sort((a, b) => b.strength - a.strength || usedAt(b) - usedAt(a) || Number(isFavourite(b.entry.tags)) - Number(isFavourite(a.entry.tags)) || a.entry.label.localeCompare(b.entry.label) || a.entry.username.localeCompare(b.entry.username));
  return { entries: offered.map(({ entry }) => entry), withheld: offered.length < found.length ? { kind: 'insecure-page', host: page.host } : null };
}
