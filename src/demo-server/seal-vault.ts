/**
 * Turns vaults as a person would write them down into what a client would have sent: ciphertext.
 * @module
 */

import { generateSharingKeys } from '../core/envelopes/sharing-keys.ts';
import { vaultWriter } from '../core/envelopes/vault-writer.ts';
import type { VaultWriter } from '../core/envelopes/vault-writer.ts';
import type { CredentialSeed, VaultSeed } from './passman/seed.ts';

type KeptAsIs = 'icon' | 'hidden' | 'created' | 'changed' | 'expire_time' | 'delete_time' | 'renew_interval' | 'damaged';

/** What isn't given is stored as the official web client stores it when nothing was typed. Times are Unix seconds. */
export interface OpenCredential extends Pick<CredentialSeed, KeptAsIs> {
  label: string;
  username?: string;
  password?: string;
  email?: string;
  url?: string;
  description?: string;
  tags?: readonly string[];
  customFields?: readonly { label: string; value: string; secret: boolean }[];
  otp?: { secret: string; issuer?: string; label?: string; digits?: number; period?: number; algorithm?: string };
  compromised?: boolean;
}

export interface OpenVault {
  userId: string;
  name: string;
  vaultKey: string;
  credentials: readonly OpenCredential[];
  /** 1024 is what the official client makes; none leaves the vault without sharing keys. */
  sharingKeyBits?: 1024 | 2048;
}

/** Seals a whole vault under its key, as `control.seedVault` wants it. */
export async function sealVault(vault: OpenVault): Promise<VaultSeed> {
  const writer = vaultWriter(vault.vaultKey);
  const credentials = await Promise.all(vault.credentials.map((credential) => sealCredential(writer, credential)));
  const seed = { userId: vault.userId, name: vault.name, credentials };
  if (vault.sharingKeyBits === undefined) return seed;
  const keys = await generateSharingKeys(vault.sharingKeyBits);
  return { ...seed, publicSharingKey: keys.publicPem, privateSharingKey: await writer.seal(keys.privatePem) };
}

async function sealCredential(writer: VaultWriter, open: OpenCredential): Promise<CredentialSeed> {
  const seal = (value: unknown): Promise<string> => writer.seal(JSON.stringify(value ?? null));
  const { label, username, password, email, url, description, tags = [], customFields = [], otp, compromised = false, ...asIs } = open;
  return {
    ...asIs, label, username: await seal(username), password: await seal(password), email: await seal(email), url: await seal(url),
    description: await seal(description), tags: await seal(tags.map((text) => ({ text }))), files: await seal([]),
    custom_fields: await seal(customFields.map((field) => ({ ...field, field_type: field.secret ? 'password' : 'text' }))),
    otp: await seal(otp === undefined ? {} : { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, label: label, issuer: '', ...otp }),
    compromised: await seal(compromised),
  };
}

/** The hidden credential that official clients put into a new vault, to check its key with. */
export function testCredential(vaultName: string): OpenCredential {
  return { label: `Test key for vault ${vaultName}`, password: 'lorum ipsum', hidden: true };
}
