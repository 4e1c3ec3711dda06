/**
 * Counts wrong unlock passwords and slows the next try, also across restarts of the worker and the browser.
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { stored, type StorageArea } from '../stored.ts';

const free = 3;
const firstWaitMs = 5000;
const longestWaitMs = 5 * 60_000;
const shape = v.object({ count: v.number(), retryAt: v.number() });

export interface Tries {
  /** Counts one try. @throws {Failure} `too-many-tries` while the person has to wait */
  begin: () => Promise<void>;
  succeed: () => Promise<void>;
  /** Milliseconds since 1970; null: another try is free at once. */
  retryAt: () => Promise<number | null>;
}

export function tries(local: StorageArea, now: () => number): Tries {
  const item = stored(local, 'tries', shape);

  async function waitUntil(): Promise<number | null> {
    const past = await item.read();
    if (!past || past.retryAt <= now()) return null;
    const latest = now() + longestWaitMs;
    if (past.retryAt <= latest) return past.retryAt;
    // A clock that was set back must not lock somebody out for years: the wait starts anew, and ends.
    await item.write({ ...past, retryAt: latest });
    return latest;
  }

  return {
    async begin() {
      const wait = await waitUntil();
      if (wait !== null) throw new Failure({ kind: 'too-many-tries', retryAt: wait });
      const count = ((await item.read())?.count ?? 0) + 1;
      const penalty = count < free ? 0 : Math.min(longestWaitMs, 2 ** (count - free) * firstWaitMs);
      // Zero where the next try is free: a clock that is set back must not make one wait for it.
      await item.write({ count, retryAt: penalty === 0 ? 0 : now() + penalty });
    },
    succeed: () => item.remove(),
    retryAt: waitUntil,
  };
}
