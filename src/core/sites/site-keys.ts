/**
 * Keys of an index from web pages to the logins that may match them, so that a page is looked up
 * instead of being compared with every login.
 * @module
 */

import { hostFacts, withoutDot } from './host.ts';
import { readAddresses } from './site.ts';

/** The keys under which to index a credential, so that {@link pageKey} finds all that may match. */
export function siteKeys(url: string): string[] {
  return [...new Set(readAddresses(url).map((address) => hostFacts(address.host).site))];
}

/** The one key under which the logins for this page were indexed; empty for what is no web page. */
export function pageKey(page: URL): string {
  return page.protocol === 'https:' || page.protocol === 'http:' ? hostFacts(withoutDot(page.hostname)).site : '';
}
