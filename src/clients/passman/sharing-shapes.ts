/**
 * What the server says about shares.
 * @see contracts: Passman §1.1
 * @module
 */

import * as v from 'valibot';

import type { Guid } from '../../core/ids.ts';
import { flag, guid, integer, integerOrNull, integerOrZero, textOrNull } from '../shapes.ts';

/** Somebody's access to one credential (the server's ACL). */
export interface Access {
  /** Null while it is only asked for. */
  accessId: number | null;
  itemId: number;
  itemGuid: Guid;
  /** Null = everybody with the link. */
  userId: string | null;
  /** Unix seconds. */
  created: number;
  /** Unix seconds; 0 = never. */
  expires: number;
  views: number;
  /** The server's bits. */
  permissions: number;
  vaultId: number | null;
  vaultGuid: Guid | null;
  /** Envelope under the key of the recipient's vault; while pending, RSA to that vault, base64. */
  sharedKey: string | null;
  /** Asked for, not accepted yet. */
  pending: boolean;
}

/** The question whether somebody wants access to a credential. */
export interface ShareRequest {
  requestId: number;
  itemId: number;
  itemGuid: Guid;
  toUserId: string;
  toVaultId: number;
  toVaultGuid: Guid;
  fromUserId: string;
  /** The item key, RSA-encrypted to the target vault, base64. */
  sharedKey: string;
  permissions: number;
  /** Unix seconds. */
  created: number;
  /** Plain text from the server; null in the answer to one's own request. */
  label: string | null;
}

/** The server’s record of an {@link Access}. */
export const access = v.object({
  acl_id: integerOrNull,
  item_id: integer,
  item_guid: guid,
  user_id: textOrNull,
  created: integerOrZero,
  expire: integerOrZero,
  expire_views: integerOrZero,
  permissions: integerOrZero,
  vault_id: integerOrNull,
  vault_guid: v.fallback(v.nullable(guid), null),
  shared_key: textOrNull,
  pending: flag,
});

/** The server’s record in our words. */
export function accessOf(found: v.InferOutput<typeof access>): Access {
  return {
    accessId: found.acl_id,
    itemId: found.item_id,
    itemGuid: found.item_guid,
    userId: found.user_id,
    created: found.created,
    expires: found.expire,
    views: found.expire_views,
    permissions: found.permissions,
    vaultId: found.vault_id,
    vaultGuid: found.vault_guid,
    sharedKey: found.shared_key,
    pending: found.pending,
  };
}

/** The server’s record of a {@link ShareRequest}. */
export const request = v.object({
  req_id: integer,
  item_id: integer,
  item_guid: guid,
  target_user_id: v.string(),
  target_vault_id: integer,
  target_vault_guid: guid,
  from_user_id: v.string(),
  shared_key: v.string(),
  permissions: integerOrZero,
  created: integerOrZero,
  credential_label: textOrNull,
});

/** The server’s record in our words. */
export function requestOf(found: v.InferOutput<typeof request>): ShareRequest {
  return {
    requestId: found.req_id,
    itemId: found.item_id,
    itemGuid: found.item_guid,
    toUserId: found.target_user_id,
    toVaultId: found.target_vault_id,
    toVaultGuid: found.target_vault_guid,
    fromUserId: found.from_user_id,
    sharedKey: found.shared_key,
    permissions: found.permissions,
    created: found.created,
    label: found.credential_label,
  };
}
