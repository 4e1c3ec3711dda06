import { describe, expect, test } from 'vitest';
import type { ServiceState } from './services.ts';
import { look, nothingWatched, type Watched } from './watch.ts';

/** Looks at one service again and again. @returns which looks had news, and whether it is known to be broken in the end */
function seen(...states: (ServiceState | [ServiceState, 'quiet'])[]): { news: number[]; broken: boolean } {
  let watched: Watched = nothingWatched;
  const news: number[] = [];
  for (const [index, step] of states.entries()) {
    const [state, quiet] = typeof step === 'string' ? [step, undefined] : step;
    const next = look(watched, [{ id: 'nextcloud', state, switchable: true }], quiet !== undefined);
    watched = next.watched;
    if (next.broke.length > 0) news.push(index);
  }
  return { news, broken: watched.broken.length > 0 };
}

describe('watching a service', () => {
  test.each<[string, Parameters<typeof seen>, ReturnType<typeof seen>]>([
    ['says nothing of one that runs', ['running', 'running', 'running'], { news: [], broken: false }],
    ['says nothing of one that never ran', ['stopped', 'stopped', 'stopped'], { news: [], broken: false }],
    ['waits for a second look', ['running', 'stopped', 'running'], { news: [], broken: false }],
    ['tells at the second look, once', ['running', 'stopped', 'stopped', 'failed', 'stopped'], { news: [2], broken: true }],
    ['knows when it is mended, and tells anew', ['running', 'failed', 'failed', 'running', 'failed', 'failed'], { news: [2, 5], broken: true }],
    ['takes one that was switched off for no trouble', ['running', 'off', 'off'], { news: [], broken: false }],
    ['takes a change for no trouble', ['running', 'changing', 'changing', 'running'], { news: [], broken: false }],
    ['is quiet after a restart', ['running', ['stopped', 'quiet'], ['stopped', 'quiet'], 'running'], { news: [], broken: false }],
    ['tells what did not come back from a restart', ['running', ['stopped', 'quiet'], 'stopped', 'stopped'], { news: [3], broken: true }],
  ])('%s', (_, states, result) => {
    expect(seen(...states)).toEqual(result);
  });
});
