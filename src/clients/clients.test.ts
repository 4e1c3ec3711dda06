/** The clients against the embedded cloud: what only two real ends of a connection can show. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { startCloud, type Cloud } from '../demo-server/cloud.ts';
import type { SealedCredential } from '../core/credential/sealed.ts';
import type { Guid } from '../core/ids.ts';
import { Failure } from '../core/problem.ts';
import { authenticationHeaders, basic } from './authentication.ts';
import type { Server } from './http.ts';
import { confirmWiped, exchangePassword, revoke, rotate, wipeRequested } from './nextcloud/app-password.ts';
import { beginLogin, pollLogin } from './nextcloud/login-flow.ts';
import { readStatus } from './nextcloud/status.ts';
import { whoAmI } from './nextcloud/user.ts';
import type { NewCredential } from './passman/credentials.ts';
import { passman, type Passman } from './passman/passman.ts';

let cloud: Cloud;
let host: string;
const jar = new Map<string, string>();

/** A fetch with a cookie jar, as browsers have one: only `omit` keeps it shut. */
const browserFetch: typeof fetch = async (input, init = {}) => {
  const headers = new Headers(init.headers);
  if (init.credentials !== 'omit' && jar.size > 0) headers.set('Cookie', [...jar].map((pair) => pair.join('=')).join('; '));
  const response = await fetch(input, { ...init, headers });
  if (init.credentials !== 'omit') {
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
  }
  return response;
};

