import { describe, expect, test } from 'vitest';
import { proof } from './proof.ts';

const seen = { isVisible: true, intersectionRatio: 1 };

describe('a press on the menu', () => {
  test('counts once the menu was seen for half a second', () => {
    const visible = proof();
    visible.saw(seen, 1000);
    expect([1000, 1499, 1500, 9000].map(visible.verdict)).toEqual(['early', 'early', 'yes', 'yes']);
  });

  test.each([
    ['nothing was ever told', []],
    ['it is covered', [{ isVisible: false, intersectionRatio: 1 }]],
    ['the browser does not say', [{ isVisible: undefined, intersectionRatio: 1 }]],
    ['a part of it is cut off', [{ isVisible: true, intersectionRatio: 0.9 }]],
    ['it is covered by now', [seen, { isVisible: false, intersectionRatio: 1 }]],
  ])('does not count where %s', (_why, sights) => {
    const visible = proof();
    sights.forEach((sight, index) => { visible.saw(sight, index); });
    expect(visible.verdict(5000)).toBe('no');
  });

  test('counts again half a second after a cover was taken away', () => {
    const visible = proof();
    visible.saw(seen, 0);
    visible.saw({ isVisible: false, intersectionRatio: 1 }, 2000);
    visible.saw(seen, 3000);
    expect([3200, 3500].map(visible.verdict)).toEqual(['early', 'yes']);
  });

  test('waits again when the menu got another size', () => {
    const visible = proof();
    visible.saw(seen, 0);
    visible.resized(2000);
    expect([2100, 2500].map(visible.verdict)).toEqual(['early', 'yes']);
  });
});
