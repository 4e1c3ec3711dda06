/**
 * Seals logins for a vault of the embedded cloud, with canaries in every secret: values that nothing else would
 * hold, so that a leak can be found by looking for them.
 * @module
 */
import sjcl from 'sjcl';
import { vaultWriter } from '../../src/core/envelopes/vault-writer.ts';

/** What a test cares about; all else is empty. */
export interface SeedLogin {
  label: string;
  username?: string;
  password?: string;
  email?: string;
  url?: string;
  notes?: string;
  tags?: readonly string[];
  custom?: readonly { label: string; value: string; secret: boolean }[];
  /** Base32. */
  otpSecret?: string;
}

/** Ciphertext, as a client sends it to the server. */
export interface SealedLogin {
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
  compromised: string;
}

/** Begins every canary. */
export const canaryMark = 'CNRY-';

/** A value to look for, e.g. `CNRY-shop-password`. */
export function canary(name: string): string {
  return canaryMark + name;
}

/** @param key - the vault's key, as typed */
export function sealLogins(key: string, logins: readonly SeedLogin[]): Promise<SealedLogin[]> {
  const writer = vaultWriter(key);
  const seal = (value: unknown): Promise<string> => writer.seal(JSON.stringify(value));
  return Promise.all(logins.map(async (login) => ({
    label: login.label,
    description: await seal(login.notes ?? ''),
    username: await seal(login.username ?? ''),
    password: await seal(login.password ?? ''),
    email: await seal(login.email ?? ''),
    url: await seal(login.url ?? ''),
    tags: await seal((login.tags ?? []).map((text) => ({ text }))),
    files: await seal([]),
    custom_fields: await seal((login.custom ?? []).map(({ label, value, secret }) => ({ label, value, secret, field_type: secret ? 'password' : 'text' }))),
    otp: await seal(login.otpSecret === undefined ? {} : { secret: login.otpSecret, type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, issuer: '', label: login.label }),
    compromised: await seal(false),
  })));
}

/** What is in an envelope, as sjcl itself reads it. */
export function openText(key: string, envelope: string): string {
  return sjcl.decrypt(key, Buffer.from(envelope, 'base64').toString());
}
