/**
 * How strong a password is by its length and its kinds of characters alone. It knows no words and no
 * leaks, so it may say less than the truth, and its words promise no more.
 * @module
 */

export type Strength = 'short' | 'plain' | 'fair' | 'long';

const classes: readonly (readonly [RegExp, number])[] = [[/[a-z]/, 26], [/[A-Z]/, 26], [/\d/, 10], [/[\x20-/:-@[-`{-~]/, 33], [/[^\0-\x7f]/, 100]];

/** Null for an empty one. */
export function strengthOf(password: string): Strength | null {
  if (password === '') return null;
  const { length } = password;
  if (length < 8) return 'short';
  const pool = classes.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
  // The same letter again and again is as long as it has different letters, twice over.
  const bits = Math.min(length, new Set(password).size * 2) * Math.log2(Math.max(2, pool));
  if (bits < 50) return 'plain';
  return bits < 80 ? 'fair' : 'long';
}
