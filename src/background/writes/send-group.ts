/**
 * Sends many writes of one vault side by side, none of which is about the same credential as another, and takes in all
 * the answers at once: one by one, the index would be sealed anew for each.
 * @see guides: reliability
 * @module
 */

import type { SealedCredential } from '../../core/credential/sealed.ts';
import { credentialId, guidOf, vaultOf, type CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { problemOf } from '../accounts/refresh.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { isHeld, type Entry, type Journal } from './journal.ts';
import { besideOf } from './beside.ts';
import { overlaid } from './overlaid.ts';
import { isOwn, isSameWriting, sendEntry, type Sent, type SendWorld } from './send.ts';

/** What became of one write. Waiting ones have none yet. */
export type Outcome = { sent: Sent; id: CredentialId } | { refused: Problem };

/** Fewer go one by one. */
const fewest = 5;
const most = 100;
/** A small server answers no more than a few at a time. */
const sideBySide = 4;

export interface GroupWorld { send: SendWorld; journal: Journal; vaults: Vaults; now: () => number }
type Group = readonly [Entry, ...Entry[]];
interface Done { entry: Entry; sent: Sent; id: CredentialId }

/** Writes that may go in any order, by their vaults. */
export function groupsIn(entries: readonly Entry[]): Group[] {
  const times = grouped(entries, ({ credential }) => credential);
  const free = entries.filter((entry) => entry.what !== 'move' && !isHeld(entry) && times.get(entry.credential)?.length === 1);
  return [...grouped(free, ({ credential }) => vaultOf(credential)).values()].filter(({ length }) => length >= fewest).flatMap((group) => {
    const chunks: Group[] = [];
    for (let at = 0; at < group.length; at += most) {
      const [first, ...others] = group.slice(at, at + most);
      if (first) chunks.push([first, ...others]);
    }
    return chunks;
  });
}

function grouped<Key>(entries: readonly Entry[], keyOf: (entry: Entry) => Key): Map<Key, Entry[]> {
  const groups = new Map<Key, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry)) ?? [];
    group.push(entry);
    groups.set(keyOf(entry), group);
  }
  return groups;
}

/**
 * @returns what became of those that got through; `away`: nothing more of this account needs to be tried
 * @throws {Failure} `locked`, `storage-failed`
 */
export async function sendGroup(group: Group, world: GroupWorld): Promise<{ outcomes: Map<string, Outcome>; away: Problem | null }> {
  const tried = group.map((entry): Entry => ({ ...entry, tries: entry.tries + 1 }));
  await world.journal.updateAll(tried);
  const { done, away } = await sendAll(tried, world);
  await takeIn(done, world);
  if (away !== null) {
    const over = new Set(done.map(({ entry }) => entry.token));
    await world.journal.updateAll(tried.filter(({ token }) => !over.has(token)).map((entry) => ({ ...entry, problem: away })));
  }
  return { outcomes: new Map(done.map(({ entry, sent, id }) => [entry.token, { sent, id }])), away };
}

async function sendAll(entries: readonly Entry[], world: GroupWorld): Promise<{ done: Done[]; away: Problem | null }> {
  const { send, journal } = world;
  const done: Done[] = [];
  let away: Problem | null = null;
  const waiting = [...entries];
  try {
    const known = await writtenBefore(entries, send);
    const work = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry !== undefined && away === null; entry = waiting.shift()) {
        try {
          const sent = known.get(entry.token) ?? (await sendEntry(entry.what === 'create' ? { ...entry, tries: 1 } : entry, send));
          done.push({ entry, sent, id: sent.record ? credentialId(send.vault.id, sent.record.guid) : await journal.resolve(entry.credential) });
        } catch (error) {
          const problem = problemOf(error);
          // What is about this write alone is found out again, and dealt with, when it is tried alone.
          if (!isOwn(problem)) away ??= problem;
        }
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, work));
  } catch (error) {
    away ??= problemOf(error);
  }
  return { done, away };
}

/** Those whose answer was lost: one look at the vault tells them all. */
async function writtenBefore(entries: readonly Entry[], { client, vault }: SendWorld): Promise<Map<string, Sent>> {
  const again = entries.filter((entry) => entry.what === 'create' && entry.tries > 1);
  const found = new Map<string, Sent>();
  if (again.length === 0) return found;
  const { credentials } = await client.vaults.get(guidOf(vault.id));
  const byText = new Map(credentials.map((record) => [record.password, record]));
  for (const entry of again) {
    const record = 'record' in entry ? byText.get(entry.record.password) : undefined;
    if (record && 'record' in entry && isSameWriting(record, entry.record)) found.set(entry.token, { record, replaced: null, merged: false, clashes: [] });
  }
  return found;
}

/** First what they are called and hold, and only then they are forgotten here. */
async function takeIn(done: readonly Done[], { send: { vault }, journal, vaults, now }: GroupWorld): Promise<void> {
  if (done.length === 0) return;
  const sent = new Set(done.map(({ entry }) => entry.token));
  const later = (await journal.ofVault(vault.id)).filter(({ token }) => !sent.has(token));
  const put = new Map<CredentialId, SealedCredential | null>();
  for (const { entry, sent: { record }, id } of done) {
    put.set(entry.credential, null);
    const since = later.filter((each) => each.id > entry.id && (each.credential === entry.credential || each.credential === id));
    put.set(id, record && (overlaid([record], since, id)[0] ?? null));
  }
  await journal.settleIds(done);
  await vaults.put(vault, put);
  await journal.replaceAll(done.map(({ entry }) => entry), new Map(done.flatMap(({ entry, sent: each, id }) => besideOf(entry, each, { id, at: now() }))));
}
