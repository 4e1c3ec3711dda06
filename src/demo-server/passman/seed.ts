/**
 * Puts vaults and credentials into the tables directly, and damages what is there: for tests and the demo.
 * @module
 */

import { wrapAll } from './credentials.ts';
import { newGuid, nextId } from './tables.ts';
import type { CredentialRow, Tables, VaultRow, WrappedField } from './tables.ts';

/** What the client would have sent: ciphertext. Times are Unix seconds. */
export interface CredentialSeed {
  label: string;
  description: string;
  username: string;
  password: string;
  email: string;
  url: string;
  tags: string;
  files: string;
  custom_fields: string;
  otp: string;
  compromised?: string | null;
  icon?: unknown;
  hidden?: boolean;
  created?: number;
  changed?: number;
  expire_time?: number;
  delete_time?: number;
  renew_interval?: number | null;
  /** These read `false` from the start. */
  damaged?: readonly WrappedField[];
}

export interface VaultSeed {
  userId: string;
  name: string;
  credentials: readonly CredentialSeed[];
  publicSharingKey?: string;
  privateSharingKey?: string;
  vaultSettings?: string;
}

export interface Seeded {
  vault_id: number;
  guid: string;
  credentials: { credential_id: number; guid: string }[];
}

/** @param seconds - Unix seconds: when it is said to have been made */
export function seedVault(tables: Tables, seed: VaultSeed, seconds: number): Seeded {
  const hasKeys = seed.publicSharingKey !== undefined;
  const vault: VaultRow = {
    vault_id: nextId(tables, 'vaults'), guid: newGuid(), user_id: seed.userId, name: seed.name, created: seconds,
    public_sharing_key: seed.publicSharingKey ?? null, private_sharing_key: seed.privateSharingKey ?? null,
    sharing_keys_generated: hasKeys ? seconds : null, vault_settings: seed.vaultSettings ?? null, last_access: 0,
  };
  tables.vaults.push(vault);
  const credentials = seed.credentials.map((credential) => {
    const row = rowOf(tables, vault, credential, seconds);
    tables.credentials.push(row);
    return { credential_id: row.credential_id, guid: row.guid };
  });
  return { vault_id: vault.vault_id, guid: vault.guid, credentials };
}

function rowOf(tables: Tables, vault: VaultRow, seed: CredentialSeed, seconds: number): CredentialRow {
  const owner = { user_id: vault.user_id, shared_key: null, label: seed.label };
  const row: CredentialRow = {
    ...owner, credential_id: nextId(tables, 'credentials'), guid: newGuid(), vault_id: vault.vault_id, hidden: seed.hidden === true ? 1 : 0,
    created: seed.created ?? seconds, changed: seed.changed ?? seed.created ?? seconds, renew_interval: seed.renew_interval ?? null,
    expire_time: seed.expire_time ?? 0, delete_time: seed.delete_time ?? 0, compromised: seed.compromised ?? null,
    wrapped: wrapAll(tables, owner, { ...seed }),
  };
  for (const field of seed.damaged ?? []) row.wrapped[field] = null;
  return row;
}

/** From now on the field reads `false`, until it is written again. Says whether there is such a credential. */
export function damageField(tables: Tables, guid: string, field: WrappedField): boolean {
  const row = tables.credentials.find((credential) => credential.guid === guid);
  if (row !== undefined) row.wrapped[field] = null;
  return row !== undefined;
}
