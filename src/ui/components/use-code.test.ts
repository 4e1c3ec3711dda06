import { describe, expect, test } from 'vitest';
import { groupCode } from './use-code.ts';

describe('a code for the eye', () => {
  test.each([['123456', '123 456'], ['12345678', '1234 5678'], ['1234567', '1234 567'], ['12345', '12345']])('%s is shown as %s', (code, shown) => {
    expect(groupCode(code)).toBe(shown);
  });
});
