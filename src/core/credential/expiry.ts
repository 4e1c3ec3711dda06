/**
 * Which logins are due to be renewed.
 * @module
 */

import type { Entry } from './entry.ts';

export function isExpired(entry: Entry, nowSeconds: number): boolean {
  return !entry.trashed && !entry.hidden && entry.expires !== null && entry.expires <= nowSeconds;
}

/** How long before its day a login is due. Seconds. */
const dueBefore = 14 * 86_400;

/** Expired, or will be within 14 days. */
export function isDue({ expires }: Pick<Entry, 'expires'>, nowSeconds: number): boolean {
  return expires !== null && expires <= nowSeconds + dueBefore;
}
