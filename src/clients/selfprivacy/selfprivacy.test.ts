import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { fetchByHost } from '../../demo-server/testing/fetch-by-host.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { SelfPrivacyState } from '../../demo-server/selfprivacy/state.ts';
import { Failure } from '../../core/problem.ts';
import { abilitiesOf, type Abilities } from '../../core/selfprivacy/versions.ts';
import { nobody } from '../authentication.ts';
import { fakeServer, html, json } from '../fake-server.ts';
import type { Server } from '../http.ts';
import { pairing, selfPrivacy } from './open.ts';
import type { SelfPrivacy } from './selfprivacy.ts';
import { readServerVersion } from './version.ts';

let cloud: Cloud;
let now = Date.UTC(2026, 10, 29, 12);
let state: SelfPrivacyState;
const token = 'the-token_1';
const host = 'api.example.org';

beforeAll(async () => {
  const firstDevice = { token, name: 'Phone', date: '2022-01-14 08:31:10.789314' };
  cloud = await startCloud({ now: () => now, selfPrivacy: { tokens: [firstDevice, { token: 'other', name: 'Tablet', date: '2022-01-15 08:31:10.789314' }], awayMs: 0 } });
});
afterAll(() => cloud.close());
beforeEach(() => {
  now = Date.UTC(2026, 10, 29, 12);
  cloud.control.reset();
  state = cloud.control.selfPrivacy();
});

function serverAs(who: string | null): Server {
  return { server: `https://${host}`, authentication: who === null ? nobody : { by: 'bearer', token: who }, fetch: fetchByHost(cloud) };
}

function open(version: string, who = token): SelfPrivacy {
  state.version = version;
  return selfPrivacy(serverAs(who), abilitiesOf(version) as Abilities);
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(() => null, (error: unknown) => (error instanceof Failure ? error.problem : error));
}

const versions = ['1.2.0', '1.2.7', '2.1.0', '2.4.3', '3.2.0', '3.8.4'];
const refused = (why: string) => ({ kind: 'server-refused', host, why });

