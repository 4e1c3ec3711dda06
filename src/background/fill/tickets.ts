/**
 * One order waits for one document, for a few seconds, and is handed out once.
 *
 * The document asks for it with a ticket; who asks is the browser's word. So a page that took the other's place
 * between choice and fill gets nothing.
 * @see guides: threats S-02, S-17
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { FillOrder } from '../../messages/contract.ts';
import type { Sender } from '../answer.ts';
import type { PageDocument } from './pages.ts';

const lifetimeMs = 10_000;

export interface Tickets {
  issue: (page: PageDocument, order: FillOrder) => string;
  /** @throws {Failure} `not-allowed`, `wrong-site` */
  take: (ticket: string, sender: Sender) => FillOrder;
  /** An order that nobody took is forgotten. */
  withdraw: (ticket: string) => void;
  /** On lock: no order waits any longer. */
  withdrawAll: () => void;
}

export function tickets(now: () => number): Tickets {
  const waiting = new Map<string, { page: PageDocument; order: FillOrder; until: number }>();
  return {
    issue(page, order) {
      const ticket = crypto.randomUUID();
      waiting.set(ticket, { page, order, until: now() + lifetimeMs });
      return ticket;
    },
    take(ticket, sender) {
      const found = waiting.get(ticket);
      waiting.delete(ticket);
      if (!found || now() > found.until || sender.tab?.id !== found.page.tabId || sender.frameId !== found.page.frameId) throw new Failure({ kind: 'not-allowed' });
      if (found.page.documentId !== '' && sender.documentId !== found.page.documentId) throw new Failure({ kind: 'page-changed' });
      const origin = sender.origin ?? (sender.url === undefined ? 'null' : new URL(sender.url).origin);
      if (origin !== found.order.origin) throw new Failure({ kind: 'wrong-site', login: new URL(found.order.origin).host, page: hostOf(origin), join: false });
      return found.order;
    },
    withdraw: (ticket) => void waiting.delete(ticket),
    withdrawAll: () => { waiting.clear(); },
  };
}

function hostOf(origin: string): string {
  return URL.parse(origin)?.host ?? '';
}
