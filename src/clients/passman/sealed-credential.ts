/**
 * Reads the server's record of a credential. One odd field never costs the record, one odd record
 * never costs the vault.
 *
 * Written by hand because it runs for every item of a vault: a well-formed record is passed on as it
 * is, without a copy.
 * @see contracts: Passman §1.1
 * @module
 */

import { encryptedFields, type SealedCredential, type SealedField } from '../../core/credential/sealed.ts';
import { isGuid } from '../../core/ids.ts';

type Fields = Record<string, unknown>;

/** @returns null if it has no usable guid or number, by which it could be found again */
export function readSealedCredential(raw: unknown): SealedCredential | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  const found = raw as Fields;
  const credentialId = integerOf(found['credential_id']);
  if (typeof found['guid'] !== 'string' || !isGuid(found['guid']) || credentialId === null) return null;
  if (isWellFormed(found)) return found;
  return { ...found, ...corrected(found), credential_id: credentialId, guid: found['guid'] };
}

/** The readable records of a list, and how many were dropped. */
export function readSealedCredentials(raw: readonly unknown[]): { credentials: SealedCredential[]; damaged: number } {
  const credentials = raw.map(readSealedCredential).filter((credential) => credential !== null);
  return { credentials, damaged: raw.length - credentials.length };
}

/** What the current server versions write, checked without making anything. */
function isWellFormed(found: Fields): found is Fields & SealedCredential {
  for (const name of encryptedFields) if (!isSealedField(found[name])) return false;
  return (
    isSealedField(found['shared_key']) &&
    typeof found['label'] === 'string' &&
    typeof found['user_id'] === 'string' &&
    'icon' in found &&
    Number.isSafeInteger(found['credential_id']) &&
    Number.isSafeInteger(found['vault_id']) &&
    Number.isSafeInteger(found['created']) &&
    Number.isSafeInteger(found['changed']) &&
    isIntegerOrNull(found['renew_interval']) &&
    isIntegerOrNull(found['expire_time']) &&
    isIntegerOrNull(found['delete_time']) &&
    (typeof found['hidden'] === 'boolean' || isIntegerOrNull(found['hidden']))
  );
}

function corrected(found: Fields): Omit<SealedCredential, 'credential_id' | 'guid'> {
  const hidden = found['hidden'];
  return {
    user_id: textOf(found['user_id']),
    vault_id: integerOf(found['vault_id']) ?? 0,
    label: textOf(found['label']),
    description: sealedOf(found['description']),
    tags: sealedOf(found['tags']),
    email: sealedOf(found['email']),
    username: sealedOf(found['username']),
    password: sealedOf(found['password']),
    url: sealedOf(found['url']),
    files: sealedOf(found['files']),
    custom_fields: sealedOf(found['custom_fields']),
    otp: sealedOf(found['otp']),
    compromised: sealedOf(found['compromised']),
    shared_key: sealedOf(found['shared_key']),
    icon: found['icon'] ?? null,
    created: integerOf(found['created']) ?? 0,
    changed: integerOf(found['changed']) ?? 0,
    renew_interval: integerOf(found['renew_interval']),
    expire_time: integerOf(found['expire_time']),
    delete_time: integerOf(found['delete_time']),
    hidden: typeof hidden === 'boolean' ? hidden : integerOf(hidden),
  };
}

function isSealedField(value: unknown): value is SealedField {
  return typeof value === 'string' || value === null || value === false;
}

/** What cannot be ciphertext counts as what the server says when it cannot read its own copy. */
function sealedOf(value: unknown): SealedField {
  if (value === undefined) return null;
  if (typeof value === 'number' || value === true) return String(value);
  return isSealedField(value) ? value : false;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function isIntegerOrNull(value: unknown): value is number | null {
  return value === null || Number.isSafeInteger(value);
}

function integerOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && Number.isSafeInteger(Math.trunc(value)) ? Math.trunc(value) : null;
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : null;
}
