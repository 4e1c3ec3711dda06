/**
 * Understands one opened field: normally JSON text, but API clients sometimes store the bare value.
 * @see contracts: Passman §2.4 and §2.5
 * @module
 */

import type { CustomField, AttachedFile, Reading } from './credential.ts';
import type { FieldOpening } from './openings.ts';

/** What a caller forgot to open is unreadable, never silently empty. */
const notOpened: FieldOpening = { state: 'unreadable', why: 'envelope' };

/** Keeps the state, and turns the text into what `understand` makes of it. */
export function mapOpening<Value>(opening: FieldOpening | undefined, understand: (text: string | null) => Value): Reading<Value> {
  const known = opening ?? notOpened;
  return known.state === 'unreadable' ? known : { state: known.state, value: understand(known.value) };
}

/** Nothing stored reads as the empty string. */
export function readString(text: string | null): string {
  if (text === null) return '';
  const value = parse(text);
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : text;
}

/** `[{text}]`; some importers store bare strings, or one string. */
export function readTags(text: string | null): string[] {
  const value = text === null ? null : parse(text);
  const tags = Array.isArray(value) ? value.map((tag: unknown) => (typeof tag === 'string' ? tag : stringOf(recordOf(tag)['text']))) : [stringOf(value)];
  return tags.filter((tag) => tag.trim() !== '');
}

/** `[{label, value, secret, field_type}]`; anything else reads as no fields. */
export function readCustomFields(text: string | null): CustomField[] {
  return arrayOf(text).map((item) => {
    const field = recordOf(item);
    const kind = field['field_type'] === 'file' || field['field_type'] === 'password' ? field['field_type'] : 'text';
    return { label: stringOf(field['label']), value: customValue(field['value']), secret: isSecret(field), kind, file: kind === 'file' ? readFile(field['value']) : null };
  });
}

/** A file's value is its reference: its name is all that can be shown of it. */
function customValue(value: unknown): string {
  return typeof value === 'object' ? stringOf(recordOf(value)['filename']) : stringOf(value);
}

/** `clicktoshow` is what imports of 2016 wrote. */
function isSecret(field: Record<string, unknown>): boolean {
  return field['field_type'] === 'password' || isYes(field['secret']) || isYes(field['clicktoshow']);
}

/** `[{file_id, filename, size, mimetype}]`; an item without a number is left out. */
export function readFiles(text: string | null): AttachedFile[] {
  return arrayOf(text).flatMap((item) => readFile(item) ?? []);
}

function readFile(reference: unknown): AttachedFile | null {
  const file = recordOf(reference);
  const fileId = wholeNumber(file['file_id']);
  if (fileId === null) return null;
  return {
    fileId,
    guid: stringOf(file['guid']),
    name: stringOf(file['filename']),
    size: wholeNumber(file['size']) ?? 0,
    mimetype: stringOf(file['mimetype']),
    created: wholeNumber(file['created']) ?? 0,
  };
}

/** Numbers of the files that custom fields refer to. */
export function readCustomFileIds(text: string | null): number[] {
  return readCustomFields(text).flatMap(({ file }) => (file === null ? [] : [file.fileId]));
}

/** Booleans, numbers and their spellings were all seen; what is unknown counts as no. */
export function readFlag(text: string | null): boolean {
  return text !== null && isYes(parse(text));
}

/** What clients were seen to write for yes. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** Text that is no JSON stands for itself. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An object's members; none for anything else. Lists have no members. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Empty for what is neither text nor number. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A number, or its spelling; null for anything that is not a whole number from 0 on. */
export function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function arrayOf(text: string | null): unknown[] {
  const value = text === null ? null : parse(text);
  return Array.isArray(value) ? value : [];
}
