/**
 * The contract's part about the site that a person is on.
 * @module
 */

export interface SiteRequests {
  /** Which saved site's name the host could be mistaken for; null: none. Not to be waited for. */
  getLookAlike: { ask: { host: string }; reply: { like: string | null } };
}
