/**
 * Stands at the field that a person is in, where it is one of a login: a mark, and on their wish the menu under it.
 *
 * Injected, after the script that reads pages, into a document where a person has gone into such a field; the scout tells
 * where they go next. Knows nothing of accounts: what is in the menu is between the menu's own page and the background.
 * @see guides: threats S-01, S-08, S-09; experience U-23, U-26
 * @module
 */

import type { MenuCall, MenuPurpose } from '../messages/contract.ts';
import { ask } from './ask.ts';
import { isCutOff } from './cut-off.ts';
import { isLikely } from './likely-field.ts';
import { markSize, markView, menuSize } from './mark-view.ts';
import { placeMark, placeMenu, type Surround } from './menu-place.ts';
import { findAll, focusedIn } from './tree.ts';

/** In our own world of the page, where its scripts see nothing. */
const slot = globalThis as {
  latchkeyPage?: { purposeOf: (field: HTMLInputElement) => MenuPurpose | null };
  latchkeyMark?: { stop: () => void; at: (field: HTMLInputElement) => void; again: () => void };
};

/** Milliseconds after which we look whether a field was moved by something that sends no event. */
const lookEvery = 250;
const mostFields = 400;
/** A code that is typed into one field a digit. */
const longestCode = 10;
const menuAddress = 'src/ui/menu/index.html';

const view = markView(() => void open('mark'));
let field: HTMLInputElement | null = null;
let purpose: MenuPurpose = 'login';
/** The menu is open, or opening. */
let menu: { up: boolean } | null = null;
/** A fill goes on, and puts the focus here and there. */
let held = false;
/** While there is a field. */
let following: AbortController | undefined;

function at(next: HTMLInputElement): void {
  if (next === field || held) return;
  leave();
  const found = slot.latchkeyPage?.purposeOf(next) ?? null;
  if (found === null) return;
  field = next;
  purpose = found;
  follow();
  place();
}

/** Of the field that has the focus something else may have been said. */
function again(): void {
  leave();
  const focused = focusedIn(document);
  if (isLikely(focused)) at(focused);
}

function leave(): void {
  following?.abort();
  field = null;
  close();
  view.remove();
}

function follow(): void {
  following = new AbortController();
  const { signal } = following;
  const listen = (target: EventTarget, type: string, hear: (event: Event) => void) => target.addEventListener(type, hear, { capture: true, signal });
  listen(window, 'scroll', place);
  listen(window, 'resize', place);
  listen(window, 'keydown', onKey);
  listen(window, 'focusout', () => { setTimeout(leaveIfLeft); });
  listen(window, 'input', (event) => { if (menu !== null && event.isTrusted) close(); });
  // In the page, outside of the menu.
  listen(window, 'pointerdown', (event) => { if (menu !== null && event.target !== view.host && event.target !== field) close(); });
  const sizes = new ResizeObserver(place);
  if (field !== null) sizes.observe(field);
  const ticking = setInterval(place, lookEvery);
  signal.addEventListener('abort', () => {
    sizes.disconnect();
    clearInterval(ticking);
  });
}

/** The focus is in our menu, or where it was; while another window has it, nothing has changed. */
function leaveIfLeft(): void {
  const now = focusedIn(document);
  if (field !== null && !held && now !== field && !isOurs(now) && document.hasFocus()) leave();
}

/** What has the focus may be found inside of our own closed root, too. */
function isOurs(element: Element | null): boolean {
  const root = element?.getRootNode();
  return element === view.host || (root instanceof ShadowRoot && root.host === view.host);
}

function place(): void {
  if (field === null) return;
  if (isCutOff()) {
    stop();
    return;
  }
  const box = field.getBoundingClientRect();
  const seen = field.isConnected && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!seen || !view.show(field)) {
    leave();
    return;
  }
  const fromRight = isFromRight(field);
  const others = after(field).map((other) => other.getBoundingClientRect());
  view.moveMark(placeMark(markSize, { field: box, others, fromRight, inset: insetOf(field, box, fromRight) }));
  if (menu === null) return;
  const to = placeMenu(menuSize, surround(field, fromRight));
  // Elsewhere than where its content stands: better none.
  if (to?.up === menu.up) view.moveFrame(to);
  else close();
}

