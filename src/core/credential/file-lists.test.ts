import { describe, expect, test } from 'vitest';
import type { AttachedFile } from './credential.ts';
import { fieldsWithFilesOf, fileIdsIn, withFile, withFileField, withFilesReplaced, withName, withoutFile, withoutFiles } from './file-lists.ts';

const file: AttachedFile = { fileId: 7, guid: 'G', name: 'a.txt', size: 3, mimetype: 'text/plain', created: 5 };
const stored = { file_id: 7, filename: 'a.txt', guid: 'G', size: 3, created: 5, mimetype: 'text/plain' };
const other = { file_id: 8, filename: 'b', later: [1] };
const fileField = { label: 'Scan', value: stored, secret: false, field_type: 'file' };
const textField = { label: 'PIN', value: '1', secret: true, field_type: 'password' };
const json = (text: string | null) => JSON.parse(text!) as unknown;

describe('the list of files', () => {
  test('takes a file once, and keeps what we do not know', () => {
    const once = withFile(JSON.stringify([other]), file);
    expect(json(once)).toEqual([other, stored]);
    expect(withFile(once, file)).toBe(once);
    expect(json(withFile(null, file))).toEqual([stored]);
  });

  test('loses one, and renames one', () => {
    expect(json(withoutFile('files', JSON.stringify([other, stored]), 7))).toEqual([other]);
    expect(withoutFile('files', JSON.stringify([other]), 7)).toBeNull();
    expect(json(withName('files', JSON.stringify([other, stored]), { fileId: 8, name: 'c' }))).toEqual([{ ...other, filename: 'c' }, stored]);
    expect(withName('files', JSON.stringify([stored]), { fileId: 7, name: 'a.txt' })).toBeNull();
  });

  test('counts a number that is a text', () => {
    expect(json(withoutFile('files', '[{"file_id":"7"}]', 7))).toEqual([]);
  });
});

describe('custom fields', () => {
  test('take, rename and lose a file', () => {
    const added = withFileField(JSON.stringify([textField]), file, 'Scan');
    expect(json(added)).toEqual([textField, fileField]);
    expect(json(withName('custom_fields', added, { fileId: 7, name: 'n' }))).toEqual([textField, { ...fileField, value: { ...stored, filename: 'n' } }]);
    expect(json(withoutFile('custom_fields', added, 7))).toEqual([textField]);
  });

  test('whose value only looks like a file are left alone', () => {
    expect(withoutFile('custom_fields', JSON.stringify([{ ...fileField, field_type: 'text' }]), 7)).toBeNull();
  });

  test('of another state come with the files of this one', () => {
    const gone = { ...fileField, value: { ...stored, file_id: 1 } };
    expect(json(fieldsWithFilesOf(JSON.stringify([gone, { ...textField, value: 'old' }]), JSON.stringify([textField, fileField])))).toEqual([{ ...textField, value: 'old' }, fileField]);
  });
});

describe('a copy', () => {
  const copies = new Map([[7, { fileId: 70, guid: 'N', created: 9 }]]);

  test('names the new files in the place of the old ones, and keeps all else', () => {
    expect(json(withFilesReplaced('files', JSON.stringify([other, stored, { file_id: '7', x: 1 }]), copies))).toEqual([other, { ...stored, file_id: 70, guid: 'N', created: 9 }, { file_id: 70, guid: 'N', created: 9, x: 1 }]);
    expect(json(withFilesReplaced('custom_fields', JSON.stringify([textField, fileField, { ...fileField, field_type: 'text' }]), copies)))
      .toEqual([textField, { ...fileField, value: { ...stored, file_id: 70, guid: 'N', created: 9 } }, { ...fileField, field_type: 'text' }]);
    expect(withFilesReplaced('files', null, copies)).toBe('[]');
  });

  test('names none before they are there', () => {
    expect(json(withoutFiles('files', JSON.stringify([stored, 'what is this'])))).toEqual(['what is this']);
    expect(json(withoutFiles('custom_fields', JSON.stringify([textField, fileField])))).toEqual([textField]);
    expect(withoutFiles('files', null)).toBe('[]');
  });
});

test('all files of a credential are found, once each', () => {
  const openings = { files: { state: 'read', value: JSON.stringify([stored, other]) }, custom_fields: { state: 'read', value: JSON.stringify([fileField]) } } as const;
  expect(fileIdsIn(openings)).toEqual([7, 8]);
  expect(fileIdsIn({ files: { state: 'unreadable', why: 'key' } })).toEqual([]);
});
