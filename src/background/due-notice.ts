/**
 * A notification of the browser's when logins come due, where a person wants it: once when the day is near, once when it
 * has come. It says how many, not which: anybody may see the screen.
 * @module
 */

import { isDue } from '../core/credential/expiry.ts';
import type { Entry } from '../core/credential/entry.ts';
import type { VaultId } from '../core/ids.ts';
import type { SettingsStore } from './settings.ts';
import type { SealedBlobs } from './vaults/sealed-blobs.ts';
import type { Vaults } from './vaults/vaults.ts';

export interface DueNoticeWorld {
  settings: Pick<SettingsStore, 'read'>;
  vaults: Pick<Vaults, 'load'>;
  blobs: SealedBlobs;
  isUnlocked: () => Promise<boolean>;
  now: () => number;
  /** Whether the browser lets us. */
  mayNotify: () => Promise<boolean>;
  notify: (count: number) => Promise<void>;
}

/** Begins the names of blobs that hold what was told of a vault. */
export const toldNames = 'due:';

/** Looks for what has come due since the last look. */
export function dueNotice({ settings, vaults, blobs, isUnlocked, now, mayNotify, notify }: DueNoticeWorld): () => Promise<void> {
  /** @returns how many are new */
  async function lookIn(vault: VaultId, entries: Iterable<Entry>): Promise<number> {
    const seconds = now() / 1000;
    const due = [...entries].filter((entry) => !entry.trashed && !entry.hidden && isDue(entry, seconds)).map(({ id, expires }) => `${id} ${expires} ${(expires ?? 0) <= seconds ? 'past' : 'near'}`);
    const known = await blobs.read(toldNames + vault);
    const told = new Set<unknown>(Array.isArray(known) ? known : []);
    const fresh = due.filter((each) => !told.has(each));
    if (fresh.length > 0 || told.size !== due.length) await blobs.write(toldNames + vault, due);
    return fresh.length;
  }

  return async () => {
    if (!(await settings.read()).notifyDue || !(await isUnlocked()) || !(await mayNotify())) return;
    let fresh = 0;
    for (const [id, vault] of await vaults.load()) fresh += await lookIn(id, [...vault.lines().values()].map(({ entry }) => entry));
    if (fresh > 0) await notify(fresh);
  };
}
