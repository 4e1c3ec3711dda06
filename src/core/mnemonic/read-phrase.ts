/**
 * Reads a phrase the way people write and paste it, and tells a slip from a wrong phrase before any server is asked.
 * @module
 */

import { expandWord, suggestWords, type WordBook } from './word-book.ts';

/** A word that is none of the list. */
export interface UnknownWord {
  /** From 1, as people count. */
  position: number;
  typed: string;
  suggestions: string[];
}

/** What was made of a phrase. Its words are whole words of the list, in one line with single blanks. */
export type PhraseReading =
  | { state: 'good'; phrase: string }
  | { state: 'unknown-words'; unknown: UnknownWord[] }
  | { state: 'wrong-count'; words: number }
  /** Every word exists, but not in this order: one was mistaken for another, or two changed places. */
  | { state: 'wrong-checksum' };

/** Longer than any phrase with its numbering. */
const longest = 4096;

/** The words in what was typed or pasted: without case, accents, numbering, commas, quotes and line breaks. */
export function wordsIn(text: string): string[] {
  const plain = text.slice(0, longest).normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase();
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
}

/**
 * Reads a phrase whose words carry no checksum: any words of the list, in any order.
 *
 * @param count - how many words it must have
 */
export function readWords(text: string, count: number, book: WordBook): Exclude<PhraseReading, { state: 'wrong-checksum' }> {
  const typed = wordsIn(text);
  const words = typed.map((word) => expandWord(word, book));
  const unknown = words.flatMap((word, index): UnknownWord[] => {
    const said = typed[index] ?? '';
    return word === null ? [{ position: index + 1, typed: said, suggestions: suggestWords(said, book) }] : [];
  });
  if (unknown.length > 0) return { state: 'unknown-words', unknown };
  if (words.length !== count) return { state: 'wrong-count', words: words.length };
  return { state: 'good', phrase: words.join(' ') };
}
