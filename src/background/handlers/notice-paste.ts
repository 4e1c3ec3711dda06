/**
 * Hears of what is pasted into pages, and opens the popup where it is a secret of another site.
 * @module
 */

import type { PageHandlers } from '../answer.ts';
import { openPopup } from '../open-popup.ts';
import type { App } from './app.ts';
import { strangersAt } from './pasted.ts';

/** It is told nothing, not even that a login is gone, and keeps nothing open. Where it was pasted, the browser says. */
export function pastedPageHandlers(app: App): Pick<PageHandlers, 'noticePaste'> {
  return {
    async noticePaste({ text }, { tab, url }) {
      const page = url === undefined ? null : URL.parse(url);
      if (tab?.id === undefined || page === null || !(await app.session.isUnlocked())) return {};
      const credential = await app.copies.whose(text);
      if (credential === null || await strangersAt(credential, page, app) === null) return {};
      await app.copies.warn({ tabId: tab.id, address: page.origin, credential });
      app.changed();
      await openPopup();
      return {};
    },
  };
}
