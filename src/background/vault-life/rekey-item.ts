/**
 * Brings one credential, its history and its files under the vault's key.
 *
 * The server has no way to say "only if it is still so": what somebody else writes between our reading and our writing
 * would be written over. So each write leaves a revision, which shows what was really replaced. Was it what we had
 * read, the revision goes; was it something else, that is the newer content and is written again, under the new key.
 * @see contracts: Passman §1.4, §3.8; guides: reliability
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import type { Revision } from '../../clients/passman/revisions.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import type { VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { filesOf } from '../files/named-files.ts';
import { digestOf, isSameState, type Intent, type Marks } from './marks.ts';
import { resealRecord, resealTexts, type Resealer } from './reseal.ts';

export interface ItemWorld {
  vault: VaultId;
  change: string;
  client: Passman;
  resealer: Resealer;
  marks: Marks;
  /** @throws when it shall go on no further */
  check: () => Promise<void>;
}

/** Why something is not under the vault's key yet. */
export type LeftWhy =
  /** The server cannot read a part of it: writing it would lose that part for good. */
  | 'lost'
  /** Something in it is under a key that we don't know. */
  | 'foreign'
  /** A file of it could not be had. */
  | 'file';

export interface ItemResult { wrote: boolean; left: LeftWhy | null }

/** More writers in a row than there are people; a server that says otherwise is wrong. */
const mostRepetitions = 4;
const fileTries = 2;

/** @param listed - as the server's list of the vault has it */
export async function rekeyItem(listed: SealedCredential, world: ItemWorld): Promise<ItemResult> {
  const { vault, change, marks } = world;
  const mark = await marks.read(vault, listed.guid);
  if (mark?.change === change && mark.intent === null && mark.settled === (await digestOf(listed))) return { wrote: false, left: null };
  let record = listed;
  let wrote = false;
  if (mark?.intent) {
    record = await settle(mark.intent, listed, world);
    wrote = true;
  }
  const due = await resealRecord(record, world.resealer);
  if (due.lost && due.changed) return { wrote, left: 'lost' };
  if (due.changed) {
    record = await rewrite(await current(record, world), world);
    wrote = true;
  }
  const history = await rekeyHistory(record, world);
  const files = isShared(record) ? { wrote: false, left: null } : await rekeyFiles([record, ...history.states], world);
  const left = due.foreign || history.foreign ? 'foreign' : files.left;
  // Somebody else may have written it under the old key since: then it is the next round's.
  const isDone = left === null && !(await resealRecord(record, world.resealer)).changed;
  if (isDone) await marks.write(vault, record.guid, { change, intent: null, settled: await digestOf(record) });
  return { wrote: wrote || history.wrote || files.wrote, left };
}

/** As it is now; the list may be minutes old. */
async function current(listed: SealedCredential, { client, check }: ItemWorld): Promise<SealedCredential> {
  await check();
  return client.credentials.get(listed.guid);
}

/** Writes it, and again for as long as somebody else has written in between. @returns the record as it is then */
async function rewrite(read: SealedCredential, world: ItemWorld): Promise<SealedCredential> {
  const { value: after, changed, lost } = await resealRecord(read, world.resealer);
  if (!changed || lost) return read;
  const intent: Intent = { before: read, after, known: (await world.client.revisions.list(read.guid)).map(({ revisionId }) => revisionId) };
  await world.check();
  await world.marks.write(world.vault, read.guid, { change: world.change, intent, settled: null });
  await send(after, world);
  return settle(intent, after, world);
}

async function send(record: SealedCredential, { client }: ItemWorld): Promise<void> {
  await client.credentials.replace(record, { for: 'vault-key', sharedKey: isShared(record) && typeof record.shared_key === 'string' ? record.shared_key : null });
}

/**
 * Finds out what a write has replaced, takes its revision away where that is no news, and brings back what somebody
 * else had written in between.
 * @returns the record as it is then
 */
