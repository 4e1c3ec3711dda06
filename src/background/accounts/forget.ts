/**
 * Removes every trace of an account, or of everything, from this browser. Servers are told elsewhere.
 * @module
 */

import type { AccountId } from '../../core/ids.ts';
import type { Account } from '../session/contents.ts';
import type { Session } from '../session/session.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { permissionFor, type Permissions } from './server-of.ts';

export interface ForgetWorld {
  session: Session;
  vaults: Vaults;
  permissions: Permissions;
  /** Empties all storage but the vault store. */
  clearStorage: () => Promise<void>;
  /** What else is kept of one account in memory or for the session. */
  leaveBehind: (account: AccountId) => Promise<void>;
  changed: () => void;
}

export interface Forget {
  /** `lastly`: once nothing is left, and before the permission for its server is given back. */
  account: (account: Account, lastly?: () => Promise<void>) => Promise<void>;
  everything: () => Promise<void>;
}

export function forgetter(world: ForgetWorld): Forget {
  const { session: { keyring }, vaults, permissions, changed } = world;

  async function everything(lastly?: () => Promise<void>): Promise<void> {
    await vaults.erase();
    await keyring.erase();
    await world.clearStorage();
    await lastly?.();
    // All of them: while it is locked, nobody knows which server an account was on.
    for (const origin of (await permissions.getAll()).origins ?? []) await drop(origin, permissions);
    changed();
  }

  return {
    async account(account, lastly) {
      const { accounts, vaults: known, servers = [] } = await keyring.contents();
      const others = accounts.filter(({ id }) => id !== account.id);
      if (others.length === 0 && servers.length === 0) return everything(lastly);
      for (const { id } of known.filter((vault) => vault.account === account.id)) await vaults.remove(id);
      await keyring.change((contents) => ({
        ...contents,
        accounts: contents.accounts.filter(({ id }) => id !== account.id),
        vaults: contents.vaults.filter((vault) => vault.account !== account.id),
      }));
      await world.leaveBehind(account.id);
      await lastly?.();
      await dropPermission(account.server, others, world);
      changed();
    },
    everything: () => everything(),
  };
}

async function dropPermission(server: string, others: readonly Account[], { permissions }: ForgetWorld): Promise<void> {
  const origin = permissionFor(server);
  if (others.some((account) => permissionFor(account.server) === origin)) return;
  await drop(origin, permissions);
}

async function drop(origin: string, permissions: Permissions): Promise<void> {
  // Refused for an origin that came with a wider permission: that one is the person's to take back.
  await permissions.remove({ origins: [origin] }).catch(() => false);
}
