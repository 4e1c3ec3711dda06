/**
 * Finds logins by a few typed letters.
 *
 * Texts are folded and sorted once, so that each key costs one pass over plain strings.
 * @module
 */

import { fold } from '../fold.ts';
import type { Entry } from './entry.ts';

/** Entries made ready for being searched. */
export interface SearchIndex {
  /**
   * Logins in which every word of the query occurs, best first, equals by label. An empty query
   * finds all, by label. Case and accents don't matter.
   */
  search: (query: string) => Entry[];
}

/** How well one word fits. Several words add up. */
const fit = { labelStart: 32, labelWord: 16, host: 8, account: 4, tag: 2, anywhere: 1 } as const;

const longestQuery = 200;
const mostWords = 8;

interface Folded {
  entry: Entry;
  label: string;
  /** Hosts of all addresses, without `www.` */
  hosts: string;
  accounts: string;
  tags: string;
  all: string;
}

/** Searches once; use {@link searchIndex} for more than one query. */
export function searchEntries(entries: readonly Entry[], query: string): Entry[] {
  return searchIndex(entries).search(query);
}

/**
 * @param entries - Hidden ones and those in the trash are left out.
 * @param locale - whose alphabet sorts the labels; by default the browser's.
 */
export function searchIndex(entries: readonly Entry[], locale?: string): SearchIndex {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const folded = entries
    .filter((entry) => !entry.hidden && !entry.trashed)
    .sort((one, other) => compare(one.label, other.label) || compare(one.username, other.username) || (one.id < other.id ? -1 : 1))
    .map(foldEntry);
  return {
    search(query) {
      const words = fold(query.slice(0, longestQuery)).split(/\s+/).filter((word) => word !== '').slice(0, mostWords);
      return words.length === 0 ? folded.map(({ entry }) => entry) : best(folded, words);
    },
  };
}

function foldEntry(entry: Entry): Folded {
  const label = fold(entry.label);
  const url = fold(entry.url);
  const hosts = hostsIn(url);
  const accounts = `${fold(entry.username)} ${fold(entry.email)}`;
  const tags = entry.tags.map(fold).join(' ');
  return { entry, label, hosts, accounts, tags, all: [label, accounts, tags, url].join('\n') };
}

/** Good enough for finding; which host a login belongs to is decided in `core/sites`. */
function hostsIn(url: string): string {
  return url.split(/[\s,;]+/).map((address) => address.replace(/^[a-z][a-z\d+.-]*:\/\//, '').replace(/[/?#].*$/, '').replace(/^www\./, '')).join(' ');
}

/** Entries are sorted by label already, so equal scores stay in that order. */
function best(folded: readonly Folded[], words: readonly string[]): Entry[] {
  const byScore = new Map<number, Entry[]>();
  for (const candidate of folded) {
    const score = scoreOf(candidate, words);
    if (score === 0) continue;
    const equals = byScore.get(score);
    if (equals === undefined) byScore.set(score, [candidate.entry]);
    else equals.push(candidate.entry);
  }
  return [...byScore].sort(([one], [other]) => other - one).flatMap(([, entries]) => entries);
}

function scoreOf(candidate: Folded, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    if (!candidate.all.includes(word)) return 0;
    score += fitOf(candidate, word);
  }
  return score;
}

function fitOf({ label, hosts, accounts, tags }: Folded, word: string): number {
  if (label.startsWith(word)) return fit.labelStart;
  if (startsWord(label, word)) return fit.labelWord;
  if (startsWord(hosts, word)) return fit.host;
  if (startsWord(accounts, word)) return fit.account;
  return startsWord(tags, word) ? fit.tag : fit.anywhere;
}

/** Whether a word of the text starts with it: at the start or after anything but a letter or digit. */
function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
