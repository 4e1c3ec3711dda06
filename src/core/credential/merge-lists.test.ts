import { describe, expect, test } from 'vitest';
import { mergeLists } from './replace.ts';

const file = { label: 'Scan', value: { file_id: 7 }, secret: false, field_type: 'file' };
const text = { label: 'Scan', value: 'typed', secret: false, field_type: 'text' };
const merged = (before: unknown[], ours: unknown[], theirs: unknown[]) => {
  const result = mergeLists('custom_fields', { before: JSON.stringify(before), ours: JSON.stringify(ours), theirs: JSON.stringify(theirs) });
  return result && { ...result, text: JSON.parse(result.text) as unknown };
};

describe('custom fields that both sides changed', () => {
  test('keep a file beside a field of the same label', () => {
    expect(merged([], [text], [file])).toEqual({ text: [file, text], clash: false });
  });

  test('lose a file that one side removed, and keep one that the other renamed', () => {
    expect(merged([file], [], [file, text])).toEqual({ text: [text], clash: false });
    const renamed = { ...file, label: 'Passport' };
    expect(merged([file], [file, text], [renamed])).toEqual({ text: [renamed, text], clash: false });
  });

  test('of one label are the same field, otherwise', () => {
    expect(merged([text], [{ ...text, value: 'a' }], [{ ...text, value: 'b' }])).toMatchObject({ text: [{ value: 'a' }], clash: true });
  });
});
