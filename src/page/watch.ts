/**
 * Notices a login that a person types into a page, and tells the background once it is sent.
 *
 * In every page where the person has allowed it: so it listens to two events, does nothing before a password field is
 * touched, changes nothing in the page and keeps no value. Only what a person typed, or we filled in, counts.
 * @module
 */

import type { Message, PageRequest, PageRequests } from '../messages/contract.ts';
import { boxOf, isSeen, readLogin } from './typed-login.ts';

/** In our own world of the page, where its scripts see nothing. `filled` is called by the script that fills. */
const slot = globalThis as { latchkeyWatch?: { stop: () => void; filled: (field: HTMLInputElement) => void } };

/** Milliseconds in which a page without reloads has taken a login or refused it. */
const patience = 15_000;
const lookEvery = 250;
const momentsAgo = 5000;
const mostTouched = 20;

const stopping = new AbortController();
const passwords = new WeakSet();
/** Fields with a password that the person typed, the last one last. */
let touched: HTMLInputElement[] = [];
let armed = false;
/** Typed since it was told last. */
let untold = false;
/** When the person pressed something that may have sent it. */
let pressedAt = -Infinity;
/** Sent, and not gone yet. */
let leaving: { field: HTMLInputElement; until: number } | null = null;
let ticking: ReturnType<typeof setInterval> | undefined;

function listen(type: string, hear: (event: Event) => void): void {
  addEventListener(type, hear, { capture: true, passive: true, signal: stopping.signal });
}

/** The element itself, also inside open shadow roots. */
function targetOf(event: Event): EventTarget | undefined {
  return event.composedPath()[0];
}

function onField(event: Event): void {
  const field = targetOf(event);
  if (!(field instanceof HTMLInputElement) || (field.type !== 'password' && !passwords.has(field))) return;
  passwords.add(field);
  if (event.type === 'input' && event.isTrusted) touch(field);
}

function touch(field: HTMLInputElement): void {
  passwords.add(field);
  touched = [...touched.filter((other) => other !== field && other.isConnected), field].slice(-mostTouched);
  untold = true;
  if (armed) return;
  armed = true;
  listen('submit', onSubmit);
  listen('keydown', onKey);
  listen('click', onClick);
  listen('pagehide', onLeave);
}

function onSubmit(event: Event): void {
  if (event.isTrusted && event.target instanceof Element) noticeIn(event.target, true);
}

function onKey(event: Event): void {
  const field = targetOf(event);
  if (event.isTrusted && event instanceof KeyboardEvent && event.key === 'Enter' && !event.isComposing && field instanceof HTMLInputElement) press(boxOf(field));
}

function onClick(event: Event): void {
  if (!event.isTrusted) return;
  const path = event.composedPath();
  const elements = path.filter((each) => each instanceof Element);
  // To another page, and not with the login.
  if (elements.some((each) => each.matches('a[href]:not([href^="#"],[href^="javascript:" i])'))) {
    pressedAt = -Infinity;
    return;
  }
  const box = touched.map(boxOf).find((one) => path.includes(one));
  const button = elements.some((each) => each.matches('button,input[type=submit],input[type=button],input[type=image],[role=button],a'));
  // One that only shows the password, say, is followed by no change of the page: the background waits for that.
  if (button && box !== undefined) press(box);
  else pressedAt = performance.now();
}

function press(box: Element): void {
  pressedAt = performance.now();
  noticeIn(box, true);
}

/** Some pages send a login in ways of their own, and go. Without anything pressed it was typed only. */
function onLeave(): void {
  const last = touched.at(-1);
  if (untold && last !== undefined) noticeIn(boxOf(last), performance.now() - pressedAt < momentsAgo);
}

function noticeIn(box: Element, sent: boolean): void {
  const field = touched.findLast((one) => boxOf(one) === box);
  const login = field === undefined ? null : readLogin(box, (one) => one.type === 'password' || passwords.has(one));
  if (field === undefined || login === null) return;
  untold = false;
  tell('noticeLogin', { ...login, sent });
  leaving = { field, until: performance.now() + patience };
  ticking ??= setInterval(look, lookEvery);
}

/** A form that goes away without the page: that is how a page without reloads takes a login. */
function look(): void {
  const gone = leaving !== null && !isSeen(leaving.field);
  if (gone) tell('loginLeft', {});
  if (gone || leaving === null || performance.now() > leaving.until) {
    leaving = null;
    clearInterval(ticking);
    ticking = undefined;
  }
}

function tell<Name extends PageRequest>(name: Name, ask: PageRequests[Name]['ask']): void {
  try {
    const message: Message = { to: 'page-router', name, ask, version: chrome.runtime.getManifest().version };
    void chrome.runtime.sendMessage(message).catch(() => undefined);
  } catch {
    // Left over from before an update: the browser has cut it off.
    stop();
  }
}

function stop(): void {
  stopping.abort();
  clearInterval(ticking);
  touched = [];
}

slot.latchkeyWatch?.stop();
slot.latchkeyWatch = { stop, filled: touch };
// A document of no origin, or of a borrowed one, has no site.
if (self.origin !== 'null' && self.origin === location.origin) {
  listen('focusin', onField);
  listen('input', onField);
}
