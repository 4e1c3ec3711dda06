/**
 * The part of the contract that saves logins which were typed into pages.
 * @module
 */

import type { CredentialId, VaultId } from '../core/ids.ts';
import type { Nothing, Written } from './contract.ts';

/** A login of the same site that may get the new password. */
export interface CaptureChoice { credential: CredentialId; label: string; account: string }

/** A login that was typed into a page and could be saved. Its password is asked for by `revealCapture`. */
export interface CaptureCard {
  id: string;
  /** ASCII host with port of the page that it was typed into, and its registrable domain. */
  host: string;
  domain: string;
  secure: boolean;
  /** The tab shows another site by now. */
  elsewhere: boolean;
  /** Null while it is locked: what was typed cannot be read then. */
  login: CapturedLogin | null;
}

interface CapturedLogin {
  username: string;
  /** For a new credential. */
  label: string;
  vault: VaultId;
  /** Whose password this seems to be; null: nobody's yet. */
  credential: CredentialId | null;
  choices: readonly CaptureChoice[];
}

export interface CaptureRequests {
  /** What waits to be saved in a tab. Puts no lock off. */
  getCapture: { ask: { tabId: number }; reply: { card: CaptureCard | null } };
  /** What a person asked to see. */
  revealCapture: { ask: { capture: string }; reply: { value: string } };
  /** Creates, or changes the password of `credential`. `password` null: as it was typed in the page. */
  saveCapture: {
    ask: { capture: string; credential: CredentialId | null; vault: VaultId; label: string; username: string; password: string | null };
    reply: Written & { label: string };
  };
  /** `later`: not in this tab for an hour. `never`: not on this site any more. */
  dismissCapture: { ask: { capture: string; how: 'later' | 'never' }; reply: Nothing };
  /** Sites where nothing is offered to be saved. */
  getNeverSites: { ask: Nothing; reply: { sites: readonly string[] } };
  forgiveSite: { ask: { site: string }; reply: { sites: readonly string[] } };
}
