/**
 * Saving logins that were typed into pages.
 * @module
 */

import type { PageHandlers, ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'getCapture' | 'revealCapture' | 'saveCapture' | 'dismissCapture' | 'getNeverSites' | 'forgiveSite';

export function captureHandlers({ session, captures, neverSites }: App): Pick<ScreenHandlers, Names> {
  const { used } = whileUnlocked(session);
  return {
    getCapture: async ({ tabId }) => ({ card: await captures.card(tabId) }),
    revealCapture: used(async ({ capture }) => ({ value: await captures.reveal(capture) })),
    saveCapture: used((ask) => captures.save(ask)),
    dismissCapture: used(async ({ capture, how }) => {
      await captures.dismiss(capture, how);
      return {};
    }),
    getNeverSites: used(async () => ({ sites: await neverSites.list() })),
    forgiveSite: used(async ({ site }) => {
      await neverSites.remove(site);
      return { sites: await neverSites.list() };
    }),
  };
}

/** They are told nothing, and keep nothing open. */
export function capturePageHandlers({ captures }: App): Pick<PageHandlers, 'noticeLogin' | 'noticeName' | 'loginLeft' | 'loginStayed'> {
  return {
    async noticeLogin(ask, sender) {
      await captures.notice(ask, sender);
      return {};
    },
    async noticeName({ username }, sender) {
      await captures.noticeName(username, sender);
      return {};
    },
    async loginStayed(_, sender) {
      await captures.stayed(sender);
      return {};
    },
    async loginLeft(_, sender) {
      await captures.left(sender);
      return {};
    },
  };
}
