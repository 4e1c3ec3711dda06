import { describe, expect, test } from 'vitest';
import { isCredentialId, vaultOf, type CredentialId } from '../../core/ids.ts';
import { hashOf, readPlace, samePlace, type Place } from './place.ts';

const text = 'a1b2c3d4-0000/8E3F0001-0000/C0DE0001-0000';
const credential = isCredentialId(text) ? text : '' as CredentialId;

describe('a place', () => {
  const places: readonly Place[] = [{ at: 'nothing' }, { at: 'view', credential }, { at: 'edit', credential }, { at: 'new', vault: null }, { at: 'vault', vault: vaultOf(credential) }, { at: 'make-vault' }];
  test.each(places)('of kind $at is read back from the address it writes', (place) => {
    expect(readPlace(hashOf(place))).toEqual(place);
  });

  test.each(['#credential=nonsense', '#credential=', '#edit', '#credential=../../etc/passwd/x'])('is nowhere for %s', (hash) => {
    expect(readPlace(hash)).toEqual({ at: 'nothing' });
  });

  test('is another one where the same credential is edited', () => {
    expect(samePlace({ at: 'view', credential }, { at: 'edit', credential })).toBe(false);
  });
});
