/**
 * How strong a password is, in one number; light, for whoever only speaks of it (`rate.ts` finds it out).
 * @module
 */

/** 0: guessed at once; 1: in minutes; 2: in hours, where a server's list of hashes was lost; 3: in days to months; 4: not in years. */
export type Score = 0 | 1 | 2 | 3 | 4;

export type WeakBecause = 'common' | 'word' | 'pattern' | 'repeat' | 'date' | 'yours';

export interface Rating {
  score: Score;
  /** Decimal logarithm of the guesses that it would take; 0 for the empty password. */
  guessesLog10: number;
  /** What makes it weak; null where nothing does, and from score 3 on. */
  because: WeakBecause | null;
}

/** Up to here a password is called weak. */
export const weakest: Score = 2;