function as(loginName: string, password: string): Server {
  return { server: cloud.url, authentication: basic(loginName, password), fetch: browserFetch };
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

function newCredential(vaultId: number, label: string): NewCredential {
  const texts = { description: 'd', tags: 't', email: 'e', username: 'u', password: 'p', url: 'l', files: 'f', custom_fields: 'c', otp: 'o', compromised: 'x' };
  return { ...texts, vault_id: vaultId, label, icon: null, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0 };
}

async function vaultWithOne(client: Passman): Promise<{ vault: Guid; credential: SealedCredential }> {
  const { vaultId, guid } = await client.vaults.create('Mine');
  return { vault: guid, credential: await client.credentials.create(newCredential(vaultId, 'One')) };
}

beforeAll(async () => {
  cloud = await startCloud({
    subPath: '/nextcloud',
    users: [{ userId: 'alice', password: 'alice pässword', displayName: 'Alice' }, { userId: 'bob', password: 'bob' }, { userId: 'carol', password: 'carol', twoFactor: true }],
  });
  host = new URL(cloud.url).host;
});
afterEach(() => {
  // Whatever a test did: no request of ours ever carried a cookie, though the jar was filled below.
  expect(cloud.control.requests().filter(({ cookie }) => cookie)).toEqual([]);
  cloud.control.reset();
});
afterAll(() => cloud.close());

describe('a client with a browser around it', () => {
  test('never carries the cookies that the browser holds', async () => {
    await browserFetch(`${cloud.url}/index.php/apps/passman/api/v2/vaults`, { headers: authenticationHeaders(as('bob', 'bob').authentication) });
    expect(jar.size).toBeGreaterThan(0);
    cloud.control.clearRequests();
    expect((await whoAmI(as('alice', 'alice pässword'))).userId).toBe('alice');
    const before = [...jar];
    await passman(as('alice', 'alice pässword')).vaults.list();
    expect([...jar]).toEqual(before);
  });
});

describe('signing in', () => {
  test('finds the Nextcloud below its path, and nothing above it', async () => {
    expect(await readStatus(as('x', 'y'))).toMatchObject({ productName: 'Nextcloud', maintenance: false });
    expect(cloud.control.requests().map(({ authorization }) => authorization)).toEqual([false]);
    expect(await problemOf(readStatus({ ...as('x', 'y'), server: new URL(cloud.url).origin }))).toEqual({ kind: 'not-nextcloud', host });
  });

  test('goes through the login flow, once', async () => {
    const { login, poll } = await beginLogin(as('x', 'y'));
    expect(login).toMatch(`${cloud.url}/index.php/login/v2/flow/`);
    expect(await pollLogin(as('x', 'y'), poll)).toBeNull();
    cloud.control.grant(poll.token, 'alice');
    const granted = await pollLogin(as('x', 'y'), poll);
    expect(granted).toMatchObject({ server: cloud.url, loginName: 'alice' });
    expect(await pollLogin(as('x', 'y'), poll)).toBeNull();
    expect(cloud.control.devices('alice')).toEqual(['Latchkey']);
    expect((await whoAmI(as('alice', granted?.appPassword ?? ''))).displayName).toBe('Alice');
  });

  test('exchanges, rotates and revokes', async () => {
    const minted = (await exchangePassword(as('alice', 'alice pässword'))) ?? '';
    expect(await exchangePassword(as('alice', minted))).toBeNull();
    const renewed = await rotate(as('alice', minted));
    expect(await problemOf(whoAmI(as('alice', minted)))).toEqual({ kind: 'signed-out', host });
    await revoke(as('alice', renewed));
    await revoke(as('alice', renewed));
    expect(cloud.control.devices('alice')).toEqual([]);
  });

  test('tells a wrong password, a second factor, and too many tries apart', async () => {
    expect(await problemOf(exchangePassword(as('alice', 'wrong')))).toEqual({ kind: 'wrong-login', host });
    expect(await problemOf(exchangePassword(as('carol', 'carol')))).toEqual({ kind: 'needs-login-flow', host });
    cloud.control.failuresAllowed(1);
    expect(await problemOf(exchangePassword(as('alice', 'wrong')))).toMatchObject({ kind: 'throttled', host });
  });

  test('hears of a wish to wipe this device', async () => {
    const minted = (await exchangePassword(as('alice', 'alice pässword'))) ?? '';
    expect(await wipeRequested(as('x', 'y'), minted)).toBe(false);
    cloud.control.wipeDevices('alice');
    expect(await wipeRequested(as('x', 'y'), minted)).toBe(true);
    await confirmWiped(as('x', 'y'), minted);
    expect(await wipeRequested(as('x', 'y'), minted)).toBe(false);
  });

  test('says that it is the app that is missing', async () => {
    cloud.control.passman(false);
    expect(await problemOf(passman(as('alice', 'alice pässword')).vaults.list())).toEqual({ kind: 'no-passman', host });
    expect(await passman(as('alice', 'alice pässword')).version()).toBeNull();
    cloud.control.passman(true);
  });

  test('says that it is maintenance', async () => {
    cloud.control.maintenance(true);
    expect(await problemOf(passman(as('alice', 'alice pässword')).vaults.list())).toEqual({ kind: 'maintenance', host });
    expect(await problemOf(whoAmI(as('alice', 'alice pässword')))).toEqual({ kind: 'maintenance', host });
    expect(await readStatus(as('x', 'y'))).toMatchObject({ maintenance: true });
    cloud.control.maintenance(false);
  });
});

describe('Passman', () => {
  test('keeps an icon that is sent back, and makes one revision for one edit', async () => {
    const client = passman(as('alice', 'alice pässword'));
    const { credential } = await vaultWithOne(client);
    const icon = { type: 'png', content: 'AA==' };
    const edited = await client.credentials.replace({ ...credential, icon, password: 'p2' });
    expect(edited).toMatchObject({ icon, password: 'p2' });
    await client.credentials.replace({ ...edited, username: 'u2' }, { for: 'key-change' });
    expect(await client.credentials.get(credential.guid)).toMatchObject({ icon, password: 'p2', username: 'u2' });
    const [revision, ...more] = await client.revisions.list(credential.guid);
    expect(more).toEqual([]);
    expect(revision).toMatchObject({ editedBy: 'alice', credential: { password: 'p', icon: false } });
  });

  test('one field that the server cannot read hides neither its item nor the others', async () => {
    const client = passman(as('alice', 'alice pässword'));
    const { vault, credential } = await vaultWithOne(client);
    cloud.control.damage(credential.guid, 'email');
    const [read] = (await client.vaults.get(vault)).credentials;
    expect(read).toMatchObject({ email: false, password: 'p' });
    expect(await problemOf(client.credentials.replace(read!))).toEqual({ kind: 'unreadable-field', label: 'One' });
  });

  test('rewrites a revision with what it was', async () => {
    const client = passman(as('alice', 'alice pässword'));
    const { credential } = await vaultWithOne(client);
    await client.credentials.replace({ ...credential, password: 'p2' });
    const [revision] = await client.revisions.list(credential.guid);
    await client.revisions.rewrite(credential.guid, revision!.revisionId, { ...revision!.credential, password: 'ä ✓' });
    expect(await client.revisions.list(credential.guid)).toMatchObject([{ credential: { password: 'ä ✓', username: 'u' } }]);
  });
});

describe('a connection that misbehaves', () => {
  const vaultsPath = { path: '/api/v2/vaults' };

  test.each([
    ['drops', { kind: 'drop' }, { kind: 'unreachable' }],
    ['loses the answer', { kind: 'lost-answer' }, { kind: 'unreachable' }],
    ['is cut in the middle of the body', { kind: 'cut' }, { kind: 'cut-off' }],
    ['gives a page', { kind: 'html' }, { kind: 'bad-answer', why: 'not-json' }],
    ['gives a gateway’s page', { kind: 'html', status: 502 }, { kind: 'server-error', status: 502 }],
    ['asks to wait', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, { kind: 'throttled', retryAfterSeconds: 7 }],
    ['points elsewhere', { kind: 'redirect', to: 'https://evil.example/' }, { kind: 'redirected', to: 'evil.example' }],
    ['goes deep', { kind: 'body', body: '['.repeat(5000) }, { kind: 'bad-answer', why: 'too-deep' }],
    ['spoils the list', { kind: 'body', body: '{"__proto__":[]}' }, { kind: 'bad-answer', why: 'shape' }],
  ] as const)('%s', async (_, fault, problem) => {
    const client = passman(as('alice', 'alice pässword'));
    await vaultWithOne(client);
    cloud.control.addFault({ match: vaultsPath, times: 1, ...fault });
    expect(await problemOf(client.vaults.list())).toEqual({ host, ...problem });
    expect(await client.vaults.list()).toHaveLength(1);
  });
});
