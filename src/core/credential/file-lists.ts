/**
 * Changes to what a credential says of its files, as JSON texts: the list `files`, and custom fields of kind `file`.
 * What we don't know in them is kept.
 * @see contracts: Passman §2.4
 * @module
 */

import type { AttachedFile } from './credential.ts';
import type { Openings } from './openings.ts';
import { parse, readCustomFields, readFiles, recordOf, wholeNumber } from './read-text.ts';

/** The two fields that name files. */
export type FileField = 'files' | 'custom_fields';
export const fileFields = ['files', 'custom_fields'] as const satisfies readonly FileField[];

/** All files that a credential names, each once. @param openings - of both fields at least; what cannot be read names none */
export function filesIn(openings: Openings): AttachedFile[] {
  const named = [...readFiles(textIn(openings, 'files')), ...readCustomFields(textIn(openings, 'custom_fields')).flatMap(({ file }) => file ?? [])];
  return [...new Map(named.map((file) => [file.fileId, file])).values()];
}

/** Their numbers. */
export function fileIdsIn(openings: Openings): number[] {
  return filesIn(openings).map(({ fileId }) => fileId);
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

/** The field as it is where no file is named yet. What is no reference stays. */
export function withoutFiles(field: FileField, text: string | null): string {
  return JSON.stringify(listIn(text).filter((item) => named(field, item) === null));
}

/** @returns null where nothing changes */
export function withName(field: FileField, text: string | null, { fileId, name }: { fileId: number; name: string }): string | null {
  const list = listIn(text);
  const changed = JSON.stringify(withReferences(field, list, (reference) => (idOf(reference) === fileId ? { ...recordOf(reference), filename: name } : reference)));
  return changed === JSON.stringify(list) ? null : changed;
}

/** What a server calls a file. `created`: Unix seconds. */
export type StoredFile = Pick<AttachedFile, 'fileId' | 'guid' | 'created'>;

/** The field with copies in the place of the files that it names. @param copies - by the number of the file that each is a copy of */
export function withFilesReplaced(field: FileField, text: string | null, copies: ReadonlyMap<number, StoredFile>): string {
  return JSON.stringify(withReferences(field, listIn(text), (reference) => {
    const copy = copies.get(idOf(reference) ?? -1);
    return copy === undefined ? reference : { ...recordOf(reference), file_id: copy.fileId, guid: copy.guid, created: copy.created };
  }));
}

/**
 * The custom fields of another state, but with the files of this one: what was deleted since isn't named again, and
 * what is there isn't forgotten.
 */
export function fieldsWithFilesOf(text: string | null, filesFrom: string | null): string {
  const isFile = (field: unknown) => recordOf(field)['field_type'] === 'file';
  return JSON.stringify([...listIn(text).filter((field) => !isFile(field)), ...listIn(filesFrom).filter(isFile)]);
}

function withReferences(field: FileField, list: readonly unknown[], change: (reference: unknown) => unknown): unknown[] {
  return list.map((item) => {
    if (named(field, item) === null) return item;
    return field === 'files' ? change(item) : { ...recordOf(item), value: change(recordOf(item)['value']) };
  });
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
