/**
 * How the metadata of a folder name a public link that has a key of its own: among the people, as `s:TOKEN`. No user id
 * has a colon.
 * @see contracts: e2ee §1.3, §4.11
 * @module
 */

/** What whoever has the link may do. `drop`: put files in, and see nothing. */
export type LinkRight = 'read' | 'write' | 'drop';

export function linkUser(token: string): string {
  return `s:${token}`;
}

/** Null for a person. */
export function tokenOf(userId: string): string | null {
  return userId.startsWith('s:') ? userId.slice(2) : null;
}
