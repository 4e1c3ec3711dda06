/**
 * What every screen shows: lock, accounts and vaults, without any secret.
 * @module
 */

import { disabledKeepsFiles } from '../clients/nextcloud/app-api.ts';
import { readServerAddress } from '../core/server-address.ts';
import type { AccountSummary, AppState, LockState, VaultSummary } from '../messages/contract.ts';
import type { LastUsed } from './accounts/last-used.ts';
import type { Refresh } from './accounts/refresh.ts';
import type { Account, KnownVault } from './session/contents.ts';
import type { Session } from './session/session.ts';
import type { SettingsStore } from './settings.ts';
import type { People } from './people/people.ts';
import type { KeyChanges } from './vault-life/key-changes.ts';
import type { OpenVault } from './vaults/open-vault.ts';
import type { Vaults } from './vaults/vaults.ts';

export interface AppStateWorld { session: Session; vaults: Vaults; refresh: Pick<Refresh, 'problems'>; settings: SettingsStore; keyChanges: Pick<KeyChanges, 'view'>; people: Pick<People, 'waiting'>; lastUsed: Pick<LastUsed, 'at'>; version: string }

export async function appState(world: AppStateWorld): Promise<AppState> {
  const lock = await world.session.lockState();
  const settings = await world.settings.read();
  if (lock.state === 'locked') return { lock, accounts: [], vaults: [], settings, version: world.version };
  const { accounts, vaults } = await contentsOf(lock, world);
  const open = vaults.some(({ key }) => key !== null) ? await world.vaults.load() : new Map<KnownVault['id'], OpenVault>();
  return {
    lock,
    accounts: accounts.map((account) => accountSummary(account, world)),
    vaults: vaults.map((vault) => ({ ...vaultSummary(vault, open.get(vault.id)), ...lifeOf(vault, world) })),
    settings,
    version: world.version,
  };
}

/** Before the first account nothing is sealed, and so there is nothing to open. */
async function contentsOf(lock: LockState, { session }: AppStateWorld): Promise<{ accounts: Account[]; vaults: KnownVault[] }> {
  return lock.state === 'new' && !(await session.hasContents()) ? { accounts: [], vaults: [] } : session.keyring.contents();
}

function accountSummary(account: Account, { refresh, people, lastUsed }: AppStateWorld): AccountSummary {
  const { id, server, userId, displayName, passmanVersion, deviceName = null, appApi } = account;
  const waitingShares = people.waiting(id);
  return { id, server, userId, displayName, passmanVersion, deviceName, plainHttp: readServerAddress(server)?.plainHttp ?? false, asApp: appApi === undefined ? null : { appId: appApi.appId, keepsFilesWhenDisabled: disabledKeepsFiles(appApi.aaVersion) }, usedAt: lastUsed.at(account), problem: refresh.problems.get(id) ?? null, ...(waitingShares > 0 && { waitingShares }) };
}

function lifeOf(vault: KnownVault, { keyChanges }: AppStateWorld): Pick<VaultSummary, 'keyChange' | 'unfinished'> {
  const keyChange = keyChanges.view(vault);
  return { ...(keyChange && { keyChange }), ...(vault.unfinished === true && { unfinished: true }) };
}

function vaultSummary({ id, account, name }: KnownVault, open: OpenVault | undefined): VaultSummary {
  if (!open) return { id, account, name, state: 'closed', items: 0, damaged: 0, syncedAt: null, syncing: false, problem: null };
  return { id, account, name, state: open.phase, ...open.counts(), syncedAt: open.syncedAt, syncing: open.syncing, problem: open.problem };
}
