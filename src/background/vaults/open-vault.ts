/**
 * One vault in memory: its entries, how to search and match them, and how far reading it has come.
 *
 * A cache that may vanish with the worker at any moment; the vault store has what it is made from.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { vaultReader, type VaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter, type VaultWriter } from '../../core/envelopes/vault-writer.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { matchEntry, type Match } from '../../core/sites/match.ts';
import { mayName, pageKey } from '../../core/sites/page-key.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import type { IndexLine } from './vault-store.ts';

export interface OpenVault {
  readonly id: VaultId;
  phase: 'opening' | 'ready' | 'open';
  /** Resolves when a page can be matched: address and user name of every item are known. */
  readonly whenReady: Promise<void>;
  readonly ready: () => void;
  /** One answer of the server after the other. */
  readonly queue: Queue;
  syncing: boolean;
  /** Milliseconds since 1970; null = never. */
  syncedAt: number | null;
  problem: Problem | null;
  readonly reader: VaultReader;
  /** One salt for all that is written until Latchkey locks. */
  readonly writer: VaultWriter;
  /** The same for shared items, by their keys. */
  readonly writers: Map<string, VaultWriter>;
  /** Counts what was put in by hand: an answer of the server that was asked for before is out of date. */
  generation: number;
  /** Records that are read already but not at rest yet, so that a fill needn't wait for the disk. */
  unkept: ReadonlyMap<CredentialId, SealedCredential>;
  /** Removed while a sync was under way: nothing of it may come to rest any more. */
  removed: boolean;
  /** No longer in memory, by a lock or a new key: nothing more is decrypted or written for it. What rests stays. */
  dropped: boolean;
  lines: () => ReadonlyMap<CredentialId, IndexLine>;
  replace: (lines: readonly IndexLine[]) => void;
  /** Entries whose address belongs to the page's site, whether they may be offered there or not. Trash and hidden left out. */
  matches: (page: URL) => { entry: Entry; match: Match }[];
}

export function openVault(id: VaultId, key: string): OpenVault {
  let lines = new Map<CredentialId, IndexLine>();
  let ready = () => {};
  const whenReady = new Promise<void>((resolve) => { ready = resolve; });
  return {
    id,
    phase: 'opening',
    queue: oneAtATime(),
    whenReady,
    ready,
    syncing: false,
    syncedAt: null,
    problem: null,
    reader: vaultReader(key),
    writer: vaultWriter(key),
    writers: new Map(),
    generation: 0,
    unkept: new Map(),
    removed: false,
    dropped: false,
    lines: () => lines,
    replace(next) {
      lines = new Map(next.map((line) => [line.entry.id, line]));
    },
    matches(page) {
      const site = pageKey(page);
      if (site === '') return [];
      return [...lines.values()]
        .filter(({ entry }) => !entry.trashed && !entry.hidden && !entry.unproven && mayName(entry.url, site))
        .map(({ entry }) => ({ entry, match: matchEntry(entry.url, page) }))
        .filter(({ match }) => match.offer || match.why === 'insecure');
    },
  };
}
