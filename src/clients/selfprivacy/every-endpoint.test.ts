/**
 * Every call there is, of REST and of GraphQL: where it goes, and that each of the shapes in which servers refuse becomes the same problem.
 * @see contracts: SelfPrivacy §2 to §4
 */
import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json, sentJson } from '../fake-server.ts';
import type { Server } from '../http.ts';
import { pairing, selfPrivacy } from './open.ts';
import { readServerVersion } from './version.ts';

const server = 'https://api.example.org';
const host = 'api.example.org';
const rest = { speaks: 'rest', lacks: [] } as const;
const as = (asked: Server) => selfPrivacy(asked, rest);
const keys = { accountId: 'a', accountKey: 'k', bucket: 'b' };

/** The last request of each is the one it is about; what it answers beforehand lets it get there. */
type Call = (asked: Server) => Promise<unknown>;
type Row = readonly [name: string, body: unknown, call: Call, ...before: unknown[]];
const calls: readonly Row[] = [
  ['GET /auth/tokens', undefined, (asked) => as(asked).devices.list()],
  ['DELETE /auth/tokens', { token_name: 'Phone' }, (asked) => as(asked).devices.revoke('Phone')],
  ['POST /auth/tokens', undefined, (asked) => as(asked).devices.rotate()],
  ['POST /auth/new_device', undefined, (asked) => as(asked).devices.invite()],
  ['DELETE /auth/new_device', undefined, (asked) => as(asked).devices.cancelInvitation()],
  ['POST /auth/new_device/authorize', { token: 'words', device: 'Phone' }, (asked) => pairing(asked, rest).authorize('words', 'Phone')],
  ['POST /auth/recovery_token/use', { token: 'words', device: 'Phone' }, (asked) => pairing(asked, rest).recover('words', 'Phone')],
  ['GET /auth/recovery_token', undefined, (asked) => as(asked).recovery.state()],
  ['POST /auth/recovery_token', { uses: 3 }, (asked) => as(asked).recovery.create({ expires: null, uses: 3 })],
  ['POST /auth/recovery_token', { expiration: '2030-01-01T02:00:00.000Z' }, (asked) => as(asked).recovery.create({ expires: Date.UTC(2030, 0, 1), uses: null }), 'Europe/Helsinki'],
  ['GET /services/status', undefined, (asked) => as(asked).services.list()],
  ...['bitwarden', 'gitea', 'nextcloud', 'ocserv', 'pleroma'].flatMap((service) => [true, false].map((on) => (
    [`POST /services/${service}/${on ? 'enable' : 'disable'}`, undefined, (asked: Server) => as(asked).services.setEnabled(service, on)] as const))),
  ['GET /services/mailserver/dkim', undefined, (asked) => as(asked).services.dkim('example.org')],
  ['GET /services/ssh', undefined, (asked) => as(asked).ssh.settings()],
  ['PUT /services/ssh', { enable: true, passwordAuthentication: false }, (asked) => as(asked).ssh.change({ enabled: true, passwordLogin: false })],
  ['PUT /services/ssh/key/send', { public_key: 'ssh-rsa A' }, (asked) => as(asked).ssh.addKey('root', 'ssh-rsa A')],
  ['GET /services/ssh/keys/anna', undefined, (asked) => as(asked).ssh.keys('anna')],
  ['POST /services/ssh/keys/anna', { public_key: 'ssh-rsa A' }, (asked) => as(asked).ssh.addKey('anna', 'ssh-rsa A')],
  ['DELETE /services/ssh/keys/root', { public_key: 'ssh-rsa A' }, (asked) => as(asked).ssh.removeKey('root', 'ssh-rsa A')],
  ['GET /users', undefined, (asked) => as(asked).users.list()],
  ['POST /users', { username: 'anna', password: 'p' }, (asked) => as(asked).users.create('anna', 'p')],
  ['DELETE /users/anna', undefined, (asked) => as(asked).users.remove('anna')],
  ['GET /services/restic/backup/list', undefined, (asked) => as(asked).backups.list()],
  ['GET /services/restic/backup/reload', undefined, (asked) => as(asked).backups.reload()],
  ['GET /services/restic/backup/status', undefined, (asked) => as(asked).backups.state()],
  ['PUT /services/restic/backup/create', undefined, (asked) => as(asked).backups.create(), { status: 'INITIALIZED', progress: 0, error_message: null }],
  ['PUT /services/restic/backup/restore', { backupId: 'f96b428f' }, (asked) => as(asked).backups.restore('f96b428f')],
  ['PUT /services/restic/backblaze/config', keys, (asked) => as(asked).backups.setKeys(keys)],
  ['GET /system/version', undefined, (asked) => as(asked).system.about()],
  ['GET /system/pythonVersion', undefined, (asked) => as(asked).system.about(), { system_version: 'Linux' }],
  ['GET /system/reboot', undefined, (asked) => as(asked).system.reboot()],
  ...(['apply', 'rollback', 'upgrade', 'pull'] as const).map((what) => [`GET /system/configuration/${what}`, undefined, (asked: Server) => as(asked).system[what]()] as const),
  ['GET /system/configuration/timezone', undefined, (asked) => as(asked).system.timezone()],
  ['PUT /system/configuration/timezone', { timezone: 'Europe/Berlin' }, (asked) => as(asked).system.setTimezone('Europe/Berlin')],
  ['GET /system/configuration/autoUpgrade', undefined, (asked) => as(asked).system.autoUpgrade()],
  ['PUT /system/configuration/autoUpgrade', { enable: true, allowReboot: false }, (asked) => as(asked).system.setAutoUpgrade({ enabled: true, allowReboot: false })],
];

