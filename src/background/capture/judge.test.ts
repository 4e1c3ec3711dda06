import { describe, expect, test } from 'vitest';

import type { CredentialId } from '../../core/ids.ts';
import { judge, type KnownLogin } from './judge.ts';

const login = (id: string, rest: Partial<KnownLogin> = {}): KnownLogin => ({ id: id as CredentialId, label: id, username: id, email: '', password: `${id}-old`, writable: true, ...rest });
const typed = (username: string, password: string, newPassword: string | null = null) => ({ username, password, newPassword });
const changed = (credential: string) => ({ is: 'changed', credential });
const ann = login('ann');
const bob = login('bob');

describe('a login that was typed', () => {
  test.each<[string, Parameters<typeof judge>[0], readonly KnownLogin[], unknown]>([
    ['is new where the site has none', typed('ann', 'x'), [], { is: 'new' }],
    ['is known with the same name and password', typed('ann', 'ann-old'), [bob, ann], { is: 'known' }],
    ['is known by its e-mail address, however it is written', typed('Ann@Mail.example', 'p'), [login('x', { email: 'ann@mail.example', password: 'p' })], { is: 'known' }],
    ['is a change of the one with the same name', typed('bob', 'x'), [ann, bob], changed('bob')],
    ['is new beside others, even with the password of one of them', typed('eve', 'ann-old'), [ann, bob], { is: 'new' }],
    ['is known where the kept one has no name', typed('ann', 'p'), [login('n', { username: '', password: 'p' })], { is: 'known' }],
    ['is known without a name, when anybody has that password', typed('', 'bob-old'), [ann, bob], { is: 'known' }],
    ['without a name is a change of the only one', typed('', 'x'), [ann], changed('ann')],
    ['without a name is new among several', typed('', 'x'), [ann, bob], { is: 'new' }],
    ['changes nothing that may not be changed', typed('ann', 'x'), [login('ann', { writable: false })], { is: 'new' }],
  ])('%s', (_, what, known, verdict) => {
    expect(judge(what, known)).toEqual(verdict);
  });
});

describe('a changed password', () => {
  test.each<[string, Parameters<typeof judge>[0], readonly KnownLogin[], unknown]>([
    ['belongs to the login that had the current one', typed('', 'bob-old', 'x'), [ann, bob], changed('bob')],
    ['belongs to the one with the name, where two had the current one', typed('bob', 'same', 'x'), [login('ann', { password: 'same' }), login('bob', { password: 'same' })], changed('bob')],
    ['belongs to the one with the name, where none had the current one', typed('bob', 'mistyped', 'x'), [ann, bob], changed('bob')],
    ['belongs to the one that had it, whatever is called the name on the page', typed('Customer 7', 'ann-old', 'x'), [ann, bob], changed('ann')],
    ['is known when it was saved already', typed('bob', 'bob-older', 'bob-old'), [ann, bob], { is: 'known' }],
    ['is nobody’s where nothing fits', typed('eve', 'y', 'x'), [ann, bob], { is: 'new' }],
  ])('%s', (_, what, known, verdict) => {
    expect(judge(what, known)).toEqual(verdict);
  });
});
