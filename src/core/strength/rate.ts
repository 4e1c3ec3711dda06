/**
 * How many guesses a password would take whoever knows the usual words, patterns and keyboards (zxcvbn).
 *
 * Heavy: brings its word lists along, cut to a budget in `vite.config.ts`. Import it only by `import()`, from a screen's
 * chunk or a document of the background; never from the service worker.
 * @module
 */

import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import type { Rating, Score, WeakBecause } from './score.ts';

/** What is beyond is not looked at: the time grows with its square, and it is strong by then or never. */
const longest = 48;
/** The same against floods of words. */
const mostKnown = 8;

/** Ways to read `4` as `a` and the like: more of them find next to nothing and take a hundred times as long. */
const l33tMaxSubstitutions = 8;

/** zxcvbn's warnings, in our kinds. */
const reasons: Readonly<Record<string, WeakBecause>> = {
  topTen: 'common', topHundred: 'common', common: 'common', similarToCommon: 'common',
  wordByItself: 'word', namesByThemselves: 'word', commonNames: 'word',
  straightRow: 'pattern', keyPattern: 'pattern', sequences: 'pattern',
  simpleRepeat: 'repeat', extendedRepeat: 'repeat', recentYears: 'date', dates: 'date', userInputs: 'yours',
};

/** Decimal logarithm: a few of at most eight words, in any order and case, with any sign between them. */
const madeOfKnown = 5;

let made: ZxcvbnFactory | null = null;

/**
 * @param known - what a guesser knows besides: names of the site and of its user
 */
export function rate(password: string, known: readonly string[]): Rating {
  if (password === '') return { score: 0, guessesLog10: 0, because: null };
  made ??= new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { ...common, words: english['commonWords-en'] }, maxLength: longest, l33tMaxSubstitutions });
  const { score, guessesLog10, feedback } = made.check(password, known.filter((word) => word.length > 2).slice(0, mostKnown).map((word) => word.slice(0, longest)));
  // zxcvbn takes any three parts in a row for a hundred million guesses, also `ada-shop`.
  if (isMadeOf(password, known)) return { score: Math.min(score, 1) as Score, guessesLog10: Math.min(guessesLog10, madeOfKnown), because: 'yours' };
  const warning = feedback.warning ?? '';
  return { score, guessesLog10, because: score >= 3 || !Object.hasOwn(reasons, warning) ? null : reasons[warning] ?? null };
}

/** Nothing but known words and signs between them. */
function isMadeOf(password: string, known: readonly string[]): boolean {
  const words = known.filter((word) => word.length > 2).sort((one, other) => other.length - one.length);
  const rest = words.reduce((text, word) => text.replaceAll(word.toLowerCase(), ' '), password.toLowerCase());
  return words.length > 0 && rest !== password.toLowerCase() && !/[\p{L}\p{N}]/u.test(rest);
}
