/**
 * What a page knows of Latchkey as a whole, and how it comes to know it.
 * @module
 */

import { batch, signal } from '@preact/signals';
import type { Problem } from '../../core/problem.ts';
import type { Answer, AppState } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { inOrder } from './in-order.ts';

export const app = signal<AppState | null>(null);
/** Why there is nothing to show at all, or why the last thing that was asked for did not happen. */
export const failure = signal<Problem | null>(null);

/** What was known stays where the answer is a problem. @param along - changes with the state, and is drawn with it at once */
export function takeState(answer: Answer<AppState>, along: (state: AppState) => void = () => undefined): void {
  batch(() => {
    failure.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    app.value = answer.value;
    along(answer.value);
  });
}

const askState = inOrder(() => send('getState', {}));

/** Asks anew. @returns whether it is known to be unlocked */
export async function loadState(along?: (state: AppState) => void): Promise<boolean> {
  const answer = await askState();
  if (answer === null) return app.value?.lock.state === 'unlocked';
  takeState(answer, along);
  return answer.ok && answer.value.lock.state === 'unlocked';
}
