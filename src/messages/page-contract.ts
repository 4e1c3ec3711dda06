/**
 * The part of the contract between the background and our script in a web page.
 * @module
 */

import type { FieldRole } from '../core/forms/facts.ts';
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
}

/** What a person typed. `password` is the current one where it is to become `newPassword`, else just the one that was typed. */
export interface TypedLogin { username: string; password: string; newPassword: string | null }

/** Each request of our script in a web page. A ticket is made for one document and is good for one use. */
export interface PageRequests {
  takeOrder: { ask: { ticket: string }; reply: FillOrder };
  /** A login was typed. `sent`: and something pressed that sends it. Nothing comes back; whose site it is says the browser. */
  noticeLogin: { ask: TypedLogin & { sent: boolean }; reply: Record<string, never> };
  /** The form of the login that was noticed last is gone, the page is still there. */
  loginLeft: { ask: Record<string, never>; reply: Record<string, never> };
  /** A person is in a field that may be one of a login: what looks closer is put into the document, if it is wanted. */
  fieldFocused: { ask: Record<string, never>; reply: Record<string, never> };
  /** A person wants the menu at a field. The nonce is good for one menu in this document's tab; null: there is no `room` for it, and the popup opens instead. */
  openMenu: { ask: { purpose: MenuPurpose; room: boolean }; reply: { nonce: string | null } };
}

/** What the background tells our script in one document. */
export type PageCall = { do: 'fill'; ticket: string } | { do: 'look' };
/** What the background tells what stands at a field: to give the field its focus back, or to close the menu as well. */
export interface MenuCall { menu: 'focus-field' | 'close' }

/** Answer to `fill`. */
export type FillOutcome = { filled: readonly FieldRole[]; problem: Problem | null };
/** Answer to `look`: what the document offers. No text of the page but the rules that a field for a new password states. */
export interface PageLook { origin: string; roles: readonly FieldRole[]; newPassword: FieldRules | null }
