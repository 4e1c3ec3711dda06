/**
 * What screens see of the health check.
 * @module
 */

import type { Problem } from '../core/problem.ts';

/** What the health check finds. `insecure`: its address is without TLS. `codeless`: no second factor is kept here; whether the site offers one, nobody here knows. */
export type HealthFinding = 'compromised' | 'reused' | 'weak' | 'insecure' | 'expired' | 'old' | 'codeless';

/** What the health page draws. Trash and hidden logins are left out. */
export interface HealthNumbers {
  /** That were looked at. */
  logins: number;
  counts: Readonly<Record<HealthFinding, number>>;
  /** Passwords that were rated, by their score from 0 (guessed at once) to 4. */
  strength: readonly number[];
  /** Passwords by the years since they were changed: below 1, 2, 3, 5, and more. */
  ages: readonly number[];
  /** Logins that share one password, the largest groups first. */
  groups: readonly number[];
}

/** How far a long work has come; null: none is under way. */
export interface Progress { done: number; total: number }

/** The comparison with known breaches. */
export interface BreachView {
  /** Base address of the service that is asked; null: it is off. */
  service: string | null;
  progress: Progress | null;
  /** Milliseconds since 1970; null = never. */
  checkedAt: number | null;
  problem: Problem | null;
}

export interface HealthView {
  numbers: HealthNumbers;
  progress: Progress | null;
  /** Passwords that nobody has looked at yet. */
  unknown: number;
  problem: Problem | null;
  breach: BreachView;
}
