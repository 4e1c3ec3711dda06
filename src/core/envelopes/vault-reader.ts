/**
 * Opens a vault's credentials with its key, and tells whether a key fits.
 * @see contracts: Passman §2.5
 * @module
 */

import type { FieldOpening, Openings } from '../credential/openings.ts';
import type { EncryptedField, SealedCredential } from '../credential/sealed.ts';
import { openFile, type OpenedFile } from './open-file.ts';
import type { Pause, SealedText } from './open-envelopes.ts';
import { openEnvelopes } from './open-envelopes.ts';
import { pauseForOthers } from './pause.ts';
import type { Deriver, PasswordKeys } from './vault-keys.ts';
import { createDeriver, passwordKeys } from './vault-keys.ts';

export type { FieldOpening, Openings } from '../credential/openings.ts';

/** Opens what one vault key, and the keys of items shared with it, have sealed. */
export interface VaultReader {
  /**
   * Opens the named fields of many records. Each distinct (password, iterations, salt) is derived
   * once, and kept for the reader's life. One bad field never hides another. Lets other tasks run
   * every few milliseconds.
   *
   * @returns one entry for each record, in their order, with every field that was named
   */
  open(records: readonly SealedCredential[], fields: readonly EncryptedField[]): Promise<Openings[]>;
  /** Opens values that stand alone under the vault key: a private sharing key, an accepted shared key, a file's name. */
  openValues(stored: readonly unknown[]): Promise<FieldOpening[]>;
  /**
   * Opens the content of a file.
   *
   * @param itemKey - a shared item's own key; null: the vault's
   */
  openFile(stored: string, itemKey: string | null): Promise<OpenedFile>;
}

/** What a test replaces. */
export interface ReaderOptions {
  /** Lets other tasks run. */
  readonly pause?: Pause;
}

/**
 * @param vaultKey - as typed: no trim, no normalisation. For items that others shared with us, the shared key
 */
export function vaultReader(vaultKey: string, options: ReaderOptions = {}): VaultReader {
  const pause = options.pause ?? pauseForOthers;
  const keyring = keysByPassword(createDeriver());
  const own = keyring(vaultKey);
  return {
    async open(records, fields) {
      const keys = await keysOfRecords(records, { own, keyring, pause });
      const texts: SealedText[] = [];
      records.forEach((record, index) => {
        const recordKeys = keys[index] ?? own;
        for (const field of fields) texts.push({ stored: record[field], keys: recordKeys });
      });
      const openings = await openEnvelopes(texts, pause);
      return records.map((_, index) => joinOpenings(fields, openings, index * fields.length));
    },
    openValues: async (stored) => await openEnvelopes(stored.map((value) => ({ stored: value, keys: own })), pause),
    openFile: (stored, itemKey) => openFile(stored, itemKey === null ? own : keyring(itemKey), pause),
  };
}

/**
 * Whether a key is this vault's. The challenge alone cannot say: the server picks it at random, and it
 * may be `false`, empty, or from an item under another key.
 *
 * @param challenge - `challenge_password` as the server sent it
 * @param records - of the vault, if they are known
 * @returns `opens` if the challenge or any own, unshared field opens; `wrong` if there are sound
 *   envelopes and none opens; `unknown` if there is nothing sound to try
 */
export async function checkVaultKey(vaultKey: string, challenge: unknown, records: readonly SealedCredential[]): Promise<'opens' | 'wrong' | 'unknown'> {
  const reader = vaultReader(vaultKey);
  const byChallenge = judge(await reader.openValues([challenge]));
  if (byChallenge === 'opens') return 'opens';
  let verdict = byChallenge;
  const own = records.filter((record) => !isShared(record));
  for (let first = 0; first < own.length; first += recordsPerTry) {
    const openings = await reader.open(own.slice(first, first + recordsPerTry), triedFields);
    const byRecords = judge(openings.flatMap((record) => Object.values(record)));
    if (byRecords === 'opens') return 'opens';
    if (byRecords === 'wrong') verdict = 'wrong';
  }
  return verdict;
}

function judge(openings: readonly FieldOpening[]): 'opens' | 'wrong' | 'unknown' {
  if (openings.some((opening) => opening.state === 'read' && opening.value !== null)) return 'opens';
  return openings.some((opening) => opening.state === 'unreadable' && opening.why === 'key') ? 'wrong' : 'unknown';
}

/** The fields that the server may choose a challenge from. */
const triedFields = ['description', 'email', 'username', 'password'] as const;
const recordsPerTry = 32;

/** Once shared, an item's key is emptied, not removed. */
export function isShared(record: SealedCredential): boolean {
  return Boolean(record.shared_key) && record.shared_key !== 'null';
}

type KeysByPassword = (password: string) => PasswordKeys;

function keysByPassword(deriver: Deriver): KeysByPassword {
  const known = new Map<string, PasswordKeys>();
  return (password) => {
    const keys = known.get(password) ?? passwordKeys(password, deriver);
    known.set(password, keys);
    return keys;
  };
}

/** A shared item's fields are under the key inside its `shared_key`, which is under the vault key. */
async function keysOfRecords(
  records: readonly SealedCredential[],
  { own, keyring, pause }: { own: PasswordKeys; keyring: KeysByPassword; pause: Pause },
): Promise<SealedText['keys'][]> {
  const shared = records.filter(isShared);
  if (shared.length === 0) return [];
  const openings = await openEnvelopes(shared.map((record) => ({ stored: record.shared_key, keys: own })), pause);
  let next = 0;
  return records.map((record) => {
    if (!isShared(record)) return own;
    const opening = openings[next++];
    if (opening?.state === 'read' && opening.value) return keyring(opening.value);
    return opening?.state === 'unreadable' ? opening.why : 'envelope';
  });
}

function joinOpenings(fields: readonly EncryptedField[], openings: readonly FieldOpening[], first: number): Openings {
  const joined: Openings = {};
  fields.forEach((field, index) => {
    const opening = openings[first + index];
    if (opening !== undefined) joined[field] = opening;
  });
  return joined;
}
