import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { credentialId, vaultId, type AccountId, type Guid } from '../ids.ts';
import type { FieldOpening, Openings } from './openings.ts';
import { readCredential, readEntry } from './read-credential.ts';
import type { SealedCredential } from './sealed.ts';
import { encryptedFields } from './sealed.ts';

const vault = vaultId('account-1' as AccountId, 'V' as Guid);
const id = credentialId(vault, 'C' as Guid);
const sealed: SealedCredential = {
  credential_id: 1, guid: 'C' as Guid, user_id: 'alice', vault_id: 1, label: 'Shop', created: 10, changed: 20, icon: null, renew_interval: 0,
  expire_time: 0, delete_time: 0, hidden: 0, shared_key: null,
  description: null, tags: null, email: null, username: null, password: null, url: null, files: null, custom_fields: null, otp: null, compromised: null,
};
const read = (value: string | null): FieldOpening => ({ state: 'read', value });
const allOf = (opening: FieldOpening): Openings => Object.fromEntries(encryptedFields.map((field) => [field, opening]));
const withField = (field: keyof Openings, value: string | null): ReturnType<typeof readCredential> => readCredential(id, vault, sealed, { ...allOf(read(null)), [field]: read(value) });

describe('a credential', () => {
  test('of which nothing is stored is empty, not broken', () => {
    expect(readCredential(id, vault, sealed, allOf(read(null)))).toEqual({
      id, vault, label: 'Shop', username: read(''), email: read(''), password: read(''), url: read(''), description: read(''),
      tags: { state: 'read', value: [] }, customFields: { state: 'read', value: [] }, files: { state: 'read', value: [] },
      otp: { state: 'read', value: null }, compromised: { state: 'read', value: false },
      icon: null, expires: null, renewEvery: null, trashed: null, hidden: false, shared: false, owner: null, rights: { write: true, files: true, history: true }, created: 10, changed: 20,
    });
  });

  test('keeps every reason why a field cannot be read, and marks what was stored unencrypted', () => {
    const openings: Openings = { ...allOf(read('"x"')), email: { state: 'unreadable', why: 'key' }, tags: { state: 'unreadable', why: 'server' }, url: { state: 'legacy', value: 'shop.example' } };
    expect(readCredential(id, vault, sealed, openings)).toMatchObject({
      username: { state: 'read', value: 'x' }, email: { state: 'unreadable', why: 'key' }, tags: { state: 'unreadable', why: 'server' }, url: { state: 'legacy', value: 'shop.example' },
    });
  });

  test('never passes off a field that was not opened as empty', () => {
    expect(readCredential(id, vault, sealed, {}).password).toEqual({ state: 'unreadable', why: 'envelope' });
  });

  test.each([
    ['"quoted \\"text\\""', 'quoted "text"'],
    ['null', ''],
    ['bare text', 'bare text'],
    ['', ''],
    ['12', '12'],
    ['{"a":1}', '{"a":1}'],
    ['"\\ud800"', '\ud800'],
  ])('reads the text %j', (stored, value) => {
    expect(withField('password', stored).password).toEqual({ state: 'read', value });
  });

  test.each([
    ['[{"text":"work","x":1},{"text":"büro"}]', ['work', 'büro']],
    ['["a",{"text":""},{"text":3},null,[]]', ['a', '3']],
    ['work', ['work']],
    ['{}', []],
    ['null', []],
  ])('reads the tags %s', (stored, value) => {
    expect(withField('tags', stored).tags).toEqual({ state: 'read', value });
  });

  test.each([
    ['[{"label":"PIN","value":"0","secret":true,"field_type":"password"}]', [{ label: 'PIN', value: '0', secret: true, kind: 'password', file: null }]],
    ['[{"label":"old","value":"v","secret":false}]', [{ label: 'old', value: 'v', secret: false, kind: 'text', file: null }]],
    ['[{"label":"import","value":"v","clicktoshow":"1"}]', [{ label: 'import', value: 'v', secret: true, kind: 'text', file: null }]],
    ['[{"label":"scan","value":{"filename":"a.pdf","file_id":3},"field_type":"file"}]', [{ label: 'scan', value: 'a.pdf', secret: false, kind: 'file', file: { fileId: 3, guid: '', name: 'a.pdf', size: 0, mimetype: '', created: 0 } }]],
    ['[null,{"__proto__":{"label":"x"}}]', [{ label: '', value: '', secret: false, kind: 'text', file: null }, { label: '', value: '', secret: false, kind: 'text', file: null }]],
    ['"text"', []],
  ])('reads the custom fields %s', (stored, value) => {
    expect(withField('custom_fields', stored).customFields).toEqual({ state: 'read', value });
  });

  test('reads files, and leaves out what has no id', () => {
    const stored = '[{"file_id":"7","filename":"a.txt","guid":"G","size":12,"created":5,"mimetype":"text/plain"},{"filename":"b"},{"file_id":-1}]';
    expect(withField('files', stored).files).toEqual({ state: 'read', value: [{ fileId: 7, guid: 'G', name: 'a.txt', size: 12, created: 5, mimetype: 'text/plain' }] });
  });

  test.each([['{"secret":"JBSW Y3DP"}', 'JBSW Y3DP'], ['{}', null], ['"{}"', null], ['[]', null], ['', null], ['null', null], ['{"secret":{}}', null]])('reads the code settings %s', (stored, secret) => {
    const { otp } = withField('otp', stored);
    expect(otp.state === 'read' ? (otp.value?.secret ?? null) : otp.state).toBe(secret);
  });

  test.each([['true', true], ['1', true], ['"1"', true], ['false', false], ['0', false], ['"0"', false], ['null', false], ['maybe', false]])('reads compromised %s', (stored, value) => {
    expect(withField('compromised', stored).compromised).toEqual({ state: 'read', value });
  });

  test.each([
    ['never', 0, null],
    ['never, as an old row says it', null, null],
    ['a moment', 1_800_000_000, 1_800_000_000],
    ["a moment that the web UI's fault divided by 1,000", 1_800_000, 1_800_000_000],
  ])('expires: %s', (_, expire_time, expires) => {
    expect(readCredential(id, vault, { ...sealed, expire_time }, {}).expires).toBe(expires);
  });

  test.each([['key', true], ['', false], [null, false]] as const)('is shared if its own key is there: %j', (shared_key, shared) => {
    expect(readCredential(id, vault, { ...sealed, shared_key }, {}).shared).toBe(shared);
  });

  test('can be read from any text whatever, without a failure', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.json(), fc.constant('[[[[[')));
    fc.assert(
      fc.property(fc.tuple(...encryptedFields.map(() => text)), fc.jsonValue(), (texts, icon) => {
        const openings = Object.fromEntries(encryptedFields.map((field, index) => [field, read(texts[index] ?? null)]));
        const credential = readCredential(id, vault, { ...sealed, icon }, openings);
        expect(typeof (credential.username as { value: unknown }).value).toBe('string');
        expect(readEntry(id, { ...sealed, icon }, openings).unreadable).toEqual([]);
      }),
    );
  });
});

