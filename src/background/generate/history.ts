/**
 * What was generated: sealed before anybody sees it, the newest first. What was used stays longest.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const historyName = 'generated';
export const longestHistory = 50;

/** `at`: milliseconds since 1970. `used`: shown on purpose, copied, or put somewhere. */
export interface Generated { id: string; value: string; at: number; site: string; used: boolean }

export interface GeneratedHistory {
  /** Newest first. */
  read: () => Promise<Generated[]>;
  /** Resolves when it is on the disk. `site`: the host that it was made for, or empty. */
  add: (value: string, about: { at: number; site: string }) => Promise<Generated>;
  /** One of them, from now on used. @throws {Failure} `gone` */
  use: (id: string) => Promise<Generated>;
  clear: () => Promise<void>;
}

export function generatedHistory(blobs: SealedBlobs): GeneratedHistory {
  const queue = oneAtATime();
  // We sealed it ourselves. Versions before 0.1 kept values only.
  const read = async () => (((await blobs.read(historyName)) ?? []) as (Pick<Generated, 'value' | 'at'> & Partial<Generated>)[])
    .map((one, index): Generated => ({ id: one.id ?? `${one.at}-${index}`, value: one.value, at: one.at, site: one.site ?? '', used: one.used ?? false }));
  return {
    read,
    add: (value, about) => queue(async () => {
      const made: Generated = { id: crypto.randomUUID(), value, ...about, used: false };
      await blobs.write(historyName, shortened([made, ...(await read())]));
      return made;
    }),
    use: (id) => queue(async () => {
      const all = await read();
      const found = all.find((one) => one.id === id);
      if (!found) throw new Failure({ kind: 'gone', what: 'credential' });
      if (!found.used) await blobs.write(historyName, all.map((one) => (one === found ? { ...one, used: true } : one)));
      return { ...found, used: true };
    }),
    clear: () => queue(() => blobs.remove([historyName])),
  };
}

/** A slider that is moved makes dozens: what was used isn't pushed out by them. */
function shortened(all: readonly Generated[]): Generated[] {
  const doomed = new Set<Generated>();
  const oldestFirst = [...all.slice(1)].reverse();
  for (const one of [...oldestFirst.filter(({ used }) => !used), ...oldestFirst.filter(({ used }) => used)]) {
    if (all.length - doomed.size <= longestHistory) break;
    doomed.add(one);
  }
  return all.filter((one) => !doomed.has(one));
}
