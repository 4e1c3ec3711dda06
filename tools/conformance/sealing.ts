/**
 * Credentials to try a server with, and reading them back.
 * @module
 */

import { encryptedFields, type EncryptedField, type SealedCredential } from '../../src/core/credential/sealed.ts';
import { vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import type { VaultWriter } from '../../src/core/envelopes/vault-writer.ts';
import type { NewCredential } from '../../src/clients/passman/credentials.ts';
import { expectThat } from './report.ts';
import type { TestVault } from './world.ts';

export type Plaintexts = Record<EncryptedField, string>;

/** What official clients store where there is nothing. */
const empty: Plaintexts = {
  description: 'null', tags: '[]', email: 'null', username: 'null', password: 'null', url: 'null', files: '[]', custom_fields: '[]', otp: '{}', compromised: 'false',
};

/** Every kind of text a server may stumble over; the description is the first length that needs a longer CCM counter. */
export const everything: Plaintexts = {
  description: JSON.stringify('ä'.repeat(32 * 1024)),
  tags: JSON.stringify([{ text: 'work' }, { text: 'büro ✓' }]),
  email: JSON.stringify(''),
  username: JSON.stringify('älice <b>&amp;"\'\\ 🔑'),
  password: JSON.stringify('pässwörd ✓ "q" \\ 😀 \u0000\u2028 '),
  url: JSON.stringify('https://shop.example/login?a=1&b=%20#x'),
  files: '[]',
  custom_fields: JSON.stringify([{ label: 'PIN', value: '0042', secret: true, field_type: 'password' }]),
  otp: JSON.stringify({ type: 'totp', secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA1', period: 30, digits: 6, issuer: 'Ünit', label: 'x' }),
  compromised: 'true',
};

/** The smallest PNG there is. */
export const icon = { type: 'png', content: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' };

export async function sealAll(writer: VaultWriter, texts: Plaintexts): Promise<Record<EncryptedField, string>> {
  const sealed = await Promise.all(encryptedFields.map(async (name) => [name, await writer.seal(texts[name])] as const));
  return { ...empty, ...Object.fromEntries(sealed) };
}

/** The hidden first credential of a vault, as the web app makes it. */
export async function testCredential(vault: TestVault): Promise<NewCredential> {
  const sealed = await sealAll(vault.writer, { ...empty, password: JSON.stringify('lorum ipsum') });
  return { ...sealed, ...plain(vault), label: `Test key for vault ${vault.name}`, hidden: true };
}

/** One with a value in every field. */
export async function fullCredential(vault: TestVault): Promise<NewCredential> {
  const times = { renew_interval: 7_776_000, expire_time: 1_893_456_000 };
  return { ...(await sealAll(vault.writer, everything)), ...plain(vault), ...times, label: 'Prüfung <b>&amp; "ß" \\ /', icon };
}

function plain(vault: TestVault): Omit<NewCredential, EncryptedField | 'label'> {
  return { vault_id: vault.id, icon: null, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0 };
}

/** Opens a record with a vault key, and compares every field with what was sealed. */
export async function expectOpens(vaultKey: string, record: SealedCredential, wanted: Partial<Plaintexts>): Promise<void> {
  const [openings] = await vaultReader(vaultKey).open([record], encryptedFields);
  for (const [name, text] of Object.entries(wanted)) {
    const opening = openings?.[name as EncryptedField];
    expectThat(opening?.state === 'read', `${name} can be opened (${opening?.state === 'unreadable' ? opening.why : 'missing'})`);
    expectThat(opening.value === text, `${name} reads as it was written`);
  }
}
