/**
 * The address of a service that knows passwords from breaches, as a person types it.
 * @module
 */

/** The public one that speaks the protocol; any mirror of it will do. */
export const publicBreachService = 'https://api.pwnedpasswords.com';

const longest = 2048;

/**
 * @returns the base address without a trailing slash, e.g. `https://pwned.example/api`; null for what may not be asked:
 *   http other than on this computer, a password or a query in the address, anything that is none
 */
export function readBreachService(text: string): string | null {
  const bare = text.trim();
  if (bare === '' || bare.length > longest || /\s/.test(bare)) return null;
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`;
  if (!URL.canParse(written)) return null;
  const { protocol, hostname, username, password, search, hash, origin, pathname } = new URL(written);
  const thisComputer = /^(?:.+\.)?localhost$|^127(?:\.\d{1,3}){3}$|^\[::1\]$/.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && thisComputer)) return null;
  if (username !== '' || password !== '' || search !== '' || hash !== '' || hostname === '') return null;
  // People paste an example of a request as well.
  return origin + pathname.replace(/\/range(?:\/[\da-f]{0,5})?\/*$/i, '').replace(/\/+$/, '');
}
