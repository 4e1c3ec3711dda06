/**
 * Federated cloud ids: `alice@cloud.example`, where the part before the last `@` is a user id and may hold another one.
 * @see contracts: ScienceMesh §4
 * @module
 */

import { withoutPort } from './provider.ts';

export interface CloudId {
  /** Exactly as the server writes it; user ids are compared with their case. */
  user: string;
  /** Host, perhaps with a port and a path, without a scheme and without a slash at its end. */
  server: string;
}

const longest = 512;

/**
 * @param text - with or without `https://` before the server, as Nextcloud accepts both
 * @returns null for what is none: no `@`, nothing before or behind it, blanks, control characters
 */
export function readCloudId(text: string): CloudId | null {
  const bare = text.trim();
  // The last `@` of the part before any path: `alice@mail.example@cloud.example/nc`.
  const scheme = /@(https?:\/\/)(?=[^@]*$)/i.exec(bare);
  const at = scheme === null ? bare.lastIndexOf('@') : scheme.index;
  if (bare.length > longest || at < 1 || /[\s\p{Cc}\p{Cf}]/u.test(bare)) return null;
  const server = bare.slice(at + 1).replace(/^https:\/\//i, '').replace(/\/+$/, '').replace(/\/index\.php$/, '');
  if (server === '' || /[@\\]/.test(server)) return null;
  return { user: bare.slice(0, at), server };
}

export function writeCloudId({ user, server }: CloudId): string {
  return `${user}@${server}`;
}

/** One's own, as others write it. @param server - base address, e.g. `https://cloud.example/nextcloud` */
export function ownCloudId(userId: string, server: string): CloudId {
  const { host, pathname, protocol } = new URL(server);
  const place = `${host}${pathname === '/' ? '' : pathname}`;
  return { user: userId, server: protocol === 'http:' ? `http://${place}` : place };
}

/** What is equal for two ways to write one person: the host without case and port, the user id to the letter. */
export function cloudIdKey({ user, server }: CloudId): string {
  const [host = '', ...path] = server.replace(/^https?:\/\//i, '').split('/');
  return `${user}@${[withoutPort(host), ...path].join('/')}`;
}
