/**
 * Which logins are due to be renewed.
 * @module
 */

import type { Entry } from './entry.ts';

export function isExpired(entry: Entry, nowSeconds: number): boolean {
  return !entry.trashed && !entry.hidden && entry.expires !== null && entry.expires <= nowSeconds;
}
