import { describe, expect, test, vi } from 'vitest';

import type { SelfPrivacy } from '../../clients/selfprivacy/selfprivacy.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { userPasswordFault } from '../../core/selfprivacy/user-rules.ts';
import { createUser, keepRecoveryKit, readablePassword } from './keep-logins.ts';

const host = 'api.home.example';
const lost: Problem = { kind: 'unreachable', host };
const refused: Problem = { kind: 'server-refused', host, why: 'name-taken' };
const credential = 'account/vault/item' as never;

/** A server and a vault that note what is done, in order. */
function world({ answer, before = [], list = () => Promise.resolve([]), expires = null }: { answer: Problem | null; before?: string[]; list?: () => Promise<string[]>; expires?: Problem | null }) {
  const done: string[] = [];
  const note = <Value>(what: string, value: Value, problem: Problem | null = null): Promise<Value> => {
    done.push(what);
    return problem === null ? Promise.resolve(value) : Promise.reject(new Failure(problem));
  };
  const api = {
    users: { create: () => note('user', null, answer), list: () => (done.includes('user') ? note('look', null).then(list) : note('names', before)) },
    recovery: { create: () => note('kit', 'words', expires) },
  } as unknown as SelfPrivacy;
  const writes = {
    openForm: () => note('form', {}), save: vi.fn(() => note('save', { credential })),
    setTrashed: ({ trashed }: { trashed: boolean }) => note(`trashed ${String(trashed)}`, {}),
  };
  return { done, server: { api, domain: 'home.example' }, world: { writes } as never, writes };
}
const ask = { vault: 'account/vault' as never, name: 'anna', label: 'Mail' };
const problemOf = (asked: Promise<unknown>): Promise<unknown> => asked.then(() => null, (error: unknown) => (error instanceof Failure ? error.problem : error));

describe('a mailbox', () => {
  test('is made once its password is in the vault, which is one that the server does not misread', async () => {
    const here = world({ answer: null });
    expect(await createUser(ask, here.server, here.world)).toEqual({ credential, link: null });
    expect(here.done).toEqual(['names', 'save', 'user']);
    const [[saved] = []] = here.writes.save.mock.calls as unknown as [{ form: { password: string; username: string } }][];
    expect([saved?.form.username, userPasswordFault(saved?.form.password ?? '')]).toEqual(['anna', null]);
  });

  test('that the server refuses leaves its password in the trash', async () => {
    const here = world({ answer: refused });
    expect(await problemOf(createUser(ask, here.server, here.world))).toEqual(refused);
    expect(here.done).toEqual(['names', 'save', 'user', 'trashed true']);
  });

  test('whose name is taken is not asked for', async () => {
    const here = world({ answer: null, before: ['anna'] });
    expect(await problemOf(createUser(ask, here.server, here.world))).toMatchObject({ why: 'name-taken' });
    expect(here.done).toEqual(['names']);
  });

  test.each([
    ['is there', () => Promise.resolve(['anna']), null, ['names', 'save', 'user', 'look']],
    ['is not there', () => Promise.resolve([]), lost, ['names', 'save', 'user', 'look', 'trashed true']],
    ['may be there: the password stays', () => Promise.reject(new Failure(lost)), lost, ['names', 'save', 'user', 'look']],
  ])('whose answer was lost is looked for: it %s', async (_, list, problem, done) => {
    const here = world({ answer: lost, list });
    expect(await problemOf(createUser(ask, here.server, here.world))).toEqual(problem);
    expect(here.done).toEqual(done);
  });

  test.each([['root', 'name-reserved'], ['Anna', 'name-invalid'], ['', 'name-invalid'], ['-x', 'name-invalid']])('called %j is not asked for', async (name, why) => {
    const here = world({ answer: null });
    expect(await problemOf(createUser({ ...ask, name }, here.server, here.world))).toMatchObject({ kind: 'server-refused', why });
    expect(here.done).toEqual([]);
  });
});

test('a password is the first that has no dash in front, no control character, and is not empty', () => {
  const made = ['', '-rf', 'a\u0007b', 'a\nb', 'good-one', 'another'];
  expect(readablePassword(() => made.shift() ?? '')).toBe('good-one');
  expect(made).toEqual(['another']);
});

describe('a recovery kit', () => {
  const kit = { vault: ask.vault, expires: 1, uses: null, label: 'Kit' };
  test('is made once a vault is there for it, and kept', async () => {
    const here = world({ answer: null });
    expect(await keepRecoveryKit(kit, here.server, here.world)).toBe(credential);
    expect(here.done).toEqual(['form', 'kit', 'save']);
  });

  test('that the server refuses leaves nothing', async () => {
    const past: Problem = { kind: 'server-refused', host, why: 'past-date' };
    const here = world({ answer: null, expires: past });
    expect(await problemOf(keepRecoveryKit(kit, here.server, here.world))).toEqual(past);
    expect(here.done).toEqual(['form', 'kit']);
  });
});
