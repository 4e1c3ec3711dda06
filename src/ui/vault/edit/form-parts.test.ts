import { describe, expect, test } from 'vitest';
import { dayOf, secondsOf } from './dates.ts';
import { moved, suggestTags, withTags } from './lists.ts';

describe('moving in a list', () => {
  test('swaps neighbours and stops at the ends', () => {
    expect([moved(['a', 'b', 'c'], 0, 1), moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)])
      .toEqual([['b', 'a', 'c'], ['a', 'c', 'b'], ['a', 'b'], ['a', 'b']]);
  });
});

describe('tags', () => {
  test('are parted by commas, trimmed, and never there twice', () => {
    expect(withTags(['home'], ' work, home ,, travel ')).toEqual(['home', 'work', 'travel']);
  });

  test('are suggested by their start first, without those that are there', () => {
    expect(suggestTags(['homework', 'work', 'Workshop', 'home'], ['work'], 'wor')).toEqual(['Workshop', 'homework']);
  });
});

describe('a day of expiry', () => {
  test('comes back as the day that was chosen', () => {
    expect(dayOf(secondsOf('2027-03-01'))).toBe('2027-03-01');
  });

  test.each(['', '2027-3-1', 'tomorrow', '1969-01-01'])('is none for “%s”', (day) => {
    expect(secondsOf(day)).toBeNull();
  });
});
