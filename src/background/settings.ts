/**
 * The person's settings. None of them is a secret.
 * @module
 */

import type { Settings } from '../messages/contract.ts';
import { settingsShape } from '../messages/shapes.ts';
import { remembered, stored, type StorageArea } from './stored.ts';

export const defaultSettings: Settings = { lockAfterMinutes: 15, lockOnScreenLock: true, lockOnIdle: false, clearClipboardSeconds: 30, offerToSave: true, copyCodeAfterFill: true, notifyDue: false, notifyPeople: false, menuInPages: false, noticeInvites: false };

export interface SettingsStore {
  read: () => Promise<Settings>;
  write: (settings: Settings) => Promise<void>;
}

export function settingsStore(local: StorageArea): SettingsStore {
  const item = remembered(stored(local, 'settings', settingsShape));
  return { read: async () => (await item.read()) ?? defaultSettings, write: (settings) => item.write(settings) };
}
