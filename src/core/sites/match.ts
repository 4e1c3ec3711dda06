/**
 * May a login be offered on a page?
 *
 * Asked before a login is shown for a page, and again with the address of the document itself right
 * before it is handed out.
 * @see threats: S-05, S-07
 * @module
 */

import { hostFacts, isLocal, isLoopback, withoutDot } from './host.ts';
import { fitOf } from './rule-match.ts';
import { readAddresses, type SiteAddress } from './site.ts';

/** Strength, for sorting: 4 same host and port, 3 same host, 2 parent or sub domain, 1 same site, 0 a site that belongs to it. */
export type Match = { offer: true; strength: number } | { offer: false; why: 'other-site' | 'insecure' };

const otherSite: Match = { offer: false, why: 'other-site' };

/**
 * The site must be the same ({@link hostFacts}), and a port that the address states must be the
 * page's. On pages without TLS a login is offered only if
 * - the page is on this computer, or
 * - the address was stored as `http://` (the person said so), or
 * - the address states no scheme and the host is a local one (home network, single label).
 *
 * A login stored for `http://` may be offered on `https://` pages of its site. A rule behind the address makes fewer pages
 * fit (`address-rule.ts`).
 *
 * @param kin - sites that the person says belong to the page's (`site-sets.ts`). An address with a rule is for its own
 * site alone, and what was said of encryption there holds on another host only between two of a home network
 */
export function matchAddress(address: SiteAddress, page: URL, kin: readonly string[] = []): Match {
  if (page.protocol !== 'https:' && page.protocol !== 'http:') return otherSite;
  const host = withoutDot(page.hostname);
  const { site } = hostFacts(address.host);
  const own = site === hostFacts(host).site;
  // A rule is for hosts of its own site: it fits none of another.
  if (!(own || kin.includes(site)) || !portFits(address, page) || fitOf(address, page) !== 'fits') return otherSite;
  if (page.protocol === 'http:' && !(own ? mayGoUnencrypted(address, host) : mayFollowUnencrypted(address, host))) return { offer: false, why: 'insecure' };
  return { offer: true, strength: own ? strengthOf(address, host, page) : 0 };
}

/** The best match of all addresses of one credential's address field, unless one of them says never here. */
export function matchEntry(url: string, page: URL, kin: readonly string[] = []): Match {
  const addresses = readAddresses(url);
  if (addresses.some((address) => fitOf(address, page) === 'vetoed')) return otherSite;
  return addresses.map((address) => matchAddress(address, page, kin)).reduce(better, otherSite);
}

function better(one: Match, other: Match): Match {
  if (one.offer && other.offer) return other.strength > one.strength ? other : one;
  if (one.offer || other.offer) return one.offer ? one : other;
  return one.why === 'insecure' ? one : other;
}

function portFits(address: SiteAddress, page: URL): boolean {
  // `http://x:80` also fits `https://x`: both are where the scheme says.
  if (address.port === 'usual') return page.port === '';
  return address.port === null || address.port === portOf(page);
}

function portOf(page: URL): number {
  return page.port === '' ? usualPort(page.protocol) : Number(page.port);
}

function usualPort(protocol: string): number {
  return protocol === 'http:' ? 80 : 443;
}

function mayGoUnencrypted(address: SiteAddress, host: string): boolean {
  if (address.scheme === 'http' || isLoopback(host)) return true;
  return address.scheme === null && isLocal(host);
}

function mayFollowUnencrypted(address: SiteAddress, host: string): boolean {
  return isLoopback(host) || (address.scheme !== 'https' && isLocal(address.host) && isLocal(host));
}

function strengthOf(address: SiteAddress, host: string, page: URL): number {
  if (address.host !== host) return host.endsWith(`.${address.host}`) || address.host.endsWith(`.${host}`) ? 2 : 1;
  // An address without a port means the usual one, so it fits a page there best.
  return typeof address.port === 'number' || page.port === '' ? 4 : 3;
}
