import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json } from '../fake-server.ts';
import { confirmWiped, exchangePassword, revoke, rotate, wipeRequested } from './app-password.ts';
import { readCapabilities } from './capabilities.ts';
import { beginLogin, pollLogin } from './login-flow.ts';
import { readStatus } from './status.ts';
import { whoAmI } from './user.ts';

const host = 'cloud.example';
const ocs = (data: unknown, status = 200, message = 'OK') => json({ ocs: { meta: { status: status === 200 ? 'ok' : 'failure', statuscode: status, message }, data } }, status);

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

describe('status', () => {
  const status = { installed: true, maintenance: false, needsDbUpgrade: false, version: '32.0.1.2', versionstring: '32.0.1', edition: '', productname: 'Family cloud', extendedSupport: false };

  test('says what the server is, asked as nobody', async () => {
    const server = fakeServer(json(status));
    expect(await readStatus(server)).toEqual({ productName: 'Family cloud', version: '32.0.1', maintenance: false });
    expect(server.asked[0]!.url).toBe('https://cloud.example/nc/status.php');
    expect(server.asked[0]!.init.headers).not.toHaveProperty('Authorization');
  });

  test('says that it is in maintenance', async () => {
    expect(await readStatus(fakeServer(json({ ...status, maintenance: true })))).toMatchObject({ maintenance: true });
  });

  test('keeps long names short', async () => {
    const { productName, version } = await readStatus(fakeServer(json({ ...status, productname: 'x'.repeat(9000), versionstring: '1'.repeat(9000) })));
    expect([productName.length, version.length]).toEqual([80, 40]);
  });

  test.each([
    ['a page', html()],
    ['no such page', html(404)],
    ['a password of its own', new Response('', { status: 401 })],
    ['a refusal', html(403)],
    ['something else in JSON', json({ hello: 'world' })],
    ['a list', json([])],
    ['null', json(null)],
    ['an installation that was never finished', json({ ...status, installed: false })],
    ['a version that is none', json({ ...status, version: 'yes' })],
  ])('is no Nextcloud: %s', async (_, answer) => {
    expect(await problemOf(readStatus(fakeServer(answer)))).toEqual({ kind: 'not-nextcloud', host });
  });

  test.each([
    [429, { kind: 'throttled', host, retryAfterSeconds: null }],
    [500, { kind: 'server-error', host, status: 500 }],
    [503, { kind: 'maintenance', host }],
  ])('does not take a busy server for something else: %i', async (status, problem) => {
    expect(await problemOf(readStatus(fakeServer(html(status))))).toEqual(problem);
  });
});

