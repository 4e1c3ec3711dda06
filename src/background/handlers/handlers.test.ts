import { describe, expect, test, vi } from 'vitest';

import type { FillOrder } from '../../messages/contract.ts';
import { Failure } from '../../core/problem.ts';
import { tickets } from '../fill/tickets.ts';
import { defaultSettings } from '../settings.ts';
import type { App } from './app.ts';
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

test('drafts that come one right after the other are kept in that order, however long each takes', async () => {
  const kept: string[] = [];
  const releases: (() => void)[] = [];
  const use = vi.fn().mockImplementationOnce(() => new Promise<void>((resolve) => { releases.push(resolve); })).mockResolvedValue(undefined);
  const app = { session: { use }, writes: { drafting: { keep: ({ base }: { base: string }) => Promise.resolve(void kept.push(base)) } } };
  const { keepDraft } = writeHandlers(app as unknown as App);
  const both = ['a', 'ab'].map((base) => keepDraft({ base } as Parameters<typeof keepDraft>[0], {}));
  await vi.waitFor(() => { expect(releases).toHaveLength(1); });
  expect(kept).toEqual([]);
  releases[0]?.();
  await Promise.all(both);
  expect(kept).toEqual(['a', 'ab']);
});
