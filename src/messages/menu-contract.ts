/**
 * The part of the contract between the background and the menu that we show in a web page, in a frame of our own.
 *
 * The frame is ours, the page around it isn't: so the menu may ask for these few things and nothing that other
 * screens may, and what each is about is what the background noted when the person opened the menu.
 * @module
 */

import type { CredentialId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { FillReport, Row } from './browse-contract.ts';
import type { Nothing } from './contract.ts';

/** What the field is for at which the menu was opened. */
export type MenuPurpose = 'login' | 'code' | 'new-password';

/** What the menu shows. No secret. */
export interface MenuView {
  lock: 'new' | 'locked' | 'unlocked';
  purpose: MenuPurpose;
  /** Registrable domain of the document that would be filled. */
  domain: string;
  /** The first few logins of the site. */
  rows: readonly Row[];
  /** How many there are. */
  total: number;
  /** Logins of this site that are not offered, e.g. an https login on an http page. */
  withheld: Problem | null;
  /** A fill of the menu's document that can still be taken back. `label`: of the login. */
  filled: { label: string } | null;
}

export interface MenuRequests {
  /** Once for each nonce, and only by a menu in the tab that it was made for. */
  takeMenu: { ask: { nonce: string }; reply: MenuView };
  /** Into the document that the menu belongs to. */
  fillFromMenu: { ask: { credential: CredentialId }; reply: FillReport };
  /** Gives the fields of the menu's document their earlier values, as `undoFill` does. */
  undoFromMenu: { ask: Nothing; reply: { restored: number } };
  /** Makes a password as the generator was used last, keeps it as a draft, then fills it in. `label`: of the draft. */
  generateFromMenu: { ask: Nothing; reply: { label: string } };
  /** Says that nothing is to be filled on the site of the document, as the context menu does. */
  neverFromMenu: { ask: Nothing; reply: Nothing };
  /** Closes the menu: the person goes on in the field, in the toolbar's popup, or with a new login in a tab. */
  leaveMenu: { ask: { to: 'page' | 'popup' | 'new' }; reply: Nothing };
}
