/**
 * A login that is offered because its site belongs to the page's: said beside it.
 * @module
 */

import type { Row } from '../../messages/contract.ts';

/** The host that the login was saved for; empty where it is of the page's own domain. */
export function otherSite({ host }: Row, domain: string): string {
  return host === domain || host.endsWith(`.${domain}`) ? '' : host;
}
