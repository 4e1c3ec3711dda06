/**
 * Waits for a person to go into a field that could be one of a login, and has what looks closer put into the page.
 *
 * In every page where the person has allowed it and wants it: so it listens to three events, looks at nothing but the field
 * they are about, and changes nothing in the page. A page that puts the focus somewhere by itself is no person.
 * @see guides: threats S-09, S-11
 * @module
 */

import { ask } from './ask.ts';
import { isCutOff } from './cut-off.ts';
import { isLikely } from './likely-field.ts';
import { focusedIn } from './tree.ts';

/** In our own world of the page, where its scripts see nothing. `at` is what stands at fields. */
const slot = globalThis as { latchkeyScout?: { stop: () => void }; latchkeyMark?: { at: (field: HTMLInputElement) => void } };

const stopping = new AbortController();
/** Milliseconds in which what a person pressed, e.g. a button that shows a form, has put the focus somewhere. */
const momentsAgo = 1000;
/** When the person pressed anything in this document. */
let actedAt = -Infinity;
/** Asked once for each document: it is there then, or not wanted here. */
let asked = false;

function onFocus(event: Event): void {
  if (event.isTrusted && performance.now() - actedAt < momentsAgo) consider();
}

function onPress(event: Event): void {
  if (!event.isTrusted) return;
  actedAt = performance.now();
  // In a field that had the focus before anybody did anything.
  if (event.target === document.activeElement) consider();
}

function consider(): void {
  if (isCutOff()) {
    stopping.abort();
    return;
  }
  const field = focusedIn(document);
  if (!isLikely(field)) return;
  if (slot.latchkeyMark !== undefined) {
    slot.latchkeyMark.at(field);
    return;
  }
  if (asked) return;
  asked = true;
  void ask('fieldFocused', {});
}

function listen(type: string, hear: (event: Event) => void): void {
  addEventListener(type, hear, { capture: true, passive: true, signal: stopping.signal });
}

slot.latchkeyScout?.stop();
slot.latchkeyScout = { stop: () => { stopping.abort(); } };
// A document of no origin, or of a borrowed one, has no logins.
if (self.origin !== 'null' && self.origin === location.origin) {
  listen('focusin', onFocus);
  listen('pointerdown', onPress);
  listen('keydown', onPress);
}
