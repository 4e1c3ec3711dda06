/**
 * One vault in memory: its entries, how to search and match them, and how far reading it has come.
 *
 * A cache that may vanish with the worker at any moment; the vault store has what it is made from.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { vaultReader, type VaultReader } from '../../core/envelopes/vault-reader.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { matchEntry, type Match } from '../../core/sites/match.ts';
import { pageKey, siteKeys } from '../../core/sites/site-keys.ts';
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
  /** Records that are read already but not at rest yet, so that a fill needn't wait for the disk. */
  unkept: ReadonlyMap<CredentialId, SealedCredential>;
  /** Removed while a sync was under way: nothing of it may come to rest any more. */
  removed: boolean;
  lines: () => ReadonlyMap<CredentialId, IndexLine>;
  replace: (lines: readonly IndexLine[]) => void;
  /** Entries whose address belongs to the page's site, whether they may be offered there or not. Trash and hidden left out. */
  matches: (page: URL) => { entry: Entry; match: Match }[];
}

export function openVault(id: VaultId, key: string): OpenVault {
  let lines = new Map<CredentialId, IndexLine>();
  let ready = () => {};
  const whenReady = new Promise<void>((resolve) => { ready = resolve; });
  let bySite: Map<string, Entry[]> | null = null;

  function index(): Map<string, Entry[]> {
    const sites = new Map<string, Entry[]>();
    for (const { entry } of lines.values()) {
      if (entry.trashed || entry.hidden || entry.url === '') continue;
      for (const site of siteKeys(entry.url)) {
        const there = sites.get(site);
        if (there) there.push(entry);
        else sites.set(site, [entry]);
      }
    }
    return sites;
  }

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
    unkept: new Map(),
    removed: false,
    lines: () => lines,
    replace(next) {
      lines = new Map(next.map((line) => [line.entry.id, line]));
      bySite = null;
    },
    matches(page) {
      bySite ??= index();
      const here = bySite.get(pageKey(page)) ?? [];
      return here
        .map((entry) => ({ entry, match: matchEntry(entry.url, page) }))
        .filter(({ match }) => match.offer || match.why === 'insecure');
    },
  };
}
