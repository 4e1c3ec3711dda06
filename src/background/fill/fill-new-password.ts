/**
 * Writes a new password into the form of the document it was made for, also where it is to be repeated.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { FillOrder } from '../../messages/contract.ts';
import type { PageDocument, Pages } from './pages.ts';
import type { Tickets } from './tickets.ts';

/** @throws {Failure} `no-fields`, `page-changed` */
export async function fillNewPassword(page: PageDocument, newPassword: string, { pages, tickets }: { pages: Pages; tickets: Tickets }): Promise<void> {
  const { newPassword: field } = await pages.look(page);
  if (field === null) throw new Failure({ kind: 'no-fields' });
  const order: FillOrder = { origin: page.url.origin, username: null, email: null, password: null, code: null, newPassword };
  const ticket = tickets.issue(page, order);
  try {
    const { filled, problem } = await pages.fill(page, ticket);
    if (!filled.includes('new-password')) throw new Failure(problem ?? { kind: 'no-fields' });
    if (problem) throw new Failure(problem);
  } finally {
    tickets.withdraw(ticket);
  }
}
