/**
 * What the popup knows, as signals, and how it comes to know it.
 *
 * Holds rows and texts only: secrets are asked for by the view that shows them.
 * @module
 */

import { batch, computed, signal } from '@preact/signals';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Answer, FillConsent, Filled, PopupPlace, PopupView, Row, ScreenRequests } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { askView } from './asked-first.ts';
import { byName } from './by-name.ts';
import { askLatest } from './latest.ts';
import { inOrder } from '../components/in-order.ts';
import { keepSelection } from '../components/selection.ts';

/** Rows that are drawn at most; the rest is found by typing. */
const rowLimit = 50;

export type Route = { at: 'list' } | { at: 'details'; credential: CredentialId } | { at: 'generator' } | { at: 'people' } | { at: 'folders' } | { at: 'shortcuts' };

export const view = signal<PopupView | null>(null);
/** Why there is no view at all. */
export const failure = signal<Problem | null>(null);
export const route = signal<Route>({ at: 'list' });
export const query = signal('');
/** The person took the site chip away. */
export const widened = signal(false);
export const found = signal<{ query: string; rows: readonly Row[]; total: number } | null>(null);
export const selected = signal(0);
/** Why the last thing that was asked for did not happen. `allowed`: what a person has agreed to for this fill. */
export interface Trouble { problem: Problem; row: Row | null; allowed?: readonly FillConsent[] }
export const trouble = signal<Trouble | null>(null);
/** Logins of the site whose name is typed in the page already. */
const named = signal<readonly CredentialId[]>([]);
/** What was filled, as long as it can be taken back. */
export const filled = signal<Filled | null>(null);
/** Sites that were just said to belong together, and how it was before. */
export const joined = signal<{ sites: readonly [string, string]; before: readonly (readonly string[])[] } | null>(null);
export const busy = signal(false);

/** Whether the list shows the site's logins only. */
export const onSite = computed(() => query.value === '' && !widened.value && view.value?.site != null);
export const rows = computed<readonly Row[]>(() => (onSite.value ? byName(view.value?.matches ?? [], named.value) : found.value?.rows ?? []));
export const total = computed(() => (onSite.value ? rows.value.length : found.value?.total ?? 0));
export const current = computed<Row | null>(() => rows.value[selected.value] ?? null);
/** Vault names are shown only where there is more than one. */
export const severalVaults = computed(() => (view.value?.app.vaults.length ?? 0) > 1);

const searching = askLatest(
  (ready) => requestAnimationFrame(ready),
  (text: string) => send('search', { query: text, limit: rowLimit }),
  takeFound,
);

const askNewest = inOrder(askView);

/** Asks for everything the popup shows; keeps the selected row where it still is. */
export async function load(): Promise<void> {
  const answer = await askNewest();
  if (answer !== null) take(answer);
}

export function take(answer: Answer<PopupView>): void {
  batch(() => {
    if (!answer.ok) {
      failure.value = answer.problem;
      return;
    }
    const before = rows.value;
    const opening = view.value === null;
    failure.value = null;
    view.value = answer.value;
    filled.value ??= answer.value.filled;
    if (answer.value.app.lock.state !== 'unlocked') {
      forgetAll();
      return;
    }
    if (opening && answer.value.place !== null) goBackTo(answer.value.place);
    selected.value = keepSelection(before, selected.value, rows.value);
    if (!onSite.value) searching.want(query.value);
    void askNamed(answer.value);
  });
}

/** Where there is something to choose, once: the page is looked at behind the list, which then has them first. */
async function askNamed({ site, matches, asked }: PopupView): Promise<void> {
  if (namedAsked || site === null || matches.length < 2 || asked !== null) return;
  namedAsked = true;
  const answer = await send('getNamed', { tabId: site.tabId, documentId: site.documentId });
  if (!answer.ok) return;
  batch(() => {
    const [before, at] = [rows.value, selected.value];
    named.value = answer.value.named;
    // Whoever has gone on to another row stays there.
    if (onSite.value && at > 0) selected.value = keepSelection(before, at, rows.value);
  });
}

export function type(text: string): void {
  batch(() => {
    query.value = text;
    trouble.value = null;
    selected.value = 0;
    if (onSite.value) searching.forget();
    else searching.want(text);
  });
}

/** From this site to the whole vault. */
export function widen(): void {
  if (widened.value || view.value?.site == null) return;
  batch(() => {
    widened.value = true;
    type(query.value);
  });
}

/** The mouse passes over a row: a note that stands above the list stays, so that nothing jumps under the pointer. */
export function hover(index: number): void {
  selected.value = index;
}

export function select(index: number): void {
  batch(() => {
    selected.value = index;
    trouble.value = null;
  });
}

function takeFound(text: string, answer: Answer<ScreenRequests['search']['reply']>): void {
  batch(() => {
    if (!answer.ok) {
      trouble.value = { problem: answer.problem, row: null };
      return;
    }
    const before = found.value?.query === text ? rows.value : [];
    const at = selected.value;
    found.value = { query: text, ...answer.value };
    if (!onSite.value) selected.value = before.length > 0 ? keepSelection(before, at, rows.value) : Math.min(0, rows.value.length - 1);
  });
}

let namedAsked = false;
let scrollBack = 0;

/** Where the details that the popup opens with were scrolled to; once. */
export function takeScroll(): number {
  const at = scrollBack;
  scrollBack = 0;
  return at;
}

function goBackTo({ at, credential, query: asked, widened: wide, scroll }: PopupPlace): void {
  scrollBack = scroll;
  query.value = asked;
  widened.value = wide;
  if (at === 'generator') route.value = { at };
  if (at === 'details' && credential !== null) route.value = { at, credential };
}

/** Where the popup is, as the next one opens; null where every popup begins. */
export function placeNow(scroll: number): PopupPlace | null {
  const { value: at } = route;
  if (view.value?.app.lock.state !== 'unlocked' || at.at === 'shortcuts' || at.at === 'people' || at.at === 'folders') return null;
  if (at.at === 'list' && query.value === '' && !widened.value) return null;
  return { at: at.at, credential: at.at === 'details' ? at.credential : null, query: query.value.slice(0, 500), widened: widened.value, scroll };
}

/** Locked: nothing of the vault stays in this page. */
function forgetAll(): void {
  searching.forget();
  found.value = null;
  query.value = '';
  widened.value = false;
  selected.value = 0;
  trouble.value = null;
  filled.value = null;
  joined.value = null;
  named.value = [];
  namedAsked = false;
  route.value = { at: 'list' };
}
