/**
 * Rows as the API shows them, key by key in its own order.
 * @module
 */

import type { AclRow, CredentialRow, FileRow, RequestRow, RevisionRow, Tables, VaultRow } from './tables.ts';
import { unwrap } from './tables.ts';

type Shape = Record<string, unknown>;

export function credentialShape(tables: Tables, row: CredentialRow): Shape {
  return {
    credential_id: row.credential_id, guid: row.guid, user_id: row.user_id, vault_id: row.vault_id, label: row.label,
    description: unwrap(tables, row, 'description'), created: row.created, changed: row.changed, tags: unwrap(tables, row, 'tags'),
    email: unwrap(tables, row, 'email'), username: unwrap(tables, row, 'username'), password: unwrap(tables, row, 'password'),
    url: unwrap(tables, row, 'url'), icon: iconOf(tables, row), renew_interval: row.renew_interval, expire_time: row.expire_time,
    delete_time: row.delete_time, files: unwrap(tables, row, 'files'), custom_fields: unwrap(tables, row, 'custom_fields'),
    otp: unwrap(tables, row, 'otp'), hidden: row.hidden, shared_key: row.shared_key, compromised: row.compromised,
  };
}

/** The icon is JSON inside its wrapping; `false` when the wrapping doesn't open, null when it isn't JSON. */
function iconOf(tables: Tables, row: CredentialRow): unknown {
  const text = unwrap(tables, row, 'icon');
  if (text === false) return false;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export function revisionShape(tables: Tables, row: RevisionRow): Shape {
  const credential = credentialShape(tables, row.credential);
  return {
    revision_id: row.revision_id, guid: row.guid, created: row.created,
    credential_data: { ...credential, icon: unwrap(tables, row.credential, 'icon') }, edited_by: row.edited_by,
  };
}

/** What a recipient or a link sees of an item: never its shared key, its files only with the permission. */
export function sharedCredentialShape(tables: Tables, row: CredentialRow, withFiles: boolean): Shape {
  return Object.fromEntries(Object.entries(credentialShape(tables, row)).filter(([key]) => key !== 'shared_key' && (withFiles || key !== 'files')));
}

export function createdVaultShape(row: VaultRow): Shape {
  return {
    vault_id: row.vault_id, guid: row.guid, name: row.name, created: row.created,
    public_sharing_key: row.public_sharing_key, last_access: row.last_access,
  };
}

export function listedVaultShape(row: VaultRow, challenge: string | false, deletePending: boolean): Shape {
  return { ...createdVaultShape(row), challenge_password: challenge, delete_request_pending: deletePending };
}

export function wholeVaultShape(tables: Tables, row: VaultRow, deletePending: boolean): Shape {
  return {
    vault_id: row.vault_id, guid: row.guid, name: row.name, created: row.created, private_sharing_key: row.private_sharing_key,
    public_sharing_key: row.public_sharing_key, sharing_keys_generated: row.sharing_keys_generated, vault_settings: row.vault_settings,
    last_access: row.last_access, delete_request_pending: deletePending,
    credentials: tables.credentials.filter((credential) => credential.vault_id === row.vault_id && credential.user_id === row.user_id)
      .map((credential) => credentialShape(tables, credential)),
  };
}

export function fileShape(row: FileRow): Shape {
  return {
    file_id: row.file_id, filename: row.filename, guid: row.guid, size: row.size, file_data: row.file_data, created: row.created, mimetype: row.mimetype,
  };
}

export function aclShape(row: AclRow): Shape {
  return {
    acl_id: row.acl_id, item_id: row.item_id, item_guid: row.item_guid, user_id: row.user_id, created: row.created, expire: row.expire,
    expire_views: row.expire_views, permissions: row.permissions, vault_id: row.vault_id, vault_guid: row.vault_guid,
    shared_key: row.shared_key, pending: false,
  };
}

/** A request as its owner sees it among the item's ACLs. */
export function pendingAclShape(row: RequestRow): Shape {
  return {
    item_id: row.item_id, item_guid: row.item_guid, user_id: row.target_user_id, created: row.created, permissions: row.permissions,
    vault_id: row.target_vault_id, vault_guid: row.target_vault_guid, shared_key: row.shared_key, pending: true,
  };
}

export function requestShape(row: RequestRow): Shape {
  return {
    req_id: row.req_id, item_id: row.item_id, item_guid: row.item_guid, target_user_id: row.target_user_id, target_vault_id: row.target_vault_id,
    target_vault_guid: row.target_vault_guid, from_user_id: row.from_user_id, shared_key: row.shared_key, permissions: row.permissions, created: row.created,
  };
}
