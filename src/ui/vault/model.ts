/**
 * What the vault page knows besides its rows: the state of Latchkey, the place, what waits to be sent.
 * @module
 */

import { batch, computed, signal } from '@preact/signals';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { ClashNotice, QueuedWrite, VaultSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { app, failure, loadState } from '../components/app-state.ts';
import { inOrder } from '../components/in-order.ts';
import { forgetList, refreshList, scope, selectCredential, show } from './list-model.ts';
import { forgetNotice } from './notice.ts';
import { dueFilter } from './organise/filters.ts';
import { forgetOffers, loadOffers } from './sharing/offers.ts';
import { credentialAt, hashOf, readOver, readPlace, samePlace, type Over, type Place } from './place.ts';

export { app, failure };
export const place = signal<Place>({ at: 'nothing' });
/** Null: not a small window, or none that may fill. */
export const over = signal<Over | null>(null);
/** Why the last thing that was asked for did not happen. */
export const trouble = signal<Problem | null>(null);
export const draftCount = signal(0);
export const queue = signal<readonly QueuedWrite[]>([]);
export const clashes = signal<readonly ClashNotice[]>([]);
/** Writes and drafts that can't be read any more. */
export const unreadable = signal(0);
/** In a narrow window the list of vaults is a pane of its own. */
export const sidebarOpen = signal(false);

export const vaults = computed<readonly VaultSummary[]>(() => app.value?.vaults ?? []);
/** Those whose key is known. */
export const openVaults = computed(() => vaults.value.filter(({ state }) => state !== 'closed'));
/** The vault whose key is asked for, where one such was chosen. */
export const closedScope = computed<VaultSummary | null>(() => vaults.value.find(({ id, state }) => id === scope.value.vault && state === 'closed') ?? null);
export const severalVaults = computed(() => vaults.value.length > 1);

/** Asks for the state, and anew for the rows on screen. */
export async function load(): Promise<void> {
  const unlocked = await loadState(({ lock }) => {
    if (lock.state === 'unlocked') refreshList();
    else forgetAll();
  });
  if (unlocked) await Promise.all([loadQueue(), loadOffers()]);
}

export async function sendQueue(): Promise<void> {
  const answer = await send('sendQueue', {});
  if (answer.ok) queue.value = answer.value.writes;
  else tell(answer.problem);
}

/** A door that fell shut is shown as the door, anything else in words. */
export function tell(problem: Problem): void {
  if (problem.kind === 'locked') void load();
  else trouble.value = problem;
}

export function go(next: Place): void {
  batch(() => {
    place.value = next;
    trouble.value = null;
    sidebarOpen.value = false;
    selectPlace(next);
  });
  // Not an entry of the history for each row that an arrow key passes.
  history.replaceState(null, '', `${location.pathname}${hashOf(next, over.value)}`);
}

export function view(credential: CredentialId): void {
  go({ at: 'view', credential });
}

/** @param filter - operators that narrow the list, e.g. to a tag */
export function showScope(show_: 'active' | 'trash', vault: VaultId | null, filter = ''): void {
  batch(() => {
    show({ show: show_, vault, filter });
    go({ at: 'nothing' });
  });
}

/** The popup opens this page at a credential, also where it is open already. */
export function followAddress(): void {
  place.value = readPlace(location.hash);
  over.value = readOver(location.hash);
  // Where our notification leads.
  if (location.hash === '#due') show({ show: 'active', vault: null, filter: dueFilter });
  selectPlace(place.value);
  addEventListener('hashchange', () => {
    const next = readPlace(location.hash);
    over.value = readOver(location.hash);
    if (!samePlace(place.value, next)) go(next);
  });
}

function selectPlace(at: Place): void {
  const credential = credentialAt(at);
  if (credential !== null) selectCredential(credential);
}

const askWaiting = inOrder(() => Promise.all([send('getQueue', {}), send('getDrafts', {})]));

async function loadQueue(): Promise<void> {
  const waiting = await askWaiting();
  if (waiting === null) return;
  const [answer, drafts] = waiting;
  if (answer.ok) {
    queue.value = answer.value.writes;
    clashes.value = answer.value.clashes;
    unreadable.value = answer.value.unreadable;
  }
  if (drafts.ok) draftCount.value = drafts.value.drafts.length;
}

function forgetAll(): void {
  forgetList();
  forgetNotice();
  forgetOffers();
  queue.value = [];
  clashes.value = [];
  unreadable.value = 0;
  draftCount.value = 0;
  trouble.value = null;
}
