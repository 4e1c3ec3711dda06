/**
 * The filters that the sidebar sets, in the words of a search.
 * @module
 */

import { quoted } from '../../../core/credential/search-query.ts';

export const favouritesFilter = 'is:fav';
export const dueFilter = 'is:due';

export function tagFilter(tag: string): string {
  return `tag:${quoted(tag)}`;
}

/** The tag that a filter is for; null for any other filter. */
export function tagOf(filter: string): string | null {
  return /^tag:"(.*)"$/s.exec(filter)?.[1] ?? null;
}
