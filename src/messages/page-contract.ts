/**
 * The part of the contract between the background and our script in a web page.
 * @module
 */

import type { FieldRole, FilledPart } from '../core/forms/facts.ts';
import type { FieldRule } from '../core/forms/field-rules.ts';
import type { NoTargets } from '../core/forms/targets.ts';
import type { FieldRules } from '../core/password-rules.ts';
import type { Problem } from '../core/problem.ts';
import type { MenuPurpose } from './menu-contract.ts';

/** What our script fills in: one login, chosen by a person, for one document. */
export interface FillOrder {
  /** The order is void in a document of any other origin. */
  origin: string;
  username: string | null;
  email: string | null;
  password: string | null;
  code: string | null;
  /** For the fields of a new password; goes alone. */
  newPassword: string | null;
  /** Fields that the login has of its own and the page has too, by their labels. */
  custom: readonly { label: string; value: string }[];
  /** What the person said of fields of this site. */
  rules: readonly FieldRule[];
  /** What the login holds for a step that the same document may show next. */
  next: NextStep | null;
}

/** What a step of a login asks for after the one before. */
export type NextStep = 'current-password' | 'one-time-code';

/** What a person typed. `password` is the current one where it is to become `newPassword`, else just the one that was typed. */
export interface TypedLogin { username: string; password: string; newPassword: string | null }

/** Each request of our script in a web page. A ticket is made for one document and is good for one use. */
export interface PageRequests {
  takeOrder: { ask: { ticket: string }; reply: FillOrder };
  /** The document shows the step that its last order named as the next. Good once for each step, and for half a minute. */
  takeNextStep: { ask: { step: NextStep }; reply: FillOrder };
  /** A login was typed. `sent`: and something pressed that sends it. Nothing comes back; whose site it is says the browser. */
  noticeLogin: { ask: TypedLogin & { sent: boolean }; reply: Record<string, never> };
  /** A name was sent from a page without a password: perhaps the first of two steps. */
  noticeName: { ask: { username: string }; reply: Record<string, never> };
  /** The form of the login that was noticed last is gone, the page is still there. */
  loginLeft: { ask: Record<string, never>; reply: Record<string, never> };
  /** It is still there, long after the login was sent. */
  loginStayed: { ask: Record<string, never>; reply: Record<string, never> };
  /** A person has pasted something into a field. Nothing comes back; where it was says the browser. */
  noticePaste: { ask: { text: string }; reply: Record<string, never> };
  /** A person is in a field that may be one of a login: what looks closer is put into the document, if it is wanted. */
  fieldFocused: { ask: Record<string, never>; reply: Record<string, never> };
  /** A person wants the menu at a field. The nonce is good for one menu in this document's tab; null: there is no `room` for it, and the popup opens instead. */
  openMenu: { ask: { purpose: MenuPurpose; room: boolean }; reply: { nonce: string | null } };
}

/** What of a login and of its site a page needs to know to say what it has a place for. */
export interface LookAsk {
  /** Wait a moment for fields that are not there yet. */
  wait: boolean;
  /** Of the fields that the login has of its own. */
  labels: readonly string[];
  rules: readonly FieldRule[];
}

/** What the background tells our script in one document. `field`: which one has the focus; `know`: what the person has said of fields of the site. */
export type PageCall = { do: 'fill'; ticket: string } | ({ do: 'look' } & LookAsk) | { do: 'undo' } | { do: 'field' } | ({ do: 'know' } & Pick<LookAsk, 'rules'>);

/** What the background tells what stands at a field: to give the field its focus back, or to close the menu as well. */
export interface MenuCall { menu: 'focus-field' | 'close' | 'leave' }

/** Answer to `fill`. */
export type FillOutcome = { filled: readonly FilledPart[]; problem: Problem | null };

/** Answer to `look`: what the document offers. No text of the page but the rules that a field for a new password states, and the name that was typed. */
export interface PageLook {
  origin: string;
  /** `open`: there is a form that a login has a place in. */
  place: 'open' | Exclude<NoTargets, 'mismatch'>;
  roles: readonly FieldRole[];
  newPassword: FieldRules | null;
  /** Which of the labels it has a field for, by their numbers. */
  custom: readonly number[];
  /** What stands in the field for the name. */
  typed: string;
  /** The person is in that form. */
  focused: boolean;
  /** Origin that the form is sent to where it is another one. */
  sendsTo: string | null;
  /** Origins of other sites in frames that are large enough for a form. */
  frames: readonly string[];
  /** The document isn't complete yet. */
  loading: boolean;
}

/** Answer to `undo`: how many fields have their earlier value again. */
export interface UndoOutcome { restored: number }
/** Answer to `field`: the mark of the field with the focus, or null where there is none. */
export interface FieldAnswer { mark: string | null }
