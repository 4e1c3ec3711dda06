/**
 * Makes passwords. Every choice is equally likely: bytes that would favour one are thrown away.
 * @module
 */

import { Failure } from './problem.ts';
import type { PasswordRecipe } from './generator-recipes.ts';

/** Fresh random bytes, e.g. from `crypto.getRandomValues`. */
export type ByteSource = (length: number) => Uint8Array;

const classes = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  symbols: '!@#$%^&*()-_=+[]{};:,.?/~',
} as const;
const classNames = ['lower', 'upper', 'digits', 'symbols'] as const;
const ambiguous = /[iloILO01|5S2Z8B]/g;
const most = 0x1_0000_0000;

/**
 * A number from 0 to `below` - 1, each as likely as any other.
 * @param below - 1 to 2^32
 */
export function randomBelow(below: number, bytes: ByteSource): number {
  // The last, incomplete round of numbers would make the first ones likelier.
  const limit = most - (most % below);
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes(4);
    const drawn = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (drawn < limit) return drawn % below;
  }
}

/** @throws {Failure} `not-allowed` for no class at all, or minimum counts that don't fit into the length */
export function generatePassword(recipe: PasswordRecipe, bytes: ByteSource): string {
  const alphabets = classNames.flatMap((name) => {
    const least = recipe[name];
    return least === null ? [] : [{ least, characters: recipe.avoidAmbiguous ? classes[name].replace(ambiguous, '') : classes[name] }];
  });
  const least = alphabets.reduce((sum, alphabet) => sum + alphabet.least, 0);
  if (alphabets.length === 0 || least > recipe.length || recipe.length < 1) throw new Failure({ kind: 'not-allowed' });
  const drawn = alphabets.flatMap(({ least: count, characters }) => Array.from({ length: count }, () => pick(characters, bytes)));
  const all = alphabets.map(({ characters }) => characters).join('');
  while (drawn.length < recipe.length) drawn.push(pick(all, bytes));
  return shuffled(drawn, bytes).join('');
}

function pick(characters: string, bytes: ByteSource): string {
  return characters.charAt(randomBelow(characters.length, bytes));
}

/** Fisher and Yates: every order is as likely as any other. */
function shuffled(items: string[], bytes: ByteSource): string[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomBelow(last + 1, bytes);
    [items[last], items[other]] = [items[other] ?? '', items[last] ?? ''];
  }
  return items;
}
