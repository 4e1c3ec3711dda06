/**
 * Chooses the common passwords that the extension carries: `npx tsx tools/passwords.ts`.
 *
 * Of the commonest, those that the rating would not find out by itself, from the others, words, keyboards, dates and
 * repeats: `jennifer1` and `12121990` need not be there. Run by hand after the lists' package has changed; what was
 * chosen is kept in `tools/build/passwords.txt`.
 * @module
 */

import { writeFileSync } from 'node:fs';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { commonest, keptWords, nearlyByRank } from './build/lean.ts';
import { packWords } from '../src/core/word-list.ts';

/** Each is rated by lists without itself, a part of them at a time. */
const parts = 4;
/** A rating of more guesses than its place in the list by this factor misses it. */
const farOff = 30;

const places = new Map(dictionary['passwords-common'].slice(0, commonest).map((word, at) => [word, at + 1]));
const words = english['commonWords-en'].slice(0, keptWords.commonWords);

const kept = new Set(Array.from({ length: parts }, (_, part) => part).flatMap((part) => {
  const [some, others] = [[...places.keys()].filter((__, at) => at % parts === part), [...places.keys()].filter((__, at) => at % parts !== part)];
  return missed(some, others);
}));
// What was told only by others that have gone comes back.
for (let back = [...places.keys()]; back.length > 0;) {
  back = missed([...places.keys()].filter((word) => !kept.has(word)), [...places.keys()].filter((word) => kept.has(word)));
  for (const word of back) kept.add(word);
}
writeFileSync(new URL('build/passwords.txt', import.meta.url), packWords(nearlyByRank([...places.keys()].filter((word) => kept.has(word)))));
console.log(`${kept.size} of ${places.size} are kept.`);

/** Those that a rating by these passwords would take for something better than they are. */
function missed(some: readonly string[], known: readonly string[]): string[] {
  const rating = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { 'passwords-common': [...known], words } });
  return some.filter((word) => {
    const { guesses } = rating.check(word);
    const place = places.get(word) ?? 0;
    return guesses > farOff * place || scoreOf(guesses) > scoreOf(place);
  });
}

/** zxcvbn's own: below a thousand guesses, below a million. */
function scoreOf(guesses: number): number {
  return guesses < 1e3 ? 0 : guesses < 1e6 ? 1 : 2;
}
