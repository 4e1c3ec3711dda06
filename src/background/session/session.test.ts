import { describe, expect, test, vi } from 'vitest';

import { defaultSettings } from '../settings.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { autoLock } from './auto-lock.ts';
import { keyring } from './keyring.ts';
import { session } from './session.ts';
import { tries } from './tries.ts';

const minute = 60_000;

async function unlocked(minutes = 15) {
  const chosen = { minutes };
  const clock = { time: 1_000_000 };
  const now = () => clock.time;
  const local = fakeStorage();
  const volatile = fakeStorage();
  const counted = tries(local, now);
  const locked = vi.fn();
  const alarms = { create: vi.fn(() => Promise.resolve()), clear: vi.fn(() => Promise.resolve(true)) };
  const settings = { read: () => Promise.resolve({ ...defaultSettings, lockAfterMinutes: chosen.minutes }), write: () => Promise.resolve() };
  const worker = () => session({
    keyring: keyring({ local, session: volatile, tries: counted, rounds: 1000 }), tries: counted, locked, unlocked: vi.fn(),
    autoLock: autoLock({ session: volatile, settings, alarms, now }),
  });
  const first = worker();
  await first.keyring.change((contents) => contents);
  await first.keyring.protect('correct horse');
  await first.lock();
  await first.unlock('correct horse');
  locked.mockClear();
  return { clock, chosen, session: first, worker, locked, alarms, volatile };
}

describe('the session', () => {
  test('locks when its time is over, even if no timer fired', async () => {
    const { clock, session: here, locked } = await unlocked();
    clock.time += 15 * minute - 1;
    expect(await here.isUnlocked()).toBe(true);
    clock.time += 1;
    await expect(here.use()).rejects.toMatchObject({ problem: { kind: 'locked' } });
    expect(locked).toHaveBeenCalledOnce();
  });

  test('locks once, however many ask at the moment when its time is over', async () => {
    const { clock, session: here, locked } = await unlocked();
    clock.time += 15 * minute;
    const answers = await Promise.allSettled([here.use(), here.isUnlocked(), here.use(), here.lockState()]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(locked).toHaveBeenCalledOnce();
  });

  test('stays open while it is used', async () => {
    const { clock, session: here } = await unlocked();
    for (let times = 0; times < 5; times++) {
      clock.time += 10 * minute;
      await here.use();
    }
    expect(await here.isUnlocked()).toBe(true);
  });

  test('keeps its deadline when the worker dies', async () => {
    const { clock, worker } = await unlocked();
    clock.time += 16 * minute;
    expect(await worker().isUnlocked()).toBe(false);
  });

  test('stays open till the browser closes if the person wants it so', async () => {
    const { clock, session: here } = await unlocked(0);
    clock.time += 10_000 * minute;
    expect(await here.isUnlocked()).toBe(true);
  });

  test('locks in time although the worker died before it could set the deadline', async () => {
    const { clock, worker, volatile, alarms } = await unlocked();
    await volatile.remove('lockDeadline');
    alarms.create.mockClear();
    expect(await worker().isUnlocked()).toBe(true);
    expect(alarms.create).toHaveBeenCalledWith('lock', { when: clock.time + 15 * minute });
    clock.time += 15 * minute;
    expect(await worker().isUnlocked()).toBe(false);
  });

  test('stays open no longer than chosen when the clock is set back', async () => {
    const { clock, session: here } = await unlocked();
    clock.time -= 1_000_000;
    expect(await here.isUnlocked()).toBe(true);
    clock.time += 15 * minute;
    expect(await here.isUnlocked()).toBe(false);
  });

  test('locks sooner as soon as the person wants it so', async () => {
    const { clock, chosen, session: here } = await unlocked(60);
    chosen.minutes = 5;
    expect(await here.isUnlocked()).toBe(true);
    clock.time += 5 * minute;
    expect(await here.isUnlocked()).toBe(false);
  });

  test('sets an alarm for the moment it locks', async () => {
    const { clock, alarms } = await unlocked();
    expect(alarms.create).toHaveBeenLastCalledWith('lock', { when: clock.time + 15 * minute });
  });

  test('leaves no key behind when it locks', async () => {
    const { session: here, volatile } = await unlocked();
    expect(volatile.dump()).toContain('dataKey');
    await here.lock();
    expect(volatile.dump()).toBe('[]');
  });
});
