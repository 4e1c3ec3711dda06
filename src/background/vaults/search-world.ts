/**
 * What a search must know besides the entries: the time, names of vaults, and what the health check found.
 * @module
 */

import type { SearchWorld } from '../../core/credential/search-folded.ts';
import { verdictsIn, type Verdict } from '../../core/credential/search-query.ts';
import { fold } from '../../core/fold.ts';
import type { CredentialId } from '../../core/ids.ts';
import type { VaultNames } from '../rows.ts';

/** The logins that the health check says this of, e.g. all with a weak password. */
export type Judge = (verdict: Verdict) => Promise<ReadonlySet<CredentialId>>;

/** @param query - only what it asks for is found out */
export async function searchWorld(query: string, names: VaultNames, { now, judge }: { now: () => number; judge: Judge }): Promise<SearchWorld> {
  const asked = verdictsIn(query);
  const judged = new Map(await Promise.all(asked.map(async (verdict) => [verdict, await judge(verdict)] as const)));
  return {
    now: Math.floor(now() / 1000),
    vaultName: (vault) => fold(names.get(vault) ?? ''),
    judged: (verdict, { id }) => judged.get(verdict)?.has(id) ?? false,
  };
}
