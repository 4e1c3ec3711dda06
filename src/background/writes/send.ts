/**
 * Sends one kept write to its server. Reads before it writes; a lost answer is settled by looking for our own ciphertext.
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { differences, sameContent, type WritableField } from '../../core/credential/replace.ts';
import { isFromOthers, rightsOf } from '../../core/credential/rights.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf, vaultOf, type CredentialId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { readRecords } from '../accounts/refresh.ts';
import { filesOfRecords } from '../files/named-files.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { ChangeWrite, DestroyWrite, Entry, MoveWrite } from './journal.ts';
import { mergeChange } from './merge.ts';
import { isSafeCopy, isStillCopied } from './move.ts';

/** Null: there is no such record any more, as was wished. `replaced`: what the server had before. */
export interface Sent { record: SealedCredential | null; replaced: SealedCredential | null; merged: boolean; clashes: WritableField[] }

export interface SendWorld {
  client: Passman;
  vault: OpenVault;
  /** Whose account it is, as the server names owners. */
  userId: string;
  resolve: (id: CredentialId) => Promise<CredentialId>;
  /** Keeps with the entry what it clashes with, before it is sent. */
  foresee: (entry: Entry, clashes: readonly WritableField[], theirs: SealedCredential) => Promise<void>;
  /** Keeps with the entry which files go with it. */
  findFiles: (entry: Entry & DestroyWrite, files: readonly number[]) => Promise<void>;
  /** The same world for a credential of another vault. */
  elsewhere: (id: CredentialId) => Promise<SendWorld>;
}

export async function sendEntry(entry: Entry, world: SendWorld): Promise<Sent> {
  if (entry.what === 'create') return sendCreate(entry, world);
  const id = await world.resolve(entry.credential);
  if (entry.what === 'destroy') return sendDestroy(entry, id, world);
  if (entry.what === 'move') return sendMove(entry, id, world);
  return sendChange(entry, id, world);
}

async function sendCreate(entry: Entry & { what: 'create' }, { client, vault }: SendWorld): Promise<Sent> {
  const { record } = entry;
  const done = (made: SealedCredential): Sent => ({ record: made, replaced: null, merged: false, clashes: [] });
  let number = record.vault_id;
  if (entry.tries > 1 || number === 0) {
    const found = await client.vaults.get(guidOf(vault.id));
    const made = found.credentials.find((each) => isSameWriting(each, record));
    if (made) return done(made);
    number = found.vaultId;
  }
  return done(await client.credentials.create({
    ...fieldsOf(record), vault_id: number, label: record.label, icon: record.icon ?? null, hidden: false,
    renew_interval: record.renew_interval, expire_time: record.expire_time ?? 0, delete_time: record.delete_time ?? 0,
    // An imported one may be older than its record.
    ...(record.created < record.changed && { created: record.created }),
  }));
}

async function sendChange(entry: Entry & ChangeWrite, id: CredentialId, world: SendWorld): Promise<Sent> {
  const { client, vault } = world;
  const theirs = await currentRecord(id, entry.before.user_id, world);
  const { record, clashes, merged } = await mergeChange(entry, theirs, vault);
  const foreseen = entry.clashes ?? [];
  if (sameContent(record, theirs)) return { record: theirs, replaced: null, merged: false, clashes: [...new Set([...foreseen, ...clashes])] };
  // Ours arrived, and somebody has changed it since: theirs is the newer one.
  if (entry.tries > 1 && clashes.length > 0 && (await wasWritten(entry, id, client))) return { record: theirs, replaced: null, merged: true, clashes: [...foreseen] };
  if (clashes.length > 0) await world.foresee(entry, clashes, theirs);
  const written = await client.credentials.replace(record);
  return { record: isFromOthers(theirs) ? asShared(written, theirs) : written, replaced: theirs, merged, clashes };
}

/** The answer to a recipient is the owner's record: with a key envelope that is none of ours, and files that may not be. */
function asShared(written: SealedCredential, theirs: SealedCredential): SealedCredential {
  return { ...written, shared_key: theirs.shared_key, files: rightsOf(theirs).files ? written.files : theirs.files, ...(theirs.acl && { acl: theirs.acl }) };
}

