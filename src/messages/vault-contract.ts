/**
 * The contract's part about vaults, from their making to their end.
 * @module
 */

import type { AccountId, VaultId } from '../core/ids.ts';
import type { Nothing } from './contract.ts';
import type { AppState } from './state-contract.ts';

export interface VaultRequests {
  /** Checks the key and keeps it. The first key ever becomes the unlock password, unless `unlockPassword` is given. */
  openVault: { ask: { vault: VaultId; key: string; unlockPassword: string | null }; reply: AppState };
  /** Forgets the key; the vault itself stays as it is on the server. */
  closeVault: { ask: { vault: VaultId }; reply: AppState };
  /** Looks for vaults and changes on the servers, now. */
  refresh: { ask: Nothing; reply: AppState };

  // The life of a vault
  /** The first vault's key becomes the unlock password, unless another is given. `finished: false`: it is made, the rest follows when the server can be reached. */
  createVault: { ask: { account: AccountId; name: string; key: string; unlockPassword: string | null }; reply: { vault: VaultId; finished: boolean } };
  renameVault: { ask: { vault: VaultId; name: string }; reply: AppState };
  /** With all that is in it, for good. `confirm` is its name as the person typed it; any other is `not-allowed`. */
  deleteVault: { ask: { vault: VaultId; confirm: string }; reply: AppState };
  /** `current`: typed once more. Resolves when both keys are kept; how it goes on is in the state. */
  changeVaultKey: { ask: { vault: VaultId; current: string; next: string }; reply: AppState };
  /** `gather`: begins to bring all under the key that it has. `finish`: accepts what is left. */
  controlKeyChange: { ask: { vault: VaultId; order: 'pause' | 'resume' | 'undo' | 'finish' | 'gather' }; reply: AppState };
  /** One more key, for what its own doesn't open: it was changed elsewhere. */
  learnVaultKey: { ask: { vault: VaultId; key: string }; reply: AppState };
}
