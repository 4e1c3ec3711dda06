/**
 * A Passman credential as the server keeps it: ciphertext, under the contract's own field names.
 * @see contracts: Passman §1.1
 * @module
 */

import type { Guid } from '../ids.ts';

/**
 * What the server returns for an encrypted field: normally a base64 envelope; `""` and `null` mean
 * nothing was stored; `false` means the server itself could not read its copy.
 */
export type SealedField = string | false | null;

/** The fields that clients encrypt, in the order of the contract. */
export const encryptedFields = [
  'description', 'tags', 'email', 'username', 'password', 'url', 'files', 'custom_fields', 'otp', 'compromised',
] as const;
/** Name of a field that clients encrypt. */
export type EncryptedField = (typeof encryptedFields)[number];

/** The server's record. Keys that we don't know are kept, so that a full PATCH loses nothing. */
export interface SealedCredential extends Record<EncryptedField, SealedField> {
  credential_id: number;
  guid: Guid;
  /** The owner's user id. */
  user_id: string;
  vault_id: number;
  /** Plaintext to the server. */
  label: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  changed: number;
  icon: unknown;
  /** Seconds. */
  renew_interval: number | null;
  /** Unix seconds; 0 or null = never. */
  expire_time: number | null;
  /** Unix seconds; 0 or null = not in the trash. */
  delete_time: number | null;
  hidden: number | boolean | null;
  /** Envelope of the item's own key under the vault key; empty or null when not shared. */
  shared_key: SealedField;
  /** What the share allows by which it came to us, put here by our client; missing on one's own. Never sent. */
  acl?: { permissions: number };
}