/** Nothing is trashed before its copy was seen on its server. Should either have become another meanwhile, both stay. */
async function sendMove(entry: Entry & MoveWrite, id: CredentialId, world: SendWorld): Promise<Sent> {
  const { before, after, copied } = entry;
  const elsewhere = await world.elsewhere(entry.copy);
  const copy = await currentRecord(await world.resolve(entry.copy), elsewhere.userId, elsewhere).catch((error: unknown) => {
    if (error instanceof Failure && error.problem.kind === 'gone') return null;
    throw error;
  });
  if (copy === null || !(await isSafeCopy(copy, copied, elsewhere.vault))) throw new Failure({ kind: 'changed-meanwhile', label: before.label });
  const theirs = await currentRecord(id, before.user_id, world);
  if (!isStillCopied(theirs, before)) throw new Failure({ kind: 'changed-meanwhile', label: before.label });
  if ((theirs.delete_time ?? 0) > 0) return { record: theirs, replaced: null, merged: false, clashes: [] };
  const written = await world.client.credentials.replace({ ...theirs, expire_time: theirs.expire_time ?? 0, delete_time: after.delete_time });
  return { record: written, replaced: theirs, merged: false, clashes: [] };
}

async function sendDestroy(entry: Entry & { what: 'destroy' }, id: CredentialId, world: SendWorld): Promise<Sent> {
  const { client } = world;
  if (await isThere(entry, id, world)) {
    // Now or never: what it named before is known only while it is there.
    if (entry.look === true) await world.findFiles(entry, await filesOfRecords([entry.record], { reader: world.vault.reader, client }));
    await client.credentials.remove(guidOf(id));
  }
  return { record: null, replaced: null, merged: false, clashes: [] };
}

/** @throws {Failure} `changed-meanwhile`: it isn't what was to be destroyed */
async function isThere({ record }: Entry & { what: 'destroy' }, id: CredentialId, world: SendWorld): Promise<boolean> {
  try {
    const theirs = await currentRecord(id, record.user_id, world);
    if (!sameContent(theirs, record)) throw new Failure({ kind: 'changed-meanwhile', label: theirs.label });
    return true;
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'gone') return false;
    throw error;
  }
}

/** The record as the server has it now. @param owner - user id, as far as known. @throws {Failure} `gone`, or why it cannot be known */
export async function currentRecord(id: CredentialId, owner: string, { client, userId }: Pick<SendWorld, 'client' | 'userId'>): Promise<SealedCredential> {
  if (owner === userId) {
    try {
      return await client.credentials.get(guidOf(id));
    } catch (error) {
      // This server says 500 where it means that there is none: the whole vault tells.
      if (!(error instanceof Failure && (error.problem.kind === 'server-error' || error.problem.kind === 'not-found'))) throw error;
    }
  }
  const found = (await readRecords(vaultOf(id), client)).find(({ guid }) => guid === guidOf(id));
  if (!found) throw new Failure({ kind: 'gone', what: 'credential' });
  return found;
}

/** Whether a revision holds our ciphertext. */
async function wasWritten({ before, after }: { before: SealedCredential; after: SealedCredential }, id: CredentialId, client: Passman): Promise<boolean> {
  const sealed = differences(before, after).filter((field) => (encryptedFields as readonly string[]).includes(field));
  if (sealed.length === 0) return false;
  const revisions = await client.revisions.list(guidOf(id)).catch(() => []);
  return revisions.some(({ credential }) => sealed.every((field) => credential[field] === after[field]));
}

/** No two envelopes are ever the same, unless they are one. */
export function isSameWriting(one: SealedCredential, other: SealedCredential): boolean {
  return encryptedFields.some((field) => typeof other[field] === 'string' && other[field].length > 40 && one[field] === other[field]);
}

export function holds(records: readonly SealedCredential[], written: SealedCredential): boolean {
  return records.some((each) => isSameWriting(each, written));
}

function fieldsOf(record: SealedCredential): Pick<SealedCredential, (typeof encryptedFields)[number]> {
  const { description, tags, email, username, password, url, files, custom_fields, otp, compromised } = record;
  return { description, tags, email, username, password, url, files, custom_fields, otp, compromised };
}

/** Statuses that no repetition changes. */
const refusals = [400, 405, 410, 413, 414, 415, 422];

const finalKinds: readonly Problem['kind'][] = ['forbidden', 'gone', 'unreadable-field', 'unreadable-file', 'file-not-copied', 'changed-meanwhile', 'bug', 'not-found'];

/** Whether a write can never succeed as it is. */
export function isFinal(problem: Problem): boolean {
  return problem.kind === 'server-error' ? refusals.includes(problem.status) : finalKinds.includes(problem.kind);
}

/** Whether it is only about this one write, so that others may still go through. */
export function isOwn(problem: Problem): boolean {
  return isFinal(problem) || problem.kind === 'server-error' || problem.kind === 'bad-answer';
}
