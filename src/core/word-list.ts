/**
 * A list of words written short: sorted, each word with how many letters it shares with the one before, as a capital
 * letter (A for none). Words are lower-case letters and hyphens.
 * @module
 */

/** @param words - sorted */
export function packWords(words: readonly string[]): string {
  let before = '';
  return words.map((word) => {
    let shared = 0;
    while (shared < 25 && shared < word.length && word[shared] === before[shared]) shared += 1;
    before = word;
    return String.fromCharCode(65 + shared) + word.slice(shared);
  }).join('');
}

export function unpackWords(packed: string): string[] {
  let word = '';
  return [...packed.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared = 'A', rest = '']) => (word = word.slice(0, shared.charCodeAt(0) - 65) + rest));
}
