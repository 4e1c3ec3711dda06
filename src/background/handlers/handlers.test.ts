import { describe, expect, test, vi } from 'vitest';

import type { FillOrder } from '../../messages/contract.ts';
import { Failure } from '../../core/problem.ts';
import { tickets } from '../fill/tickets.ts';
import { popupPlaces as popupPlacesIn } from '../popup-place.ts';
import { defaultSettings } from '../settings.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import type { App } from './app.ts';
import { browseHandlers } from './browse.ts';
import { pageHandlers } from './fill.ts';
import { lockHandlers } from './lock.ts';
import { writeHandlers } from './write.ts';

const page = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://shop.example/login') };
const sender = { tab: { id: 7 }, frameId: 0, documentId: 'D', origin: 'https://shop.example' };
const order: FillOrder = { origin: 'https://shop.example', username: 'ada', email: null, password: 'CNRY', code: null, newPassword: null, custom: [], rules: [], next: null };

describe('a page that takes its order', () => {
  test('gets nothing once Latchkey has locked', async () => {
    const orders = tickets(() => 0);
    const use = vi.fn(() => Promise.reject(new Failure({ kind: 'locked' })));
    const { takeOrder } = pageHandlers({ tickets: orders, session: { use } } as unknown as App);
    await expect(takeOrder({ ticket: orders.issue(page, order) }, sender)).rejects.toMatchObject({ problem: { kind: 'locked' } });
  });

  test('cannot keep Latchkey open by asking again and again', async () => {
    const use = vi.fn(() => Promise.resolve());
    const { takeOrder } = pageHandlers({ tickets: tickets(() => 0), session: { use } } as unknown as App);
    await expect(takeOrder({ ticket: 'guessed' }, sender)).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    expect(use).not.toHaveBeenCalled();
  });
});

test('a new time until locking counts at once, not from the next use', async () => {
  const done: string[] = [];
  const step = (name: string) => () => Promise.resolve(void done.push(name));
  const app = { session: { use: step('use') }, settings: { write: step('write') }, applySettings: step('apply'), changed: vi.fn(), state: step('state') };
  await lockHandlers(app as unknown as App).saveSettings({ settings: defaultSettings }, {});
  expect(done).toEqual(['use', 'write', 'use', 'apply', 'state']);
});

/** A session whose first use lasts until it is told to end; the next ones take no time. */
function slowFirstUse() {
  let begin: () => void = () => undefined;
  let end: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => { begin = resolve; });
  const ended = new Promise<void>((resolve) => { end = resolve; });
  const use = vi.fn(() => Promise.resolve()).mockImplementationOnce(() => {
    begin();
    return ended;
  });
  return { session: { use }, begun, end };
}

test('drafts that come one right after the other are kept in that order, however long each takes', async () => {
  const kept: string[] = [];
  const { session, begun, end } = slowFirstUse();
  const app = { session, writes: { drafting: { keep: ({ base }: { base: string }) => Promise.resolve(void kept.push(base)) } } };
  const { keepDraft } = writeHandlers(app as unknown as App);
  const both = ['a', 'ab'].map((base) => keepDraft({ base } as Parameters<typeof keepDraft>[0], {}));
  await begun;
  expect(kept).toEqual([]);
  end();
  await Promise.all(both);
  expect(kept).toEqual(['a', 'ab']);
});

test('a place of the popup that was left while it was still being written stays left', async () => {
  const { session, begun, end } = slowFirstUse();
  const popupPlaces = popupPlacesIn({ session: fakeStorage(), now: () => 0 });
  const { keepPlace } = browseHandlers({ session, popupPlaces } as unknown as App);
  const place = { at: 'list', credential: null, query: 'Safe', widened: true, scroll: 0 } as const;
  const both = [place, null].map((each) => keepPlace({ host: 'shop.example', place: each }, {}));
  await begun;
  end();
  await Promise.all(both);
  expect(await popupPlaces.read('shop.example')).toBeNull();
});