const other = { kind: 'server-refused', host, why: 'other' };
const refusals: readonly (readonly [string, Response, unknown])[] = [
  ['under error', json({ error: 'Some business' }, 400), other],
  ['under message', json({ message: 'Some business' }, 409), other],
  ['by argument', json({ message: { field: 'Missing required parameter' } }, 400), other],
  ['as a bare text', json('Some business', 404), other],
  ['under detail', json({ detail: 'Some business' }, 400), other],
  ['as a list of details', json({ detail: [{ loc: ['body', 'field'], msg: 'field required', type: 'missing' }] }, 422), other],
  ['as a page', html(404), { kind: 'server-cannot', host }],
  ['because it never was', json({ detail: 'Not Found' }, 404), { kind: 'server-cannot', host }],
  ['because it is gone', json({ detail: 'This endpoint is deprecated' }, 410), { kind: 'server-cannot', host }],
  ['by a gateway', html(502), { kind: 'restarting', host }],
  ['of the token', json({ error: 'Invalid token' }, 401), { kind: 'device-revoked', host }],
  ['with a page that looks well', html(200), { kind: 'bad-answer', host, why: 'not-json' }],
];

async function ask(call: Call, ...answers: Response[]) {
  const asked = { ...fakeServer(...answers), server };
  const problem = await call(asked).then(() => null, (error: unknown) => (error instanceof Failure ? error.problem : error));
  return { asked: asked.asked, problem };
}

describe.each(calls.map((row) => [row[0], row] as const))('%s', (name, [, body, call, ...before]) => {
  test('is asked as the contract says, past every cache and without cookies', async () => {
    const { asked } = await ask(call, ...before.map((answer) => json(answer)), json({}, 400));
    const last = asked.at(-1);
    expect([asked.length, `${last?.init.method ?? ''} ${last?.url.slice(server.length) ?? ''}`, sentJson(last)]).toEqual([before.length + 1, name, body]);
    expect(asked.map(({ init: { cache, credentials, redirect } }) => [cache, credentials, redirect])).toEqual(asked.map(() => ['no-store', 'omit', asked[0]?.init.redirect]));
  });

  test.each(refusals)('is refused %s', async (_, answer, problem) => {
    expect((await ask(call, ...before.map((first) => json(first)), answer)).problem).toEqual(problem);
  });
});

