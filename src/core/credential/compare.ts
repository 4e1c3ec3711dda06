/**
 * Two states of one credential, part by part; and the way back from one to the other.
 * @module
 */

import type { Reading, UnreadableReason } from './credential.ts';
import { fieldsWithFilesOf, fileIdsIn, textIn } from './file-lists.ts';
import { formOf, type CredentialForm } from './form.ts';
import type { Openings } from './openings.ts';
import { readCredential } from './read-credential.ts';
import { parse } from './read-text.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from './sealed.ts';
import type { CredentialId, VaultId } from '../ids.ts';

/** What a person would call the parts of a credential. `trash`: whether it is there. */
export type ComparablePart = Exclude<keyof CredentialForm, 'renewEvery' | 'icon'> | 'files' | 'compromised' | 'renewal' | 'trash';

/** One state: a record, and what came out of all of its envelopes. */
export interface State { record: SealedCredential; openings: Openings }

/** A part as text, and as it may be shown without being asked for. Moments are Unix seconds, lists have a line each. */
export type PartText = { state: 'read'; text: string; shown: string } | { state: 'unreadable'; why: UnreadableReason };

export const secretParts: readonly ComparablePart[] = ['password', 'otp'];
const mask = '••••••••';

/** Every part of a state. */
export function partsOf(id: CredentialId, vault: VaultId, { record, openings }: State): Record<ComparablePart, PartText> {
  const credential = readCredential(id, vault, record, openings);
  const form = formOf(credential, openings);
  const read = (text: string, shown = text): PartText => ({ state: 'read', text, shown });
  const from = (reading: Reading<unknown>, text: string, shown = text): PartText => (reading.state === 'unreadable' ? { state: 'unreadable', why: reading.why } : read(text, shown));
  const lines = (hidden: boolean) => form.customFields.map(({ label, value, kind }) => `${label}: ${hidden && kind === 'password' ? mask : value}`).join('\n');
  const fieldFiles = credential.customFields.state === 'unreadable' ? [] : credential.customFields.value.flatMap(({ label, file }) => (file === null ? [] : `${label}: ${file.name}`));
  const attached = credential.files.state === 'unreadable' ? [] : credential.files.value.map(({ name }) => name);
  return {
    label: read(form.label),
    username: from(credential.username, form.username),
    email: from(credential.email, form.email),
    password: from(credential.password, form.password, ''),
    urls: from(credential.url, form.urls.join('\n')),
    description: from(credential.description, form.description),
    tags: from(credential.tags, form.tags.join('\n')),
    customFields: from(credential.customFields, lines(false), lines(true)),
    otp: from(credential.otp, form.otp, ''),
    expires: read(form.expires === null ? '' : String(form.expires)),
    files: from(credential.files, [...attached, ...fieldFiles].join('\n')),
    compromised: from(credential.compromised, credential.compromised.state !== 'unreadable' && credential.compromised.value ? 'yes' : ''),
    renewal: read(record.renew_interval ? String(record.renew_interval) : ''),
    trash: read(credential.trashed === null ? '' : 'yes'),
  };
}

/** Whether two parts are the same to a person; two that can't be read are. */
export function samePart(one: PartText, other: PartText): boolean {
  if (one.state === 'unreadable' || other.state === 'unreadable') return one.state === other.state;
  return one.text === other.text;
}

/** How what changes is sealed: as it was, where it is under the same key. */
export interface Sealing { sameKey: boolean; seal: (text: string) => Promise<string> }

/**
 * The record of now with the content of then: original ciphertext wherever it can be, the icon, the files and the
 * trash of now. What can't be read in the old state stays as it is now.
 */
export async function restored(now: State, then: State, { sameKey, seal }: Sealing): Promise<SealedCredential> {
  const { record } = then;
  const after: SealedCredential = {
    ...now.record, label: record.label, expire_time: record.expire_time ?? 0, delete_time: now.record.delete_time ?? 0, renew_interval: record.renew_interval ?? now.record.renew_interval,
  };
  for (const field of encryptedFields) {
    const opening = then.openings[field];
    if (field === 'files' || opening === undefined || opening.state === 'unreadable') continue;
    const text = field === 'custom_fields' ? customFieldsOf(now, then) : opening.value;
    const current = now.openings[field];
    if (text === undefined || (current !== undefined && current.state !== 'unreadable' && current.value === text)) continue;
    const asItWas = sameKey && opening.state === 'read' && text === opening.value;
    after[field] = asItWas ? record[field] : await seal(asJson(field, text));
  }
  return after;
}

/** Undefined: they can't be gone back to without knowing which files are named now. */
function customFieldsOf(now: State, then: State): string | null | undefined {
  const old = textIn(then.openings, 'custom_fields');
  if (now.openings.custom_fields?.state === 'unreadable') return fileIdsIn({ custom_fields: then.openings.custom_fields ?? { state: 'read', value: null } }).length === 0 ? old : undefined;
  const filesOf = ({ openings: { custom_fields: fields } }: State) => JSON.stringify(fields === undefined ? [] : fileIdsIn({ custom_fields: fields }));
  return filesOf(now) === filesOf(then) ? old : fieldsWithFilesOf(old, textIn(now.openings, 'custom_fields'));
}

/** What was stored unencrypted may be a bare text. */
function asJson(field: EncryptedField, text: string | null): string {
  if (text === null) return field === 'tags' || field === 'custom_fields' ? '[]' : 'null';
  return parse(text) === text ? JSON.stringify(text) : text;
}
