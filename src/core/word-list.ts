/**
 * A list of words written short: sorted, each word with how many letters it shares with the one before, as a capital
 * letter (A for none). The words themselves have none.
 * @module
 */

/** @param words - sorted */
export function packWords(words: readonly string[]): string {
  return shorten(words).join('');
}

/** What is written of each word. */
export function shorten(words: readonly string[]): string[] {
  let before = '';
  return words.map((word) => {
    let shared = 0;
    while (shared < 25 && shared < word.length && word[shared] === before[shared]) shared += 1;
    before = word;
    return String.fromCharCode(65 + shared) + word.slice(shared);
  });
}

export function unpackWords(packed: string): string[] {
  let word = '';
  return [...packed.matchAll(/[A-Z][^A-Z]*/g)].map(([written]) => (word = lengthen(written, word)));
}

/** A word from what is written of it, and the word before it. */
export function lengthen(written: string, before: string): string {
  return before.slice(0, written.charCodeAt(0) - 65) + written.slice(1);
}
