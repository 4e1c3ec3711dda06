/**
 * Notices a login that a person types into a page, and tells the background once it is sent.
 *
 * In every page where the person has allowed it: so it listens to three events, does nothing before a field for a password
 * or a name is touched, changes nothing in the page and keeps no value
 * for longer than it takes the page to send it. What is pasted into a field is told too: it may be a password of another site. Only what a person typed, or we filled in, counts.
 * @module
 */

import type { Message, PageRequest, PageRequests, TypedLogin } from '../messages/contract.ts';
import { isCutOff } from './cut-off.ts';
import { hasSite, listening } from './listening.ts';
import { boxOf, isSeen, mayBeName, readLogin } from './typed-login.ts';

/** In our own world of the page, where its scripts see nothing. `filled` is called by the script that fills. */
const slot = globalThis as { latchkeyWatch?: { stop: () => void; filled: (field: HTMLInputElement) => void } };

/** Milliseconds in which a page without reloads has taken a login or refused it. */
const patience = 15_000;
const lookEvery = 250;
const momentsAgo = 5000;
const mostTouched = 20;
const longestName = 1024;
/** No secret is longer, nor has lines. */
const longestPasted = 1024;

const listeners = listening();
const passwords = new WeakSet();
/** Fields with a password that the person typed, the last one last. */
let touched: HTMLInputElement[] = [];
/** The field of a name that the person typed last, perhaps before there was a password; and whether it was told. */
let named: { field: HTMLInputElement; told: boolean } | null = null;
let armed = false;
/** Typed since it was told last. */
let untold = false;
/** When the person pressed something that may have sent it. */
let pressedAt = -Infinity;
interface Typed { field: HTMLInputElement; login: TypedLogin }
/** What was typed when something was pressed that is no button: by the time the page has asked its server, it may have emptied its fields. */
let held: Typed | null = null;
let forgetting: ReturnType<typeof setTimeout> | undefined;
/** Sent, and not gone yet. `name`: of a form for a new password, whose name field had something in it. */
let leaving: { field: HTMLInputElement; name: HTMLInputElement | null; path: string; until: number } | null = null;
/** A page without forms that sends a login by script. */
let requests: PerformanceObserver | undefined;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The element itself, also inside open shadow roots. */
function targetOf(event: Event): EventTarget | undefined {
  return event.composedPath()[0];
}

function onField(event: Event): void {
  if (isCutOff()) {
    stop();
    return;
  }
  const field = targetOf(event);
  if (!(field instanceof HTMLInputElement) || !hasSite()) return;
  const typed = event.type === 'input' && event.isTrusted;
  if (field.type === 'password' || passwords.has(field)) {
    passwords.add(field);
    if (typed) touch(field);
  } else if (typed && mayBeName(field)) {
    named = { field, told: false };
    arm();
  }
}

/** Whether it is one of ours, only the background can tell. */
function onPaste(event: Event): void {
  if (isCutOff()) {
    stop();
    return;
  }
  const text = event instanceof ClipboardEvent && event.isTrusted && targetOf(event) instanceof HTMLInputElement ? event.clipboardData?.getData('text/plain') ?? '' : '';
  if (text !== '' && text.length <= longestPasted && !text.includes('\n')) tell('noticePaste', { text });
}

function touch(field: HTMLInputElement): void {
  passwords.add(field);
  touched = [...touched.filter((other) => other !== field && other.isConnected), field].slice(-mostTouched);
  untold = true;
  arm();
}

function arm(): void {
  if (armed) return;
  armed = true;
  listeners.on('submit', onSubmit);
  listeners.on('keydown', onKey);
  listeners.on('click', onClick);
  listeners.on('pagehide', onLeave);
  requests = new PerformanceObserver((list) => onRequests(list.getEntriesByType('resource') as PerformanceResourceTiming[]));
  requests.observe({ type: 'resource' });
}

