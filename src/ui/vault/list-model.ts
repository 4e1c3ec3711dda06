/**
 * The rows of the vault page: only those pages of the list that are looked at are asked for.
 * @module
 */

import { batch, computed, signal } from '@preact/signals';
import type { SearchOrder } from '../../core/credential/search.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Answer, ListAsk, Row, ScreenRequests } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { pageSize, pagesFor, type RowRange } from './row-window.ts';

/** `vault` null: all open ones. `filter`: operators that narrow it, e.g. to a tag. */
export interface Scope { show: 'active' | 'trash'; vault: VaultId | null; filter: string }

export const scope = signal<Scope>({ show: 'active', vault: null, filter: '' });
export const query = signal('');
export const order = signal<SearchOrder>('best');
export const pages = signal<ReadonlyMap<number, readonly Row[]>>(new Map());
/** Null: not known yet. */
export const total = signal<number | null>(null);
export const listProblem = signal<Problem | null>(null);
export const selected = signal(0);
export const current = computed<Row | null>(() => rowAt(selected.value));

/** Pages that were answered since the list last changed; the others are old or not there. */
let fresh = new Set<number>();
let wanted: readonly number[] = [0];
let era = 0;
let asking = false;
/** The next answer is to another question: nothing of the old rows stays. */
let replacing = false;
/** Goes along with its row when the list changes. */
let selectedId: CredentialId | null = null;

export function rowAt(index: number): Row | null {
  return pages.value.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null;
}

/** What the list shows now, as the background is asked for it. */
export function listAsk(): ListAsk {
  const { show: shown, vault, filter } = scope.value;
  return { show: shown, vault, query: `${filter} ${query.value}`.trim(), order: order.value };
}

/** The rows that are on screen now. */
export function wantRows(range: RowRange): void {
  wanted = pagesFor(range);
  void ask();
}

/** Something changed: asks again for what is on screen; the rest when it is looked at. */
export function refreshList(): void {
  era += 1;
  fresh = new Set();
  void ask();
}

export function show(next: Scope): void {
  batch(() => {
    scope.value = next;
    query.value = '';
    startOver();
  });
}

export function type(text: string): void {
  batch(() => {
    query.value = text;
    startOver();
  });
}

export function sortBy(next: SearchOrder): void {
  batch(() => {
    order.value = next;
    startOver();
  });
}

export function select(index: number): void {
  selected.value = index;
  selectedId = rowAt(index)?.id ?? null;
}

/** The row of a credential that was opened by other means than the list, once it is known where it is. */
export function selectCredential(credential: CredentialId): void {
  selectedId = credential;
  if (current.value?.id === credential) return;
  for (const [page, rows] of pages.value) keepSelected(page, rows);
}

/** Locked: nothing of the vault stays in this page. */
export function forgetList(): void {
  era += 1;
  fresh = new Set();
  selectedId = null;
  batch(() => {
    pages.value = new Map();
    total.value = null;
    query.value = '';
    selected.value = 0;
    listProblem.value = null;
  });
}

function startOver(): void {
  wanted = [0];
  replacing = true;
  selectedId = null;
  selected.value = 0;
  refreshList();
}

/** One question at a time: while it is answered, a scroll or a letter changes what is asked next. */
async function ask(): Promise<void> {
  const page = wanted.find((number) => !fresh.has(number));
  if (asking || page === undefined) return;
  asking = true;
  const asked = era;
  const answer = await send('listVault', { ...listAsk(), offset: page * pageSize, limit: pageSize });
  asking = false;
  if (asked === era) take(page, answer);
  void ask();
}

function take(page: number, answer: Answer<ScreenRequests['listVault']['reply']>): void {
  fresh.add(page);
  batch(() => {
    listProblem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const { rows } = answer.value;
    pages.value = new Map([...(replacing ? [] : pages.value), [page, rows]]);
    replacing = false;
    total.value = answer.value.total;
    keepSelected(page, rows);
  });
}

function keepSelected(page: number, rows: readonly Row[]): void {
  const found = selectedId === null ? -1 : rows.findIndex(({ id }) => id === selectedId);
  if (found >= 0) selected.value = page * pageSize + found;
  else selected.value = Math.max(0, Math.min(selected.value, (total.value ?? 0) - 1));
}
