/**
 * Shows what waits. A worker that died, or a lock that came, between keeping a write and showing it must not hide it
 * until its server is back.
 * @see guides: reliability R-05
 * @module
 */

import { mergeSealed, sameContent } from '../../core/credential/replace.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { vaultOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { Entry, Journal } from './journal.ts';

/** @throws {Failure} `locked`, `storage-failed` */
export async function showWaiting({ journal, vaults }: { journal: Journal; vaults: Vaults }): Promise<void> {
  const byVault = new Map<VaultId, Entry[]>();
  for (const entry of await journal.all()) byVault.set(vaultOf(entry.credential), [...(byVault.get(vaultOf(entry.credential)) ?? []), entry]);
  for (const [id, entries] of byVault) {
    const vault = (await vaults.load()).get(id);
    if (!vault) continue;
    const missing = await hidden(vault, entries, { journal, vaults });
    if (missing.size > 0) await vaults.put(vault, missing);
  }
}

async function hidden(vault: OpenVault, entries: readonly Entry[], { journal, vaults }: { journal: Journal; vaults: Vaults }): Promise<Map<CredentialId, SealedCredential | null>> {
  const wanted = new Map<CredentialId, SealedCredential | null>();
  const shown = new Map<CredentialId, SealedCredential | null>();
  for (const entry of entries) {
    const id = await journal.resolve(entry.credential);
    if (!shown.has(id)) shown.set(id, await recordIn(id, vault, vaults));
    const now = wanted.has(id) ? wanted.get(id) ?? null : shown.get(id) ?? null;
    if (entry.what === 'create') wanted.set(id, now ?? entry.record);
    else if (entry.what === 'destroy') wanted.set(id, null);
    else if (now !== null) wanted.set(id, mergeSealed(entry.before, entry.after, now).record);
  }
  return new Map([...wanted].filter(([id, record]) => !isSame(record, shown.get(id) ?? null)));
}

async function recordIn(id: CredentialId, vault: OpenVault, vaults: Vaults): Promise<SealedCredential | null> {
  if (!vault.lines().has(id)) return null;
  return vaults.record(id).then(({ sealed }) => sealed, (error: unknown) => {
    if (error instanceof Failure && error.problem.kind === 'gone') return null;
    throw error;
  });
}

function isSame(one: SealedCredential | null, other: SealedCredential | null): boolean {
  return one === null || other === null ? one === other : sameContent(one, other);
}
