/**
 * The keyboard in the menu: arrows walk through what can be pressed, Escape goes back to the field.
 * @module
 */

import { moveSelection, type Move } from '../components/selection.ts';
import { leave, view } from './model.ts';

const moves: Readonly<Record<string, Move>> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (!event.isTrusted || event.isComposing || view.value === null) return;
    const move = moves[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') leave('page');
    else if (move !== undefined) focusItem(move);
    else return;
    event.preventDefault();
  });
  // By key from the field: our frame has the focus, and nothing in it has.
  addEventListener('focus', () => {
    if (document.activeElement === document.body) focusItem('first');
  });
}

/** The first one, where the menu was opened by key and has only now something to show. */
export function focusFirst(): void {
  if (document.hasFocus() && document.activeElement === document.body) focusItem('first');
}

function focusItem(move: Move): void {
  const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.findIndex((item) => item === document.activeElement);
  items[at < 0 ? 0 : moveSelection(at, items.length, move)]?.focus();
}
