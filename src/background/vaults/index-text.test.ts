import { describe, expect, test } from 'vitest';

import type { Entry } from '../../core/credential/entry.ts';
import { credentialId, isGuid, isVaultId, type VaultId } from '../../core/ids.ts';
import { readIndexText, writeIndexText, type IndexLine } from './index-text.ts';

const vault = ((): VaultId => {
  const text = 'aaaaaaaa/V';
  if (!isVaultId(text)) throw new Error('no vault id');
  return text;
})();

function line(guid: string, change: Partial<Entry> = {}): IndexLine {
  if (!isGuid(guid)) throw new Error('no guid');
  const entry: Entry = { id: credentialId(vault, guid), label: guid, username: 'ada', email: '', url: `https://${guid}.example`, unproven: false, tags: [], hasCode: false, hasPassword: true, hasFile: false, hasNote: false, trashed: false, hidden: false, shared: false, icon: null, unreadable: [], expires: null, created: 1, changed: 2, ...change };
  return { entry, digest: 'AAAA' };
}

function readBack(lines: readonly IndexLine[]): ReturnType<typeof readIndexText> {
  return readIndexText(vault, writeIndexText({ syncedAt: 7, lines }));
}

describe('a vault’s index as text', () => {
  test('is read as it was written, line breaks, signs and every mark of an entry included', () => {
    const lines = [
      line('E1', { label: 'two\nlines\u2028"quoted" 🔑', url: 'https://a.example\nhttps://b.example', tags: ['★', 'a\nb'], icon: 'data:image/png;base64,AA==', expires: 9, unreadable: ['password'] }),
      ...(['hasCode', 'hasPassword', 'hasFile', 'hasNote', 'trashed', 'hidden', 'shared', 'unproven'] as const).map((mark, at) => line(`F${String(at)}`, { hasPassword: false, [mark]: true })),
    ];
    const index = readBack(lines);
    expect(index?.syncedAt).toBe(7);
    expect(lines.map((_, at) => index?.line(at))).toEqual(lines);
    expect(index?.urls).toEqual(lines.map(({ entry }) => entry.url));
  });

  test('counts what lists show, and what of it is damaged', () => {
    expect(readBack([line('E1'), line('E2', { unreadable: ['url'] }), line('E3', { trashed: true, unreadable: ['url'] }), line('E4', { hidden: true })])?.counts).toEqual({ items: 2, damaged: 1 });
  });

  test('may be empty', () => {
    expect(readBack([])).toMatchObject({ urls: [], counts: { items: 0, damaged: 0 } });
  });

  test.each([
    ['an older one', JSON.stringify({ version: 2, syncedAt: 1, lines: [] })],
    ['one that lacks a line', writeIndexText({ syncedAt: 1, lines: [line('E1'), line('E2')] }).split('\n').slice(0, 2).join('\n')],
    ['nothing', ''],
    ['no JSON', '{'],
  ])('is none where it is %s', (_, text) => {
    expect(readIndexText(vault, text)).toBeNull();
  });

  test('leaves out a line that we cannot have written', () => {
    const [head = ''] = writeIndexText({ syncedAt: 1, lines: [line('E1')] }).split('\n');
    expect(readIndexText(vault, `${head}\n["E1"]`)?.line(0)).toBeNull();
    expect(readIndexText(vault, `${head}\n{`)?.line(0)).toBeNull();
  });
});