describe.each(versions)('a server of %s', (version) => {
  test('is known by its version', async () => {
    state.version = version;
    expect(await readServerVersion(serverAs(token))).toEqual({ version, abilities: abilitiesOf(version) });
  });

  test('pairs a device by twelve words, once, within ten minutes', async () => {
    const api = open(version);
    const strangers = pairing(serverAs(null), abilitiesOf(version) as Abilities);
    const earlier = await api.devices.invite();
    const phrase = await api.devices.invite();
    expect(await problemOf(strangers.authorize(earlier, 'Laptop'))).toEqual({ kind: 'wrong-phrase', host });
    const laptop = await strangers.authorize(phrase, 'My Laptop');
    expect((await open(version, laptop).devices.list()).find(({ isCaller }) => isCaller)).toMatchObject({ name: 'My_Laptop', day: '2026-11-29' });
    expect(await problemOf(strangers.authorize(phrase, 'Again'))).toEqual({ kind: 'wrong-phrase', host });
    const late = await api.devices.invite();
    now += 10 * 60_000 + 1;
    expect(await problemOf(strangers.authorize(late, 'Late'))).toEqual({ kind: 'wrong-phrase', host });
    const called = await api.devices.invite();
    await api.devices.cancelInvitation();
    expect(await problemOf(strangers.authorize(called, 'Off'))).toEqual({ kind: 'wrong-phrase', host });
  });

  test('lets in by its recovery phrase as often as agreed', async () => {
    const api = open(version);
    expect(await api.recovery.state()).toEqual({ exists: false, valid: false, day: null, expires: null, usesLeft: null });
    const phrase = await api.recovery.create({ expires: Date.UTC(2030, 0, 1), uses: 2 });
    expect(phrase.split(' ')).toHaveLength(18);
    const strangers = pairing(serverAs(null), abilitiesOf(version) as Abilities);
    expect(await open(version, await strangers.recover(phrase, 'One')).devices.list()).toHaveLength(3);
    expect(await api.recovery.state()).toMatchObject({ exists: true, valid: true, expires: '2030-01-01', usesLeft: 1 });
    await strangers.recover(phrase, 'Two');
    expect(await api.recovery.state()).toMatchObject({ exists: true, valid: false, usesLeft: 0 });
    expect(await problemOf(strangers.recover(phrase, 'Three'))).toEqual({ kind: 'wrong-phrase', host });
  });

  test('removes other devices, never the one that asks', async () => {
    const api = open(version);
    expect(await problemOf(api.devices.revoke('Phone'))).toEqual(refused('own-device'));
    await api.devices.revoke('Tablet');
    expect(await problemOf(api.devices.revoke('Tablet'))).toEqual(refused('no-such-device'));
    expect((await api.devices.list()).map(({ name }) => name)).toEqual(['Phone']);
    expect(await problemOf(open(version, 'other').devices.list())).toEqual({ kind: 'device-revoked', host });
  });

  test('gives a new token for an old one, which dies at once', async () => {
    const next = await open(version).devices.rotate();
    expect(await problemOf(open(version).devices.list())).toEqual({ kind: 'device-revoked', host });
    expect((await open(version, next).devices.list())[0]).toMatchObject({ name: 'Phone', isCaller: true });
  });

  test('switches services, once it is applied', async () => {
    const api = open(version);
    const stateOf = async (id: string) => (await api.services.list()).find((one) => one.id === id);
    expect(await stateOf('ocserv')).toEqual({ id: 'ocserv', state: 'off', switchable: true });
    expect(await stateOf('smtp')).toEqual({ id: 'smtp', state: 'running', switchable: false });
    await api.services.setEnabled('ocserv', true);
    await api.services.setEnabled('bitwarden', false);
    expect((await stateOf('ocserv'))?.state).toBe('off');
    await api.system.apply();
    now += 3001;
    expect([(await stateOf('ocserv'))?.state, (await stateOf('bitwarden'))?.state]).toEqual(['running', 'off']);
  });

  test('keeps users and their keys', async () => {
    const api = open(version);
    const link = await api.users.create('anna', 'a password');
    expect(link === null).toBe(version !== '3.8.4');
    expect(await api.users.list()).toEqual(['u1', 'anna']);
    expect(await problemOf(api.users.create('anna', 'x'))).toEqual(refused('name-taken'));
    for (const user of ['root', 'anna']) {
      await api.ssh.addKey(user, 'ssh-ed25519 AAAA a@b');
      expect(await problemOf(api.ssh.addKey(user, 'ssh-ed25519 AAAA a@b'))).toEqual(refused('key-exists'));
      expect(await api.ssh.keys(user)).toEqual(['ssh-ed25519 AAAA a@b']);
      await api.ssh.removeKey(user, 'ssh-ed25519 AAAA a@b');
      expect(await problemOf(api.ssh.removeKey(user, 'ssh-ed25519 AAAA a@b'))).toEqual(refused('no-such-key'));
    }
    expect(await problemOf(api.ssh.addKey('anna', 'ecdsa x'))).toEqual(refused('key-type'));
    await api.users.remove('anna');
    expect(await problemOf(api.users.remove('anna'))).toEqual(refused('no-such-user'));
    expect(await problemOf(api.users.remove('tester'))).toEqual(refused('main-user'));
  });

  test('keeps its settings', async () => {
    const api = open(version);
    await api.ssh.change({ enabled: false, passwordLogin: false });
    expect((await api.ssh.settings()).enabled).toBe(false);
    await api.system.setTimezone('Europe/Berlin');
    expect(await api.system.timezone()).toBe('Europe/Berlin');
    expect(await problemOf(api.system.setTimezone('Nope'))).toEqual(refused('timezone'));
    await api.system.setAutoUpgrade({ enabled: false, allowReboot: true });
    expect(await api.system.autoUpgrade()).toEqual({ enabled: false, allowReboot: true });
    expect(await api.system.about()).toHaveLength(2);
    expect((await api.services.dkim('example.org')).value).toMatch(/^v=DKIM1; k=rsa; p=MIIB/);
  });

  test('is upgraded, rolled back, rebooted, and says that it is away meanwhile', async () => {
    const api = open(version);
    await api.system.upgrade();
    await api.system.rollback();
    await api.system.reboot();
    expect(state.started).toEqual(['upgrade', 'rollback', 'reboot']);
    expect(await problemOf(api.services.list())).toEqual({ kind: 'restarting', host });
    expect(await problemOf(readServerVersion(serverAs(null)))).toEqual({ kind: 'restarting', host });
    now += 3001;
    expect(await api.services.list()).not.toEqual([]);
  });

  test('is backed up and restored, as far as it can', async () => {
    const api = open(version);
    if (version === '2.4.3') {
      expect(await problemOf(api.backups.list())).toEqual({ kind: 'server-cannot', host });
      return;
    }
    expect(await api.backups.state()).toMatchObject({ state: 'idle' });
    await api.backups.create();
    now += 1000;
    await api.services.list();
    now += 500;
    expect(await api.backups.state()).toMatchObject({ state: 'backing-up' });
    now += 3000;
    expect(await api.backups.list()).toHaveLength(2);
    expect(await problemOf(api.backups.restore('ffffffff'))).toEqual(refused('no-such-backup'));
    await api.backups.restore('f96b428f');
    await api.backups.reload();
    expect(state.started).toEqual(['backup', 'restore']);
    now += 1000;
    await api.services.list();
    now += 4000;
    expect(await api.backups.state()).toMatchObject({ state: 'idle' });
    state.restic.state = 'NO_KEY';
    expect(await api.backups.state()).toMatchObject({ state: 'no-key' });
    expect(await problemOf(api.backups.create())).toEqual(refused('no-backup-key'));
    await api.backups.setKeys({ accountId: 'a', accountKey: 'b', bucket: 'c' });
    now += 1000;
    expect(await api.backups.state()).toMatchObject({ state: 'idle' });
  });
});

