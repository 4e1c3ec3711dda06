/**
 * Runs with every file of unit tests: many of them share a process, and what one has put in the place of globals, clocks or
 * variables of the environment must not meet the next.
 * @module
 */
import { afterAll, vi } from 'vitest';

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
