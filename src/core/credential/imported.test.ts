import { describe, expect, test } from 'vitest';
import { emptyForm, type CredentialForm } from './form.ts';
import { bringIn, compareForms, identityOf, likenessKeys } from './imported.ts';

const here: CredentialForm = { ...emptyForm, label: 'Shop', username: 'ada', password: 'p1', urls: ['https://www.shop.example/login'], description: 'note', tags: ['home'] };

describe('a login of another program', () => {
  test('is found by host and user name, however its address is written', () => {
    expect(likenessKeys({ ...here, urls: ['shop.example'] })).toEqual(likenessKeys(here));
    expect(likenessKeys({ ...here, username: 'eve' })).not.toEqual(likenessKeys(here));
    expect(likenessKeys({ ...here, urls: [] })).not.toEqual(likenessKeys({ ...here, urls: [], label: 'Else' }));
  });

  test('is the same one when all of it is here already, whatever it is called', () => {
    expect(compareForms({ ...emptyForm, label: 'Else', username: 'ada', password: 'p1', urls: ['shop.example'] }, here)).toEqual({ is: 'same' });
  });

  test('differs in the parts that are not here', () => {
    expect(compareForms({ ...here, password: 'p2', tags: ['work'] }, here)).toEqual({ is: 'differs', parts: ['password', 'tags'] });
  });

  test('brings its password along, adds to lists and notes, and takes nothing away', () => {
    const both = bringIn({ ...emptyForm, password: 'p2', description: 'more', tags: ['work'], urls: ['https://two.example'] }, here);
    expect(both).toMatchObject({ label: 'Shop', username: 'ada', password: 'p2', description: 'note\n\nmore', tags: ['home', 'work'], urls: ['https://www.shop.example/login', 'https://two.example'] });
  });

  test('is another one than its twin in the trash', () => {
    const login = { form: here, trashed: false, created: null };
    expect(identityOf({ ...login, created: 7 })).toBe(identityOf(login));
    expect(identityOf({ ...login, trashed: true })).not.toBe(identityOf(login));
  });
});
