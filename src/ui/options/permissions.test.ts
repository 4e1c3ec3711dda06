import { describe, expect, test } from 'vitest';
import { serverPattern } from './permissions.ts';

describe('the permission for one server', () => {
  test.each([
    ['https://cloud.example', 'with-ports', 'https://cloud.example/*'],
    ['https://cloud.example:8443', 'with-ports', 'https://cloud.example:8443/*'],
    ['https://cloud.example:8443', 'without-ports', 'https://cloud.example/*'],
    ['http://[::1]:8080', 'with-ports', 'http://[::1]:8080/*'],
  ] as const)('for %s, %s, is %s', (origin, ports, pattern) => {
    expect(serverPattern(origin, ports)).toBe(pattern);
  });
});
