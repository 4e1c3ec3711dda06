/**
 * Runs inside the bench extension's service worker: searches a big index as Latchkey's background does, rows included.
 * @module
 */

import type { Entry } from '../../src/core/credential/entry.ts';
import { searchIndexInSlices, type SearchIndex } from '../../src/core/credential/search.ts';
import { pauseForOthers } from '../../src/core/envelopes/pause.ts';
import { credentialId, isGuid, vaultId, type AccountId, type Guid } from '../../src/core/ids.ts';
import { rowOf } from '../../src/background/rows.ts';

export interface SearchBench {
  /** @returns milliseconds until it can be searched */
  prepare: (items: number) => Promise<number>;
  /** Milliseconds of one search with its first rows, and how many were found. */
  search: (query: string) => { time: number; found: number };
}

const vault = vaultId('bench-account' as AccountId, 'BENCH' as Guid);
const words = ['Bank', 'Forum', 'Shop', 'Paper', 'Zürich', 'Werk', 'School'];
let index: SearchIndex | null = null;

function entry(at: number): Entry {
  const guid = `E${at}`;
  if (!isGuid(guid)) throw new Error('This is no guid.');
  return {
    id: credentialId(vault, guid), label: `${words[(at * 7) % 7] ?? ''} ${words[(at >> 3) % 7] ?? ''} ${(at * 7919) % 10_007}`, username: `person${at}`, email: `person${at}@mail.example`,
    url: `https://www.site${at % 900}.example.org/login?next=/account`, unproven: false, tags: ['work', `t${at % 7}`, ...(at % 50 === 0 ? ['★'] : [])], hasCode: at % 3 === 0, hasPassword: true,
    hasFile: at % 20 === 0, hasNote: at % 2 === 0, trashed: at % 60 === 0, hidden: false, shared: at % 40 === 0, icon: null, unreadable: [], expires: at % 30 === 0 ? 1000 : null, created: at, changed: at,
  };
}

const bench: SearchBench = {
  async prepare(items) {
    const entries = Array.from({ length: items }, (_, at) => entry(at));
    const started = performance.now();
    index = await searchIndexInSlices(entries, pauseForOthers);
    return performance.now() - started;
  },
  search(query) {
    const names = new Map([[vault, 'Bench']]);
    const started = performance.now();
    const found = index?.search(query, { show: 'active', vault: null, order: 'favourites', world: { now: 2000, vaultName: () => 'bench', judged: () => false } }) ?? [];
    const rows = found.slice(0, 100).map((each) => rowOf(each, names));
    return { time: performance.now() - started, found: rows.length === 0 ? 0 : found.length };
  },
};

Object.assign(globalThis, { searchBench: bench });
