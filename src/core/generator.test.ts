import { describe, expect, test } from 'vitest';

import { defaultPassphraseRecipe, defaultPasswordRecipe } from './generator-recipes.ts';
import { generatePassphrase, generatePassword } from './generator.ts';
import { parsePasswordRules, readFieldRules } from './password-rules.ts';
import { randomBelow } from './random-choice.ts';

/** xorshift32: the same bytes in every run. */
function seeded(seed: number) {
  let state = seed;
  return (length: number) => Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 11) & 0xff;
  });
}

describe('a drawn number', () => {
  test.each([3, 10, 26, 85])('below %i is each as likely as any other', (below) => {
    const draws = 20_000;
    const counts = new Array<number>(below).fill(0);
    const bytes = seeded(42);
    for (let draw = 0; draw < draws; draw++) counts[randomBelow(below, bytes)]! += 1;
    const expected = draws / below;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // Far beyond what chance gives (5 sigma), far below what a bias of one in twenty would.
    expect(chiSquare).toBeLessThan(below - 1 + 5 * Math.sqrt(2 * (below - 1)));
  });

  test('throws away what would favour the first ones', () => {
    const given = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 7];
    expect(randomBelow(10, (length) => Uint8Array.from(given.splice(0, length)))).toBe(7);
  });
});

describe('a password', () => {
  test.each([
    defaultPasswordRecipe,
    { ...defaultPasswordRecipe, length: 4 },
    { ...defaultPasswordRecipe, length: 12, digits: 6, symbols: 6, lower: 0, upper: null },
    { ...defaultPasswordRecipe, length: 256, avoidAmbiguous: true },
  ])('keeps every rule of %j', (recipe) => {
    const bytes = seeded(7);
    for (let run = 0; run < 200; run++) {
      const password = generatePassword(recipe, bytes);
      const counts = { lower: /[a-z]/g, upper: /[A-Z]/g, digits: /\d/g, symbols: /[^a-zA-Z\d]/g };
      expect(password).toHaveLength(recipe.length);
      for (const [name, pattern] of Object.entries(counts) as [keyof typeof counts, RegExp][]) {
        const found = password.match(pattern)?.length ?? 0;
        if (recipe[name] === null) expect(found).toBe(0);
        else expect(found).toBeGreaterThanOrEqual(recipe[name]);
      }
      if (recipe.avoidAmbiguous) expect(password).not.toMatch(/[iloILO01]/);
    }
  });

  test.each([{ ...defaultPasswordRecipe, length: 4, digits: 5 }, { ...defaultPasswordRecipe, lower: null, upper: null, digits: null, symbols: null }])('is refused where nothing fits: %j', (recipe) => {
    expect(() => generatePassword(recipe, seeded(1))).toThrow('not-allowed');
  });
});

describe('a password for a site with rules', () => {
  const made = (text: string, recipe = defaultPasswordRecipe) => Array.from({ length: 200 }, (_, seed) => generatePassword(recipe, seeded(seed + 1), parsePasswordRules(text)));

  test('is no longer and no shorter than the site takes', () => {
    expect(new Set(made('minlength: 8; maxlength: 12').map(({ length }) => length))).toEqual(new Set([12]));
    expect(new Set(made('minlength: 40').map(({ length }) => length))).toEqual(new Set([40]));
  });

  test('holds each class that the site asks for, and nothing else than it allows', () => {
    for (const password of made('required: lower; required: upper; required: [-_$]; allowed: digit; maxlength: 16')) {
      expect(password).toMatch(/^[a-zA-Z0-9_$-]{16}$/);
      expect(password).toMatch(/[a-z]/);
      expect(password).toMatch(/[A-Z]/);
      expect(password).toMatch(/[-_$]/);
    }
  });

  test('holds a class that the person left out where the site asks for it', () => {
    for (const password of made('required: digit', { ...defaultPasswordRecipe, lower: 1, upper: null, symbols: null, digits: null })) expect(password).toMatch(/\d/);
  });

  test('repeats no character more often than the site takes', () => {
    for (const password of made('allowed: [ab]; max-consecutive: 2; maxlength: 10')) expect(password).not.toMatch(/(.)\1\1/);
  });

  test('is refused where no password could keep the rules', () => {
    expect(() => made('allowed: [a]; max-consecutive: 1; minlength: 5')).toThrow('not-allowed');
    expect(() => made('required: lower; required: upper; required: digit; maxlength: 2')).toThrow('not-allowed');
  });

  test('keeps the rules of a field that has lengths only', () => {
    const rules = readFieldRules({ passwordRules: '', minLength: null, maxLength: 10 });
    expect(generatePassword(defaultPasswordRecipe, seeded(3), rules)).toHaveLength(10);
  });
});

describe('a passphrase', () => {
  const words = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index).repeat(3));

  test('has as many words as asked for, each as likely as any other', () => {
    const counts = new Map<string, number>();
    const bytes = seeded(11);
    const draws = 4000;
    for (let draw = 0; draw < draws; draw++) {
      const drawn = generatePassphrase(defaultPassphraseRecipe, words, bytes).split('-');
      expect(drawn).toHaveLength(6);
      for (const word of drawn) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const expected = (draws * 6) / words.length;
    const chiSquare = words.reduce((sum, word) => sum + ((counts.get(word) ?? 0) - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(25 + 5 * Math.sqrt(50));
  });

  test('has capitals, a number and another separator where they are asked for', () => {
    const passphrase = generatePassphrase({ kind: 'passphrase', words: 4, separator: ' · ', capitals: true, number: true }, words, seeded(5));
    expect(passphrase).toMatch(/^[A-Z][a-z]{2}\d?( · [A-Z][a-z]{2}\d?){3}$/);
    expect(passphrase.match(/\d/g)).toHaveLength(1);
  });
});
