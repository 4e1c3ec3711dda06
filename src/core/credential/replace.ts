/**
 * Whole records to write over what the server has: the server knows no partial change.
 *
 * What didn't change keeps its original ciphertext, what we don't know is kept, and what cannot be read is never touched.
 * @see contracts: Passman §1.4, §2.5
 * @module
 */

import { Failure } from '../problem.ts';
import type { RecordChange } from './form.ts';
import type { Openings } from './openings.ts';
import { sameIcon } from './read-icon.ts';
import { parse, recordOf } from './read-text.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from './sealed.ts';

/** What the server sees in plain, and a write can change. */
const plainFields = ['label', 'expire_time', 'delete_time', 'hidden', 'renew_interval', 'icon'] as const;
type PlainField = (typeof plainFields)[number];
export type WritableField = EncryptedField | PlainField;

/**
 * @param openings - of all fields of the record
 * @param seal - under the key that this record's fields are under
 * @throws {Failure} `unreadable-field` where a part that changes cannot be read, or the server has lost any
 */
export async function replaced(record: SealedCredential, openings: Openings, change: RecordChange, seal: (text: string) => Promise<string>): Promise<SealedCredential> {
  refuseLost(record);
  const next: SealedCredential = { ...record, ...change.plain, delete_time: record.delete_time ?? 0, expire_time: change.plain.expire_time ?? record.expire_time ?? 0 };
  for (const field of encryptedFields) {
    const text = change.texts[field];
    if (text === undefined) continue;
    const opening = openings[field];
    if (opening === undefined || opening.state === 'unreadable') {
      // A flag that nobody can read may be set anew with the password that it was about.
      if (field !== 'compromised') throw new Failure({ kind: 'unreadable-field', label: record.label });
    }
    next[field] = await seal(text);
  }
  return next;
}

/** @throws {Failure} `unreadable-field`: sent back, `false` would wipe what the server may still get to read. */
export function refuseLost(record: SealedCredential): void {
  if (encryptedFields.some((field) => record[field] === false)) throw new Failure({ kind: 'unreadable-field', label: record.label });
}

/** Null and 0, null and nothing, are the same to a person. */
function same(field: WritableField, one: SealedCredential, other: SealedCredential): boolean {
  if (field === 'icon') return sameIcon(one.icon, other.icon);
  const [a, b] = [one[field], other[field]];
  if (a === b) return true;
  if (field === 'label' || a === false || b === false) return field === 'hidden' && Number(a) === Number(b);
  return (a ?? '') === (b ?? '') || (typeof a !== 'string' && typeof b !== 'string' && Number(a) === Number(b));
}

const writable: readonly WritableField[] = [...encryptedFields, ...plainFields];

/** Which fields differ. */
export function differences(one: SealedCredential, other: SealedCredential): WritableField[] {
  return writable.filter((field) => !same(field, one, other));
}

export function sameContent(one: SealedCredential, other: SealedCredential): boolean {
  return differences(one, other).length === 0;
}

export interface Merged {
  record: SealedCredential;
  /** Changed here and there, to different things. What they are is not known before they are opened. */
  contested: WritableField[];
}

/** Brings the change from `before` to `after` into the record as it is now. Contested fields become ours. */
export function mergeSealed(before: SealedCredential, after: SealedCredential, theirs: SealedCredential): Merged {
  const ours = differences(before, after);
  const record: SealedCredential = { ...theirs };
  for (const field of ours) Object.assign(record, { [field]: after[field] });
  const contested = ours.filter((field) => !same(field, theirs, before) && !same(field, theirs, after));
  return { record, contested };
}

/** Lists are merged by their members: both sides' additions and removals are in. */
const memberKeys: Partial<Record<EncryptedField, string>> = { tags: 'text', custom_fields: 'label', files: 'file_id' };

/** @returns null where the field is no list, or one of the texts isn't; `clash`: the same member was changed twice */
export function mergeLists(field: EncryptedField, texts: { before: string | null; ours: string | null; theirs: string | null }): { text: string; clash: boolean } | null {
  const keyName = memberKeys[field];
  const lists = [texts.before, texts.ours, texts.theirs].map((text) => parse(text ?? '[]'));
  if (keyName === undefined || !lists.every(Array.isArray)) return null;
  const [before, ours, theirs] = lists.map((list) => byKey(list as unknown[], keyName)) as [Members, Members, Members];
  const result = new Map(theirs);
  let clash = false;
  for (const [key, member] of ours) {
    const was = before.get(key);
    if (was === member) continue;
    const now = theirs.get(key);
    if (now !== was && now !== member && now !== undefined) clash = true;
    result.set(key, member);
  }
  for (const [key, was] of before) {
    if (ours.has(key)) continue;
    // What they changed isn't thrown away because we removed what it was.
    if (theirs.get(key) === was) result.delete(key);
  }
  return { text: `[${[...result.values()].join(',')}]`, clash };
}

type Members = Map<string, string>;

/** A file in a custom field counts by its number: another field of its label must not take its place, or nobody names it any more. */
function nameOf(member: unknown, keyName: string): string {
  const { field_type: type, value, [keyName]: key } = recordOf(member);
  const fileId = type === 'file' ? recordOf(value)['file_id'] : undefined;
  return fileId === undefined ? JSON.stringify(key ?? member) : `file ${JSON.stringify(fileId)}`;
}

/** Members as JSON, under their key; several with one key are numbered. */
function byKey(list: readonly unknown[], keyName: string): Members {
  const members: Members = new Map();
  for (const member of list) {
    const name = nameOf(member, keyName);
    let key = name;
    for (let count = 2; members.has(key); count++) key = `${name} ${count}`;
    members.set(key, JSON.stringify(member));
  }
  return members;
}
