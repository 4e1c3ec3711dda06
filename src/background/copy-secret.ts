/**
 * Copying a secret, for as long as the person has chosen.
 * @module
 */

import type { Clipboard } from './clipboard.ts';
import type { SettingsStore } from './settings.ts';

export interface CopyWorld { clipboard: Pick<Clipboard, 'copy'>; settings: Pick<SettingsStore, 'read'>; now: () => number }

/** @returns when it is taken off the clipboard, in milliseconds since 1970; null: never */
export async function copySecret(secret: string, { clipboard, settings, now }: CopyWorld): Promise<{ clearsAt: number | null }> {
  const { clearClipboardSeconds } = await settings.read();
  await clipboard.copy(secret, clearClipboardSeconds);
  return { clearsAt: clearClipboardSeconds === 0 ? null : now() + clearClipboardSeconds * 1000 };
}
