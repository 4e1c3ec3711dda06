/**
 * A credential as a person edits it.
 * @module
 */

/** Plain text everywhere. */
export interface CredentialForm {
  label: string;
  username: string;
  email: string;
  password: string;
  /** Addresses, the first being the one that is opened. */
  urls: readonly string[];
  description: string;
  tags: readonly string[];
  /** Without those of kind `file`, which stay where they are. */
  customFields: readonly { label: string; value: string; kind: 'text' | 'password' }[];
  /** A secret or an `otpauth://` address; empty = none. */
  otp: string;
  /** Unix seconds; null = never. */
  expires: number | null;
}

export const emptyForm: CredentialForm = { label: '', username: '', email: '', password: '', urls: [], description: '', tags: [], customFields: [], otp: '', expires: null };
