import { describe, expect, test } from 'vitest';
import { isAccountId, type AccountId } from '../../core/ids.ts';
import { arrange, sortedBy, type Arrangeable } from './arrange.ts';
import { above, folderAt, hashOf, readPlace, top } from './place.ts';
import { secondsLeft } from './time-left.ts';

const file = (name: string, size: number | null = 1, modified: number | null = 1): Arrangeable => ({ kind: 'file', name, size, modified });
const folder = (name: string): Arrangeable => ({ kind: 'folder', name, size: null, modified: 9 });
const names = (rows: readonly Arrangeable[]): string[] => rows.map(({ name }) => name);

describe('the rows of a folder', () => {
  const rows = [file('b10.txt', 5, 3), file('Ärger.txt', 9, 1), folder('z'), file('b9.txt', 5, 2), folder('A'), file('lost', null, null)];

  test('are folders first, then by name as people count and spell', () => {
    expect(names(arrange(rows, { by: 'name', descending: false }, '', 'de'))).toEqual(['A', 'z', 'Ärger.txt', 'b9.txt', 'b10.txt', 'lost']);
  });

  test('keep folders first the other way round, too', () => {
    expect(names(arrange(rows, { by: 'name', descending: true }, '', 'de'))).toEqual(['z', 'A', 'lost', 'b10.txt', 'b9.txt', 'Ärger.txt']);
  });

  test('are by size, and by name where that is the same', () => {
    expect(names(arrange(rows, { by: 'size', descending: true }, '', 'en')).slice(2)).toEqual(['Ärger.txt', 'b9.txt', 'b10.txt', 'lost']);
  });

  test('are found however a name is spelt', () => {
    expect(names(arrange(rows, { by: 'name', descending: false }, ' arg', 'en'))).toEqual(['Ärger.txt']);
  });

  test('by size and date begin with the largest and the latest', () => {
    expect([sortedBy({ by: 'name', descending: false }, 'size'), sortedBy({ by: 'size', descending: true }, 'size'), sortedBy({ by: 'size', descending: true }, 'name')])
      .toEqual([{ by: 'size', descending: true }, { by: 'size', descending: false }, { by: 'name', descending: false }]);
  });
});

describe('a place', () => {
  const account = 'a1b2c3d4-0000';

  test.each([
    [{ account: id(account), path: [], inside: null }],
    [{ account: id(account), path: ['a/b', 'c&d=e #%'], inside: null }],
    [{ account: id(account), path: ['Geheim ✓'], inside: [] }],
    [{ account: id(account), path: ['x'], inside: ['u1', 'u2'] }],
  ])('is said by the address and read from it: %j', (place) => {
    expect(readPlace(hashOf(place))).toEqual(place);
  });

  test.each(['', '#', '#account=x y', '#path=a'])('is the top for %j', (hash) => {
    expect(readPlace(hash)).toEqual(top);
  });

  test('leads upwards out of the folder, then out of its root', () => {
    const at = { account: id(account), path: ['a', 'x'], inside: ['u'] };
    expect([above(at), above({ ...at, inside: [] }), above({ ...at, path: [], inside: null })]).toEqual([{ ...at, inside: [] }, { ...at, path: ['a'], inside: null }, null]);
    expect([folderAt(at), folderAt({ ...at, inside: null })]).toEqual([{ account, root: ['a', 'x'], inside: ['u'] }, null]);
  });
});

describe('the time left', () => {
  test.each([
    ['half of it took ten seconds', { at: 0, done: 0 }, { at: 10_000, done: 50 }, 100, 10],
    ['it began before we looked', { at: 5000, done: 40 }, { at: 10_000, done: 50 }, 100, 25],
    ['it is too early', { at: 0, done: 0 }, { at: 1000, done: 50 }, 100, null],
    ['it stands still', { at: 0, done: 50 }, { at: 9000, done: 50 }, 100, null],
    ['nobody knows the size', { at: 0, done: 0 }, { at: 9000, done: 50 }, null, null],
  ])('where %s', (...[, first, last, size, seconds]) => {
    expect(secondsLeft(first, last, size)).toBe(seconds);
  });
});

function id(text: string): AccountId {
  if (!isAccountId(text)) throw new Error('not an account id');
  return text;
}
