/**
 * Lists of words as files of our own, fetched when they are first needed, so that the worker doesn't carry them at
 * every start. `vite.config.ts` writes them.
 * @module
 */

import { wordBook, type WordBook } from '../core/mnemonic/word-book.ts';
import { Failure } from '../core/problem.ts';
import { unpackWords } from '../core/word-list.ts';

/** For passphrases: EFF's long list. */
const passphraseWords = 7776;

export interface WordLists {
  /** The words that passphrases are made of. */
  passphrase: () => Promise<readonly string[]>;
  /** The words of phrases that stand for keys (BIP-39). */
  mnemonic: () => Promise<WordBook>;
}

/** @param fetchText - reads one of our own files */
export function wordLists(fetchText: (path: string) => Promise<string>): WordLists {
  const read = async (name: keyof WordLists): Promise<string[]> => unpackWords(await fetchText(`words/${name}.txt`));
  return {
    passphrase: onceRead(async () => {
      const words = await read('passphrase');
      // Fewer would make passphrases weaker than they look.
      if (new Set(words).size !== passphraseWords) throw new Failure({ kind: 'bug' });
      return words;
    }),
    mnemonic: onceRead(async () => wordBook(await read('mnemonic'))),
  };
}

/** Keeps what was read, but not a failure. */
function onceRead<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | null = null;
  return () => {
    known ??= read().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
