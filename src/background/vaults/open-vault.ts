/**
 * One vault in memory: its entries, how to search and match them, and how far reading it has come.
 *
 * A cache that may vanish with the worker at any moment; the vault store has what it is made from.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { manyKeysReader, type ManyKeysReader } from '../../core/envelopes/many-keys.ts';
import { vaultWriter, type VaultWriter } from '../../core/envelopes/vault-writer.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { matchEntry, type Match } from '../../core/sites/match.ts';
import { mayName, pageKey } from '../../core/sites/page-key.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import { countsOf, type Counts, type IndexLine, type RestingIndex } from './index-text.ts';

export interface OpenVault {
  readonly id: VaultId;
  phase: 'opening' | 'ready' | 'open';
  /** Resolves when a page can be matched: address and user name of every item are known. */
  readonly whenReady: Promise<void>;
  readonly ready: () => void;
  /** One answer of the server after the other. */
  readonly queue: Queue;
  /** One writer on the disk after the other, also where a lock and an unlock made another of the same vault meanwhile. */
  disk: Queue;
  syncing: boolean;
  /** Milliseconds since 1970; null = never. */
  syncedAt: number | null;
  problem: Problem | null;
  /** The key that all of it should be under, and others that some of it may still be under. */
  keys: readonly string[];
  reader: ManyKeysReader;
  /** One salt for all that is written until Latchkey locks. */
  writer: VaultWriter;
  /** The same for shared items and for other keys of the vault, by their keys. */
  readonly writers: Map<string, VaultWriter>;
  /** Counts what was put in by hand: an answer of the server that was asked for before is out of date. */
  generation: number;
  /** As the server had them at the last sync; null: not asked yet. */
  sharingKeys: { privateKey: string | null; publicKey: string | null } | null;
  /** Records that are read already but not at rest yet, so that a fill needn't wait for the disk. */
  unkept: ReadonlyMap<CredentialId, SealedCredential>;
  /** Removed while a sync was under way: nothing of it may come to rest any more. */
  removed: boolean;
  /** No longer in memory, by a lock or a new key: nothing more is decrypted or written for it. What rests stays. */
  dropped: boolean;
  lines: () => ReadonlyMap<CredentialId, IndexLine>;
  replace: (lines: readonly IndexLine[]) => void;
  /** What was at rest, in place of what is here; its lines are read when they are first asked for. */
  rest: (index: RestingIndex) => void;
  counts: () => Counts;
  /** From now on; what was read already stays. */
  useKeys: (keys: readonly string[]) => void;
  /** Entries whose address belongs to the page's site or to its `kin`, whether they may be offered there or not. Trash and hidden left out. */
  matches: (page: URL, kin?: readonly string[]) => { entry: Entry; match: Match }[];
}

/** @param keys - at least one; see {@link OpenVault.keys} */
export function openVault(id: VaultId, ...keys: readonly string[]): OpenVault {
  let lines = new Map<CredentialId, IndexLine>();
  /** What `lines` is still to be read from. */
  let resting: RestingIndex | null = null;
  let ready = () => {};
  const whenReady = new Promise<void>((resolve) => { ready = resolve; });
  const under = (all: readonly string[]) => ({ keys: all, reader: manyKeysReader(all), writer: vaultWriter(all[0] ?? '') });
  return {
    ...under(keys),
    id,
    phase: 'opening',
    queue: oneAtATime(),
    disk: oneAtATime(),
    whenReady,
    ready,
    syncing: false,
    syncedAt: null,
    problem: null,
    writers: new Map(),
    generation: 0,
    sharingKeys: null,
    unkept: new Map(),
    removed: false,
    dropped: false,
    lines() {
      if (resting !== null) this.replace(linesOf(resting));
      return lines;
    },
    replace(next) {
      resting = null;
      lines = new Map(next.map((line) => [line.entry.id, line]));
    },
    rest(index) {
      resting = index;
    },
    counts: () => resting?.counts ?? countsOf(lines.values()),
    useKeys(next) {
      if (JSON.stringify(next) !== JSON.stringify(this.keys)) Object.assign(this, under(next));
    },
    matches(page, kin = []) {
      const site = pageKey(page);
      if (site === '') return [];
      const wanted = (url: string) => mayName(url, site) || kin.some((other) => mayName(url, other));
      const candidates = resting === null ? [...lines.values()].filter(({ entry }) => wanted(entry.url)) : linesOf(resting, wanted);
      return candidates
        .filter(({ entry }) => !entry.trashed && !entry.hidden && !entry.unproven)
        .map(({ entry }) => ({ entry, match: matchEntry(entry.url, page, kin) }))
        .filter(({ match }) => match.offer || match.why === 'insecure');
    },
  };
}

/** @param wanted - by its address */
function linesOf({ urls, line }: RestingIndex, wanted: (url: string) => boolean = () => true): IndexLine[] {
  return urls.flatMap((url, at) => (wanted(url) ? (line(at) ?? []) : []));
}
