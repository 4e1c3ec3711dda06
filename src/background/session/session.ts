/**
 * Locked or unlocked, over all of Latchkey: the keyring, the clock that locks it, and what must go when it does.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { LockState } from '../../messages/contract.ts';
import type { AutoLock } from './auto-lock.ts';
import type { Keyring } from './keyring.ts';
import type { Tries } from './tries.ts';

export interface Session {
  keyring: Keyring;
  lockState: () => Promise<LockState>;
  isUnlocked: () => Promise<boolean>;
  /** Whether anything was entered yet. */
  hasContents: () => Promise<boolean>;
  /** For requests that need secrets: locks first if the time is over, then puts the deadline off. @throws {Failure} `locked` */
  use: () => Promise<void>;
  unlock: (password: string) => Promise<void>;
  lock: () => Promise<void>;
  lockIfDue: () => Promise<void>;
}

export interface SessionWorld {
  keyring: Keyring;
  autoLock: AutoLock;
  tries: Tries;
  /** While the keyring can still be written. What goes wrong there keeps nothing open. */
  locking?: () => Promise<void>;
  locked: () => Promise<void> | void;
  unlocked: () => void;
}

export function session({ keyring, autoLock, tries, locking, locked, unlocked }: SessionWorld): Session {
  async function lock(): Promise<void> {
    await locking?.().catch(() => undefined);
    await keyring.lock();
    await autoLock.clear();
    await locked();
  }

  let looking: Promise<void> | null = null;
  /** Several that ask at once share one look, so that it locks once. */
  function lockIfDue(): Promise<void> {
    looking ??= lookIfDue().finally(() => { looking = null; });
    return looking;
  }

  async function lookIfDue(): Promise<void> {
    // The deadline is remembered: asked for here, it is read while the keyring is.
    const [state] = await Promise.all([keyring.state(), autoLock.deadline()]);
    if (state === 'unlocked' && (await autoLock.isDue())) await lock();
  }

  async function lockState(): Promise<LockState> {
    await lockIfDue();
    const state = await keyring.state();
    if (state === 'new') return { state };
    return state === 'locked' ? { state, retryAt: await tries.retryAt() } : { state, locksAt: await autoLock.deadline() };
  }

  return {
    keyring,
    lockState,
    isUnlocked: async () => (await lockState()).state === 'unlocked',
    hasContents: () => keyring.hasContents(),
    async use() {
      if ((await lockState()).state === 'locked') throw new Failure({ kind: 'locked' });
      if ((await keyring.state()) === 'unlocked') await autoLock.touch();
    },
    async unlock(password) {
      await keyring.unlock(password);
      await autoLock.touch();
      unlocked();
    },
    lock,
    lockIfDue,
  };
}
