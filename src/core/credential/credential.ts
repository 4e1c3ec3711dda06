/**
 * A credential as a person reads it: one shape, whichever server keeps it.
 * @module
 */

import type { CredentialId, VaultId } from '../ids.ts';
import type { Rights } from './rights.ts';

/** Why a field cannot be shown. Its ciphertext is kept as it is and never written over. */
export type UnreadableReason =
  /** The server answered `false`: its own layer could not open its copy. */
  | 'server'
  /** Not an envelope that any client could read: damaged base64, JSON or parameters. */
  | 'envelope'
  /** A sound envelope under another key, or one that was tampered with. */
  | 'key';

/** One field: its value, or the reason why there is none. `legacy` marks a value that was stored unencrypted. */
export type Reading<Value> =
  | { state: 'read'; value: Value }
  | { state: 'legacy'; value: Value }
  | { state: 'unreadable'; why: UnreadableReason };

/** A field that the person has added. */
export interface CustomField {
  label: string;
  value: string;
  secret: boolean;
  kind: 'text' | 'password' | 'file';
  /** What a field of kind `file` refers to; null where it refers to nothing, and for all other kinds. */
  file: AttachedFile | null;
}

/** A file that hangs on a credential; its content is kept elsewhere. */
export interface AttachedFile {
  fileId: number;
  /** By which a recipient of a shared credential asks for it; may be empty in old items. */
  guid: string;
  name: string;
  /** Bytes of the original file. */
  size: number;
  mimetype: string;
  /** Unix seconds. */
  created: number;
}

/** As stored; see `core/totp.ts` for computing a code. */
export interface OtpSettings {
  /** Base32; may hold spaces and lower case. */
  secret: string;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  digits: number;
  /** Seconds. */
  period: number;
  issuer: string;
  label: string;
}

/** One credential as a person reads it. A field that can’t be read says so, and hides no other. */
export interface Credential {
  id: CredentialId;
  vault: VaultId;
  label: string;
  username: Reading<string>;
  email: Reading<string>;
  password: Reading<string>;
  url: Reading<string>;
  description: Reading<string>;
  tags: Reading<readonly string[]>;
  customFields: Reading<readonly CustomField[]>;
  files: Reading<readonly AttachedFile[]>;
  otp: Reading<OtpSettings | null>;
  compromised: Reading<boolean>;
  /** `data:` URL of a safe raster image, or null. */
  icon: string | null;
  /** Unix seconds, or null for never. */
  expires: number | null;
  /** Seconds from one change of the password to the next, or null for never. */
  renewEvery: number | null;
  /** Unix seconds, or null when not in the trash. */
  trashed: number | null;
  hidden: boolean;
  shared: boolean;
  /** User id of who shares it with us; null for one's own. */
  owner: string | null;
  rights: Rights;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  changed: number;
}
