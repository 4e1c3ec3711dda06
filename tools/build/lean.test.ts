import { describe, expect, test } from 'vitest';
import { nearlyByRank, numbered } from './lean.ts';

describe('a text in the package', () => {
  test.each([
    ['$count$ of $all$ logins', { count: { content: '$2' }, all: { content: '$1' } }, '$2 of $1 logins'],
    ['$Count$ logins', { count: { content: '$1' } }, '$1 logins'],
    ['It costs $$5 a $time$', { time: { content: '$1' } }, 'It costs $$5 a $1'],
    ['Plain', {}, 'Plain'],
  ])('%j names its placeholders by number', (message, placeholders, written) => {
    expect(numbered({ message, placeholders })).toBe(written);
  });
});

describe('common passwords in the package', () => {
  const words = Array.from({ length: 9_500 }, (_, rank) => `word${(rank * 7_919) % 9_500}`);
  const ranks = new Map(nearlyByRank(words).map((word, rank) => [word, rank + 1]));

  test('are all there, the ten commonest in their order', () => {
    expect(ranks.size).toBe(words.length);
    expect(nearlyByRank(words).slice(0, 10)).toEqual(words.slice(0, 10));
  });

  test('are nowhere far from their rank', () => {
    const factors = words.map((word, rank) => (ranks.get(word) ?? 0) / (rank + 1));
    expect(Math.max(...factors)).toBeLessThanOrEqual(2.5);
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(1 / 2.5);
  });
});
