/**
 * Keeps the worker alive while it works: Chromium stops one after 30 s in which only cryptography is pending.
 * @module
 */

import { browser } from './browser.ts';

/** Lasts as long as the work it is given. */
export type KeepAlive = <Result>(work: Promise<Result>) => Promise<Result>;

export const keepAlive: KeepAlive = async (work) => {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), 20_000);
  try {
    return await work;
  } finally {
    clearInterval(beat);
  }
};
