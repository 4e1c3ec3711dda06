import { describe, expect, test } from 'vitest';
import { pageSize, pagesFor, rowsInView, scrollToRow } from './row-window.ts';

const view = (scrolled: number): { scrolled: number; height: number; rowHeight: number } => ({ scrolled, height: 500, rowHeight: 50 });

describe('the rows in view', () => {
  test('start with the first row and end a little below what is seen', () => {
    expect(rowsInView(view(0), 20_000)).toEqual({ from: 0, to: 18 });
  });

  test('are a few of many in the middle of a long list', () => {
    expect(rowsInView(view(500_000), 20_000)).toEqual({ from: 9992, to: 10_018 });
  });

  test('never go beyond the last row', () => {
    expect(rowsInView(view(999_500), 20_000).to).toBe(20_000);
  });

  test('are none of an empty list', () => {
    expect(rowsInView(view(0), 0)).toEqual({ from: 0, to: 0 });
  });

  test('are still rows of the list when it became shorter than it was scrolled', () => {
    const range = rowsInView(view(100_000), 10);
    expect(range.from).toBeLessThan(10);
    expect(range.to).toBe(10);
  });
});

describe('the pages that are needed', () => {
  test('are two where the rows lie across their border', () => {
    expect(pagesFor({ from: pageSize - 5, to: pageSize + 5 })).toEqual([0, 1]);
  });

  test('do not include the next one when the rows end with a page', () => {
    expect(pagesFor({ from: 0, to: pageSize })).toEqual([0]);
  });

  test('are the first one for no rows at all', () => {
    expect(pagesFor({ from: 0, to: 0 })).toEqual([0]);
  });
});

describe('scrolling to a row', () => {
  test.each([
    ['above: to its top', 2, 100],
    ['below: until its end is seen', 30, 1050],
    ['in sight: not at all', 8, 300],
  ])('that is %s', (_, index, expected) => {
    expect(scrollToRow(index, view(300))).toBe(expected);
  });
});
