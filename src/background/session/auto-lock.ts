/**
 * Decides when Latchkey locks by itself: after some minutes without use (wall clock), when the computer
 * idles or its screen is locked. The deadline is checked before every use, so a sleeping timer can't keep it open.
 * @module
 */

import * as v from 'valibot';

import type { Settings } from '../../messages/contract.ts';
import { remembered, stored, type StorageArea } from '../stored.ts';
import type { SettingsStore } from '../settings.ts';

export const lockAlarm = 'lock';
/** Putting the deadline off by less is not worth writing: every key of a search is a use. */
const graceMs = 1000;

export interface Alarms {
  create: (name: string, when: { when: number }) => Promise<void>;
  clear: (name: string) => Promise<boolean>;
}

export interface AutoLock {
  /** Puts the deadline off: a person has just used Latchkey. */
  touch: () => Promise<void>;
  /** Milliseconds since 1970; null: only when the browser closes. */
  deadline: () => Promise<number | null>;
  /** True when the time is over. Ask only while unlocked: a deadline that was lost is set anew. */
  isDue: () => Promise<boolean>;
  clear: () => Promise<void>;
}

export interface AutoLockWorld {
  session: StorageArea;
  settings: SettingsStore;
  alarms: Alarms;
  now: () => number;
}

export function autoLock({ session, settings, alarms, now }: AutoLockWorld): AutoLock {
  const item = remembered(stored(session, 'lockDeadline', v.number()));

  async function touch(): Promise<void> {
    const { lockAfterMinutes } = await settings.read();
    if (lockAfterMinutes === 0) {
      await item.remove();
      await alarms.clear(lockAlarm);
      return;
    }
    const when = now() + lockAfterMinutes * 60_000;
    const before = await item.read();
    if (before !== null && when >= before && when - before < graceMs) return;
    await Promise.all([item.write(when), alarms.create(lockAlarm, { when })]);
  }

  /** None after a worker that died while unlocking; too far away after a clock was set back or the setting was lowered. */
  function isLost(deadline: number | null, { lockAfterMinutes }: Settings): boolean {
    return lockAfterMinutes !== 0 && (deadline === null || deadline > now() + lockAfterMinutes * 60_000);
  }

  return {
    touch,
    deadline: () => item.read(),
    async isDue() {
      const [deadline, chosen] = await Promise.all([item.read(), settings.read()]);
      if (deadline !== null && now() >= deadline) return true;
      if (isLost(deadline, chosen)) await touch();
      return false;
    },
    async clear() {
      await item.remove();
      await alarms.clear(lockAlarm);
    },
  };
}
