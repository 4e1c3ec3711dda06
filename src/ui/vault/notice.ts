/**
 * The one notice at the foot of the page: what was done, and for ten seconds the way back.
 * @module
 */

import { signal } from '@preact/signals';

/** Milliseconds. */
export const undoFor = 10_000;

export interface Notice {
  text: string;
  /** Null: there is nothing to undo. */
  undo: (() => Promise<void>) | null;
}

export const notice = signal<Notice | null>(null);

export function say(text: string, undo: Notice['undo'] = null): void {
  notice.value = { text, undo };
}

export function forgetNotice(): void {
  notice.value = null;
}

/** Whether there was something to undo. */
export function undoLast(): boolean {
  const undo = notice.value?.undo ?? null;
  if (undo === null) return false;
  notice.value = null;
  void undo();
  return true;
}