describe('a line of the index', () => {
  test('holds what was opened so far', () => {
    expect(readEntry(id, { ...sealed, password: 'envelope', delete_time: 5, hidden: true }, { url: read('"shop.example"'), username: read('"me"') })).toEqual({
      id, label: 'Shop', username: 'me', email: '', url: 'shop.example', unproven: false, tags: [], hasCode: false, hasPassword: true, hasFile: false, hasNote: false, trashed: true, hidden: true, shared: false, icon: null, unreadable: [], expires: null, created: 10, changed: 20,
    });
  });

  test.each([
    ['beside an encrypted password', read('"p"'), true],
    ['beside a password that is not read yet', undefined, true],
    ['beside an unencrypted password', { state: 'legacy', value: 'p' } as const, false],
  ])('says of an unencrypted address %s whether it can be believed', (_where, password, unproven) => {
    const openings: Openings = { url: { state: 'legacy', value: 'shop.example' }, ...(password === undefined ? {} : { password }) };
    expect(readEntry(id, sealed, openings)).toMatchObject({ url: 'shop.example', unproven });
  });

  test('names the fields that cannot be read, in their order', () => {
    const bad: FieldOpening = { state: 'unreadable', why: 'key' };
    expect(readEntry(id, sealed, { ...allOf(read(null)), password: bad, email: bad })).toMatchObject({ unreadable: ['email', 'password'], hasPassword: false });
  });

  test('knows whether there is a password and a code', () => {
    const openings = { ...allOf(read(null)), password: read('"x"'), otp: read('{"secret":"JBSWY3DPEHPK3PXP"}') };
    expect(readEntry(id, sealed, openings)).toMatchObject({ hasPassword: true, hasCode: true });
    expect(readEntry(id, { ...sealed, password: 'envelope' }, { ...openings, password: read('""'), otp: read('{}') })).toMatchObject({ hasPassword: false, hasCode: false });
  });
});
