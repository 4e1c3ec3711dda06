import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../bytes.ts';
import { packWords, unpackWords } from '../word-list.ts';
import { decodeMnemonic, encodeMnemonic, readMnemonic } from './mnemonic.ts';
import { readWords, wordsIn } from './read-phrase.ts';
import { expandWord, suggestWords, wordBook } from './word-book.ts';

const book = wordBook(wordlist);
const pairing = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const recovery = 'abandon math mimic master filter design carbon crystal rookie group knife wrap banana pencil owner cube social leave';

describe('the word book', () => {
  test('is the same when it was packed', () => {
    expect(unpackWords(packWords(book.words))).toEqual(book.words);
  });

  test.each([[['abandon']], [[...book.words.slice(1), 'zoo']]])('takes no other list', (words) => {
    expect(() => wordBook(words)).toThrow(RangeError);
  });

  test.each([['abandon', 'abandon'], ['aban', 'abandon'], ['abando', 'abandon'], ['act', 'act'], ['acto', 'actor'], ['aba', null], ['abandom', null], ['zzzz', null], ['', null]])('%j means %j', (typed, word) => {
    expect(expandWord(typed, book)).toBe(word);
  });

  test.each([
    ['abandn', ['abandon']],
    ['yelow', ['yellow', 'below', 'allow']],
    ['yaer', ['year']],
    ['winnner', ['winner', 'winter', 'dinner']],
    ['xylophone', []],
    ['q', []],
  ])('suggests for %j', (typed, words) => {
    expect(suggestWords(typed, book)).toEqual(words);
  });
});

describe('a mnemonic', () => {
  test.each([
    ['00'.repeat(16), `${'abandon '.repeat(11)}about`],
    ['7f'.repeat(16), pairing],
    ['ff'.repeat(16), `${'zoo '.repeat(11)}wrong`],
    ['00112233445566778899aabbccddeeff', 'abandon math mimic master filter design carbon crystal rookie group knife young'],
    ['00'.repeat(24), `${'abandon '.repeat(17)}agent`],
    ['ff'.repeat(24), `${'zoo '.repeat(17)}when`],
    ['00112233445566778899aabbccddeeff0123456789abcdef', recovery],
  ])('of %s is what the contract says', async (hex, phrase) => {
    expect(await encodeMnemonic(decodeHex(hex)!, book)).toBe(phrase);
    expect(encodeHex((await decodeMnemonic(phrase, book))!)).toBe(hex);
  });

  test('comes back, whatever the bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(16, 20, 24, 28, 32).chain((length) => fc.uint8Array({ minLength: length, maxLength: length })), async (bytes) => {
      const entropy = new Uint8Array(bytes);
      expect(await decodeMnemonic(await encodeMnemonic(entropy, book), book)).toEqual(entropy);
    }));
  });

  test.each([0, 12, 15, 17, 33])('is not made of %d bytes', async (length) => {
    await expect(encodeMnemonic(new Uint8Array(length), book)).rejects.toThrow(RangeError);
  });

  test.each(['', 'abandon', `${'abandon '.repeat(10)}about`, `${'abandon '.repeat(12)}about`, `${'abandon '.repeat(11)}abouts`, pairing.replace(' ', '  ')])('is not read from %j', async (phrase) => {
    expect(await decodeMnemonic(phrase, book)).toBeNull();
  });
});

describe('a phrase as people write it', () => {
  const numbered = pairing.split(' ').map((word, index) => `${index + 1}. ${word}`).join('\n');
  test.each([
    ['in capitals', pairing.toUpperCase()],
    ['with blanks around and between', `  ${pairing.replaceAll(' ', ' \t ')}\n`],
    ['in lines', pairing.replaceAll(' ', '\r\n')],
    ['numbered', numbered],
    ['numbered otherwise', numbered.replaceAll('. ', ')')],
    ['with commas', pairing.replaceAll(' ', ', ')],
    ['in quotes', `“${pairing}”`],
    ['with an invisible character', pairing.replace('winner', 'win\u00adner\u200b')],
    ['in letters of full width', pairing.replace('legal', 'ｌｅｇａｌ')],
    ['with accents of a correcting keyboard', pairing.replace('legal', 'légal')],
    ['by the first letters', pairing.split(' ').map((word) => word.slice(0, 4)).join(' ')],
  ])('is read %s', async (_, text) => {
    expect(await readMnemonic(text, 12, book)).toEqual({ state: 'good', phrase: pairing });
  });

  test('of eighteen words is read', async () => {
    expect(await readMnemonic(recovery.toUpperCase(), 18, book)).toEqual({ state: 'good', phrase: recovery });
  });

  test.each([[11, 12], [13, 12], [24, 18], [12, 18], [0, 12]])('has a wrong number of words: %d for %d', async (words, expected) => {
    expect(await readMnemonic('abandon '.repeat(words), expected, book)).toEqual({ state: 'wrong-count', words });
  });

  test('names each word that is none, with its place', async () => {
    expect(await readMnemonic(pairing.replace('winner', 'winer').replace('yellow', 'xylophone'), 12, book)).toEqual({
      state: 'unknown-words',
      unknown: [
        { position: 2, typed: 'winer', suggestions: ['wine', 'winner', 'winter'] },
        { position: 12, typed: 'xylophone', suggestions: [] },
      ],
    });
  });

  test.each([
    ['two words changed places', pairing.replace('legal winner thank year', 'legal thank winner year')],
    ['one word was mistaken for another', pairing.replace('yellow', 'year')],
  ])('is told from another phrase when %s', async (_, text) => {
    expect(await readMnemonic(text, 12, book)).toEqual({ state: 'wrong-checksum' });
  });

  test('without a checksum may have any order', () => {
    const words = 'zoo zoo zoo abandon ability able about above absent absorb abstract absurd';
    expect(readWords(words, 12, book)).toEqual({ state: 'good', phrase: words });
  });

  test('is not read without an end', () => {
    expect(wordsIn('a '.repeat(1_000_000)).length).toBeLessThan(3000);
  });
});
