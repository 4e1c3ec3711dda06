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
import { hasSite, listening } from './listening.ts';
import { focusedIn } from './tree.ts';

/** In our own world of the page, where its scripts see nothing. `at` is what stands at fields. */
const slot = globalThis as { latchkeyScout?: { stop: () => void }; latchkeyMark?: { at: (field: HTMLInputElement) => void } };

const listeners = listening();
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
    listeners.stop();
    return;
  }
  const field = focusedIn(document);
  if (!isLikely(field) || !hasSite()) return;
  if (slot.latchkeyMark !== undefined) {
    slot.latchkeyMark.at(field);
    return;
  }
  if (asked) return;
  asked = true;
  void ask('fieldFocused', {});
}

slot.latchkeyScout?.stop();
slot.latchkeyScout = listeners;
listeners.on('focusin', onFocus);
listeners.on('pointerdown', onPress);
listeners.on('keydown', onPress);
