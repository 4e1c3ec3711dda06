/**
 * What Passman keeps, row by row, and its second layer of encryption as far as a client can notice it.
 *
 * The real server wraps ten columns under a key made of the instance's secret, the owner (or the item's
 * shared key) and the label. Here a column only remembers what it was wrapped for: when that no longer
 * fits, it reads `false`, exactly as there.
 * @module
 */

import { randomUUID } from 'node:crypto';

export const wrappedFields = ['description', 'username', 'password', 'files', 'custom_fields', 'otp', 'email', 'tags', 'url', 'icon'] as const;
export type WrappedField = (typeof wrappedFields)[number];

export interface Wrapped {
  text: string;
  wrappedFor: string;
}

export interface VaultRow {
  vault_id: number;
  guid: string;
  user_id: string;
  name: string;
  created: number;
  public_sharing_key: string | null;
  private_sharing_key: string | null;
  sharing_keys_generated: number | null;
  vault_settings: string | null;
  last_access: number;
}

export interface CredentialRow {
  credential_id: number;
  guid: string;
  user_id: string;
  vault_id: number;
  label: string;
  created: number;
  changed: number;
  renew_interval: number | null;
  expire_time: number | null;
  delete_time: number | null;
  hidden: number;
  shared_key: string | null;
  compromised: string | null;
  wrapped: Record<WrappedField, Wrapped | null>;
}

export interface RevisionRow {
  revision_id: number;
  guid: string;
  credential_id: number;
  user_id: string;
  created: number;
  edited_by: string;
  /** Its icon never survives the way into a revision. */
  credential: CredentialRow;
}

export interface FileRow {
  file_id: number;
  guid: string;
  user_id: string;
  filename: string;
  file_data: string;
  size: number;
  mimetype: string;
  created: number;
}

export interface AclRow {
  acl_id: number;
  item_id: number;
  item_guid: string;
  user_id: string | null;
  created: number;
  expire: number;
  expire_views: number;
  permissions: number;
  vault_id: number | null;
  vault_guid: string | null;
  shared_key: string | null;
}

export interface RequestRow {
  req_id: number;
  item_id: number;
  item_guid: string;
  target_user_id: string;
  target_vault_id: number;
  target_vault_guid: string;
  from_user_id: string;
  shared_key: string;
  permissions: number;
  created: number;
}

export interface DeleteRequestRow {
  id: number;
  vault_guid: string;
  reason: string;
  requested_by: string;
  created: number;
}

export interface Tables {
  vaults: VaultRow[];
  credentials: CredentialRow[];
  revisions: RevisionRow[];
  files: FileRow[];
  acls: AclRow[];
  requests: RequestRow[];
  deleteRequests: DeleteRequestRow[];
  /** Admin settings that were changed; values as stored: texts. */
  settings: Record<string, string>;
  /** The instance's secret: change it, and every wrapped column of every user reads `false`. */
  secret: string;
  lastIds: Record<string, number>;
}

export function emptyTables(): Tables {
  return {
    vaults: [], credentials: [], revisions: [], files: [], acls: [], requests: [], deleteRequests: [],
    settings: {}, secret: 'first', lastIds: {},
  };
}

/** The next value of a table's own counter, from 1. */
export function nextId(tables: Tables, table: string): number {
  const id = (tables.lastIds[table] ?? 0) + 1;
  tables.lastIds[table] = id;
  return id;
}

export function newGuid(): string {
  return randomUUID().toUpperCase();
}

type Owner = Pick<CredentialRow, 'user_id' | 'shared_key' | 'label'>;

function wrapKey(tables: Tables, owner: Owner): string {
  return `${tables.secret}\n${owner.shared_key ?? owner.user_id}\n${owner.label}`;
}

export function wrap(tables: Tables, owner: Owner, text: string): Wrapped {
  return { text, wrappedFor: wrapKey(tables, owner) };
}

/** The stored text, or `false` where the server can no longer open it. */
export function unwrap(tables: Tables, row: CredentialRow, field: WrappedField): string | false {
  const wrapped = row.wrapped[field];
  return wrapped?.wrappedFor === wrapKey(tables, row) ? wrapped.text : false;
}
