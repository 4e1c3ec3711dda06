import { describe, expect, test } from 'vitest';
import { splitSecret } from './split-secret.ts';

describe('a secret in runs', () => {
  test('tells letters, digits and symbols apart', () => {
    expect(splitSecret('aÖ12-_b').map(({ kind, text }) => `${kind}:${text}`)).toEqual(['letter:aÖ', 'digit:12', 'symbol:-_', 'letter:b']);
  });

  test('loses nothing, not even an emoji', () => {
    const secret = 'p😀á 9\u200d';
    expect(splitSecret(secret).map(({ text }) => text).join('')).toBe(secret);
  });

  test('is empty for an empty secret', () => {
    expect(splitSecret('')).toEqual([]);
  });
});
