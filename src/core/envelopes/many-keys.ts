/**
 * Reads a vault that is under more than one key: in the middle of a change of its key, or after one that somebody left
 * half done. What the first key doesn't open is tried with the others, field by field.
 * @see contracts: Passman §3.8
 * @module
 */

import type { FieldOpening, Openings } from '../credential/openings.ts';
import type { EncryptedField, SealedCredential } from '../credential/sealed.ts';
import { isShared, vaultReader, type ReaderOptions, type VaultReader } from './vault-reader.ts';

/** A reader of several keys, which also tells them apart. */
export interface ManyKeysReader extends VaultReader {
  /** The key that a stored value is under; null where none opens it, or nothing is there to be opened. */
  keyOf(stored: unknown): Promise<string | null>;
  /** The vault key that most of a record is under, or for a shared one its item key; null where none opens it. */
  keyOfRecord(record: SealedCredential): Promise<string | null>;
}

/** @param keys - as typed, the one that all should be under first */
export function manyKeysReader(keys: readonly string[], options: ReaderOptions = {}): ManyKeysReader {
  const readers = keys.map((key) => vaultReader(key, options));
  const [first = vaultReader('', options), ...others] = readers;

  const keyOf = async (stored: unknown): Promise<string | null> => {
    const openings = await Promise.all(readers.map((reader) => reader.openValues([stored])));
    return keys[openings.findIndex(([opening]) => opening?.state === 'read' && opening.value !== null)] ?? null;
  };
  return {
    keyOf,
    async keyOfRecord(record) {
      if (isShared(record)) return keyOf(record.shared_key);
      for (const field of telling) {
        const key = await keyOf(record[field]);
        if (key !== null) return key;
      }
      return null;
    },
    async open(records, fields) {
      const openings = await first.open(records, fields);
      for (const reader of others) {
        const wrong = openings.flatMap((each, at) => (Object.values(each).some(isOtherKey) ? [at] : []));
        if (wrong.length === 0) break;
        const found = await reader.open(wrong.map((at) => records[at] as SealedCredential), fields);
        wrong.forEach((at, index) => { openings[at] = joined(openings[at] ?? {}, found[index] ?? {}, fields); });
      }
      return openings;
    },
    async openFile(stored, itemKey) {
      const opened = await first.openFile(stored, itemKey);
      if (itemKey !== null) return opened;
      for (const reader of others) {
        if (opened.state === 'read' || opened.why !== 'key') break;
        const found = await reader.openFile(stored, null);
        if (found.state === 'read') return found;
      }
      return opened;
    },
    async openValues(stored) {
      const openings = await first.openValues(stored);
      for (const reader of others) {
        const wrong = openings.flatMap((opening, at) => (isOtherKey(opening) ? [at] : []));
        if (wrong.length === 0) break;
        const found = await reader.openValues(wrong.map((at) => stored[at]));
        wrong.forEach((at, index) => { openings[at] = better(openings[at] as FieldOpening, found[index]); });
      }
      return openings;
    },
  };
}

/** Every client fills these first; files and custom fields may be long. */
const telling: readonly EncryptedField[] = ['password', 'username', 'email', 'url', 'description', 'tags', 'otp', 'compromised', 'custom_fields', 'files'];

function isOtherKey(opening: FieldOpening): boolean {
  return opening.state === 'unreadable' && opening.why === 'key';
}

function joined(one: Openings, other: Openings, fields: readonly EncryptedField[]): Openings {
  const all: Openings = { ...one };
  for (const field of fields) {
    const opening = one[field];
    if (opening !== undefined) all[field] = better(opening, other[field]);
  }
  return all;
}

/** What another key has read counts; why it could not doesn't. */
function better(one: FieldOpening, other: FieldOpening | undefined): FieldOpening {
  return isOtherKey(one) && other?.state === 'read' ? other : one;
}
