/**
 * The contract's part about the site that a person is on.
 * @module
 */

import type { CredentialId } from '../core/ids.ts';
import type { Nothing } from './contract.ts';

/** Names of sites that belong together, see `core/sites/site-sets.ts`. */
export type SiteSet = readonly string[];

export interface SiteRequests {
  /** Which saved site's name the host could be mistaken for; null: none. Not to be waited for. */
  getLookAlike: { ask: { host: string }; reply: { like: string | null } };
  /** Which of the logins that are offered on the page have the name that is typed there already, the best first. Not to be waited for. */
  getNamed: { ask: { tabId: number; documentId: string }; reply: { named: readonly CredentialId[] } };
  /** The person has read what `PopupView.pasted` warns of. */
  dismissPasted: { ask: { tabId: number }; reply: Nothing };
  /** Sites that the person says belong together. */
  getSiteSets: { ask: Nothing; reply: { sets: readonly SiteSet[] } };
  /** Puts sites into one set, as addresses, hosts or names; `before`: to go back to by `saveSiteSets`. */
  joinSites: { ask: { sites: readonly string[] }; reply: { sets: readonly SiteSet[]; before: readonly SiteSet[] } };
  /** In place of all sets there are. */
  saveSiteSets: { ask: { sets: readonly SiteSet[] }; reply: { sets: readonly SiteSet[] } };
}
