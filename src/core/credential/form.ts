/**
 * A credential as a person edits it, and what an edit writes.
 * @module
 */

import { otpUri, parseOtp, steamLength } from '../totp.ts';
import type { Credential, OtpSettings, Reading } from './credential.ts';
import type { FieldOpening, Openings } from './openings.ts';
import { iconRecord, type IconRecord } from './read-icon.ts';
import { parse, recordOf, stringOf } from './read-text.ts';
import { encryptedFields, type EncryptedField } from './sealed.ts';

/** Plain text everywhere. */
export interface CredentialForm {
  label: string;
  username: string;
  email: string;
  password: string;
  /** Addresses, the first being the one that is opened. */
  urls: readonly string[];
  description: string;
  tags: readonly string[];
  /** Without those of kind `file`, which stay where they are. */
  customFields: readonly { label: string; value: string; kind: 'text' | 'password' }[];
  /** A secret or an `otpauth://` address; empty = none. */
  otp: string;
  /** Unix seconds; null = never. */
  expires: number | null;
  /** The password is to be renewed so many seconds after it was changed; null = never. */
  renewEvery: number | null;
  /** A picture that was chosen, as a `data:` URL; empty = none is to be left, null = it stays as it is: no form repeats it. */
  icon: string | null;
}

export const emptyForm: CredentialForm = { label: '', username: '', email: '', password: '', urls: [], description: '', tags: [], customFields: [], otp: '', expires: null, renewEvery: null, icon: null };

/** What an edit writes: JSON texts to be sealed, and what the server sees in plain. Only what changed is in it. */
export interface RecordChange {
  texts: Partial<Record<EncryptedField, string>>;
  plain: { label?: string; expire_time?: number; renew_interval?: number; icon?: IconRecord | null };
}

/** @param openings - of all fields of the credential's record */
export function formOf(credential: Credential, openings: Openings): CredentialForm {
  const fields = known(credential.customFields, []);
  return {
    label: credential.label,
    username: known(credential.username, ''),
    email: known(credential.email, ''),
    password: known(credential.password, ''),
    urls: known(credential.url, '').split(/\s+/).filter((url) => url !== ''),
    description: known(credential.description, ''),
    tags: known(credential.tags, []),
    customFields: fields.flatMap(({ label, value, secret, kind }) => (kind === 'file' ? [] : [{ label, value, kind: secret ? 'password' as const : 'text' as const }])),
    otp: otpText(known(credential.otp, null), openings),
    expires: credential.expires,
    renewEvery: credential.renewEvery,
    icon: null,
  };
}

const partOfField: Partial<Record<EncryptedField, keyof CredentialForm>> = {
  username: 'username', email: 'email', password: 'password', url: 'urls', description: 'description', tags: 'tags', custom_fields: 'customFields', otp: 'otp',
};
export const formParts = Object.keys(emptyForm) as readonly (keyof CredentialForm)[];

/** The part of the form that shows a field of the record; null for what no form shows. */
export function partOf(field: EncryptedField): keyof CredentialForm | null {
  return partOfField[field] ?? null;
}

/**
 * Parts that cannot be edited, because what they hold cannot be read. All of them, where the server has lost a field:
 * it takes whole records only, and would lose that field for good.
 */
export function lockedParts(openings: Openings): (keyof CredentialForm)[] {
  const lost = encryptedFields.filter((field) => openings[field]?.state === 'unreadable');
  if (lost.some((field) => isLostByServer(openings[field])) || !isOurKey(openings)) return [...formParts];
  return lost.flatMap((field) => partOf(field) ?? []);
}

function isLostByServer(opening: FieldOpening | undefined): boolean {
  return opening?.state === 'unreadable' && opening.why === 'server';
}

/** Under a foreign key, nothing may be added under ours: the item would be torn in two. */
function isOurKey(openings: Openings): boolean {
  const all = Object.values(openings);
  return all.some(({ state }) => state === 'read') && (!all.some((opening) => opening.state === 'unreadable' && opening.why === 'key') || all.some((opening) => opening.state === 'read' && opening.value !== null));
}

/**
 * What leads from one form to another.
 * @param openings - of the record that `from` was read from: what forms don't show is taken over from it
 */
