/**
 * Builds a login out of what a format has for it, so that nothing is lost: what has no field of its own becomes a
 * custom field, what is too long for its field goes into the notes.
 * @module
 */

import type { CredentialForm } from '../credential/form.ts';
import { formLimits } from '../credential/imported.ts';
import { parseOtp } from '../totp.ts';
import { ImportRefused, importLimits, type FailedRow, type Format, type ImportedRow, type Oddity, type ReadImport } from './outcome.ts';

export interface Field { label: string; value: string; secret: boolean }

/** Whatever a format knows of one login; what it doesn't know is left out. */
export interface LoginParts {
  label?: string;
  username?: string;
  email?: string;
  password?: string;
  urls?: readonly string[];
  notes?: string;
  tags?: readonly string[];
  /** Secrets or `otpauth://` addresses; more than one becomes fields. */
  codes?: readonly string[];
  fields?: readonly Field[];
  /** As `iconUrl` gives it. */
  icon?: string | null;
  /** Unix seconds. */
  expires?: number | null;
  trashed?: boolean;
  /** Unix seconds. */
  created?: number | null;
  /** Names of files that hang on it. */
  files?: readonly string[];
}

/** Turns each part of a file into a row or a failure. @param items - each read by itself: one that throws hides no other */
export function collect<Item>(format: Format, items: readonly Item[], read: (item: Item) => LoginParts | null): ReadImport {
  if (items.length > importLimits.rows) throw new ImportRefused('too-many');
  const rows: ImportedRow[] = [];
  const failed: FailedRow[] = [];
  items.forEach((item, index) => {
    const row = index + 1;
    let parts: LoginParts | null;
    try {
      parts = read(item);
    } catch {
      failed.push({ row, why: 'damaged' });
      return;
    }
    const made = parts === null ? 'empty' : rowOf(row, parts);
    if (typeof made === 'string') failed.push({ row, why: made });
    else rows.push(made);
  });
  return { format, rows, failed };
}

/** @returns why there is none, if so */
export function rowOf(row: number, parts: LoginParts): ImportedRow | FailedRow['why'] {
  const odd = new Set<Oddity>();
  const notes = [trimEnds(parts.notes ?? '')];
  const { otp, more } = codesOf(parts.codes ?? [], odd);
  const fields = [...(parts.fields ?? []), ...more].filter(({ value }) => value !== '');
  const urls = (parts.urls ?? []).map((url) => url.trim()).filter((url) => url !== '');
  const form: CredentialForm = {
    label: '',
    username: parts.username ?? '', email: parts.email ?? '', password: parts.password ?? '',
    urls: fitUrls(urls, notes, odd),
    description: '',
    tags: fitTags(parts.tags ?? [], notes, odd),
    customFields: fitFields(fields, notes, odd),
    otp,
    expires: momentOf(parts.expires),
    renewEvery: null,
    icon: parts.icon ?? null,
  };
  const label = (parts.label ?? '').trim() || nameFor(form);
  const fitted = { ...form, label: shorten(label, notes, odd), description: notes.filter((text) => text !== '').join('\n\n') };
  const login = { form: fitted, trashed: parts.trashed ?? false, created: momentOf(parts.created) };
  if (isEmpty(fitted)) return 'empty';
  if ([fitted.username, fitted.email, fitted.password, fitted.description, ...fitted.customFields.map(({ value }) => value)].some((text) => text.length > formLimits.long)) return 'too-long';
  return { row, login, files: parts.files ?? [], odd: [...odd] };
}

/** Whole seconds from 1970 to 9999; anything else is no time that a vault keeps. */
function momentOf(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' && seconds >= 0 && seconds <= 253_402_300_799 ? Math.floor(seconds) : null;
}

function isEmpty(form: CredentialForm): boolean {
  const { label, username, email, password, description, otp } = form;
  return [label, username, email, password, description, otp].every((text) => text === '') && form.urls.length === 0 && form.customFields.length === 0;
}

function trimEnds(text: string): string {
  return text.replace(/^\s*\n/, '').trimEnd();
}

function nameFor({ urls, username, email }: CredentialForm): string {
  const [first = ''] = urls;
  const host = URL.parse(first.includes('://') ? first : `https://${first}`)?.hostname.replace(/^www\./, '') ?? '';
  return host || username || email;
}

/** A code that can't be computed is kept as a secret field: it may be one that we don't know yet. */
function codesOf(codes: readonly string[], odd: Set<Oddity>): { otp: string; more: Field[] } {
  const written = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))];
  const at = written.findIndex((code) => code.length <= formLimits.otp && readableCode(code) !== null);
  const more = written.filter((_, index) => index !== at).map((value) => ({ label: 'One-time code', value, secret: true }));
  if (more.length > 0) odd.add('code');
  return { otp: at < 0 ? '' : readableCode(written[at] ?? '') ?? '', more };
}

/** Bare secrets are written in groups, in lower case, with hyphens. A counter-based code is none that time gives. */
function readableCode(code: string): string | null {
  if (/^otpauth:\/\/hotp/i.test(code)) return null;
  if (code.includes('://')) return parseOtp(code) === null ? null : code;
  const secret = code.replace(/[\s-]/g, '').toUpperCase();
  return parseOtp({ secret }) === null ? null : secret;
}

/** Blanks part addresses from each other in the vault, so none may be in one. */
function fitUrls(urls: readonly string[], notes: string[], odd: Set<Oddity>): string[] {
  const encoded = [...new Set(urls.map((url) => url.replace(/\s+/g, (blanks) => encodeURIComponent(blanks))))];
  const fitting = encoded.filter((url) => url.length <= formLimits.url);
  const kept = fitting.slice(0, formLimits.urls);
  const left = [...encoded.filter((url) => url.length > formLimits.url), ...fitting.slice(formLimits.urls)];
  if (left.length > 0) odd.add('shortened');
  notes.push(left.join('\n'));
  return kept;
}

function fitTags(tags: readonly string[], notes: string[], odd: Set<Oddity>): string[] {
  const all = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  const left = all.slice(formLimits.tags);
  if (left.length > 0) odd.add('shortened');
  notes.push(left.join('\n'));
  return all.slice(0, formLimits.tags).map((tag) => shorten(tag, notes, odd));
}

function fitFields(fields: readonly Field[], notes: string[], odd: Set<Oddity>): CredentialForm['customFields'] {
  const left = fields.slice(formLimits.customFields);
  if (left.length > 0) odd.add('shortened');
  notes.push(left.map(({ label, value }) => `${label}: ${value}`).join('\n'));
  return fields.slice(0, formLimits.customFields).map(({ label, value, secret }) => ({ label: shorten(label, notes, odd), value, kind: secret ? 'password' : 'text' }));
}

function shorten(text: string, notes: string[], odd: Set<Oddity>): string {
  if (text.length <= formLimits.short) return text;
  odd.add('shortened');
  notes.push(text);
  return text.slice(0, formLimits.short);
}
