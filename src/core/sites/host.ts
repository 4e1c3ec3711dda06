/**
 * What kind of host a name is: where it ends, who may share it, whether it leaves the house.
 *
 * Takes host names as `URL.hostname` gives them (ASCII, lower case, IPv6 in brackets), without the
 * trailing dot.
 * @module
 */

import { registrableDomain } from './public-suffix.ts';

interface HostFacts {
  /** For people to recognise: the registrable domain, or the host where there is none. */
  domain: string;
  /** Hosts with the same site belong to one owner. */
  site: string;
}

/** Every IP address has a name there without asking, so they are suffixes that the list doesn't have. */
const openToAll = new Set(['nip.io', 'sslip.io', 'xip.io', 'traefik.me', 'lvh.me', 'localtest.me', 'vcap.me', 'backname.io']);

/**
 * Hosts under a suffix that ICANN delegates share a site by registrable domain. Everything else is
 * a site of its own: IP addresses, single labels, suffixes themselves, names under an unknown
 * suffix, and names under a private suffix (`alice.github.io`), where neighbours are strangers.
 * @see threats: S-07
 */
export function hostFacts(host: string): HostFacts {
  const alone = { domain: host, site: host };
  if (isAddress(host) || /^\.|\.\.|\.$/.test(host)) return alone;
  const found = registrableDomain(host);
  if (found === null || openToAll.has(found.domain)) return alone;
  return { domain: found.domain, site: found.isPrivate ? host : found.domain };
}

/** A public suffix: anybody may have names below it, so it is nobody's site. */
export function isSuffix(host: string): boolean {
  return openToAll.has(host) || (registrableDomain(host) === null && registrableDomain(`any.${host}`)?.domain === `any.${host}`);
}

/** `bank.example.` names the same host as `bank.example`. */
export function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** What is sent there never leaves the computer. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || (isAddress(host) && host.startsWith('127.'));
}

/** Hosts that only exist in a home or office network, where https is often out of reach. */
export function isLocal(host: string): boolean {
  if (isLoopback(host)) return true;
  if (isAddress(host)) return privateAddress.test(host);
  return !host.includes('.') || localSuffix.test(host);
}

/** RFC 1918, RFC 3927, RFC 4193 and RFC 4291 §2.5.6. */
const privateAddress = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd][0-9a-f]{2}:|\[fe[89ab][0-9a-f]:)/;
/** RFC 6762, RFC 8375, and the one that ICANN reserved for private use. */
const localSuffix = /\.(?:local|home\.arpa|internal)$/;

/** `URL` writes every spelling of an IPv4 address as four decimal numbers. */
function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}
