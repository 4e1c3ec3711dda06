/**
 * The record of a credential that no server knows yet.
 * @module
 */

import { withoutFiles } from '../../core/credential/file-lists.ts';
import type { CredentialForm } from '../../core/credential/form.ts';
import { iconRecord } from '../../core/credential/read-icon.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf } from '../../core/ids.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { isProvisional } from './journal.ts';

/** As the server names who has a vault, and the vault itself. 0: the number must be asked. */
export interface Owner { userId: string; vaultNumber: number }

/** What it is to hold. `seconds`: Unix time. */
export interface NewContent { form: CredentialForm; texts: Record<EncryptedField, string>; seconds: number }

export async function newRecord(vault: OpenVault, { userId, vaultNumber }: Owner, { form, texts, seconds }: NewContent): Promise<SealedCredential> {
  // Files belong to one credential only: a second owner would lose them with the first.
  const own = { ...texts, files: '[]', custom_fields: withoutFiles('custom_fields', texts.custom_fields) };
  const fields = {} as Record<EncryptedField, string>;
  for (const field of encryptedFields) fields[field] = await vault.writer.seal(own[field]);
  return {
    ...fields, credential_id: 0, guid: guidOf(vault.id), user_id: userId, vault_id: vaultNumber, label: form.label, created: seconds, changed: seconds,
    icon: iconRecord(form.icon ?? ''), renew_interval: form.renewEvery ?? 0, expire_time: form.expires ?? 0, delete_time: 0, hidden: 0, shared_key: null,
  };
}

/** The server's own number of a vault, as any own record tells it. */
export async function ownerIn(vault: OpenVault, userId: string, vaults: Vaults): Promise<Owner> {
  for (const { entry } of vault.lines().values()) {
    if (entry.shared || isProvisional(guidOf(entry.id))) continue;
    const { sealed } = await vaults.record(entry.id);
    if (sealed.user_id === userId && sealed.vault_id > 0) return { userId, vaultNumber: sealed.vault_id };
  }
  return { userId, vaultNumber: 0 };
}
