/**
 * Sites that a person says belong together (equivalent domains): `shop.de` and `shop.com`, or a cloud's name at home and
 * away. A site is in one set at most. What a set does to an offer is `match.ts`'s to say.
 * @see guides: features F65; threats S-07
 * @module
 */

import { Failure } from '../problem.ts';
import { hostFacts, isSuffix } from './host.ts';
import { readAddresses } from './site.ts';

/** Names of sites ({@link hostFacts}), at least two, sorted. */
export type SiteSet = readonly string[];

/** More than any owner has. */
export const mostSites = 30;
export const mostSets = 300;

/** The other sites of the set that a site is in. */
export function kinOf(sets: readonly SiteSet[], site: string): readonly string[] {
  return sets.find((set) => set.includes(site))?.filter((other) => other !== site) ?? [];
}

/**
 * One set of these sites and of all that one of them belonged to before.
 *
 * @param typed - sites as a person writes them: addresses, hosts or names of sites
 * @throws {Failure} `no-site`: one of them can belong to nobody, e.g. a public suffix; `same-site`: they are one already
 */
export function joinSites(sets: readonly SiteSet[], typed: readonly string[]): readonly SiteSet[] {
  const sites = [...new Set(typed.map(siteIn))];
  const [first = ''] = sites;
  if (sites.length < 2) throw new Failure({ kind: 'same-site', site: first });
  const touched = sets.filter((set) => set.some((site) => sites.includes(site)));
  const joined = [...new Set([...touched.flat(), ...sites])].sort();
  return [...sets.filter((set) => !touched.includes(set)), joined].sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
}

function siteIn(text: string): string {
  const [address, ...more] = readAddresses(text);
  if (address === undefined || more.length > 0 || isSuffix(address.host)) throw new Failure({ kind: 'no-site', text });
  return hostFacts(address.host).site;
}
