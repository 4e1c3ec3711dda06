import { expect, test } from 'vitest';

import type { Credential } from '../../core/credential/credential.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { App } from './app.ts';
import { strangersAt } from './pasted.ts';

const id = 'a/v/c' as CredentialId;
const page = new URL('https://elsewhere.example/');
const siteSets = { list: () => Promise.resolve([]) };
/** As much of a login as is looked at. */
const loginAt = (url: string) => ({ label: 'Shop', url: { state: 'read', value: url }, password: { state: 'read', value: 'p' } }) as unknown as Credential;
const at = (credential: () => Promise<Credential>) => strangersAt(id, page, { vaults: { credential }, siteSets } as unknown as App);

test('a secret is out of place where its login is for another site, and only there', async () => {
  expect(await at(() => Promise.resolve(loginAt('https://shop.example')))).toMatchObject({ label: 'Shop', problem: { kind: 'wrong-site', page: 'elsewhere.example' } });
  expect(await at(() => Promise.resolve(loginAt('https://elsewhere.example')))).toBeNull();
  expect(await at(() => Promise.resolve(loginAt('')))).toBeNull();
});

test('a page that was pasted into learns nothing of a login that is gone', async () => {
  expect(await at(() => Promise.reject(new Failure({ kind: 'gone', what: 'credential' })))).toBeNull();
});
