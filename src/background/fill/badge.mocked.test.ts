import { beforeEach, expect, test, vi } from 'vitest';
import { fakeI18n } from '../../../tools/locales.ts';
import type { LockState } from '../../messages/contract.ts';
import { badge } from './badge.ts';

const shown = vi.hoisted(() => ({ text: '', title: '' }));

vi.mock('../browser.ts', () => ({ browser: {
  tabs: { get: () => Promise.resolve({ url: 'https://shop.example/' }), query: () => Promise.resolve([{ id: 7 }]) },
  action: {
    setBadgeText: ({ text }: { text: string }) => Promise.resolve(void (shown.text = text)),
    setTitle: ({ tabId, title }: { tabId?: number; title: string }) => Promise.resolve(tabId === undefined ? undefined : void (shown.title = title)),
    setIcon: () => Promise.resolve(),
    setBadgeBackgroundColor: () => Promise.resolve(),
  },
} }));

beforeEach(() => { vi.stubGlobal('chrome', fakeI18n('en')); });

test('what was counted before a lock is not shown after it', async () => {
  let state: LockState['state'] = 'unlocked';
  const counts: ((count: number) => void)[] = [];
  const { update, updateTab } = badge({
    hasCapture: () => Promise.resolve(false), hasInvite: () => Promise.resolve(false), lockState: () => Promise.resolve(state), countMatches: () => new Promise((count) => { counts.push(count); }),
    countBroken: () => Promise.resolve(0), countExpired: () => Promise.resolve(0),
  });
  const counting = updateTab(7);
  await expect.poll(() => counts.length).toBe(1);
  state = 'locked';
  const locked = update();
  // All that it can do before the other one has counted.
  await new Promise((turn) => { setImmediate(turn); });
  counts[0]?.(2);
  await Promise.all([counting, locked]);
  expect(shown).toEqual({ text: '!', title: 'Latchkey – locked' });
});
