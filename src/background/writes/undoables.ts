/**
 * What can still be taken back, for as long as its notice is shown; forgotten with the worker.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { Undoable } from './write-many.ts';

const undoMs = 15_000;

export class Undoables {
  readonly #now: () => number;
  readonly #offered = new Map<string, { until: number; steps: readonly Undoable[] }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns a token for `take`; null where there is nothing to take back */
  offer(steps: readonly Undoable[]): string | null {
    if (steps.length === 0) return null;
    const now = this.#now();
    for (const [token, { until }] of this.#offered) if (now > until) this.#offered.delete(token);
    const token = crypto.randomUUID();
    this.#offered.set(token, { until: now + undoMs, steps });
    return token;
  }

  /** Once only. @throws {Failure} `gone`: too late */
  take(token: string): readonly Undoable[] {
    const found = this.#offered.get(token);
    this.#offered.delete(token);
    if (!found || this.#now() > found.until) throw new Failure({ kind: 'gone', what: 'credential' });
    return found.steps;
  }
}