test.each(['1.2.7', '3.2.0', '3.8.4'])('a server of %s starts no backup while one is restored, though it would', async (version) => {
  const api = open(version);
  await api.backups.restore('f96b428f');
  now += 1000;
  await api.services.list();
  expect(await problemOf(api.backups.create())).toEqual(refused('restore-running'));
  expect(state.started).toEqual(['restore']);
});

describe('GraphQL', () => {
  test('leaves the switch for SSH passwords as it is, where it must be named', async () => {
    state.ssh = { enable: true, passwordAuthentication: false };
    await open('3.2.0').ssh.change({ enabled: false, passwordLogin: null });
    expect(state.ssh).toEqual({ enable: false, passwordAuthentication: false });
  });

  test('of a server that has lost parts of it lacks those only', async () => {
    const api = open('9.1.0');
    for (const gone of ['getJobs', 'systemVersion', 'allUsers', 'totalBackup', 'startBackup', 'changeSshSettings']) state.withoutFields.add(gone);
    expect([await api.system.jobs(), await api.system.about(), await api.backups.state()]).toMatchObject([[], [], { state: 'idle' }]);
    for (const ask of [() => api.users.list(), () => api.backups.create(), () => api.ssh.change({ enabled: true, passwordLogin: null })]) expect(await problemOf(ask())).toEqual({ kind: 'server-cannot', host });
    expect(state.started).toEqual([]);
  });
});

describe('REST', () => {

  test('asks for a phrase that ends at the right moment on the server’s own clock', async () => {
    const api = open('1.2.7');
    state.timezone = 'Asia/Tokyo';
    await api.recovery.create({ expires: now + 60_000, uses: null });
    expect(state.recovery?.expiration).toBe('2026-11-29T21:01:00.000000Z');
    expect(await problemOf(api.recovery.create({ expires: now - 60_000, uses: null }))).toEqual(refused('past-date'));
  });

  test('pulls, where the server can', async () => {
    await open('1.2.7').system.pull();
    expect(state.started).toEqual(['pull']);
    expect(await problemOf(open('3.8.4').system.pull())).toEqual({ kind: 'server-cannot', host });
  });
});