const speaksGraphql = { speaks: 'graphql', lacks: [] } as const;
const over = (asked: Server) => selfPrivacy(asked, speaksGraphql);
const graphqlCalls: readonly (readonly [string, Call])[] = [
  ['devices', (asked) => over(asked).devices.list()], ['deleteDeviceApiToken', (asked) => over(asked).devices.revoke('Phone')], ['refreshDeviceApiToken', (asked) => over(asked).devices.rotate()],
  ['getNewDeviceApiKey', (asked) => over(asked).devices.invite()], ['invalidateNewDeviceApiKey', (asked) => over(asked).devices.cancelInvitation()],
  ['authorizeWithNewDeviceApiKey', (asked) => pairing(asked, speaksGraphql).authorize('words', 'Phone')], ['useRecoveryApiKey', (asked) => pairing(asked, speaksGraphql).recover('words', 'Phone')],
  ['recoveryKey', (asked) => over(asked).recovery.state()], ['getNewRecoveryApiKey', (asked) => over(asked).recovery.create({ expires: null, uses: 3 })],
  ['allServices', (asked) => over(asked).services.list()], ['enableService', (asked) => over(asked).services.setEnabled('nextcloud', true)], ['disableService', (asked) => over(asked).services.setEnabled('nextcloud', false)],
  ['requiredDnsRecords', (asked) => over(asked).services.dkim('example.org')],
  ['ssh', (asked) => over(asked).ssh.settings()], ['changeSshSettings', (asked) => over(asked).ssh.change({ enabled: true, passwordLogin: null })],
  ['rootSshKeys', (asked) => over(asked).ssh.keys('root')], ['sshKeys', (asked) => over(asked).ssh.keys('anna')], ['addSshKey', (asked) => over(asked).ssh.addKey('anna', 'ssh-rsa A')], ['removeSshKey', (asked) => over(asked).ssh.removeKey('anna', 'ssh-rsa A')],
  ['allUsers', (asked) => over(asked).users.list()], ['createUser', (asked) => over(asked).users.create('anna', 'p')], ['deleteUser', (asked) => over(asked).users.remove('anna')],
  ['runSystemRebuild', (asked) => over(asked).system.apply()], ['runSystemUpgrade', (asked) => over(asked).system.upgrade()], ['runSystemRollback', (asked) => over(asked).system.rollback()], ['rebootSystem', (asked) => over(asked).system.reboot()],
  ['timezone', (asked) => over(asked).system.timezone()], ['changeTimezone', (asked) => over(asked).system.setTimezone('Europe/Berlin')],
  ['autoUpgrade', (asked) => over(asked).system.autoUpgrade()], ['changeAutoUpgradeSettings', (asked) => over(asked).system.setAutoUpgrade({ enabled: true, allowReboot: false })],
  ['configuration', (asked) => over(asked).backups.state()], ['allSnapshots', (asked) => over(asked).backups.list()], ['forceSnapshotsReload', (asked) => over(asked).backups.reload()],
  ['restoreBackup', (asked) => over(asked).backups.restore('f96b428f')], ['initializeRepository', (asked) => over(asked).backups.setKeys(keys)],
];
const error = (message: string) => json({ data: null, errors: [{ message }] });
const graphqlRefusals: readonly (readonly [string, Response, unknown])[] = [
  ['of the token', error('You must be authenticated to access this resource.'), { kind: 'device-revoked', host }],
  ['as a field that there is not', error("Cannot query field 'x' on type 'Y'."), { kind: 'server-cannot', host }],
  ['as an input that there is not', error("Variable '$x' got invalid value {}; Field 'y' of required type 'Boolean!' was not provided."), { kind: 'server-cannot', host }],
  ['without a reason', error('boom'), { kind: 'bad-answer', host, why: 'shape' }],
  ['with nothing', json({ data: {} }), { kind: 'bad-answer', host, why: 'shape' }],
  ['as a page', html(404), { kind: 'server-cannot', host }],
  ['by a gateway', html(502), { kind: 'restarting', host }],
];

describe.each(graphqlCalls)('%s over GraphQL', (name, call) => {
  test('asks for it by its name, its values apart from it', async () => {
    const { asked } = await ask(call, error('boom'));
    expect(asked.map(({ url }) => url)).toEqual([`${server}/graphql`]);
    const { query, variables } = sentJson(asked[0]) as { query: string; variables: Record<string, unknown> };
    expect(query).toMatch(new RegExp(`\\b${name}\\b`));
    for (const value of JSON.stringify(variables).match(/[\w.-]+(?:\/\w+)?/g)?.filter((text) => /^(?:anna|Phone|words|f96b428f|Europe\/Berlin)$/.test(text)) ?? []) expect(query).not.toContain(value);
  });

  test.each(graphqlRefusals)('is refused %s', async (_, answer, problem) => {
    expect((await ask(call, answer)).problem).toEqual(problem);
  });
});

test('GET /api/version is asked as nobody', async () => {
  const { asked } = await ask(readServerVersion, json({ version: '1.2.7' }));
  expect(asked.map(({ url, init }) => [url, new Headers(init.headers).has('Authorization')])).toEqual([[`${server}/api/version`, false]]);
});
