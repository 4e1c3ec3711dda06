/**
 * Whether a login may be filled into a document at this address.
 * @see guides: threats S-02, S-05, S-07
 * @module
 */

import type { Credential } from '../../core/credential/credential.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { hostFacts, isSuffix } from '../../core/sites/host.ts';
import { lookAlike } from '../../core/sites/look-alike.ts';
import { matchEntry } from '../../core/sites/match.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { kinOf, type SiteSet } from '../../core/sites/site-sets.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { FillConsent } from '../../messages/contract.ts';
import { isAllowed } from './consent.ts';

/** What a person has said that a fill may do: once (`allow`), and of sites that belong together (`sets`). */
export interface Said { allow: readonly FillConsent[]; sets: readonly SiteSet[] }

/** Nobody has said anything. */
export const unsaid: Said = { allow: [], sets: [] };

/** @throws {Failure} `wrong-site`, `insecure-page`, `unproven-address` */
export function mayFillInto(credential: Credential, page: URL, { allow, sets }: Said): void {
  // The server could have written such an address to have the password typed where it likes.
  if (credential.url.state === 'legacy' && credential.password.state !== 'legacy') throw new Failure({ kind: 'unproven-address', label: credential.label });
  const url = credential.url.state === 'unreadable' ? '' : credential.url.value;
  const match = matchEntry(url, page, kinOf(sets, pageKey(page)));
  if (match.offer) return;
  if (match.why !== 'insecure') throw new Failure({ kind: 'wrong-site', login: readAddresses(url)[0]?.host ?? credential.label, page: page.host, join: mayJoin(url, page) });
  const problem = { kind: 'insecure-page', host: page.host } as const;
  if (!isAllowed(problem, allow)) throw new Failure(problem);
}

/**
 * Whether a person may be asked if the login's site and the page's belong together: not where the page could be taken
 * for the login's site, nor where the login is for one host or page alone, and only where it would then be offered.
 */
export function mayJoin(url: string, page: URL): boolean {
  const [address] = readAddresses(url);
  if (address === undefined || isSuffix(page.hostname) || lookAlike(page.hostname, [address.host]) !== null) return false;
  return matchEntry(url, page, [hostFacts(address.host).site]).offer;
}

/** What is to be asked before something is filled into a form that doesn't stay with the page. Null: it does, as far as its markup says. */
export function foreignForm(sendsTo: string | null, page: URL, sets: readonly SiteSet[]): Extract<Problem, { kind: 'foreign-form' }> | null {
  const to = sendsTo === null ? null : URL.parse(sendsTo);
  if (to === null) return null;
  const plain = to.protocol === 'http:' && page.protocol === 'https:';
  const site = pageKey(page);
  return plain || ![site, ...kinOf(sets, site)].includes(pageKey(to)) ? { kind: 'foreign-form', host: to.host, plain } : null;
}
