/**
 * What a person has typed into a form with a password: the login that it is, or the change of one.
 *
 * Knows nothing of the page's language: what the fields say of themselves, their order and their values are enough,
 * and the person sees what was found before anything is kept.
 * @module
 */

import type { TypedLogin } from '../messages/contract.ts';
import { findAll, withAncestors } from './tree.ts';

const mostFields = 200;
/** Longer than any password that a person has; the background takes no more either. */
const longest = 1024;
/** A PIN of a card, or a code: worth nothing tomorrow. */
const shortest = 5;

const fields = 'input:not([type=submit],[type=button],[type=reset],[type=image],[type=file],[type=range],[type=color],[type=checkbox],[type=radio])';
const pressed = 'button,input[type=submit],input[type=button],input[type=image],[role=button]';

/** The form of a field, or what serves as one: the smallest box around it with another field and something to press, else all of the page. */
export function boxOf(field: HTMLInputElement): Element {
  if (field.form !== null) return field.form;
  const around = withAncestors(field);
  const serves = (element: Element) => element.localName === 'form' || (findAll(element, pressed, 1).length > 0 && findAll<HTMLInputElement>(element, fields, mostFields).some(({ type }) => type !== 'password'));
  return around.find((element) => element !== field && serves(element)) ?? around.at(-1) ?? field;
}

/**
 * @param box - of {@link boxOf}
 * @param isPassword - also of a field that shows its text at the moment
 * @returns null: nothing that could be saved
 */
export function readLogin(box: Element, isPassword: (field: HTMLInputElement) => boolean): TypedLogin | null {
  const all = findAll<HTMLInputElement>(box, fields, mostFields).filter(({ value }) => value !== '' && value.length <= longest);
  const secrets = all.filter((field) => isPassword(field) && isSeen(field) && !isCode(field));
  const passwords = passwordsIn(secrets);
  const [first] = secrets;
  return first === undefined || passwords === null ? null : { username: usernameIn(all, first, isPassword), ...passwords };
}

function passwordsIn(secrets: readonly HTMLInputElement[]): Omit<TypedLogin, 'username'> | null {
  const said = (role: string) => secrets.filter((field) => tokens(field).includes(role)).map(({ value }) => value);
  const [current] = said('current-password');
  const fresh = said('new-password');
  const values = secrets.map(({ value }) => value);
  const [one, two, three] = values;
  if (one === undefined || values.length > 3) return null;
  if (fresh[0] !== undefined && (current !== undefined || fresh.length === values.length)) return chosen(current ?? null, fresh);
  if (two === undefined) return { password: one, newPassword: null };
  if (three === undefined) return one === two ? { password: one, newPassword: null } : chosen(one, [two]);
  return two === three ? chosen(one, [two]) : one === two ? chosen(three, [one]) : null;
}

/** Null where the repetition is another one: the site will say so. */
function chosen(current: string | null, [next = '', ...again]: readonly string[]): Omit<TypedLogin, 'username'> | null {
  if (again.some((other) => other !== next)) return null;
  return current === null || current === next ? { password: next, newPassword: null } : { password: current, newPassword: next };
}

/** What says that it is the name, also out of sight, as on the second page of a login; else the last text before the password. */
function usernameIn(all: readonly HTMLInputElement[], password: HTMLInputElement, isPassword: (field: HTMLInputElement) => boolean): string {
  const texts = all.filter((field) => !isPassword(field) && !isCode(field) && /^(?:text|email|tel|hidden|number|)$/.test(field.type));
  const says = (role: string) => texts.find((field) => tokens(field).includes(role));
  const before = texts.slice(0, texts.findLastIndex((field) => isBefore(field, password)) + 1).findLast((field) => field.type !== 'hidden' && isSeen(field));
  const named = texts.find((field) => /^(?:user(?:name|id|_name|_id)?|login|e-?mail)$/i.test(field.name));
  return (says('username') ?? before ?? says('email') ?? named)?.value.trim() ?? '';
}

/** A text field that says it is for the name of a login. On the first of two pages there is nothing else to tell it by. */
export function mayBeName(field: HTMLInputElement): boolean {
  if (!/^(?:text|email|tel|)$/.test(field.type) || isCode(field)) return false;
  return field.type === 'email' || tokens(field).some((token) => /^(?:username|email|webauthn)$/.test(token)) || /user|log[io]n|mail|ident|account|member|customer/i.test(`${field.name} ${field.id}`);
}

function isBefore(field: HTMLInputElement, password: HTMLInputElement): boolean {
  return (field.compareDocumentPosition(password) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function isCode(field: HTMLInputElement): boolean {
  if (/^\d{4,10}$/.test(field.value) && /otp|code|tan\b|totp|2fa|mfa|token|captcha/i.test(`${field.name} ${field.id}`)) return true;
  return tokens(field).some((token) => token === 'one-time-code' || token.startsWith('cc-')) || (field.maxLength >= 0 && field.maxLength < shortest);
}

function tokens({ autocomplete }: HTMLInputElement): readonly string[] {
  return autocomplete.toLowerCase().split(/\s+/);
}

/** A field in which a person could type. What no one sees may hold anything. */
export function isSeen(field: HTMLElement): boolean {
  return field.isConnected && field.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && field.getBoundingClientRect().width > 4;
}
