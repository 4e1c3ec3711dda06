/**
 * What making, changing and removing vaults needs of the rest of the background.
 * @module
 */

import type { VaultId } from '../../core/ids.ts';
import type { ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { Keyring } from '../session/keyring.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Vaults } from '../vaults/vaults.ts';

export interface LifeWorld {
  servers: ServerWorld;
  keyring: Keyring;
  vaults: Vaults;
  blobs: SealedBlobs;
  keepAlive: KeepAlive;
  changed: () => void;
  /** Sends what waits to be sent. */
  sendWaiting: () => Promise<void>;
  /** Whether something of this vault still waits. */
  hasWaiting: (vault: VaultId) => Promise<boolean>;
  /** Numbers of files on the server that nothing in this vault names yet, or any more. */
  filesWaiting: (vault: VaultId) => Promise<number[]>;
  /** Forgets what waits, drafts too, of the ids that begin so. */
  forgetWaiting: (beginning: string) => Promise<void>;
}
