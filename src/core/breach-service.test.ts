import { describe, expect, test } from 'vitest';
import { publicBreachService, readBreachService } from './breach-service.ts';

describe('the address of a breach service', () => {
  test.each([
    [publicBreachService, publicBreachService],
    ['pwned.example', 'https://pwned.example'],
    [' https://Pwned.example:8443/api/ ', 'https://pwned.example:8443/api'],
    ['https://api.pwnedpasswords.com/range/21BD1', publicBreachService],
    ['https://pwned.example/mirror/range/', 'https://pwned.example/mirror'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://[::1]/', 'http://[::1]'],
  ])('%j is read as %s', (text, address) => {
    expect(readBreachService(text)).toBe(address);
  });

  test.each([
    '', '   ', 'http://pwned.example', 'http://localhost.pwned.example', 'http://127.0.0.1.pwned.example', 'ftp://pwned.example', 'javascript:alert(1)', 'https://',
    'https://me:secret@pwned.example', 'https://pwned.example/?key=1', 'https://pwned.example/#x', 'two words', `https://pwned.example/${'x'.repeat(2048)}`,
  ])('%j is none', (text) => {
    expect(readBreachService(text)).toBeNull();
  });
});
