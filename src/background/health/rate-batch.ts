/**
 * Rates passwords a few at a time, giving way in between. Runs where `import()` may: in the offscreen document of
 * Chromium, in Firefox's event page.
 * @module
 */

import { pauseForOthers } from '../../core/envelopes/pause.ts';
import type { Rating } from '../../core/strength/score.ts';

/** `known`: what a guesser knows besides. */
export interface ToRate { password: string; known: readonly string[] }

/** A task that takes longer is felt. */
const sliceMs = 30;

export async function rateBatch(batch: readonly ToRate[]): Promise<Rating[]> {
  const { rate } = await import('../../core/strength/rate.ts');
  const ratings: Rating[] = [];
  let begin = performance.now();
  for (const { password, known } of batch) {
    ratings.push(rate(password, known));
    if (performance.now() - begin < sliceMs) continue;
    await pauseForOthers();
    begin = performance.now();
  }
  return ratings;
}
