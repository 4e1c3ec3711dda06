/**
 * Has the background remember where the popup is: it is gone at the first click beside it.
 * @see guides: experience U-28
 * @module
 */

import { effect } from '@preact/signals';
import type { PopupPlace } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { placeNow, view } from './model.ts';

/** Milliseconds after the last key or turn of a wheel. */
const restMs = 150;

/** What this popup has told last; undefined: nothing yet. */
let told: PopupPlace | null | undefined;
let scroll = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

export function keepPlace(): void {
  document.addEventListener('scroll', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches('.body')) return;
    scroll = target.scrollTop;
    keep(placeNow(scroll));
  }, { capture: true, passive: true });
  effect(() => {
    const place = placeNow(scroll);
    if (place === null) forgetPlace();
    else keep(place);
  });
}

/** For what was done with the popup, and closes it. */
export function forgetPlace(): void {
  clearTimeout(waiting);
  scroll = 0;
  if (kept() !== null) tell(null);
}

/** What the background keeps by now: until it is told something else, what this popup was opened with. */
function kept(): PopupPlace | null {
  return told === undefined ? view.value?.place ?? null : told;
}

function keep(place: PopupPlace | null): void {
  clearTimeout(waiting);
  if (place === null) return;
  // Another view is told at once: the popup may be gone in a moment.
  if (place.at !== (told?.at ?? 'list')) tell(place);
  else waiting = setTimeout(() => { if (JSON.stringify(place) !== JSON.stringify(told)) tell(place); }, restMs);
}

function tell(place: PopupPlace | null): void {
  told = place;
  void send('keepPlace', { host: view.value?.site?.host ?? '', place });
}