export function changeOf(from: CredentialForm, to: CredentialForm, openings: Openings): RecordChange {
  const differs = (part: keyof CredentialForm) => JSON.stringify(from[part]) !== JSON.stringify(to[part]);
  const all = textsOf(to, openings);
  const texts: RecordChange['texts'] = {};
  for (const field of encryptedFields) {
    const part = partOf(field);
    if (part !== null && differs(part)) texts[field] = all[field];
  }
  // What was compromised is compromised no longer once it is another one.
  if (differs('password')) texts.compromised = 'false';
  return { texts, plain: { ...(differs('label') && { label: to.label }), ...(differs('expires') && { expire_time: to.expires ?? 0 }), ...(differs('renewEvery') && { renew_interval: to.renewEvery ?? 0 }), ...(to.icon !== null && { icon: iconRecord(to.icon) }) } };
}

/**
 * The next date is set when the password is changed, unless the person sets one of their own with it.
 * @param from - the form as it was; null for a new credential
 */
export function renewed(from: CredentialForm | null, to: CredentialForm, nowSeconds: number): CredentialForm {
  const dated = from === null ? to.expires !== null : from.expires !== to.expires;
  if (to.renewEvery === null || to.password === '' || dated || from?.password === to.password) return to;
  return { ...to, expires: nowSeconds + to.renewEvery };
}

/** Every field's JSON text, as the web app writes it. @param openings - of the record that it replaces, if any */
export function textsOf(form: CredentialForm, openings: Openings = {}): Record<EncryptedField, string> {
  const text = (value: string) => JSON.stringify(value === '' ? null : value);
  return {
    description: text(form.description),
    tags: JSON.stringify(tagList(form.tags, listIn(openings.tags))),
    email: text(form.email),
    username: text(form.username),
    password: text(form.password),
    // Blanks between them: of a list in lines the official extension would make one long host.
    url: text(form.urls.map((url) => url.trim()).filter((url) => url !== '').join(' ')),
    files: plaintextOf(openings.files) ?? '[]',
    custom_fields: JSON.stringify(customList(form.customFields, listIn(openings.custom_fields))),
    otp: JSON.stringify(otpObject(form.otp)),
    compromised: 'false',
  };
}

function known<Value>(reading: Reading<Value>, otherwise: Value): Value {
  return reading.state === 'unreadable' ? otherwise : reading.value;
}

function plaintextOf(opening: FieldOpening | undefined): string | null {
  return opening === undefined || opening.state === 'unreadable' ? null : opening.value;
}

function listIn(opening: FieldOpening | undefined): unknown[] {
  const value = parse(plaintextOf(opening) ?? '[]');
  return Array.isArray(value) ? value : [];
}

/** Members that we don't know stay with their tag. */
export function tagList(tags: readonly string[], before: readonly unknown[]): unknown[] {
  const texts = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  return texts.map((text) => ({ ...before.map(recordOf).find((tag) => tag['text'] === text), text }));
}

/** Fields of kind `file` follow unchanged: the form doesn't show them. */
function customList(fields: CredentialForm['customFields'], before: readonly unknown[]): unknown[] {
  const unused = before.map(recordOf).filter((field) => field['field_type'] !== 'file');
  const written = fields.map(({ label, value, kind }) => {
    const at = unused.findIndex((field) => field['label'] === label);
    const [same = {}] = at < 0 ? [] : unused.splice(at, 1);
    return { ...same, label, value, secret: kind === 'password', field_type: kind };
  });
  return [...written, ...before.filter((field) => recordOf(field)['field_type'] === 'file')];
}

/** A secret alone stays a secret alone; a text that is no code is kept all the same. */
function otpObject(text: string): Record<string, unknown> {
  const typed = text.trim();
  if (typed === '') return {};
  // A short secret makes codes, too.
  const settings = parseOtp(typed) ?? parseOtp({ secret: typed });
  if (settings === null) return { secret: typed };
  const { secret, algorithm, digits, period, issuer, label } = settings;
  // Other clients know nothing of Steam's codes, and keep what they don't know.
  return { type: 'totp', label, issuer, secret, algorithm, period, digits, ...(digits === steamLength && { encoder: 'steam' }) };
}

function otpText(settings: OtpSettings | null, openings: Openings): string {
  if (settings === null) return stringOf(recordOf(parse(plaintextOf(openings.otp) ?? ''))['secret']);
  return otpUri(settings);
}
