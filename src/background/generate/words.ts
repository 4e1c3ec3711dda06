/**
 * The word list for passphrases (EFF, 7,776 words): an asset of ours, fetched when it is first needed, so that the
 * worker doesn't carry it at every start. `vite.config.ts` writes it.
 * @module
 */

import { unpackWords } from '../../core/word-list.ts';
import { Failure } from '../../core/problem.ts';

export const wordListPath = 'words/passphrase.txt';
/** Fewer would make passphrases weaker than they look. */
const wordsInList = 7776;

/** @param fetchText - reads one of our own files */
export function wordList(fetchText: () => Promise<string>): () => Promise<readonly string[]> {
  let known: Promise<readonly string[]> | null = null;
  const read = async (): Promise<readonly string[]> => {
    const words = unpackWords(await fetchText());
    if (new Set(words).size !== wordsInList) throw new Failure({ kind: 'bug' });
    return words;
  };
  return () => {
    known ??= read().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
