/**
 * Finds words of many languages in the texts and the names of a page.
 * @module
 */

import { fold } from '../fold.ts';

/** Words and word stems, separated by `|`, by language. */
export type Phrases = Readonly<Record<string, string>>;

/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * A pattern for folded text that finds each phrase at the start of a word, so that stems find their
 * inflections (`anmeld` finds „Anmeldung“) and `user` is not found in `superuser`.
 */
export function phrasePattern(phrases: Phrases): RegExp {
  const all = Object.values(phrases).flatMap((line) => line.split('|')).map((phrase) => fold(phrase).replace(/ /g, '[\\s_-]?'));
  const spaced = all.filter((phrase) => !unspaced.test(phrase)).join('|');
  const glued = all.filter((phrase) => unspaced.test(phrase)).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced})${glued === '' ? '' : `|${glued}`}`, 'u');
}

/** Takes names apart that programmers glued together: `ctl00$txtNewPassword2` → `ctl 00 txt new password 2`. */
export function nameWords(name: string): string {
  return fold(name.slice(0, 200).replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' '));
}
