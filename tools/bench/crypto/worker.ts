/**
 * Runs inside the bench extension's service worker, on the same modules as Latchkey's own: opens
 * vaults the plain way and ours, and an index from rest. The command (`tools/bench/crypto.ts`) calls it from outside.
 * @module
 */

import { readCredential, readEntry } from '../../../src/core/credential/read-credential.ts';
import { encryptedFields } from '../../../src/core/credential/sealed.ts';
import { vaultReader } from '../../../src/core/envelopes/vault-reader.ts';
import { credentialId, vaultId, type AccountId, type Guid } from '../../../src/core/ids.ts';
import { compareEntries, compareOpened, compareCredentials } from './compare.ts';
import { deriveBare, prepareIndex, unlockFromRest } from './next-unlock.ts';
import { forgetKeys, openPlainly } from './plain.ts';
import { plaintextSizes, synthesise, vaultKey, type Layout, type SyntheticVault } from './synthetic-vault.ts';

const vault = vaultId('bench-account' as AccountId, 'BENCH' as Guid);
const vaults = new Map<Layout, SyntheticVault>();

/** `plain`: sjcl, all fields. `whole`: all credentials. `ready`: url and user name of all, which is when a page can be matched. */
export type Way = 'plain' | 'whole' | 'ready';

/** What the command may call. Times are milliseconds. @throws if a plaintext isn't the one that was sealed */
export interface CryptoBench {
  prepare: (layout: Layout, size: number) => Promise<{ median: number; p90: number; longest: number }>;
  open: (layout: Layout, way: Way) => Promise<number>;
  longestStretch: (layout: Layout) => Promise<number>;
  /** Of a vault that was prepared. @returns about how many bytes of JSON it has */
  prepareIndex: (layout: Layout) => Promise<number>;
  deriveBare: () => Promise<number>;
  unlockFromRest: () => Promise<{ total: number; firstMatch: number }>;
}

const bench: CryptoBench = {
  prepare: async (layout, size) => {
    const made = await synthesise(layout, size);
    vaults.set(layout, made);
    return plaintextSizes(made);
  },
  open: async (layout, way) => await openTimed(vaultOf(layout), way),
  longestStretch: async (layout) => await longestStretch(() => openTimed(vaultOf(layout), 'whole')),
  prepareIndex: async (layout) => await prepareIndex(vaultOf(layout)),
  deriveBare,
  unlockFromRest,
};
Object.assign(globalThis, { bench });

function vaultOf(layout: Layout): SyntheticVault {
  const made = vaults.get(layout);
  if (made === undefined) throw new Error(`${layout} was not prepared`);
  return made;
}

async function openTimed(made: SyntheticVault, way: Way): Promise<number> {
  forgetKeys();
  (globalThis as { gc?: () => void }).gc?.();
  const { records, values } = made;
  const begun = performance.now();
  if (way === 'plain') {
    const opened = openPlainly(made);
    return ended(begun, () => compareOpened(opened, values));
  }
  const reader = vaultReader(vaultKey);
  if (way === 'ready') {
    const openings = await reader.open(records, ['url', 'username']);
    const entries = records.map((record, index) => readEntry(credentialId(vault, record.guid), record, openings[index] ?? {}));
    return ended(begun, () => compareEntries(entries, values));
  }
  const openings = await reader.open(records, encryptedFields);
  const credentials = records.map((record, index) => readCredential(credentialId(vault, record.guid), vault, record, openings[index] ?? {}));
  return ended(begun, () => compareCredentials(credentials, values));
}

/** The comparison is not part of the time. */
function ended(begun: number, compare: () => void): number {
  const took = performance.now() - begun;
  compare();
  return took;
}

/** The longest time for which another task had to wait. */
async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  await work();
  port1.close();
  return longest;
}
