/**
 * Seeded vaults, byte-compatible with Passman's: what real ones hold, in the three salt layouts that
 * real clients leave behind.
 * @module
 */

import type { EncryptedField, SealedCredential } from '../../../src/core/credential/sealed.ts';
import { vaultWriter, type VaultWriter } from '../../../src/core/envelopes/vault-writer.ts';
import type { Guid } from '../../../src/core/ids.ts';

/** `oneSalt`: written by the web UI. `sharedSalts`: one salt for 20 items. `ownSalts`: one a field, as the Android app writes. */
export type Layout = 'oneSalt' | 'sharedSalts' | 'ownSalts';

export const vaultKey = 'correct horse battery staple';

/** The nine fields of the speed guide; the tenth, `compromised`, is left empty. */
export const benchFields = ['description', 'tags', 'email', 'username', 'password', 'url', 'files', 'custom_fields', 'otp'] as const satisfies readonly EncryptedField[];
export type BenchField = (typeof benchFields)[number];

export interface SyntheticVault {
  records: SealedCredential[];
  /** What was sealed, before it became JSON. */
  values: Record<BenchField, unknown>[];
}

export async function synthesise(layout: Layout, size: number): Promise<SyntheticVault> {
  const random = seededRandom(size);
  const values: SyntheticVault['values'] = [];
  const records: SealedCredential[] = [];
  let writer = newWriter(random);
  for (let index = 0; index < size; index++) {
    if (layout === 'sharedSalts' && index % 20 === 0) writer = newWriter(random);
    const value = credentialValues(random, index);
    const sealed: [string, string][] = [];
    for (const field of benchFields) {
      if (layout === 'ownSalts') writer = newWriter(random);
      sealed.push([field, await writer.seal(JSON.stringify(value[field]))]);
    }
    values.push(value);
    records.push(record(index, Object.fromEntries(sealed) as Record<BenchField, string>));
  }
  return { records, values };
}

/** Bytes of the plaintexts: median, nine tenths, longest. */
export function plaintextSizes({ values }: SyntheticVault): { median: number; p90: number; longest: number } {
  const sizes = values.flatMap((value) => benchFields.map((field) => new TextEncoder().encode(JSON.stringify(value[field])).length));
  sizes.sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)] ?? 0;
  return { median: at(0.5), p90: at(0.9), longest: at(1) };
}

type Random = () => number;

/** Mulberry32: small, and the same everywhere. From 0 to below 1. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function newWriter(random: Random): VaultWriter {
  return vaultWriter(vaultKey, { salt: Uint8Array.from({ length: 8 }, () => Math.floor(random() * 256)) });
}

const words = ['atelier', 'bücher', 'cloud', 'drucker', 'e-mail', 'forum', 'größe', 'hotel', 'konto', 'mirror', 'naïve', 'shop', '東京', 'work', 'ключ', 'zoo'];

function credentialValues(random: Random, index: number): Record<BenchField, unknown> {
  const chance = (share: number): boolean => random() < share;
  const word = (): string => words[Math.floor(random() * words.length)] ?? '';
  const text = (most: number): string => Array.from({ length: 1 + Math.floor(random() * most) }, word).join(' ');
  const letters = (length: number): string => Array.from({ length }, () => String.fromCharCode(33 + Math.floor(random() * 94))).join('');
  const host = `site${index}.example`;
  return {
    description: chance(0.5) ? '' : text(14),
    tags: chance(0.3) ? [] : [{ text: word() }],
    email: chance(0.3) ? '' : `person${index % 7}@mail.example`,
    username: chance(0.1) ? '' : `person.${word()}${index % 97}`,
    password: letters(10 + Math.floor(random() * 12)),
    url: chance(0.1) ? host : `https://${chance(0.5) ? 'www.' : ''}${host}/${chance(0.4) ? 'account/login' : ''}`,
    files: [],
    custom_fields: chance(0.8) ? [] : [{ label: word(), value: letters(6), secret: true, field_type: 'password' }],
    otp: chance(0.8) ? {} : { type: 'totp', label: host, issuer: word(), secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA1', period: 30, digits: 6 },
  };
}

function record(index: number, sealed: Record<BenchField, string>): SealedCredential {
  const guid = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}` as Guid;
  return {
    ...sealed, compromised: null, credential_id: index, guid, user_id: 'alice', vault_id: 1, label: `Site ${index}`, created: 1, changed: 1,
    icon: null, renew_interval: 0, expire_time: 0, delete_time: 0, hidden: 0, shared_key: null,
  };
}
