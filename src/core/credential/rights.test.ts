import { describe, expect, test } from 'vitest';

import { record } from '../../clients/passman/sample-record.ts';
import { everyRight, permissionsFor, refuseWithout, rightsIn, rightsOf } from './rights.ts';
import type { SealedCredential } from './sealed.ts';

const sample = (changes = {}) => record(changes) as unknown as SealedCredential;

describe('rights', () => {
  test.each([
    [1, { write: false, files: false, history: false }],
    [7, { write: true, files: true, history: false }],
    [15, everyRight],
  ])('%i are read from the server’s bits, and written back the same', (permissions, rights) => {
    expect(rightsIn(permissions)).toEqual(rights);
    expect(permissionsFor(rights)).toBe(permissions);
  });

  test('to one’s own credential are all', () => {
    expect(rightsOf(sample())).toEqual(everyRight);
  });

  test.each([[{ permissions: 'many' }], [null], [{}]])('that make no sense are none but reading: %j', (acl) => {
    expect(rightsOf(sample({ acl }))).toEqual({ write: false, files: false, history: false });
  });

  test('that are missing are refused, naming the owner', () => {
    const shared = sample({ user_id: 'bea', acl: { permissions: 1 } });
    expect(() => { refuseWithout('write', shared); }).toThrow(expect.objectContaining({ problem: { kind: 'not-permitted', right: 'write', owner: 'bea' } }) as Error);
  });
});
