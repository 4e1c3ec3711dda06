/**
 * Decides when Latchkey locks by itself: after some minutes without use (wall clock), when the computer
 * idles or its screen is locked. The deadline is checked before every use, so a sleeping timer can't keep it open.
 * @module
 */

import * as v from 'valibot';

import { stored, type StorageArea } from '../stored.ts';
import type { SettingsStore } from '../settings.ts';

export const lockAlarm = 'lock';

export interface Alarms {
  create: (name: string, when: { when: number }) => Promise<void>;
  clear: (name: string) => Promise<boolean>;
}

export interface AutoLock {
  /** Puts the deadline off: a person has just used Latchkey. */
  touch: () => Promise<void>;
  /** Milliseconds since 1970; null: only when the browser closes. */
  deadline: () => Promise<number | null>;
  /** True when the time is over. */
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
  const item = stored(session, 'lockDeadline', v.number());
  return {
    async touch() {
      const { lockAfterMinutes } = await settings.read();
      if (lockAfterMinutes === 0) {
        await item.remove();
        await alarms.clear(lockAlarm);
        return;
      }
      const when = now() + lockAfterMinutes * 60_000;
      await item.write(when);
      await alarms.create(lockAlarm, { when });
    },
    deadline: () => item.read(),
    async isDue() {
      const deadline = await item.read();
      return deadline !== null && now() >= deadline;
    },
    async clear() {
      await item.remove();
      await alarms.clear(lockAlarm);
    },
  };
}