/** How far something of the page reaches into the field's end, e.g. the button that shows a password. */
function insetOf(input: HTMLInputElement, box: DOMRect, fromRight: boolean): number {
  const most = box.width / 2;
  let inset = 0;
  for (let looks = 0; looks < 3 && inset < most; looks += 1) {
    const x = fromRight ? box.left + inset + markSize / 2 : box.right - inset - markSize / 2;
    const hit = document.elementsFromPoint(x, box.top + box.height / 2).find((element) => element !== view.host);
    const other = hit?.getBoundingClientRect();
    if (hit === undefined || other === undefined || hit === input || hit.contains(input) || hit.shadowRoot !== null || other.width > most) break;
    inset = fromRight ? other.right - box.left : box.right - other.left;
  }
  return Math.min(inset, most);
}

function surround(input: HTMLInputElement, fromRight: boolean): Surround {
  const [next] = after(input);
  return { field: input.getBoundingClientRect(), next: next?.getBoundingClientRect() ?? null, window: { width: document.documentElement.clientWidth, height: innerHeight }, fromRight };
}

/** The next few fields that are drawn. */
function after(input: HTMLInputElement): readonly HTMLElement[] {
  const fields = findAll<HTMLElement>(document, 'input:not([type=hidden],[type=checkbox],[type=radio],[type=submit]),textarea,select', mostFields);
  return fields.slice(fields.indexOf(input) + 1).filter((other) => other.checkVisibility()).slice(0, longestCode);
}

function onKey(event: Event): void {
  if (!(event instanceof KeyboardEvent) || !event.isTrusted || event.isComposing || focusedIn(document) !== field) return;
  if (event.key === 'Escape' && menu !== null) {
    take(event);
    close();
  } else if (event.key === 'ArrowDown' && !event.ctrlKey && !event.metaKey && !event.shiftKey && isLikely(field)) {
    take(event);
    void open('keys');
  }
}

/** It was meant for us: the page would close its dialog, say. */
function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** `keys`: the menu takes the focus as soon as it is there. */
async function open(by: 'mark' | 'keys'): Promise<void> {
  if (field === null) return;
  if (menu !== null) {
    if (by === 'keys') view.focusFrame();
    else close();
    return;
  }
  const here = field;
  const to = placeMenu(menuSize, surround(here, isFromRight(here)));
  menu = { up: to?.up === true };
  const answer = await ask('openMenu', { purpose, room: to !== null });
  const nonce = answer.ok ? answer.value.nonce : null;
  if (field !== here || to === null || nonce === null) close();
  else view.openFrame(`${chrome.runtime.getURL(menuAddress)}#${nonce}${to.up ? '/up' : ''}`, { at: to, focus: by === 'keys' });
}

function close(): void {
  menu = null;
  held = false;
  view.closeFrame();
}

function hear(message: unknown, sender: chrome.runtime.MessageSender, reply: (heard: boolean) => void): void {
  if (sender.id !== chrome.runtime.id || sender.tab !== undefined || !isMenuCall(message)) return;
  field?.focus({ preventScroll: true });
  if (message.menu === 'leave') stop();
  else if (message.menu === 'close') close();
  else held = menu !== null;
  reply(true);
}

function isMenuCall(message: unknown): message is MenuCall {
  return typeof message === 'object' && message !== null && 'menu' in message && (message.menu === 'focus-field' || message.menu === 'close' || message.menu === 'leave');
}

function isFromRight(input: HTMLInputElement): boolean {
  return getComputedStyle(input).direction === 'rtl';
}

/** Nothing of ours stands in this document from now on. */
function stop(): void {
  leave();
  delete slot.latchkeyMark;
  try {
    chrome.runtime.onMessage.removeListener(hear);
  } catch {
    // Left over from before an update: the browser has cut it off already.
  }
}

slot.latchkeyMark?.stop();
slot.latchkeyMark = { stop, at, again };
chrome.runtime.onMessage.addListener(hear);
again();
