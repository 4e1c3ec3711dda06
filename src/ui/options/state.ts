/**
 * What the options page knows, and how it comes to know it.
 * @module
 */

import { batch, signal } from '@preact/signals';
import type { Problem } from '../../core/problem.ts';
import type { Answer, AppState, Settings } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';

export const app = signal<AppState | null>(null);
/** Why the last thing that was asked for did not happen, beside nothing in particular. */
export const failure = signal<Problem | null>(null);
/** The first vault was opened in this very page: the set-up is shown to its end. */
export const justSetUp = signal(false);
/** The server that could not be told of a sign-out: its app password still stands there. */
export const notRevoked = signal<string | null>(null);
/** Where the person wants to sign in: the address that the form begins with; null: nowhere. */
export const connecting = signal<string | null>(null);
/** Counts what was saved, so that it is announced each time. */
export const saved = signal(0);

export async function load(): Promise<void> {
  take(await send('getState', {}));
}

export function take(answer: Answer<AppState>): void {
  batch(() => {
    failure.value = answer.ok ? null : answer.problem;
    if (answer.ok) app.value = answer.value;
  });
}

export async function save(change: Partial<Settings>): Promise<void> {
  if (app.value === null) return;
  const answer = await send('saveSettings', { settings: { ...app.value.settings, ...change } });
  take(answer);
  if (answer.ok) saved.value += 1;
}
