/**
 * The server that an invitation or a cloud id names: which hosts may be asked, and how they are shown.
 * @see contracts: ScienceMesh §2 (invite formats), §6.4
 * @module
 */

/** Why a host is not asked. */
export type ProviderRefusal = 'no-host' | 'address' | 'this-computer' | 'single-name';

const longestHost = 253;

/**
 * Reads the name of a provider: `cloud.example`, perhaps with a port, perhaps with https before it.
 *
 * @param host - as it came; a path behind it is left out, since a provider is a host
 * @param local - `allowed` only for developers: addresses, this computer and single names as well
 * @returns ASCII, lower case, with the port if there is one; or why it is refused
 */
export function readProvider(host: string, local: 'refused' | 'allowed' = 'refused'): { provider: string } | { refused: ProviderRefusal } {
  const address = host.trim().replace(/^https:\/\//i, '');
  const bare = address.replace(/[/?#].*$/s, '');
  // Another scheme, a login, blanks: no name of a host.
  if (bare === '' || bare.length > longestHost + 6 || address.includes('://') || /[\s@\\%]/.test(bare)) return { refused: 'no-host' };
  const url = URL.canParse(`https://${bare}`) ? new URL(`https://${bare}`) : null;
  const hostname = url?.hostname.replace(/\.$/, '') ?? '';
  if (url === null || hostname === '' || hostname.includes('..')) return { refused: 'no-host' };
  const refused = local === 'allowed' ? null : refusalOf(hostname);
  return refused === null ? { provider: url.port === '' ? hostname : `${hostname}:${url.port}` } : { refused };
}

function refusalOf(hostname: string): ProviderRefusal | null {
  if (/^(?:.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname)) return 'this-computer';
  if (hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return 'address';
  // A single name is looked up in whichever network the server is in.
  return hostname.includes('.') ? null : 'single-name';
}

/** Whether two names mean one server. Nextcloud compares without ports. */
export function sameProvider(one: string, other: string): boolean {
  return withoutPort(one) === withoutPort(other);
}

/** `cloud.example:8443` → `cloud.example`. */
export function withoutPort(provider: string): string {
  return provider.replace(/:\d+$/, '').toLowerCase();
}
