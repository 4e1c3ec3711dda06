/**
 * What the page about people knows: the account that is looked at, and who is there.
 * @module
 */

import { batch, computed, signal } from '@preact/signals';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Answer } from '../../messages/contract.ts';
import type { PeopleView } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { app, failure, loadState } from '../components/app-state.ts';
import { explain } from '../explain.ts';
import { say } from '../vault/notice.ts';

export { app, failure };
/** Chosen here, or named by what has led to this page. */
const led = new URLSearchParams(location.hash.slice(1));
const chosen = signal<string | null>(led.get('account'));
/** What a notification has led to, until it has been shown. */
let leadsTo = led.get('show');
/** The account whose people are shown; null: there is none. */
export const account = computed(() => app.value?.accounts.find(({ id }) => id === chosen.value) ?? app.value?.accounts[0] ?? null);
export const view = signal<PeopleView | null>(null);
/** An invitation that was chosen in a page, for the field that reads them. */
export const chosenInvite = signal('');

export async function load(): Promise<void> {
  await loadState();
  if (app.value?.lock.state !== 'unlocked') {
    view.value = null;
    return;
  }
  await takeChosen();
  await loadPeople(false);
}

export async function choose(id: AccountId): Promise<void> {
  batch(() => {
    chosen.value = id;
    view.value = null;
  });
  await loadPeople(false);
}

/** @param again - asks anew what is else remembered for a day */
export async function loadPeople(again: boolean): Promise<void> {
  const of = account.value?.id;
  if (of === undefined) return;
  const answer = await send('getPeople', { account: of, again });
  // Another account may have been chosen meanwhile.
  if (account.value?.id !== of) return;
  batch(() => {
    failure.value = answer.ok ? null : answer.problem;
    if (answer.ok) view.value = answer.value;
  });
}

/** Nothing of anybody stays in a screen that goes on without them. */
export function forgetPeople(): void {
  batch(() => {
    app.value = null;
    view.value = null;
    failure.value = null;
  });
}

/** Whether this list is what a notification has led to: once. */
export function isLedTo(what: 'shares' | 'contacts'): boolean {
  if (leadsTo !== what) return false;
  leadsTo = null;
  return true;
}

/** Does something, and looks again at what came of it. @returns what went wrong; said at the foot of the page where what it is about is gone */
export async function change(work: Promise<Answer<unknown>>): Promise<Problem | null> {
  const answer = await work;
  await loadPeople(false);
  // Its row went with it, and so would what it says.
  if (!answer.ok && answer.problem.kind === 'gone') say(explain(answer.problem).what);
  return answer.ok ? null : answer.problem;
}

async function takeChosen(): Promise<void> {
  const answer = await send('takeChosenInvite', {});
  if (answer.ok && answer.value.text !== '') chosenInvite.value = answer.value.text;
}
