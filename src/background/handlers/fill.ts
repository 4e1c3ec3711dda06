/**
 * Filling a login that a person chose in the popup, and handing the order to the page it is for.
 * @module
 */

import type { PageHandlers, ScreenHandlers } from '../answer.ts';
import { fillLogin } from '../fill/fill-login.ts';
import type { App } from './app.ts';

export function fillHandlers(app: App): Pick<ScreenHandlers, 'fill'> {
  return {
    async fill({ credential, tabId, documentId }) {
      await app.session.use();
      return fillLogin(credential, await app.pages.same(tabId, documentId), app);
    },
  };
}

export function pageHandlers(app: App): Pick<PageHandlers, 'takeOrder'> {
  return {
    async takeOrder({ ticket }, sender) {
      const order = app.tickets.take(ticket, sender);
      // After the ticket is found good, so that no page can keep Latchkey open by asking; it may have locked meanwhile.
      await app.session.use();
      return order;
    },
  };
}
