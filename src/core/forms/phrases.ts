/**
 * Finds words of many languages in the texts and the names of a page.
 * @module
 */

import { fold } from '../fold.ts';

/**
 * Words and word stems, separated by `|`; one string a language. A space also finds a dash or nothing
 * at all; a `!` at the end means that the word ends there too.
 */
export type Phrases = readonly string[];

/** More words for lists, by their names: those in letters that few pages have. */
export type FarWords = Readonly<Record<string, Phrases>>;

let far: FarWords = {};
let additions = 0;

/** From now on these words are looked for too. The one thing that is remembered here: a page script learns them once, if at all. */
export function addWords(words: FarWords): void {
  far = words;
  additions += 1;
}

/** Compiled when it is first asked for, and anew once words were added. */
export function compiled<Patterns>(make: () => Patterns): () => Patterns {
  let made: { patterns: Patterns; at: number } | null = null;
  return () => {
    if (made?.at !== additions) made = { patterns: make(), at: additions };
    return made.patterns;
  };
}

/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * A pattern for folded text that finds each phrase at the start of a word, so that stems find their
 * inflections (`anmeld` finds „Anmeldung“) and `user` is not found in `superuser`.
 *
 * @param lists - by their names
 */
export function phrasePattern(lists: Readonly<Record<string, Phrases>>): RegExp {
  const all = Object.entries(lists).flatMap(([name, lines]) => [...lines, ...(far[name] ?? [])]).flatMap((line) => line.split('|')).map((phrase) => fold(phrase).replace(/ /g, '[\\s_-]?').replace(/!$/, '(?![\\p{L}\\p{N}])'));
  const spaced = all.filter((phrase) => !unspaced.test(phrase)).join('|');
  const glued = all.filter((phrase) => unspaced.test(phrase)).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced})${glued === '' ? '' : `|${glued}`}`, 'u');
}

/** Two kinds of words that mean something new when they stand in one saying, whatever their order: “change” and “password”. */
export interface Pair { one: RegExp; other: RegExp }

/** Longer sayings are sentences, in which any two words may meet. */
const longestSaying = 60;

/** Whether a text holds a word of each kind within one saying; buttons and links are a saying each. */
export function pairIn({ one, other }: Pair, text: string): boolean {
  return text.split(/[·\n.?!|:;,/]| [-–—] /).some((saying) => saying.length <= longestSaying && one.test(saying) && other.test(saying));
}

/** Takes names apart that programmers glued together: `ctl00$txtNewPassword2` → `ctl 00 txt new password 2`. */
export function nameWords(name: string): string {
  return fold(name.slice(0, 200).replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' '));
}
