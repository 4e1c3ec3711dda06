/**
 * The contract's part about the health check.
 * @module
 */

import type { Problem } from '../core/problem.ts';
import type { Row } from './browse-contract.ts';
import type { Nothing } from './contract.ts';

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

/** Logins with one password; at most 20 rows of them. */
export interface ReuseGroup { size: number; rows: readonly Row[] }

export interface HealthRequests {
  /** What is known; looking at it puts no lock off. */
  getHealth: { ask: Nothing; reply: HealthView };
  /** Looks at what is not known yet, behind the reply. Only what has changed is looked at again. */
  checkHealth: { ask: Nothing; reply: HealthView };
  /** Stops both checks; what was found stays. */
  cancelHealth: { ask: Nothing; reply: HealthView };
  listReused: { ask: { offset: number; limit: number }; reply: { groups: readonly ReuseGroup[]; total: number } };
  /** Whom to ask about breaches; null: nobody, and what was found is forgotten. The screen must hold the permission for its origin already. */
  setBreachService: { ask: { service: string | null }; reply: HealthView };
  /** Asks about every password, behind the reply: five digits of a hash at a time, nothing else. */
  checkBreaches: { ask: Nothing; reply: HealthView };
}
