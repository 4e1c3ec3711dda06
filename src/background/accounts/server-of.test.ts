import { describe, expect, test } from 'vitest';

import { originPattern } from './server-of.ts';

describe('the permission for a server', () => {
  test.each([
    ['https://cloud.example/nextcloud', false, 'https://cloud.example/*'],
    ['https://cloud.example:8443', false, 'https://cloud.example:8443/*'],
    ['https://cloud.example:8443', true, 'https://cloud.example/*'],
    ['http://[::1]:8080', false, 'http://[::1]:8080/*'],
  ])('of %s, where patterns have no ports: %s', (server, portless, pattern) => {
    expect(originPattern(server, portless)).toBe(pattern);
  });
});
