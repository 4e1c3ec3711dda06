import { describe, expect, test } from 'vitest';
import { keepSelection, moveSelection } from './selection.ts';

describe('the selected row', () => {
  test.each([
    ['down', 0, 1], ['up', 1, 0], ['down', 19, 19], ['up', 0, 0], ['first', 12, 0], ['last', 3, 19], ['page-down', 2, 9], ['page-down', 16, 19], ['page-up', 9, 2], ['page-up', 3, 0],
  ] as const)('moves %s from %i to %i of 20 rows', (move, from, to) => {
    expect(moveSelection(from, 20, move)).toBe(to);
  });

  test('is none in an empty list', () => {
    expect(moveSelection(0, 0, 'down')).toBe(-1);
  });

  test('stays with its item when the list changes', () => {
    expect(keepSelection([{ id: 'a' }, { id: 'b' }], 1, [{ id: 'x' }, { id: 'a' }, { id: 'b' }])).toBe(2);
  });

  test('stays near its place when its item is gone', () => {
    expect(keepSelection([{ id: 'a' }, { id: 'b' }, { id: 'c' }], 2, [{ id: 'a' }])).toBe(0);
  });

  test('is the first row of a first list', () => {
    expect(keepSelection([], -1, [{ id: 'a' }, { id: 'b' }])).toBe(0);
  });
});
