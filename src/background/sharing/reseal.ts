/**
 * A credential's fields under another key, proven to open to the same before anything is sent.
 * @module
 */

import type { Openings } from '../../core/credential/openings.ts';
import { refuseLost } from '../../core/credential/replace.ts';
import { encryptedFields, type EncryptedField, type SealedCredential, type SealedField } from '../../core/credential/sealed.ts';
import { isShared, vaultReader, type VaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';

/** The key that something goes under. */
export interface Target {
  seal: (text: string) => Promise<string>;
  /** Opens what `seal` has sealed, in a record that names no key of its own. */
  reader: Pick<VaultReader, 'open' | 'openValues'>;
}

export function underItemKey(itemKey: string): Target {
  const writer = vaultWriter(itemKey);
  return { seal: (text) => writer.seal(text), reader: vaultReader(itemKey) };
}

export function underVaultKey(vault: OpenVault): Target {
  return { seal: (text) => vault.writer.seal(text), reader: vault.reader };
}

/** Null: the record is under the vault's own key. @throws {Failure} `unreadable-field` */
export async function itemKeyOf(record: SealedCredential, vault: OpenVault): Promise<string | null> {
  if (!isShared(record)) return null;
  const [key] = await vault.reader.openValues([record.shared_key]);
  if (key?.state !== 'read' || !key.value) throw new Failure({ kind: 'unreadable-field', label: record.label });
  return key.value;
}

/**
 * What was stored without a key stays so.
 * @throws {Failure} `unreadable-field`: what cannot be read cannot be sealed anew, and under two keys it would be torn
 */
export async function resealed(record: SealedCredential, vault: OpenVault, target: Target): Promise<Record<EncryptedField, SealedField>> {
  refuseLost(record);
  const [openings = {}] = await vault.reader.open([record], encryptedFields);
  const fields = {} as Record<EncryptedField, SealedField>;
  for (const field of encryptedFields) {
    const opening = openings[field];
    if (opening === undefined || opening.state === 'unreadable') throw new Failure({ kind: 'unreadable-field', label: record.label });
    fields[field] = opening.state === 'read' && opening.value !== null ? await target.seal(opening.value) : record[field];
  }
  const [again = {}] = await target.reader.open([{ ...record, ...fields, shared_key: null }], encryptedFields);
  if (encryptedFields.some((field) => textIn(again, field) !== textIn(openings, field))) throw new Failure({ kind: 'bug' });
  return fields;
}

function textIn(openings: Openings, field: EncryptedField): string | null | undefined {
  const opening = openings[field];
  return opening === undefined || opening.state === 'unreadable' ? undefined : opening.value;
}
