/**
 * Passman's settings: the admin's defaults, what was changed, and a user's own.
 * @module
 */

import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { param, phpInt } from './call.ts';
import type { Call } from './call.ts';
import type { Tables } from './tables.ts';

export type SharingFeature = 'user' | 'link';

/** Cast to int on the way out. */
const numbers = { link_sharing_enabled: 1, user_sharing_enabled: 1, vault_key_strength: 3, check_version: 1, https_check: 1, disable_contextmenu: 1 } as const;
/** Handed out as stored: a number by default, a text once set. */
const asStored = { rounds_pbkdf2_stretching: 100, disable_debugger: 1, enable_global_search: 0 } as const;

export function isSharingOn(tables: Tables, feature: SharingFeature): boolean {
  return phpInt(tables.settings[`${feature}_sharing_enabled`] ?? 1) === 1;
}

export function readSettings({ tables }: Call): Reply {
  const set = tables.settings;
  return json({
    ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, phpInt(set[key] ?? value)])) as object,
    server_side_encryption: set['server_side_encryption'] ?? 'aes-256-cbc',
    ...Object.fromEntries(Object.entries(asStored).map(([key, value]) => [key, set[key] ?? value])) as object,
    settings_loaded: 1,
  });
}

/** A user's own settings are taken and never shown again. */
export function saveUserSetting(): Reply {
  return json('OK');
}

export function saveAdminSetting(call: Call): Reply {
  call.tables.settings[param(call, 0)] = param(call, 1);
  return json('OK');
}
