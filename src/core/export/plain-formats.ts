/**
 * What an export writes of each login: our own form for the encrypted file, Passman's JSON, and a line of CSV.
 * @see docs/export-format.md
 * @module
 */

import type { CredentialForm } from '../credential/form.ts';
import type { Openings } from '../credential/openings.ts';
import { parse, readFiles } from '../credential/read-text.ts';
import { encryptedFields, type SealedCredential } from '../credential/sealed.ts';

export interface ExportItem { record: SealedCredential; openings: Openings; form: CredentialForm; vault: string }

/** Keeps everything; a field that can't be read goes along as it is sealed. */
export function ownItem({ record, openings, form, vault }: ExportItem): Record<string, unknown> {
  const unreadable = Object.fromEntries(encryptedFields.filter((field) => openings[field]?.state === 'unreadable').map((field) => [field, record[field]]));
  const files = readFiles(textIn(openings, 'files')).map(({ name }) => name);
  return {
    ...form, vault, trashed: isTrashed(record), created: record.created, changed: record.changed, icon: record.icon,
    ...(files.length > 0 && { files }), ...(Object.keys(unreadable).length > 0 && { unreadable }),
  };
}

/** As the web app's JSON export. @see contracts: Passman §2.4 */
export function passmanItem({ record, openings }: ExportItem): Record<string, unknown> {
  const opened = Object.fromEntries(encryptedFields.map((field) => {
    const text = textIn(openings, field);
    return [field, text === null ? null : parse(text)];
  }));
  const { credential_id, guid, user_id, label, created, changed, icon, renew_interval, expire_time, delete_time, hidden } = record;
  return {
    credential_id, guid, user_id, label, created, changed, icon, renew_interval, expire_time: expire_time ?? 0, delete_time: delete_time ?? 0, hidden: Number(hidden ?? 0), ...opened,
    tags: opened['tags'] ?? [], custom_fields: opened['custom_fields'] ?? [], files: opened['files'] ?? [], otp: opened['otp'] ?? {},
  };
}

const csvColumns = ['label', 'username', 'email', 'password', 'url', 'description', 'tags', 'otp', 'custom_fields', 'expires', 'trashed', 'vault'] as const;

/** How cells are written: `exact`, or `guarded`, with an apostrophe before what a spreadsheet would run. */
export type CsvStyle = 'exact' | 'guarded';

/** The first line; what is guarded says so, that the apostrophes can be taken away again. */
export function csvHead(style: CsvStyle): string {
  return (style === 'guarded' ? [...csvColumns, 'guarded'] : csvColumns).join(',');
}

/** @returns the line without its end, and how many of its cells a spreadsheet would run if it weren't for the guard */
export function csvLine({ record, form, vault }: ExportItem, style: CsvStyle): { line: string; formulas: number } {
  const cells: Record<(typeof csvColumns)[number], string> = {
    label: form.label, username: form.username, email: form.email, password: form.password, url: form.urls.join(' '), description: form.description,
    tags: form.tags.length === 0 ? '' : JSON.stringify(form.tags), otp: form.otp,
    custom_fields: form.customFields.length === 0 ? '' : JSON.stringify(form.customFields.map(({ label, value, kind }) => ({ label, value, secret: kind === 'password' }))),
    expires: form.expires === null ? '' : isoDate(form.expires), trashed: isTrashed(record) ? 'true' : '', vault,
  };
  const values = csvColumns.map((name) => cells[name]);
  const line = values.map((value) => quote(style === 'guarded' && /^[=+\-@\t\r']/.test(value) ? `'${value}` : value)).join(',');
  return { line: style === 'guarded' ? `${line},true` : line, formulas: values.filter(isFormula).length };
}

/** @see OWASP, CSV injection */
function isFormula(value: string): boolean {
  return /^[=+\-@\t\r]/.test(value);
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) || value !== value.trim() ? `"${value.replaceAll('"', '""')}"` : value;
}

function isTrashed({ delete_time }: SealedCredential): boolean {
  return (delete_time ?? 0) > 0;
}

/** `2030-01-01T00:00:00Z`, without a clock: the calendar in eras of 400 years that begin in March. */
function isoDate(seconds: number): string {
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const day = days - era * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const two = (number: number) => String(number).padStart(2, '0');
  const rest = ((seconds % 86_400) + 86_400) % 86_400;
  const date = `${String(year + era * 400 + (month <= 2 ? 1 : 0)).padStart(4, '0')}-${two(month)}-${two(dayOfYear - Math.floor((153 * march + 2) / 5) + 1)}`;
  return `${date}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}Z`;
}

function textIn(openings: Openings, field: (typeof encryptedFields)[number]): string | null {
  const opening = openings[field];
  return opening === undefined || opening.state === 'unreadable' ? null : opening.value;
}
