/**
 * Changes to what a credential says of its files, as JSON texts: the list `files`, and custom fields of kind `file`.
 * What we don't know in them is kept.
 * @see contracts: Passman §2.4
 * @module
 */

import type { AttachedFile } from './credential.ts';
import type { Openings } from './openings.ts';
import { parse, readCustomFileIds, readFiles, recordOf, wholeNumber } from './read-text.ts';

/** The two fields that name files. */
export type FileField = 'files' | 'custom_fields';
export const fileFields = ['files', 'custom_fields'] as const satisfies readonly FileField[];

/** Numbers of all files that a credential names. @param openings - of both fields at least; what cannot be read names none */
export function fileIdsIn(openings: Openings): number[] {
  return [...new Set([...readFiles(textIn(openings, 'files')).map(({ fileId }) => fileId), ...readCustomFileIds(textIn(openings, 'custom_fields'))])];
}

export function textIn(openings: Openings, field: FileField): string | null {
  const opening = openings[field];
  return opening === undefined || opening.state === 'unreadable' ? null : opening.value;
}

/** The list with the file at its end; as it was where it is in it already. @param text - JSON of the field; null: nothing stored */
export function withFile(text: string | null, file: AttachedFile): string {
  const list = listIn(text);
  return JSON.stringify(list.some((one) => idOf(one) === file.fileId) ? list : [...list, referenceTo(file)]);
}

/** The custom fields with one more, whose value is the file. */
export function withFileField(text: string | null, file: AttachedFile, label: string): string {
  const list = listIn(text);
  const known = list.some((field) => idOf(recordOf(field)['value']) === file.fileId);
  return JSON.stringify(known ? list : [...list, { label, value: referenceTo(file), secret: false, field_type: 'file' }]);
}

/** @returns null where the field doesn't name the file */
export function withoutFile(field: FileField, text: string | null, fileId: number): string | null {
  const list = listIn(text);
  const rest = list.filter((item) => named(field, item) !== fileId);
  return rest.length === list.length ? null : JSON.stringify(rest);
}

/** @returns null where nothing changes */
export function withName(field: FileField, text: string | null, { fileId, name }: { fileId: number; name: string }): string | null {
  const list = listIn(text);
  const renamed = (reference: unknown) => ({ ...recordOf(reference), filename: name });
  const next = list.map((item) => {
    if (named(field, item) !== fileId) return item;
    return field === 'files' ? renamed(item) : { ...recordOf(item), value: renamed(recordOf(item)['value']) };
  });
  const changed = JSON.stringify(next);
  return changed === JSON.stringify(list) ? null : changed;
}

/**
 * The custom fields of another state, but with the files of this one: what was deleted since isn't named again, and
 * what is there isn't forgotten.
 */
export function fieldsWithFilesOf(text: string | null, filesFrom: string | null): string {
  const isFile = (field: unknown) => recordOf(field)['field_type'] === 'file';
  return JSON.stringify([...listIn(text).filter((field) => !isFile(field)), ...listIn(filesFrom).filter(isFile)]);
}

function named(field: FileField, item: unknown): number | null {
  if (field === 'files') return idOf(item);
  return recordOf(item)['field_type'] === 'file' ? idOf(recordOf(item)['value']) : null;
}

function referenceTo({ fileId, guid, name, size, mimetype, created }: AttachedFile): Record<string, unknown> {
  return { file_id: fileId, filename: name, guid, size, created, mimetype };
}

function idOf(reference: unknown): number | null {
  return wholeNumber(recordOf(reference)['file_id']);
}

function listIn(text: string | null): unknown[] {
  const value = parse(text ?? '[]');
  return Array.isArray(value) ? value : [];
}
