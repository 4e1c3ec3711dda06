/**
 * Rows that are marked, to do something with all of them at once. Ids only: most of them need not be on screen.
 * @module
 */

import { computed, signal } from '@preact/signals';
import type { CredentialId } from '../../../core/ids.ts';
import { send } from '../../../messages/send.ts';
import { listAsk, query, rowAt, scope, selected, total } from '../list-model.ts';
import { tell } from '../model.ts';

export const marks = signal<ReadonlySet<CredentialId>>(new Set());

/** As many as one write may be about. */
const most = 20_000;

/** Where a range begins, and what was marked besides it. */
let anchor: { index: number; besides: ReadonlySet<CredentialId> } | null = null;
/** An answer to an older question is thrown away. */
let asked = 0;

// Another list, other rows: nobody should act on rows that went out of sight unnoticed.
computed(() => [scope.value, query.value]).subscribe(clearMarks);

export function clearMarks(): void {
  asked += 1;
  anchor = null;
  if (marks.peek().size > 0) marks.value = new Set();
}

export function toggleMark(index: number): void {
  const id = rowAt(index)?.id;
  if (id === undefined) return;
  asked += 1;
  const next = new Set(marks.value);
  if (!next.delete(id)) next.add(id);
  marks.value = next;
  anchor = { index, besides: next };
}

/** Marks all rows from where the last mark was set, or else from the selected row. */
export async function markTo(index: number): Promise<void> {
  anchor ??= { index: selected.value, besides: marks.value };
  const { index: from, besides } = anchor;
  const ids = await idsBetween(Math.min(from, index), Math.max(from, index));
  if (ids !== null) marks.value = new Set([...besides, ...ids]);
}

export async function markAll(): Promise<void> {
  anchor = null;
  const ids = await idsBetween(0, Math.min(total.value ?? 0, most) - 1);
  if (ids !== null) marks.value = new Set(ids);
}

/** Those that were changed are marked no longer; what was refused stays marked. */
export function unmark(done: readonly CredentialId[]): void {
  anchor = null;
  marks.value = new Set([...marks.value].filter((id) => !done.includes(id)));
}

/** Null: something else was marked meanwhile, or there is no answer. */
async function idsBetween(first: number, last: number): Promise<readonly CredentialId[] | null> {
  const mine = (asked += 1);
  const known = Array.from({ length: last - first + 1 }, (_, at) => rowAt(first + at)?.id);
  const loaded = known.filter((id) => id !== undefined);
  if (loaded.length === known.length) return loaded;
  const answer = await send('listIds', { ...listAsk(), offset: first, limit: Math.min(most, last - first + 1) });
  if (mine !== asked) return null;
  if (answer.ok) return answer.value.ids;
  tell(answer.problem);
  return null;
}
