import sjcl from 'sjcl';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { encodeBase64 } from '../../core/bytes.ts';
import type { CredentialForm } from '../../core/credential/form.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf } from '../../core/ids.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { openRealVault, vaultKey, type RealVault } from '../testing/real-vault.ts';

let cloud: Cloud;
let real: RealVault;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw' }] });
  real = await openRealVault(cloud, [{ label: 'There before' }]);
});
afterEach(() => cloud.close());

const text = (envelope: unknown) => sjcl.decrypt(vaultKey, Buffer.from(String(envelope), 'base64').toString());
const fields = (record: SealedCredential) => Object.fromEntries(encryptedFields.map((field) => [field, JSON.parse(text(record[field])) as unknown]));
const listed = async () => (await real.client.vaults.get(guidOf(real.vault))).credentials;

const form: CredentialForm = {
  label: 'Büro', username: 'ada', email: 'a@b.example', password: 'pässwörd ✓ "q" \\ 😀\u0000', urls: ['https://a.example', 'b.example'], description: `two\nlines${' ü'.repeat(30_000)}`, tags: ['work', 'Größe'],
  customFields: [{ label: 'PIN', value: '1234', kind: 'password' }, { label: 'Filiale', value: 'Süd', kind: 'text' }, { label: '', value: '', kind: 'text' }],
  otp: 'otpauth://totp/Ex:ada?secret=JBSWY3DPEHPK3PXP&issuer=Ex&algorithm=SHA256&digits=8&period=60', renewEvery: 7_776_000, expires: 2_000_000_000, icon: null,
};

async function attach(credential: RealVault['ids'][number], name: string, { bytes, field }: { bytes: Uint8Array; field: string | null }): Promise<void> {
  const { attaching } = real.files;
  const id = await attaching.begin({ credential, name, mimetype: 'text/plain', size: bytes.length, field });
  await attaching.part(id, encodeBase64(bytes));
  expect(await attaching.end(id)).toBe('saved');
}

test('every field that Latchkey writes is read by plain sjcl, with every kind of custom field, its files and its code', async () => {
  const { credential } = await real.writes.save({ credential: null, vault: real.vault, form, base: null });
  const bytes = Uint8Array.from({ length: 3000 }, (_, at) => at & 255);
  await attach(credential, 'Zeugnis ✓.txt', { bytes, field: null });
  await attach(credential, 'Scan.txt', { bytes: bytes.subarray(7), field: 'Anhang' });

  const written = (await listed()).find(({ label }) => label === 'Büro')!;
  expect(written).toMatchObject({ expire_time: 2_000_000_000, renew_interval: 7_776_000, delete_time: 0 });
  const file = (name: string, size: number) => ({ filename: name, size, mimetype: 'text/plain', file_id: expect.any(Number) as number, guid: expect.any(String) as string });
  expect(fields(written)).toEqual({
    username: 'ada', email: 'a@b.example', password: form.password, url: 'https://a.example b.example', description: form.description, tags: [{ text: 'work' }, { text: 'Größe' }], compromised: false,
    files: [expect.objectContaining(file('Zeugnis ✓.txt', 3000))],
    custom_fields: [
      { label: 'PIN', value: '1234', secret: true, field_type: 'password' }, { label: 'Filiale', value: 'Süd', secret: false, field_type: 'text' }, { label: '', value: '', secret: false, field_type: 'text' },
      { label: 'Anhang', secret: false, field_type: 'file', value: expect.objectContaining(file('Scan.txt', 2993)) as unknown },
    ],
    otp: expect.objectContaining({ secret: 'JBSWY3DPEHPK3PXP', issuer: 'Ex', algorithm: 'SHA256', digits: 8, period: 60, type: 'totp' }) as unknown,
  });
  const there = await Promise.all([1, 2].map((id) => real.client.files.get(id)));
  expect(there.map(({ filename, data }) => [text(filename), text(data)])).toEqual([
    ['Zeugnis ✓.txt', `data:text/plain;base64,${encodeBase64(bytes)}`], ['Scan.txt', `data:text/plain;base64,${encodeBase64(bytes.subarray(7))}`],
  ]);
});

test('a form that was written is read back as it was', async () => {
  const { credential } = await real.writes.save({ credential: null, vault: real.vault, form, base: null });
  await real.worker().sync();
  expect((await real.writes.openForm({ credential, vault: null })).form).toEqual(form);
});

test('what was left empty is read by plain sjcl as the web app writes it', async () => {
  const empty: CredentialForm = { label: 'Bare', username: '', email: '', password: '', urls: [], description: '', tags: [], customFields: [], otp: '', renewEvery: null, expires: null, icon: null };
  await real.writes.save({ credential: null, vault: real.vault, form: empty, base: null });
  const written = (await listed()).find(({ label }) => label === 'Bare')!;
  expect(fields(written)).toEqual({ username: null, email: null, password: null, url: null, description: null, tags: [], files: [], custom_fields: [], otp: {}, compromised: false });
  expect(written).toMatchObject({ expire_time: 0, delete_time: 0 });
});