describe('a server that is none, or none for us', () => {
  const server = (answer: Response) => ({ ...fakeServer(answer), server: `https://${host}` });
  test.each([
    ['a page', html(200), { kind: 'not-selfprivacy', host }],
    ['another page', html(404), { kind: 'not-selfprivacy', host }],
    ['other JSON', json({ installed: true }), { kind: 'not-selfprivacy', host }],
    ['no version', json({ version: 'new' }), { kind: 'not-selfprivacy', host }],
    ['an old version', json({ version: '1.1.1' }), { kind: 'server-too-old', host, version: '1.1.1' }],
    ['a gateway’s page', html(502), { kind: 'restarting', host }],
  ])('answers with %s', async (_, answer, problem) => {
    expect(await problemOf(readServerVersion(server(answer)))).toEqual(problem);
  });

  test('is asked without the token', async () => {
    const asked = { ...server(json({ version: '1.2.7' })), authentication: { by: 'bearer', token } as const };
    await readServerVersion(asked);
    expect(asked.asked[0]!.init.headers).toEqual({ Accept: 'application/json' });
  });
});

describe('a refusal', () => {
  const ask = (answer: Response) => problemOf(selfPrivacy({ ...fakeServer(answer), server: `https://${host}` }, { speaks: 'rest', lacks: [] }).users.remove('anna'));
  test.each([
    ['under error', json({ error: 'User does not exist' }, 404), refused('no-such-user')],
    ['under message', json({ message: 'Username is forbidden' }, 409), refused('name-reserved')],
    ['by argument', json({ message: { username: 'Missing required parameter' } }, 400), refused('other')],
    ['as a bare text', json('DKIM file not found', 404), refused('no-dkim')],
    ['as a page', html(404), { kind: 'server-cannot', host }],
    ['by a gateway', html(502), { kind: 'restarting', host }],
    ['under detail', json({ detail: 'User already exists' }, 409), refused('name-taken')],
    ['as a list of details', json({ detail: [{ loc: ['body', 'x'], msg: 'field required', type: 'missing' }] }, 422), refused('other')],
    ['as a failed job', json({ detail: { status: 1, message: 'Something went wrong', data: '' } }, 500), refused('job-failed')],
    ['because it is gone', json({ detail: 'This endpoint is deprecated, please use GraphQL API' }, 410), { kind: 'server-cannot', host }],
    ['because it never was', json({ detail: 'Not Found' }, 404), { kind: 'server-cannot', host }],
    ['by a crash', json({ message: 'Internal Server Error' }, 500), { kind: 'server-error', host, status: 500 }],
    ['with a page that looks well', html(200), { kind: 'bad-answer', host, why: 'not-json' }],
    ['of the token', json({ error: 'Invalid token' }, 401), { kind: 'device-revoked', host }],
  ])('is read %s', async (_, answer, problem) => {
    expect(await ask(answer)).toEqual(problem);
  });

  test('of a job hides behind a success', async () => {
    const api = selfPrivacy({ ...fakeServer(new Response('1\n')), server: `https://${host}` }, { speaks: 'rest', lacks: [] });
    expect(await problemOf(api.system.apply())).toEqual(refused('job-failed'));
  });

  test.each([
    [{ data: null, errors: [{ message: 'You must be authenticated to access this resource.' }] }, { kind: 'device-revoked', host }],
    [{ data: null, errors: [{ message: "Cannot query field 'x' on type 'Y'." }] }, { kind: 'server-cannot', host }],
    [{ data: null, errors: [{ message: 'boom' }] }, { kind: 'bad-answer', host, why: 'shape' }],
    [{ data: { users: { deleteUser: { success: false, message: 'Benutzer nicht gefunden', code: 404 } } } }, refused('no-such-user')],
    [{ data: { users: {} } }, { kind: 'bad-answer', host, why: 'shape' }],
  ])('over GraphQL is read: %j', async (answer, problem) => {
    expect(await problemOf(selfPrivacy({ ...fakeServer(json(answer)), server: `https://${host}` }, { speaks: 'graphql', lacks: [] }).users.remove('anna'))).toEqual(problem);
  });
});
