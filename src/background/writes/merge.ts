/**
 * Brings one change into a record as the server has it now, opening only what both sides have changed.
 * @see guides: reliability R-02
 * @module
 */

import type { Openings } from '../../core/credential/openings.ts';
import { mergeLists, mergeSealed, refuseLost, differences, type WritableField } from '../../core/credential/replace.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../core/credential/sealed.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter, type VaultWriter } from '../../core/envelopes/vault-writer.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';

export interface Change { before: SealedCredential; after: SealedCredential; yields: boolean }

export interface Result {
  record: SealedCredential;
  /** Both sides changed these to different things. */
  clashes: WritableField[];
  /** The other side had changed something at all. */
  merged: boolean;
}

/**
 * Seals for one record: a shared one under its own key, any other under the vault's. While the vault's key is changed,
 * a record that is still under the old key stays so until it is its turn: it is never under two.
 * @throws {Failure} `unreadable-field`
 */
export async function writerFor(record: SealedCredential, vault: OpenVault): Promise<VaultWriter> {
  if (!isShared(record)) {
    const key = vault.keys.length > 1 ? await vault.reader.keyOfRecord(record) : null;
    return key === null || key === vault.keys[0] ? vault.writer : writerOf(key, vault);
  }
  const [key] = await vault.reader.openValues([record.shared_key]);
  if (key?.state !== 'read' || !key.value) throw new Failure({ kind: 'unreadable-field', label: record.label });
  return writerOf(key.value, vault);
}

function writerOf(key: string, vault: OpenVault): VaultWriter {
  const writer = vault.writers.get(key) ?? vaultWriter(key);
  vault.writers.set(key, writer);
  return writer;
}

/** @throws {Failure} `unreadable-field` where the server has lost a field */
export async function mergeChange({ before, after, yields }: Change, theirs: SealedCredential, vault: OpenVault): Promise<Result> {
  refuseLost(theirs);
  const { record, contested } = mergeSealed(before, after, theirs);
  const merged = differences(before, theirs).some((field) => differences(after, theirs).includes(field));
  // Under another key than ours, what was sealed before must be sealed anew.
  const rekeyed = isShared(before) !== isShared(theirs) || (!isShared(theirs) && vault.keys.length > 1 && (await vault.reader.keyOfRecord(before)) !== (await vault.reader.keyOfRecord(theirs)));
  const open = rekeyed ? differences(before, after) : contested;
  const fields = open.filter((field): field is EncryptedField => isEncrypted(field));
  const plain = open.filter((field) => !isEncrypted(field) && contested.includes(field));
  const clashes: WritableField[] = [...plain];
  if (yields) for (const field of plain) Object.assign(record, { [field]: theirs[field] });
  if (fields.length > 0) {
    const [was = {}, ours = {}, now = {}] = await vault.reader.open([before, after, theirs], fields);
    for (const field of fields) {
      const settled = settle(field, { was: textOf(was, field), ours: textOf(ours, field), now: textOf(now, field) }, yields);
      if (settled.clash) clashes.push(field);
      if (settled.text === textOf(now, field)) record[field] = theirs[field];
      else if (rekeyed || settled.text !== textOf(ours, field)) record[field] = await (await writerFor(theirs, vault)).seal(settled.text ?? 'null');
    }
  }
  return { record, clashes, merged };
}

/**
 * A change as it shows in a record that has got a key of its own since, or has lost it: sealed for that one. Where that
 * can't be done it stays as it is.
 */
export async function fitted<Given extends Change>(change: Given, theirs: SealedCredential, vault: OpenVault): Promise<Given> {
  if (isShared(change.before) === isShared(theirs)) return change;
  try {
    return { ...change, before: theirs, after: (await mergeChange(change, theirs, vault)).record };
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'unreadable-field') return change;
    throw error;
  }
}

function settle(field: EncryptedField, { was, ours, now }: { was: string | null; ours: string | null; now: string | null }, yields: boolean): { text: string | null; clash: boolean } {
  if (now === was || now === ours) return { text: ours, clash: false };
  const list = mergeLists(field, { before: was, ours, theirs: now });
  if (list !== null && !(list.clash && yields)) return list;
  return { text: yields ? now : ours, clash: true };
}

function textOf(openings: Openings, field: EncryptedField): string | null {
  const opening = openings[field];
  return opening === undefined || opening.state === 'unreadable' ? null : opening.value;
}

function isEncrypted(field: WritableField): field is EncryptedField {
  return (encryptedFields as readonly string[]).includes(field);
}
