/**
 * Which row of a list is selected: how keys move it, and how it survives a new answer.
 * @module
 */

export type Move = 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down';

/** Rows that a page key jumps over: what fits into the popup, less one for orientation. */
const page = 7;

/** The new position; the ends stop, so that a held key never wraps past what was meant. -1 for an empty list. */
export function moveSelection(at: number, count: number, move: Move): number {
  if (count === 0) return -1;
  const to = { 'up': at - 1, 'down': at + 1, 'first': 0, 'last': count - 1, 'page-up': at - page, 'page-down': at + page }[move];
  return Math.min(count - 1, Math.max(0, to));
}

/** Where the selected row went in a new list: by its id, else as near as can be. */
export function keepSelection<Id>(before: readonly { id: Id }[], at: number, after: readonly { id: Id }[]): number {
  if (after.length === 0) return -1;
  const selected = before[at];
  const found = selected === undefined ? -1 : after.findIndex((row) => row.id === selected.id);
  return found >= 0 ? found : Math.min(Math.max(at, 0), after.length - 1);
}
