/**
 * Finds logins by a few typed letters and by operators (`search-query.ts`).
 *
 * Texts are folded and sorted once, so that each key costs one pass over plain strings.
 * @module
 */

import type { VaultId } from '../ids.ts';
import type { Entry } from './entry.ts';
import { asksWorld, fitOf, foldEntry, holds, type Folded, type SearchWorld } from './search-folded.ts';
import { parseQuery, type Term } from './search-query.ts';

/** `best`: as well as they fit, equals by label. */
export type SearchOrder = 'best' | 'favourites' | 'changed' | 'created';

/** Which entries are looked at, and how those that are found are ordered. */
export interface SearchView {
  /** `is:trash` in a query overrules it. */
  show: 'active' | 'trash';
  /** Null: all. */
  vault: VaultId | null;
  /** `favourites`: as `best`, favourites first among equals. The others: the newest first. */
  order: SearchOrder;
  world: SearchWorld;
}

/** Entries made ready for being searched. */
export interface SearchIndex {
  /**
   * Logins that meet every condition of the query, best first, equals by label. An empty query
   * finds all, by label. Case and accents don't matter.
   */
  search: (query: string, view?: SearchView) => readonly Entry[];
  /** All of them, by label. */
  entries: () => readonly Entry[];
}

const timeless: SearchWorld = { now: 0, vaultName: () => '', judged: () => false };
const everything: SearchView = { show: 'active', vault: null, order: 'best', world: timeless };

/** Searches once; use {@link searchIndex} for more than one query. */
export function searchEntries(entries: readonly Entry[], query: string, view?: SearchView): readonly Entry[] {
  return searchIndex(entries).search(query, view);
}

/** What an index keeps for the next one: most entries are still the same then. */
const kept = new WeakMap<Entry, Folded>();

/** Entries that are made ready between two pauses. */
const slice = 1000;

/**
 * @param entries - Hidden ones are left out.
 * @param locale - whose alphabet sorts the labels; by default the browser's.
 */
export function searchIndex(entries: readonly Entry[], locale?: string): SearchIndex {
  return indexOf(entries.filter(isListed).sort(byLabel(locale)).map(foldOnce));
}

/**
 * The same without holding anybody up. Cheaper where most entries are in the order of their labels already, and the
 * same objects as in an index before.
 *
 * @param pause - lets others do something in between
 */
export async function searchIndexInSlices(entries: readonly Entry[], pause: () => Promise<void>): Promise<SearchIndex> {
  const listed = entries.filter(isListed);
  const compare = byLabel();
  const sorted: Entry[] = [];
  for (let from = 0; from < listed.length; from += slice) {
    const part = listed.slice(from, from + slice).sort(compare);
    for (const entry of part) foldOnce(entry);
    for (const entry of part) sorted.push(entry);
    await pause();
  }
  // Made of a few runs that are sorted already, which is what this sort is quick with.
  return indexOf(sorted.sort(compare).map(foldOnce));
}

function isListed({ hidden }: Entry): boolean {
  return !hidden;
}

function byLabel(locale?: string): (one: Entry, other: Entry) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return (one, other) => compare(one.label, other.label) || compare(one.username, other.username) || (one.id < other.id ? -1 : 1);
}

function indexOf(folded: readonly Folded[]): SearchIndex {
  let last: { query: string; view: SearchView; worldly: boolean; found: readonly Entry[] } | null = null;
  return {
    entries: () => folded.map(({ entry }) => entry),
    search(query, view = everything) {
      // A long list is asked for page by page.
      if (last?.query === query && sameView(last.view, view) && !(last.worldly && last.view.world !== view.world)) return last.found;
      const terms = parseQuery(query);
      last = { query, view, worldly: terms.some(asksWorld), found: find(folded, terms, view) };
      return last.found;
    },
  };
}

function foldOnce(entry: Entry): Folded {
  const known = kept.get(entry);
  if (known !== undefined) return known;
  const made = foldEntry(entry);
  kept.set(entry, made);
  return made;
}

function sameView(one: SearchView, other: SearchView): boolean {
  return one.show === other.show && one.vault === other.vault && one.order === other.order;
}

function find(folded: readonly Folded[], terms: readonly Term[], { show, vault, order, world }: SearchView): Entry[] {
  const asked = terms.find((term) => term.find === 'is' && term.state === 'trash');
  const trashed = asked === undefined ? show === 'trash' : !asked.not;
  const words = terms.flatMap((term) => (term.find === 'word' && !term.not ? [term.text] : []));
  // What is cheap to tell comes first.
  const conditions = [...terms].sort((one, other) => cost(one) - cost(other));
  const found: Folded[] = [];
  for (const candidate of folded) {
    if (candidate.entry.trashed !== trashed || (vault !== null && candidate.vault !== vault)) continue;
    if (conditions.every((term) => holds(candidate, term, world))) found.push(candidate);
  }
  return ordered(found, words, order);
}

function cost({ find: kind }: Term): number {
  return kind === 'has' || kind === 'is' ? 0 : 1;
}

/** Entries are sorted by label already, so equals stay in that order. */
function ordered(found: readonly Folded[], words: readonly string[], order: SearchOrder): Entry[] {
  if (order === 'changed' || order === 'created') return found.map(({ entry }) => entry).sort((one, other) => other[order] - one[order]);
  if (words.length === 0 && order === 'best') return found.map(({ entry }) => entry);
  const byScore = new Map<number, Entry[]>();
  for (const candidate of found) {
    const score = words.reduce((sum, word) => sum + fitOf(candidate, word), order === 'favourites' && candidate.favourite ? 0.5 : 0);
    const equals = byScore.get(score);
    if (equals === undefined) byScore.set(score, [candidate.entry]);
    else equals.push(candidate.entry);
  }
  return [...byScore].sort(([one], [other]) => other - one).flatMap(([, entries]) => entries);
}
