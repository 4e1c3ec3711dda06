/**
 * Undoes what was done, last first: after a run, a failure or Ctrl-C.
 * @module
 */

import { Failure } from '../../src/core/problem.ts';
import type { Checks } from './report.ts';

export interface Cleanup {
  /**
   * @param name - for the report. What is gone already counts as undone
   * @returns forgets the step: call it when it was done on the way
   */
  later: (name: string, undo: () => Promise<void>) => () => void;
  /** Every step is tried, whatever happens to the others. */
  run: (report: Checks) => Promise<void>;
}

export function cleanup(): Cleanup {
  let steps: { name: string; undo: () => Promise<void> }[] = [];
  return {
    later(name, undo) {
      const step = { name, undo };
      steps.push(step);
      return () => { steps = steps.filter((other) => other !== step); };
    },
    async run(report) {
      if (steps.length > 0) report.chapter('Clean up');
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await report.check(step.name, unlessGone(step.undo));
    },
  };
}

function unlessGone(undo: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await undo();
    } catch (error) {
      if (!(error instanceof Failure) || error.problem.kind !== 'not-found') throw error;
    }
  };
}
