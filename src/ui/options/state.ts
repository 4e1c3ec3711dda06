/**
 * What the options page knows, and how it comes to know it.
 * @module
 */

import { signal } from '@preact/signals';
import type { Settings } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { app, failure, loadState, takeState } from '../components/app-state.ts';

export { app, failure, takeState as take };
/** The first vault was opened in this very page: the set-up is shown to its end. */
export const justSetUp = signal(false);
/** What is still good on a server after a sign-out: the app password that it could not be told of, or an app's secret. */
export const notRevoked = signal<{ server: string; appId: string | null } | null>(null);
/** Where the person wants to sign in: the address that the form begins with; null: nowhere. */
export const connecting = signal<string | null>(null);
/** Counts what was saved, so that it is announced each time. */
export const saved = signal(0);

export async function load(): Promise<void> {
  await loadState();
}

export async function save(change: Partial<Settings>): Promise<void> {
  if (app.value === null) return;
  const answer = await send('saveSettings', { settings: { ...app.value.settings, ...change } });
  takeState(answer);
  if (answer.ok) saved.value += 1;
}