async function settle(first: Intent, listed: SealedCredential, world: ItemWorld): Promise<SealedCredential> {
  const { client, marks, vault, change } = world;
  let intent = first;
  for (let times = 0; ; times++) {
    const now = await client.credentials.get(listed.guid);
    const revisions = await client.revisions.list(listed.guid);
    const replaced = replacedBy(intent, revisions, now);
    // It never arrived, or has long been written over: whatever was there is in the history.
    if (replaced === null) return done(now);
    if (isSameState(replaced.credential, intent.before)) {
      await client.revisions.remove(listed.guid, replaced.revisionId);
      return done(now);
    }
    if (!isSameState(now, intent.after) || times >= mostRepetitions) return done(now);
    // Theirs is what counts; the icon is the only thing that a revision doesn't have.
    const theirs: SealedCredential = { ...now, ...contentOf(replaced.credential), icon: now.icon };
    const { value: after } = await resealRecord(theirs, world.resealer);
    intent = { before: now, after, known: revisions.map(({ revisionId }) => revisionId) };
    await marks.write(vault, listed.guid, { change, intent, settled: null });
    await send(after, world);
    await client.revisions.remove(listed.guid, replaced.revisionId);
  }

  async function done(record: SealedCredential): Promise<SealedCredential> {
    await marks.write(vault, record.guid, { change, intent: null, settled: null });
    return record;
  }
}

/** The state that was there before ours, if ours is in the row of states at all, and that one wasn't taken away yet. */
function replacedBy({ after, known }: Intent, revisions: readonly Revision[], now: SealedCredential): Revision | null {
  const states = [...revisions.map(({ credential }) => credential), now];
  const at = states.findLastIndex((state) => isSameState(state, after));
  const replaced = at < 1 ? undefined : revisions[at - 1];
  return replaced === undefined || known.includes(replaced.revisionId) ? null : replaced;
}

function contentOf(record: SealedCredential): Partial<SealedCredential> {
  const { label, hidden, delete_time, expire_time, renew_interval, shared_key } = record;
  const fields = Object.fromEntries(encryptedFields.map((field) => [field, record[field]])) as Partial<SealedCredential>;
  return { ...fields, label, hidden, delete_time: delete_time ?? 0, expire_time: expire_time ?? 0, renew_interval, shared_key };
}

/** What a revision keeps is under the key of its time. One that the server has lost is left as it is. */
async function rekeyHistory(record: SealedCredential, { client, resealer, check }: ItemWorld): Promise<{ states: SealedCredential[]; wrote: boolean; foreign: boolean }> {
  const result = { states: [] as SealedCredential[], wrote: false, foreign: false };
  for (const { revisionId, credential } of await client.revisions.list(record.guid)) {
    result.states.push(credential);
    const { value, changed, foreign, lost } = await resealRecord(credential, resealer);
    result.foreign ||= foreign;
    if (!changed || lost) continue;
    await check();
    await client.revisions.rewrite(record.guid, revisionId, asContent(value));
    result.wrote = true;
  }
  return result;
}

/** As the server takes it: text in every field that it wraps. */
function asContent(record: SealedCredential): SealedCredential {
  const content: SealedCredential = { ...record, icon: record.icon ?? false };
  for (const field of encryptedFields) if (field !== 'compromised') content[field] ??= '';
  return content;
}

async function rekeyFiles(states: readonly SealedCredential[], { client, resealer, check }: ItemWorld): Promise<ItemResult> {
  const result: ItemResult = { wrote: false, left: null };
  for (const fileId of await filesOf(states.filter((state) => !isShared(state)), resealer.all)) {
    await check();
    const file = await fileOf(fileId, client);
    if (file === null) {
      result.left = 'file';
      continue;
    }
    const { value: [filename = '', data = ''], changed } = await resealTexts([file.filename, file.data], resealer);
    if (!changed) continue;
    await check();
    await client.files.update(fileId, { filename, data });
    result.wrote = true;
  }
  return result;
}

/** Null: the server says 500 for one that isn't there as for any other trouble. */
async function fileOf(fileId: number, client: Passman): Promise<Awaited<ReturnType<Passman['files']['get']>> | null> {
  for (let tried = 1; ; tried++) {
    try {
      return await client.files.get(fileId);
    } catch (error) {
      const kind = error instanceof Failure ? error.problem.kind : 'bug';
      if (kind !== 'server-error' && kind !== 'not-found' && kind !== 'bad-answer') throw error;
      if (tried === fileTries) return null;
    }
  }
}
