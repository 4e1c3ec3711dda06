/**
 * Changing several credentials at once: those that cannot be changed are named, all others are kept together, shown
 * together, sent one after the other, and undone together.
 * @module
 */

import { mergeSealed } from '../../core/credential/replace.ts';
import { refuseWithout } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { vaultOf, type CredentialId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { Refused, SeveralWritten, WriteState } from '../../messages/contract.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { fitted } from './merge.ts';
import type { ChangeWrite, CreateWrite, Entry, Journal, MoveWrite } from './journal.ts';

/** What leads back from one write. */
export interface Undoable { credential: CredentialId; before: SealedCredential; after: SealedCredential }
/** What came of writes; those that wait are `queued`. */
export interface Settled { state: WriteState; steps: Undoable[]; refused: { entry: Entry; problem: Problem }[] }

export interface KeepWorld { journal: Journal; vaults: Vaults; now: () => number }
export interface ManyWorld extends KeepWorld {
  settle: (entries: readonly Entry[]) => Promise<Settled>;
  offerUndo: (steps: readonly Undoable[]) => string | null;
}

export interface Found { credential: CredentialId; vault: OpenVault; sealed: SealedCredential }
/** The write that a credential needs; null: it is as wished already. @throws {Failure} why it cannot be written */
export type Plan<Write> = (found: Found) => Promise<Write | null>;

/** @throws {Failure} where a single credential was asked for and cannot be changed */
export async function changeMany(credentials: readonly CredentialId[], plan: Plan<ChangeWrite>, world: ManyWorld): Promise<SeveralWritten> {
  const { planned, refused } = await planAll(credentials, (found) => {
    refuseWithout('write', found.sealed);
    return plan(found);
  }, world);
  const settled = await world.settle(await keepAll(planned, world));
  refused.push(...settled.refused.map(({ entry, problem }) => ({ credential: entry.credential, label: labelOf(entry), problem })));
  if (credentials.length === 1 && refused[0]) throw new Failure(refused[0].problem);
  return { state: settled.state, undo: world.offerUndo(settled.steps), done: planned.length - settled.refused.length, refused };
}

/** Asks the plan for each credential once. What cannot be planned is named; a lock or a full disk ends it all. */
export async function planAll<Write>(credentials: readonly CredentialId[], plan: Plan<Write>, { journal, vaults }: KeepWorld): Promise<{ planned: Write[]; refused: Refused[] }> {
  const planned: Write[] = [];
  const refused: Refused[] = [];
  for (const credential of new Set(await Promise.all(credentials.map((given) => journal.resolve(given))))) {
    let label = '';
    try {
      const found = await vaults.record(credential);
      label = found.sealed.label;
      const write = await plan({ credential, ...found });
      if (write !== null) planned.push(write);
    } catch (error) {
      if (!(error instanceof Failure) || error.problem.kind === 'locked' || error.problem.kind === 'storage-failed') throw error;
      refused.push({ credential, label, problem: error.problem });
    }
  }
  return { planned, refused };
}

/** Sealed in the journal first, in their order; only then shown. @param beside - as the journal's */
export async function keepAll(writes: readonly (CreateWrite | ChangeWrite | MoveWrite)[], { journal, vaults, now }: KeepWorld, beside?: ReadonlyMap<string, unknown>): Promise<Entry[]> {
  const shown = new Map<OpenVault, Map<CredentialId, SealedCredential>>();
  const shownIn = (vault: OpenVault): Map<CredentialId, SealedCredential> => {
    const ofVault = shown.get(vault) ?? new Map<CredentialId, SealedCredential>();
    shown.set(vault, ofVault);
    return ofVault;
  };
  for (const write of writes) {
    if (write.what === 'create') {
      const vault = (await vaults.load()).get(vaultOf(write.credential));
      if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
      shownIn(vault).set(write.credential, write.record);
      continue;
    }
    const { vault, sealed } = await vaults.record(write.credential);
    refuseWithout('write', sealed);
    const ofVault = shownIn(vault);
    const theirs = ofVault.get(write.credential) ?? sealed;
    const { before, after } = await fitted(write, theirs, vault);
    const next = mergeSealed(before, after, theirs).record;
    ofVault.set(write.credential, { ...next, changed: Math.floor(now() / 1000) });
  }
  // All of them or none: what is done at once is never done by half.
  const entries = writes.length === 0 ? [] : await journal.addAll(writes, now(), beside);
  for (const [vault, records] of shown) await vaults.put(vault, records);
  return entries;
}

export function labelOf(entry: Entry): string {
  return 'record' in entry ? entry.record.label : entry.after.label;
}
