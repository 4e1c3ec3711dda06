/**
 * Whether a login may be filled into a document at this address.
 * @see guides: threats S-02, S-05, S-07
 * @module
 */

import type { Credential } from '../../core/credential/credential.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { matchEntry } from '../../core/sites/match.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { FillConsent } from '../../messages/contract.ts';
import { isAllowed } from './consent.ts';

/** @throws {Failure} `wrong-site`, `insecure-page`, `unproven-address` */
export function mayFillInto(credential: Credential, page: URL, allow: readonly FillConsent[] = []): void {
  // The server could have written such an address to have the password typed where it likes.
  if (credential.url.state === 'legacy' && credential.password.state !== 'legacy') throw new Failure({ kind: 'unproven-address', label: credential.label });
  const url = credential.url.state === 'unreadable' ? '' : credential.url.value;
  const match = matchEntry(url, page);
  if (match.offer) return;
  if (match.why !== 'insecure') throw new Failure({ kind: 'wrong-site', login: readAddresses(url)[0]?.host ?? credential.label, page: page.host });
  const problem = { kind: 'insecure-page', host: page.host } as const;
  if (!isAllowed(problem, allow)) throw new Failure(problem);
}

/** What is to be asked before something is filled into a form that doesn't stay with the page. Null: it does, as far as its markup says. */
export function foreignForm(sendsTo: string | null, page: URL): Extract<Problem, { kind: 'foreign-form' }> | null {
  const to = sendsTo === null ? null : URL.parse(sendsTo);
  if (to === null) return null;
  const plain = to.protocol === 'http:' && page.protocol === 'https:';
  return plain || pageKey(to) !== pageKey(page) ? { kind: 'foreign-form', host: to.host, plain } : null;
}
