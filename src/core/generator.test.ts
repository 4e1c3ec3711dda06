import { describe, expect, test } from 'vitest';

import { defaultPasswordRecipe } from './generator-recipes.ts';
import { generatePassword, randomBelow } from './generator.ts';

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
