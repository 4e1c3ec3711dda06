import { describe, expect, test } from 'vitest';
import { encodeBase64, encodeUtf8 } from '../bytes.ts';
import { deviceNameOn } from './device-name.ts';
import { readDkim } from './dkim.ts';
import { apiOf, readDomain, servicesOf } from './domain.ts';
import { wallClockAt } from './expiration.ts';
import { serviceName, stateOfExitCode, stateOfName } from './services.ts';
import { userNameFault, userPasswordFault } from './user-rules.ts';
import { abilitiesOf } from './versions.ts';

describe('the domain of a server', () => {
  test.each([
    ['example.org', 'example.org'], ['https://api.example.org/api/version', 'example.org'], ['HTTP://Cloud.Example.org/', 'example.org'],
    ['password.example.org', 'example.org'], ['home.example.org', 'home.example.org'], ['cloud.org', 'cloud.org'], ['example.org:8443', 'example.org:8443'],
    ['müller.example', 'xn--mller-kva.example'], ['localhost', null], ['192.168.1.2', null], ['', null], ['a b', null], ['user:pw@example.org', null],
  ])('of %j is %j', (text, domain) => {
    expect(readDomain(text)).toBe(domain);
  });

  test('leads to its parts', () => {
    expect(apiOf('example.org')).toBe('https://api.example.org');
    expect(servicesOf('example.org')).toEqual({ nextcloud: 'https://cloud.example.org', bitwarden: 'https://password.example.org' });
  });
});

test('a service goes by the name that people know, else by its id', () => {
  expect(['nextcloud', 'ocserv', 'roundcube', 'constructor'].map(serviceName)).toEqual(['Nextcloud', 'OpenConnect', 'roundcube', 'constructor']);
});

describe('a version', () => {
  test.each([
    ['1.1.1', 'too-old'], ['0.9.0', 'too-old'], ['nonsense', 'unknown'], ['', 'unknown'],
    ['1.2.0', { speaks: 'rest', lacks: [] }], ['1.2.7', { speaks: 'rest', lacks: [] }], ['2.2.0', { speaks: 'rest', lacks: [] }],
    ['2.2.1', { speaks: 'rest', lacks: ['backups', 'backup-keys'] }], ['2.4.3', { speaks: 'rest', lacks: ['backups', 'backup-keys'] }],
    ['3.0.0', { speaks: 'graphql', lacks: ['pull', 'ssh-password-switch'] }],
    ['3.8.4', { speaks: 'graphql', lacks: ['pull', 'ssh-password-switch', 'user-password'] }],
    ['12.0.0-beta', { speaks: 'graphql', lacks: ['pull', 'ssh-password-switch', 'user-password', 'untried'] }],
  ])('%s can do this', (version, abilities) => {
    expect(abilitiesOf(version)).toEqual(abilities);
  });
});

describe('the state of a service', () => {
  test.each([[0, 'running'], [1, 'failed'], [2, 'changing'], [3, 'stopped'], [4, 'off'], [127, 'unknown']])('%d is %s', (code, state) => {
    expect(stateOfExitCode(code)).toBe(state);
  });
  test.each([['ACTIVE', 'running'], ['RELOADING', 'changing'], ['OFF', 'off'], ['FAILED', 'failed'], ['toString', 'unknown']])('%s is %s', (name, state) => {
    expect(stateOfName(name)).toBe(state);
  });
});

describe('a user', () => {
  test.each([
    ['', 'empty'], ['a', 'letters'], ['Anna', 'letters'], ['1a', 'letters'], ['a-b', 'letters'], ['a\n', 'letters'], ['anna', null], ['_anna_2', null],
    ['a'.repeat(31), null], ['a'.repeat(32), 'too-long'], ['root', 'reserved'], ['nextcloud', 'reserved'], ['systemdx', 'reserved'], ['nixbld1', 'reserved'],
  ])('called %j: %s', (name, fault) => {
    expect(userNameFault(name)).toBe(fault);
  });
  test.each([['', 'empty'], ['-h', 'dash'], ['a\u0000b', 'control'], ['a\nb', 'control'], ['a\u007f', 'control'], ['a-b', null], ['pässwörd ✓', null]])('with the password %j: %s', (password, fault) => {
    expect(userPasswordFault(password)).toBe(fault);
  });
});

describe('a device’s name', () => {
  test.each([['My Phone é!', 'My_Phone___'], ['', 'Unknown device'], ['LatchkeyChrome', 'LatchkeyChrome'], ['😀', '_']])('%j becomes %j', (name, kept) => {
    expect(deviceNameOn(name)).toBe(kept);
  });
});

describe('the record for mail', () => {
  const file = (text: string) => encodeBase64(encodeUtf8(text));
  test('is put together from its pieces', () => {
    expect(readDkim(file('selector._domainkey IN TXT ( "v=DKIM1; k=rsa; "\n\t "p=AB" "C\\"D" ) ; ----- DKIM key selector'), 'example.org:8443'))
      .toEqual({ name: 'selector._domainkey.example.org', type: 'TXT', value: 'v=DKIM1; k=rsa; p=ABC"D' });
  });
  test.each(['', '!', file('nothing quoted'), file('"something else"')])('is not made of %j', (text) => {
    expect(readDkim(text, 'example.org')).toBeNull();
  });
});

describe('a moment for the server', () => {
  const newYear = Date.UTC(2030, 0, 1);
  test.each([['UTC', '2030-01-01T00:00:00.000Z'], ['Europe/Helsinki', '2030-01-01T02:00:00.000Z'], ['America/New_York', '2029-12-31T19:00:00.000Z'], ['Nowhere/Land', '2030-01-01T00:00:00.000Z']])('is told on the clock of %s', (zone, text) => {
    expect(wallClockAt(newYear, zone)).toBe(text);
  });
});
