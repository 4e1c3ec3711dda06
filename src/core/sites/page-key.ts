/**
 * Which site a page belongs to, and a first look at whether an address may belong there: cheap enough to ask of
 * every login of a big vault.
 * @module
 */

import { hostFacts, withoutDot } from './host.ts';

/** The site's name, for {@link mayName}; empty for what is no web page. */
export function pageKey(page: URL): string {
  return page.protocol === 'https:' || page.protocol === 'http:' ? hostFacts(withoutDot(page.hostname)).site : '';
}

/**
 * Looks before anything is parsed: only an address in which the site's name occurs can belong to it, unless it is
 * written in a way that a browser would rewrite. A thousand times cheaper than reading every address.
 *
 * @param url - an address field as a person wrote it
 * @param key - of {@link pageKey}
 * @returns false only where no address in the field belongs to the site
 */
export function mayName(url: string, key: string): boolean {
  if (url.toLowerCase().includes(key) || /[^ -~]|[%[]/.test(url)) return url !== '';
  // 10.0.0.1 has many spellings, all with digits: 10.1, 0xa.1, 012.0.0.1, 167772161.
  return /\.\d+$/.test(key) && /\d/.test(url);
}
