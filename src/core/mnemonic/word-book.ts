/**
 * The 2,048 English words of BIP-39: which word is which number, and which word somebody meant.
 *
 * The list itself is handed in: the extension keeps it as a file that is read when it is first needed.
 * @see BIP-39, contracts: SelfPrivacy §3
 * @module
 */

/** Words by number, and numbers by word. */
export interface WordBook {
  words: readonly string[];
  numbers: ReadonlyMap<string, number>;
}

/** Each word is one of 2^11. */
export const bitsPerWord = 11;
const wordsInBook = 1 << bitsPerWord;
/** No two words of the list share their first four letters. */
const tellingLetters = 4;

/** @throws RangeError for anything but 2,048 different words */
export function wordBook(words: readonly string[]): WordBook {
  const numbers = new Map(words.map((word, number) => [word, number]));
  if (words.length !== wordsInBook || numbers.size !== wordsInBook) throw new RangeError('not a BIP-39 list');
  return { words, numbers };
}

/**
 * The word that was meant: itself, or the only one that begins like this.
 *
 * @param typed - lower case; fewer than four letters are no beginning, they may be a slip
 * @returns null where no word is meant, or more than one
 */
export function expandWord(typed: string, { words, numbers }: WordBook): string | null {
  if (numbers.has(typed)) return typed;
  if (typed.length < tellingLetters) return null;
  const meant = words.filter((word) => word.startsWith(typed));
  return meant.length === 1 ? meant[0] ?? null : null;
}

const mostSuggestions = 3;

/** The nearest words for one that is none: at most three, the nearest first; none for what resembles no word. */
export function suggestWords(typed: string, { words }: WordBook): string[] {
  // Two slips in a short word make any other short word of it.
  const furthest = typed.length < 5 ? 1 : 2;
  const near = words
    .map((word) => ({ word, slips: Math.abs(word.length - typed.length) > furthest ? Infinity : slipsBetween(typed, word) }))
    .filter(({ slips }) => slips <= furthest);
  // The first letter is seldom wrong.
  const otherStart = (word: string): number => (word[0] === typed[0] ? 0 : 1);
  return near.sort((a, b) => a.slips - b.slips || otherStart(a.word) - otherStart(b.word)).slice(0, mostSuggestions).map(({ word }) => word);
}

/** How many letters were left out, put in, mistaken or exchanged with the next (optimal string alignment). */
function slipsBetween(typed: string, word: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: word.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row++) {
    const current = [row];
    for (let column = 1; column <= word.length; column++) {
      const same = typed[row - 1] === word[column - 1];
      let slips = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const exchanged = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (exchanged) slips = Math.min(slips, at(beforeLast, column - 2) + 1);
      current.push(slips);
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, word.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
