/**
 * Writes a text into a field as if it was typed, so that the page's own code keeps it.
 * @module
 */

import { focusedIn } from './tree.ts';

/** Beside us where the person has allowed it: our own events are none of a person's. */
const watcher = globalThis as { latchkeyWatch?: { filled: (field: HTMLInputElement) => void } };

/** Milliseconds in which frameworks put their own state back into a field, if they do. */
const settled = 40;

/**
 * Writes the whole text. One that is longer than the field's `maxlength` is not cut: half a password
 * is a wrong one, and the site can say so better than we.
 * @returns false when the page put something else into the field, twice
 */
export async function writeValue(field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<boolean> {
  for (const put of [putByScript, putByBrowser]) {
    typeInto(field, text, put);
    await new Promise((resolve) => { setTimeout(resolve, settled); });
    if (field.value === text) {
      if (field instanceof HTMLInputElement && field.type === 'password') watcher.latchkeyWatch?.filled(field);
      return true;
    }
  }
  return false;
}

/** Writes a text at once, and tells the page of it as a browser does of what is typed. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string, put = putByScript): void {
  focus(field);
  field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true }));
  put(field, text);
  field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  blur(field);
}

function putByScript(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  setOwnValue(field, text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText', data: text }));
}

/** For pages that take back what no person seems to have typed: the browser's own editing, whose events it vouches for. */
export function putByBrowser(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.select();
  // Old, and without a successor. It writes where the focus is, and would cut what is longer than the field allows.
  const edited = focusedIn(document) === field && document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  if (!edited || field.value !== text) putByScript(field, text);
}

/** React and others put a `value` of their own on the element and overlook what goes through that. */
function setOwnValue(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = field.localName === 'textarea' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
}

/** While the popup has the focus, browsers send no focus events to the page. */
function focus(field: HTMLElement): void {
  const told = listen(field, 'focus', () => field.focus({ preventScroll: true }));
  if (told) return;
  field.dispatchEvent(new FocusEvent('focus', { composed: true }));
  field.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
}

function blur(field: HTMLElement): void {
  const told = listen(field, 'blur', () => field.blur());
  if (told) return;
  field.dispatchEvent(new FocusEvent('blur', { composed: true }));
  field.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
}

/** Whether the browser itself sent the event. */
function listen(field: HTMLElement, type: string, act: () => void): boolean {
  let told = false;
  const hear = () => { told = true; };
  field.addEventListener(type, hear, { once: true });
  act();
  field.removeEventListener(type, hear);
  return told;
}
