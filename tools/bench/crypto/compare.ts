/**
 * Holds what was opened against what was sealed: a fast reader that reads wrong is worth nothing.
 * @module
 */

import type { Credential, Reading } from '../../../src/core/credential/credential.ts';
import type { Entry } from '../../../src/core/credential/entry.ts';
import { benchFields, type BenchField } from './synthetic-vault.ts';

type Values = Record<BenchField, unknown>;

export function compareOpened(opened: readonly Values[], values: readonly Values[]): void {
  compareLength(opened, values);
  opened.forEach((credential, index) => {
    for (const field of benchFields) expectSame(credential[field], values[index]?.[field], `${field} ${index}`);
  });
}

export function compareEntries(entries: readonly Entry[], values: readonly Values[]): void {
  compareLength(entries, values);
  entries.forEach(({ url, username, unreadable }, index) => {
    expectSame([url, username, unreadable], [values[index]?.url, values[index]?.username, []], `entry ${index}`);
  });
}

export function compareCredentials(credentials: readonly Credential[], values: readonly Values[]): void {
  compareLength(credentials, values);
  credentials.forEach((credential, index) => {
    const sealed = values[index];
    for (const field of ['description', 'email', 'username', 'password', 'url'] as const) expectSame(read(credential[field]), sealed?.[field], `${field} ${index}`);
    const tags = (sealed?.tags as { text: string }[]).map(({ text }) => text);
    const customFields = (sealed?.custom_fields as { label: string; value: string; secret: boolean }[]).map(({ label, value, secret }) => ({ label, value, secret, kind: 'password', file: null }));
    expectSame([read(credential.tags), read(credential.customFields), read(credential.files)], [tags, customFields, sealed?.files], `lists ${index}`);
    expectSame(read(credential.otp)?.secret, (sealed?.otp as { secret?: string }).secret, `otp ${index}`);
    expectSame(read(credential.compromised), false, `compromised ${index}`);
  });
}

function read<Value>(reading: Reading<Value>): Value {
  if (reading.state !== 'read') throw new Error(`a field is ${reading.state}`);
  return reading.value;
}

function compareLength(a: readonly unknown[], b: readonly unknown[]): void {
  expectSame(a.length, b.length, 'number of items');
}

function expectSame(opened: unknown, sealed: unknown, what: string): void {
  if (JSON.stringify(opened) !== JSON.stringify(sealed)) throw new Error(`plaintexts differ: ${what}`);
}