describe('who am I', () => {
  test('gives user id, name and address', async () => {
    const server = fakeServer(ocs({ id: 'u-1', displayname: 'Alice Ä', 'display-name': 'x', email: 'a@b.example', groups: ['staff', 'admin'] }));
    expect(await whoAmI(server)).toEqual({ userId: 'u-1', displayName: 'Alice Ä', email: 'a@b.example', isAdmin: true });
    expect(server.asked[0]!.url).toBe('https://cloud.example/nc/ocs/v2.php/cloud/user?format=json');
    expect(server.asked[0]!.init.headers).toHaveProperty('OCS-APIRequest', 'true');
  });

  test('makes do with the id', async () => {
    expect(await whoAmI(fakeServer(ocs({ id: 'alice', email: null })))).toEqual({ userId: 'alice', displayName: 'alice', email: null, isAdmin: false });
  });

  test.each([[ocs({ id: '' })], [ocs([])], [json({ id: 'alice' })], [json('alice')]])('needs an id', async (answer) => {
    expect(await problemOf(whoAmI(fakeServer(answer)))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });
});

describe('app passwords', () => {
  test('a real password is exchanged', async () => {
    const server = fakeServer(ocs({ apppassword: 'x'.repeat(72) }));
    expect(await exchangePassword(server)).toBe('x'.repeat(72));
    expect(server.asked[0]!.init.headers).toMatchObject({ 'User-Agent': 'Latchkey', 'OCS-APIRequest': 'true' });
  });

  test('an app password stays what it is', async () => {
    expect(await exchangePassword(fakeServer(ocs([], 403, 'You cannot request an new apppassword with an apppassword')))).toBeNull();
  });

  test.each([
    ['Unauthorised', 'wrong-login'],
    ['Current user is not logged in', 'needs-login-flow'],
  ])('a typed password that is refused with "%s" is %s', async (message, kind) => {
    expect(await problemOf(exchangePassword(fakeServer(ocs([], 401, message))))).toEqual({ kind, host });
  });

  test('rotating gives the new one', async () => {
    const server = fakeServer(ocs({ apppassword: 'y'.repeat(72) }));
    expect(await rotate(server)).toBe('y'.repeat(72));
    expect(server.asked[0]).toMatchObject({ url: 'https://cloud.example/nc/ocs/v2.php/core/apppassword/rotate?format=json', init: { method: 'POST' } });
  });

  test('an answer without a password is refused, not kept', async () => {
    expect(await problemOf(rotate(fakeServer(ocs({ apppassword: '' }))))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });

  test.each([200, 401])('is revoked when the server says %i', async (status) => {
    await expect(revoke(fakeServer(ocs([], status)))).resolves.toBeUndefined();
  });

  test('is not revoked when the server says otherwise', async () => {
    expect(await problemOf(revoke(fakeServer(ocs([], 403))))).toEqual({ kind: 'forbidden', host });
  });

  test.each([
    [json({ wipe: true }), true],
    [json({ wipe: false }), false],
    [json([], 404), false],
  ])('a wipe is only what the server says clearly', async (answer, asked) => {
    const server = fakeServer(answer);
    expect(await wipeRequested(server, 'token')).toBe(asked);
    expect(server.asked[0]!.init).toMatchObject({ method: 'POST', body: 'token=token' });
    expect(server.asked[0]!.init.headers).not.toHaveProperty('Authorization');
  });

  test.each([html(200), json({ wipe: 'true' }), html(500), new TypeError('x')])('nothing is wiped for nonsense', async (answer) => {
    expect(await problemOf(wipeRequested(fakeServer(answer), 'token'))).toHaveProperty('kind');
  });

  test('the wipe is confirmed', async () => {
    const server = fakeServer(json([]));
    await confirmWiped(server, 'token');
    expect(server.asked[0]!.url).toBe('https://cloud.example/nc/index.php/core/wipe/success');
  });
});

describe('Login Flow v2', () => {
  const begun = (origin: string, login = origin) => json({ poll: { token: 'T'.repeat(128), endpoint: `${origin}/nc/index.php/login/v2/poll` }, login: `${login}/nc/index.php/login/v2/flow/abc` });
  const poll = { token: 'T'.repeat(128), endpoint: 'https://cloud.example/nc/index.php/login/v2/poll' };

  test('begins as nobody, under our own name', async () => {
    const server = fakeServer(begun('https://cloud.example'));
    expect(await beginLogin(server)).toEqual({ login: 'https://cloud.example/nc/index.php/login/v2/flow/abc', poll });
    expect(server.asked[0]).toMatchObject({ url: 'https://cloud.example/nc/index.php/login/v2', init: { method: 'POST' } });
    expect(server.asked[0]!.init.headers).toEqual({ Accept: 'application/json', 'User-Agent': 'Latchkey' });
  });

  test.each([
    ['another host', begun('https://evil.example'), 'evil.example'],
    ['another host for the page only', begun('https://cloud.example', 'https://evil.example'), 'evil.example'],
    ['another port', begun('https://cloud.example:8443'), 'cloud.example:8443'],
    ['a sub-domain', begun('https://cloud.example.evil.example'), 'cloud.example.evil.example'],
    ['a host dressed up as a user name', begun('https://cloud.example@evil.example'), 'evil.example'],
    ['no web address', json({ poll, login: 'javascript:alert(1)' }), ''],
  ])('refuses to send the person to %s', async (_, answer, to) => {
    expect(await problemOf(beginLogin(fakeServer(answer)))).toEqual({ kind: 'foreign-login-address', host, to });
  });

  test('corrects the scheme of a server that does not know its proxy', async () => {
    expect(await beginLogin(fakeServer(begun('http://cloud.example')))).toEqual({ login: 'https://cloud.example/nc/index.php/login/v2/flow/abc', poll });
  });

  test('does not take https for a server that was typed with http', async () => {
    const server = { ...fakeServer(begun('https://cloud.example')), server: 'http://cloud.example/nc' };
    expect(await problemOf(beginLogin(server))).toEqual({ kind: 'foreign-login-address', host, to: 'cloud.example' });
  });

  test('goes on waiting while the answer is 404', async () => {
    const server = fakeServer(json([], 404));
    expect(await pollLogin(server, poll)).toBeNull();
    expect(server.asked[0]).toMatchObject({ url: poll.endpoint, init: { method: 'POST', body: `token=${poll.token}` } });
    expect(server.asked[0]!.init.headers).not.toHaveProperty('Authorization');
  });

  test('gives what was granted', async () => {
    const granted = { server: 'https://cloud.example/nc', loginName: 'alice@example.org', appPassword: 'z'.repeat(72) };
    expect(await pollLogin(fakeServer(json(granted)), poll)).toEqual(granted);
  });

  test.each([
    [html(500), { kind: 'server-error', host, status: 500 }],
    [json({}), { kind: 'bad-answer', host, why: 'shape' }],
    [json({ server: 'x', loginName: '', appPassword: 'long enough' }), { kind: 'bad-answer', host, why: 'shape' }],
    [html(200), { kind: 'bad-answer', host, why: 'not-json' }],
  ])('takes nothing else for a grant', async (answer, problem) => {
    expect(await problemOf(pollLogin(fakeServer(answer), poll))).toEqual(problem);
  });

  test('never asks another origin, whatever was stored', async () => {
    const server = fakeServer(json([], 404));
    expect(await problemOf(pollLogin(server, { ...poll, endpoint: 'https://evil.example/poll' }))).toMatchObject({ kind: 'foreign-login-address' });
    expect(server.asked).toEqual([]);
  });
});

describe('capabilities', () => {
  test('are kept by app, whatever their names', async () => {
    const server = fakeServer(new Response('{"ocs":{"data":{"version":{"major":32},"capabilities":{"app_api":{"version":"32.0.0"},"__proto__":{"x":1},"constructor":1}}}}'));
    const { majorVersion, apps } = await readCapabilities(server);
    expect(majorVersion).toBe(32);
    expect(apps.get('app_api')).toEqual({ version: '32.0.0' });
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('may be none', async () => {
    expect((await readCapabilities(fakeServer(ocs({ version: { major: '31' }, capabilities: [] })))).apps.size).toBe(0);
  });
});
