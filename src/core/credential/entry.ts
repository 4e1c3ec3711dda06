/**
 * One line of the vault's index: what matching and searching need, and nothing more. Holds no secret
 * but what a list shows; sealed under the keyring at rest.
 * @module
 */

import type { CredentialId } from '../ids.ts';
import type { EncryptedField } from './sealed.ts';

/** What lists, search and matching need of a credential. No password, no code. */
export interface Entry {
  id: CredentialId;
  label: string;
  username: string;
  email: string;
  url: string;
  /** The address lay unencrypted beside an encrypted password: the server may have written it, so no page is matched by it. */
  unproven: boolean;
  tags: readonly string[];
  hasCode: boolean;
  hasPassword: boolean;
  /** Attached, or in a field of the person's own. */
  hasFile: boolean;
  hasNote: boolean;
  trashed: boolean;
  /** The official clients' hidden test credential, or one hidden by a person. */
  hidden: boolean;
  shared: boolean;
  /** `data:` URL of a safe raster image, or null. */
  icon: string | null;
  unreadable: readonly EncryptedField[];
  /** Unix seconds; null = never. */
  expires: number | null;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  changed: number;
}
