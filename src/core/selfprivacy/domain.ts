/**
 * The domain of a SelfPrivacy server, out of what a person types, and the addresses that hang on it.
 * @see contracts: SelfPrivacy §1
 * @module
 */

import { readServerAddress } from '../server-address.ts';

/** Names that the server itself gives to its parts. */
const ownNames = /^(?:api|cloud|password|git|social|vpn)\.(?=[^.]+\.)/;

/**
 * Always https: the token that goes there is root on that server.
 *
 * @param text - the domain, or an address of one of the server's services
 * @returns with the port, where it isn't the usual one; null for what can be no domain
 */
export function readDomain(text: string): string | null {
  const host = readServerAddress(text)?.host ?? '';
  if (!/^(?:[^.:]+\.)+[^.:\d][^.:]*(?::\d+)?$/.test(host)) return null;
  return host.replace(ownNames, '');
}

/** Where its API listens: the only origin that a permission is asked for. */
export function apiOf(domain: string): string {
  return `https://api.${domain}`;
}

/** Where it has its Nextcloud and its password server by convention: worth asking, not certain. */
export function servicesOf(domain: string): { nextcloud: string; bitwarden: string } {
  return { nextcloud: `https://cloud.${domain}`, bitwarden: `https://password.${domain}` };
}
