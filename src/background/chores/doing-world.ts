/**
 * What a chore is done with.
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { vaultOf, type CredentialId } from '../../core/ids.ts';
import type { Account } from '../session/contents.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { Writes } from '../writes/writes.ts';
import type { Chore } from './chore.ts';

export interface DoingWorld {
  client: Passman;
  account: Pick<Account, 'userId'>;
  vaults: Vaults;
  writes: Writes;
  chores: { change: (chore: Chore) => Promise<void>; partsOf: (id: string) => Promise<string[]> };
  /** Of any other credential. @throws {Failure} `gone` where its account or its vault is not known any more */
  clientOf: (credential: CredentialId) => Promise<Passman>;
}

/** Whether a write of the credential is still to be sent. */
export async function isWaiting(credential: CredentialId, { writes }: Pick<DoingWorld, 'writes'>): Promise<boolean> {
  const entries = await writes.journal.ofVault(vaultOf(credential));
  const meant = await Promise.all(entries.map((entry) => writes.journal.resolve(entry.credential)));
  return meant.includes(credential);
}
