import { describe, expect, test } from 'vitest';
import { isCredentialId, vaultOf, type CredentialId } from '../../core/ids.ts';
import { hashOf, readOver, readPlace, samePlace, type Place } from './place.ts';

const text = 'a1b2c3d4-0000/8E3F0001-0000/C0DE0001-0000';
const credential = isCredentialId(text) ? text : '' as CredentialId;

describe('a place', () => {
  const places: readonly Place[] = [{ at: 'nothing' }, { at: 'view', credential }, { at: 'edit', credential }, { at: 'new', vault: null }, { at: 'vault', vault: vaultOf(credential) }, { at: 'make-vault' }];
  test.each(places)('of kind $at is read back from the address it writes', (place) => {
    expect(readPlace(hashOf(place))).toEqual(place);
  });

  test.each(places)('of kind $at keeps the document that its window was opened over', (place) => {
    const over = { tabId: 12, documentId: 'A0B1' };
    const hash = hashOf(place, over);
    expect(readPlace(hash)).toEqual(place);
    expect(readOver(hash)).toEqual(over);
  });

  test('names no document where the browser names none', () => {
    expect(readOver(hashOf({ at: 'nothing' }, { tabId: 12, documentId: '' }))).toBeNull();
  });

  test.each(['', '#tab=12', '#tab=12&document=', '#tab=x&document=A', '#tab=12&document=A/../B', '#tab=12&document=A&new'])('is over no document for %s', (hash) => {
    expect(readOver(hash)).toBeNull();
  });

  test.each(['#credential=nonsense', '#credential=', '#edit', '#credential=../../etc/passwd/x'])('is nowhere for %s', (hash) => {
    expect(readPlace(hash)).toEqual({ at: 'nothing' });
  });

  test('is another one where the same credential is edited', () => {
    expect(samePlace({ at: 'view', credential }, { at: 'edit', credential })).toBe(false);
  });
});