/** Something was pressed that is no button, and the page asked its server: that is how scripts send a login. */
function onRequests(entries: readonly PerformanceResourceTiming[]): void {
  const sends = ({ initiatorType, startTime }: PerformanceResourceTiming) => /^(?:fetch|xmlhttprequest)$/.test(initiatorType) && startTime >= pressedAt && startTime - pressedAt < momentsAgo;
  if (untold && held !== null && entries.some(sends)) report(held, true);
}

function onSubmit(event: Event): void {
  if (event.isTrusted && event.target instanceof Element) notice(event.target, true);
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
    hold(null);
    stay();
    return;
  }
  const fields = named === null ? touched : [...touched, named.field];
  const box = fields.map(boxOf).find((one) => path.includes(one));
  const button = elements.some((each) => each.matches('button,input[type=submit],input[type=button],input[type=image],[role=button],a'));
  // One that only shows the password, say, is followed by no change of the page: the background waits for that.
  if (button && box !== undefined) press(box);
  else {
    pressedAt = performance.now();
    hold(box === undefined ? null : loginIn(box));
  }
}

function press(box: Element): void {
  pressedAt = performance.now();
  notice(box, true);
}

function hold(typed: Typed | null): void {
  clearTimeout(forgetting);
  held = typed;
  if (typed !== null) forgetting = setTimeout(() => { held = null; }, momentsAgo);
}

/** Some pages send a login in ways of their own, and go. Without anything pressed it was typed only. */
function onLeave(): void {
  const recently = performance.now() - pressedAt < momentsAgo;
  const last = touched.at(-1);
  if (untold && held !== null) report(held, true);
  else if (untold && last !== undefined) notice(boxOf(last), recently);
  else if (recently && named !== null) noticeName(boxOf(named.field));
}

function notice(box: Element, sent: boolean): void {
  const typed = loginIn(box);
  if (typed !== null) report(typed, sent);
  else if (!touched.some((field) => boxOf(field) === box)) noticeName(box);
}

function loginIn(box: Element): Typed | null {
  const field = touched.findLast((one) => boxOf(one) === box);
  const login = field === undefined ? null : readLogin(box, (one) => one.type === 'password' || passwords.has(one));
  // Of a page that asked for the name first, and has put its field away.
  return field === undefined || login === null ? null : { field, login: { ...login, username: login.username === '' ? nameTyped() : login.username } };
}

function report({ field, login }: Typed, sent: boolean): void {
  untold = false;
  hold(null);
  tell('noticeLogin', { ...login, sent });
  const isNew = login.newPassword !== null || field.autocomplete === 'new-password';
  leaving = { field, name: isNew && login.username !== '' ? named?.field ?? null : null, path: location.pathname + location.hash, until: performance.now() + patience };
  ticking ??= setInterval(look, lookEvery);
}

/** The first page of a login in two steps. */
function noticeName(box: Element): void {
  const username = nameTyped();
  if (named === null || named.told || username === '' || boxOf(named.field) !== box) return;
  named.told = true;
  tell('noticeName', { username });
}

function nameTyped(): string {
  return named?.field.value.trim().slice(0, longestName) ?? '';
}

/**
 * How a page without reloads takes a login: its form goes away, or the page calls itself another. Some refuse one by emptying
 * the form as a whole: that is the sign of success only of a form for a new password.
 */
function look(): void {
  if (leaving === null) return;
  const { field, name, path, until } = leaving;
  const emptied = field.value === '' && (name?.value === '' || path !== location.pathname + location.hash);
  if (!isSeen(field) || emptied) {
    tell('loginLeft', {});
    rest();
  } else if (performance.now() > until) stay();
}

/** The form has stayed: the page has refused the login, as it seems. */
function stay(): void {
  if (leaving !== null && isSeen(leaving.field)) tell('loginStayed', {});
  rest();
}

function rest(): void {
  leaving = null;
  clearInterval(ticking);
  ticking = undefined;
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
  listeners.stop();
  requests?.disconnect();
  rest();
  touched = [];
  named = null;
  hold(null);
}

slot.latchkeyWatch?.stop();
slot.latchkeyWatch = { stop, filled: touch };
listeners.on('focusin', onField);
listeners.on('input', onField);
listeners.on('paste', onPaste);
