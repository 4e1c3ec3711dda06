/**
 * The part of the contract that is about setting up one-time codes.
 * @module
 */

import type { CredentialId } from '../core/ids.ts';
import type { Nothing } from './contract.ts';

export interface OtpRequests {
  /** A picture of what is seen of the page behind the popup, as a `data:` address; it is kept nowhere. */
  capturePage: { ask: { tabId: number; documentId: string }; reply: { image: string } };
  /** Gives a login its code, in place of the one it has: saved at once, or put into its draft where there is one. `otp`: a secret or an `otpauth://` address. */
  addCode: { ask: { credential: CredentialId; otp: string }; reply: { kept: 'saved' | 'queued' | 'draft'; undo: string | null } };
  /** Begins a new login for the site of the page behind the popup, as a draft that opens in a tab. `otp`: its code, as above. */
  newForSite: { ask: { tabId: number; documentId: string; otp: string | null }; reply: Nothing };
}
