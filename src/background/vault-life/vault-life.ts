/**
 * Vaults from their making to their end.
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import { accountOf, guidOf, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf } from '../accounts/server-of.ts';
import type { KnownVault } from '../session/contents.ts';
import { KeyChanges, type KeyChangesWorld } from './key-changes.ts';
import { accountIn, finishVault, makeVault, type NewVault } from './make-vault.ts';
import { removeVault } from './remove-vault.ts';

export interface VaultLife {
  readonly keyChanges: KeyChanges;
  make: (vault: NewVault) => Promise<{ vault: VaultId; finished: boolean }>;
  rename: (vault: VaultId, name: string) => Promise<void>;
  remove: (vault: VaultId, confirm: string) => Promise<void>;
  /** Goes on with what was begun. `again`: also what was tried in vain before. Never rejects. */
  takeUp: (how: { again: boolean }) => Promise<void>;
  /** Forgets what is kept about vaults whose ids begin so. */
  forget: (beginning: string) => Promise<void>;
}

export function vaultLife(world: KeyChangesWorld): VaultLife {
  const keyChanges = new KeyChanges(world);
  const finishing = new Map<VaultId, Promise<void>>();

  async function known(id: VaultId): Promise<KnownVault> {
    const vault = (await world.keyring.contents()).vaults.find((each) => each.id === id);
    if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
    return vault;
  }

  async function finishAll(): Promise<void> {
    for (const { id, unfinished } of (await world.keyring.contents()).vaults) {
      if (unfinished !== true || finishing.has(id)) continue;
      finishing.set(id, world.keepAlive(finishVault(id, world)).catch(() => undefined).finally(() => finishing.delete(id)));
    }
    await Promise.all(finishing.values());
  }

  return {
    keyChanges,
    make: (vault) => world.keepAlive(makeVault(vault, world)),
    async rename(id, name) {
      const client = passman(await serverOf(await accountIn(accountOf(id), world), world.servers));
      // Read first: of a vault that is gone, this server says no more than that something failed.
      await client.vaults.get(guidOf(id)).catch((error: unknown) => {
        throw error instanceof Failure && error.problem.kind === 'not-found' ? new Failure({ kind: 'gone', what: 'vault' }) : error;
      });
      await client.vaults.update(guidOf(id), { name });
      await world.keyring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => (vault.id === id ? { ...vault, name } : vault)) }));
      world.changed();
    },
    async remove(id, confirm) {
      const vault = await known(id);
      if (vault.change) await keyChanges.pause(id);
      await keyChanges.idle();
      await world.keepAlive(removeVault(vault, confirm, world));
      await keyChanges.forgetAll(`${id}/`);
    },
    async takeUp(how) {
      try {
        await keyChanges.takeUp(how);
        await finishAll();
      } catch (error) {
        // Locked again, or nothing set up yet: there is nothing to take up.
        if (!(error instanceof Failure)) throw error;
      }
    },
    forget: (beginning) => keyChanges.forgetAll(beginning),
  };
}
