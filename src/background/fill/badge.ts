/**
 * The toolbar button: whether Latchkey is locked, and how many logins there are for the tab where its address may be seen.
 * @module
 */

import type { LockState } from '../../messages/contract.ts';
import { t, tn } from '../../messages/text.ts';
import { browser } from '../browser.ts';
import { oneAtATime } from '../one-at-a-time.ts';

export interface Badge {
  /** Shows the lock state everywhere and counts anew for every tab whose address we may see. */
  update: () => Promise<void>;
  updateTab: (tabId: number) => Promise<void>;
  /** For a moment, without a change in the page. */
  showFilled: (tabId: number) => Promise<void>;
}

export interface BadgeWorld {
  /** A login was typed in the tab that could be saved. */
  hasCapture: (tabId: number) => Promise<boolean>;
  /** There is an invitation on the page. */
  hasInvite: (tabId: number) => Promise<boolean>;
  lockState: () => Promise<LockState['state']>;
  countMatches: (page: URL) => Promise<number>;
  /** Services of paired servers that have stopped. */
  countBroken: () => Promise<number>;
  /** Logins whose day of expiry has come. */
  countExpired: () => Promise<number>;
}

/** As a toolbar shows them, on plain screens and on fine ones. */
const sizes = [16, 32];
const filledMs = 3000;

export function badge({ hasCapture, hasInvite, lockState, countMatches, countExpired, countBroken }: BadgeWorld): Badge {
  /** What was counted before must not be shown after what was found out since. */
  const queue = oneAtATime();
  const updateTab = (tabId: number): Promise<void> => queue(() => show(tabId)).catch(() => undefined);

  async function show(tabId: number): Promise<void> {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    if (!tab) return;
    const state = await lockState();
    const unlocked = state === 'unlocked';
    const capture = await hasCapture(tabId);
    if (capture || (await hasInvite(tabId))) {
      await browser.action.setBadgeText({ tabId, text: capture ? '+' : '@' });
      await browser.action.setTitle({ tabId, title: t(capture ? 'badgeTitleCapture' : 'badgeTitleInvite') });
      return;
    }
    const page = tab.url === undefined ? null : URL.parse(tab.url);
    const count = page && unlocked ? await countMatches(page) : 0;
    const expired = unlocked && count === 0 ? await countExpired() : 0;
    const broken = unlocked && count === 0 ? await countBroken() : 0;
    // Locked, nobody knows how many there are for a page that could be counted.
    const unknown = state === 'locked' && page !== null && /^https?:$/.test(page.protocol);
    await browser.action.setBadgeText({ tabId, text: count > 0 ? String(count) : unknown || broken + expired > 0 ? '!' : '' });
    await browser.action.setTitle({ tabId, title: count > 0 ? tn('badgeTitleMatches', count) : broken > 0 ? tn('badgeTitleBroken', broken) : expired > 0 ? tn('badgeTitleExpiring', expired) : titleOf(unlocked) });
  }

  return {
    async update() {
      const unlocked = await lockState() === 'unlocked';
      const state = unlocked ? 'unlocked' : 'locked';
      await browser.action.setIcon({ path: Object.fromEntries(sizes.map((size) => [size, `/icons/${state}-${size}.png`])) });
      await browser.action.setTitle({ title: titleOf(unlocked) });
      await browser.action.setBadgeBackgroundColor({ color: '#0b6e6e' });
      const tabs = await browser.tabs.query({ active: true });
      await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [updateTab(id)])));
    },
    updateTab,
    async showFilled(tabId) {
      await queue(async () => {
        await browser.action.setBadgeText({ tabId, text: '✓' });
        await browser.action.setTitle({ tabId, title: t('badgeTitleFilled') });
      }).catch(() => undefined);
      setTimeout(() => void updateTab(tabId), filledMs);
    },
  };
}

function titleOf(unlocked: boolean): string {
  return t(unlocked ? 'badgeTitleUnlocked' : 'badgeTitleLocked');
}
