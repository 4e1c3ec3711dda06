/**
 * Writes a new password into the form of the document it was made for, also where it is to be repeated.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { emptyOrder } from './empty-order.ts';
import type { PageDocument, Pages } from './pages.ts';
import type { SiteRules } from './site-rules.ts';
import type { Tickets } from './tickets.ts';

/** @throws {Failure} `no-fields`, `page-changed` */
export async function fillNewPassword(page: PageDocument, newPassword: string, { pages, tickets, siteRules }: { pages: Pages; tickets: Tickets; siteRules: Pick<SiteRules, 'of'> }): Promise<void> {
  const { fields: rules } = await siteRules.of(pageKey(page.url));
  const { newPassword: field } = await pages.look(page, { wait: false, labels: [], rules });
  if (field === null) throw new Failure({ kind: 'no-fields' });
  const ticket = tickets.issue(page, { ...emptyOrder(page.url.origin, rules), newPassword });
  try {
    const { filled, problem } = await pages.fill(page, ticket);
    if (!filled.includes('new-password')) throw new Failure(problem ?? { kind: 'no-fields' });
    if (problem) throw new Failure(problem);
  } finally {
    tickets.withdraw(ticket);
  }
}
