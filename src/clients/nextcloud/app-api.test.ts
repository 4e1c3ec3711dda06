import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { AppApi } from '../../demo-server/nextcloud/app-api.ts';
import { Failure } from '../../core/problem.ts';
import { authenticationHeaders, nobody, type AppApiLogin } from '../authentication.ts';
import type { Server } from '../http.ts';
import { passman } from '../passman/passman.ts';
import { webdav } from '../webdav/webdav.ts';
import { disabledKeepsFiles, readAppApiVersion, readExAppState } from './app-api.ts';
import { whoAmI } from './user.ts';

let cloud: Cloud;
let appApi: AppApi;
let now = Date.UTC(2026, 10, 29, 12);
const login: AppApiLogin = { by: 'appapi', appId: 'latchkey', appVersion: '1.0.0', aaVersion: '32.0.0', userId: 'alice', secret: 'a:secret' };

beforeAll(async () => {
  cloud = await startCloud({ now: () => now, users: [{ userId: 'alice', password: 'alice' }, { userId: 'admin', password: 'admin', admin: true }] });
});
afterAll(() => cloud.close());
beforeEach(() => {
  now = Date.UTC(2026, 10, 29, 12);
  cloud.control.reset();
  appApi = cloud.control.appApi();
  appApi.register({ id: login.appId, version: login.appVersion, secret: login.secret });
});

// A connection of its own for each: `reset` closes those that wait.
const fetchOnce: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), connection: 'close' } });
const as = (change: Partial<AppApiLogin> = {}): Server => ({ server: cloud.url, authentication: { ...login, ...change }, fetch: fetchOnce });
const kindOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null, (error: unknown) => (error instanceof Failure ? error.problem.kind : error));
const ask = async (path: string, headers: Record<string, string>) => fetchOnce(cloud.url + path, { headers: { 'OCS-APIRequest': 'true', ...headers } });
const user = '/ocs/v2.php/cloud/user?format=json';
const idIn = async (answer: Response): Promise<unknown> => ((await answer.json()) as { ocs: { data: { id?: string } } }).ocs.data.id;

describe('an app’s own way in', () => {
  test('opens OCS and Passman as the user it names', async () => {
    expect((await whoAmI(as())).userId).toBe('alice');
    expect((await whoAmI(as({ userId: 'admin' }))).userId).toBe('admin');
    expect(await passman(as()).vaults.list()).toEqual([]);
    expect(appApi.impersonations).toEqual(['alice', 'admin', 'alice']);
  });

  test.each([['a wrong secret', { secret: 'wrong' }], ['an unknown app', { appId: 'other' }], ['an unknown user', { userId: 'nobody' }], ['nobody', { userId: '' }]])('is refused to %s', async (_, change) => {
    expect(await kindOf(whoAmI(as(change)))).toBe('app-refused');
    expect(await kindOf(passman(as(change)).vaults.list())).toBe('app-refused');
  });

  test('tells a disabled app from a wrong secret', async () => {
    expect(await readExAppState(as())).toBe('enabled');
    const app = appApi.apps.get('latchkey');
    if (app) app.enabled = false;
    expect(await readExAppState(as())).toBe('disabled');
    expect(await kindOf(whoAmI(as()))).toBe('app-refused');
    expect(await kindOf(readExAppState(as({ secret: 'wrong' })))).toBe('app-refused');
  });

  test('lets files through to a disabled app, until that was mended', async () => {
    const app = appApi.apps.get('latchkey');
    if (app) app.enabled = false;
    expect(await kindOf(webdav(as(), { userId: 'alice' }).list([]))).not.toBe('app-refused');
    appApi.davSkipsEnabledCheck = false;
    expect(await kindOf(webdav(as(), { userId: 'alice' }).list([]))).toBe('app-refused');
  });

  test('keeps the highest version it was told', async () => {
    await whoAmI(as({ appVersion: '1.2.0' }));
    await whoAmI(as({ appVersion: '1.1.9' }));
    expect(appApi.apps.get('latchkey')?.version).toBe('1.2.0');
  });

  test('is shut for half an hour after eleven failures, also to the right secret, and only to apps', async () => {
    for (let tries = 0; tries < 11; tries++) await kindOf(whoAmI(as({ secret: 'wrong' })));
    expect(await kindOf(whoAmI(as()))).toBe('throttled');
    expect(await kindOf(passman(as()).vaults.list())).toBe('throttled');
    expect(await kindOf(webdav(as(), { userId: 'alice' }).list([]))).toBe('throttled');
    expect((await whoAmI({ ...as(), authentication: { by: 'basic', loginName: 'alice', password: 'alice' } })).userId).toBe('alice');
    now += 30 * 60_000;
    expect((await whoAmI(as())).userId).toBe('alice');
  });

  test('forgets the failures of an app and user that gets in', async () => {
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 5; tries++) await kindOf(whoAmI(as({ secret: 'wrong' })));
      expect((await whoAmI(as())).userId).toBe('alice');
    }
  });
});

describe('two proofs at once', () => {
  const basicHeader = `Basic ${btoa('admin:admin')}`;
  test('a wrong one of an app falls through to a person’s, a right one wins', async () => {
    expect(await idIn(await ask(user, { ...authenticationHeaders({ ...login, secret: 'wrong' }), Authorization: basicHeader }))).toBe('admin');
    expect(await idIn(await ask(user, { ...authenticationHeaders(login), Authorization: basicHeader }))).toBe('alice');
  });

  test('cookies win over both, and WebDAV hands the open session to the app’s user', async () => {
    const signedIn = await ask(user, { Authorization: basicHeader });
    const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    expect(await idIn(await ask(user, { cookie, ...authenticationHeaders(login) }))).toBe('admin');
    await ask('/remote.php/dav/files/alice/', { cookie, ...authenticationHeaders(login) });
    expect(await idIn(await ask(user, { cookie }))).toBe('alice');
  });
});

describe('whether a server has AppAPI', () => {
  test('is asked as nobody', async () => {
    expect(await readAppApiVersion(as())).toBe('32.0.0');
    expect(cloud.control.requests().at(-1)?.headerNames).not.toContain('authorization-app-api');
    appApi.installed = false;
    expect(await kindOf(readAppApiVersion({ ...as(), authentication: nobody }))).toBe('no-app-api');
  });

  test.each([['31.0.5', true], ['32.0.9', true], ['32.0.10', false], ['33.0.3', true], ['33.0.4', false], ['34.0.0', false], ['32.1.0', false]])('%s: a disabled app keeps its files: %s', (version, keeps) => {
    expect(disabledKeepsFiles(version)).toBe(keeps);
  });
});
