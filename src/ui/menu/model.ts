/**
 * What the menu knows, and what a person can do in it.
 * @module
 */

import { signal } from '@preact/signals';
import type { Problem } from '../../core/problem.ts';
import type { FillReport, MenuView, Row } from '../../messages/contract.ts';
import { askMenu } from './ask-menu.ts';
import { judge } from './guard.ts';

/** Null: this menu was opened by nobody, and stays empty. */
export const view = signal<MenuView | null>(null);
/** Why the last thing that was asked for did not happen. */
export const trouble = signal<Problem | null>(null);
/** What is said before the menu closes by itself. */
export const notice = signal<{ said: 'code-copied' } | { said: 'kept'; label: string } | { said: 'held' } | null>(null);

/** Milliseconds in which a short sentence can be read. */
const readable = 2500;
let busy = false;

/** The menu's address says which it is; what it is for, the background. */
export async function take(nonce: string): Promise<void> {
  const answer = await askMenu('takeMenu', { nonce });
  if (answer.ok) view.value = answer.value;
}

export function leave(to: 'page' | 'popup' | 'new'): void {
  void askMenu('leaveMenu', { to });
}

export function fill(event: MouseEvent, row: Row): void {
  void act(event, async () => {
    const answer = await askMenu('fillFromMenu', { credential: row.id });
    return answer.ok ? done(answer.value) : answer.problem;
  });
}

/** What a person has changed since stays, and is said to. */
export function undo(event: MouseEvent): void {
  void act(event, async () => {
    const answer = await askMenu('undoFromMenu', {});
    if (!answer.ok) return answer.problem;
    if (answer.value.restored === 0) notice.value = { said: 'held' };
    setTimeout(() => { leave('page'); }, answer.value.restored === 0 ? readable : 0);
    return null;
  });
}

export function generate(event: MouseEvent): void {
  void act(event, async () => {
    const answer = await askMenu('generateFromMenu', {});
    if (!answer.ok) return answer.problem;
    notice.value = { said: 'kept', label: answer.value.label };
    setTimeout(() => { leave('page'); }, readable);
    return null;
  });
}

/** The menu closes with it; the popup says what was done. */
export function never(event: MouseEvent): void {
  void act(event, async () => {
    const answer = await askMenu('neverFromMenu', {});
    return answer.ok ? null : answer.problem;
  });
}

function done({ left, copied }: FillReport): Problem | null {
  if (left !== null) return left;
  if (copied !== null) notice.value = { said: 'code-copied' };
  setTimeout(() => { leave('page'); }, copied === null ? 0 : readable);
  return null;
}

/** Only what a person saw; where nothing can show that they did, the popup does the same and no page can cover it. */
async function act(event: MouseEvent, work: () => Promise<Problem | null>): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const verdict = await judge(event);
    if (verdict === 'no') leave('popup');
    if (verdict === 'yes') trouble.value = await work();
  } finally {
    busy = false;
  }
}
