import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloud } from '../cloud.ts';
import type { Cloud } from '../cloud.ts';
import { cookieAfter, visit } from '../testing/visitor.ts';
import type { Got } from '../testing/visitor.ts';
import { secondFactorCode } from './browser-login.ts';

let cloud: Cloud;
const ocs = { 'OCS-APIRequest': 'true' };
const me = '/ocs/v2.php/cloud/user?format=json';
const alice = ['alice', 'a'] as const;
const tina = ['tina', 't'] as const;

beforeAll(async () => { cloud = await startCloud({ users: [{ userId: 'alice', password: 'a' }, { userId: 'tina', password: 't', email: 'tina@mail.example', twoFactor: true }] }); });
afterAll(async () => { await cloud.close(); });
beforeEach(() => { cloud.control.reset(); });

interface Flow { poll: { token: string; endpoint: string }; login: string }

async function startFlow(host?: string): Promise<Flow> {
  const got = await visit(cloud, { method: 'POST', path: '/index.php/login/v2', headers: { 'User-Agent': 'Latchkey <test>' }, ...(host === undefined ? {} : { host }) });
  return got.json as Flow;
}

async function poll(flow: Flow): Promise<Got> {
  return await visit(cloud, { path: '/index.php/login/v2/poll', form: { token: flow.poll.token } });
}

/** Walks the pages as a browser does; returns the last one. */
async function walk(flow: Flow, loginName: string, password: string, code?: string): Promise<Got> {
  let got = await visit(cloud, { path: new URL(flow.login).pathname });
  const cookie = cookieAfter(got);
  const answers = [{ user: loginName, password }, ...(code === undefined ? [] : [{ challenge: code }]), {}];
  for (const answer of answers) {
    got = await follow(got, cookie);
    const action = /action="([^"]+)"/.exec(got.text)?.[1] ?? '';
    const requesttoken = /name="requesttoken" value="([^"]+)"/.exec(got.text)?.[1] ?? '';
    got = await visit(cloud, { path: new URL(unescapeHtml(action)).pathname, form: { ...answer, requesttoken }, headers: { cookie } });
  }
  return await follow(got, cookie);
}

async function follow(start: Got, cookie: string): Promise<Got> {
  let got = start;
  while (got.status === 303) {
    const url = new URL(got.headers.location ?? '');
    got = await visit(cloud, { path: url.pathname + url.search, headers: { cookie } });
  }
  return got;
}

const unescapeHtml = (text: string): string => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('Login Flow v2', () => {
  test('is granted by a person on pages without script, and answers once', async () => {
    const flow = await startFlow();
    expect((await poll(flow)).status).toBe(404);
    expect((await walk(flow, 'alice', 'a')).text).toContain('Account connected');
    const got = await poll(flow);
    const { appPassword } = got.json as { appPassword: string };
    expect(got.json).toMatchObject({ server: `http://127.0.0.1:${cloud.httpPort}`, loginName: 'alice' });
    expect(appPassword).toMatch(/^[A-Za-z0-9]{72}$/);
    expect((await poll(flow)).status).toBe(404);
    expect((await visit(cloud, { path: me, login: ['alice', appPassword], headers: ocs })).status).toBe(200);
    expect(cloud.control.devices('alice')).toEqual(['Latchkey <test>']);
  });

  test('asks for the second factor', async () => {
    const flow = await startFlow();
    await walk(flow, 'tina@mail.example', 't', secondFactorCode);
    expect((await poll(flow)).json).toMatchObject({ loginName: 'tina@mail.example' });
  });

  test('is not granted by a wrong password', async () => {
    const flow = await startFlow();
    await walk(flow, 'alice', 'wrong');
    expect((await poll(flow)).status).toBe(404);
  });

  test('is over after twenty minutes', async () => {
    const flow = await startFlow();
    cloud.control.advance(20 * 60 * 1000 + 1);
    expect(cloud.control.grant(flow.poll.token)).toBe(false);
    expect((await visit(cloud, { path: new URL(flow.login).pathname })).status).toBe(403);
  });

  test('names the address that the client used', async () => {
    const flow = await startFlow('cloud.example');
    expect([new URL(flow.login).host, new URL(flow.poll.endpoint).host]).toEqual(['cloud.example', 'cloud.example']);
    const secure = await visit(cloud, { method: 'POST', path: '/index.php/login/v2', host: 'cloud.example', secure: true });
    expect((secure.json as Flow).login).toMatch(/^https:\/\/cloud\.example\//);
  });

  test('is open to no other origin', async () => {
    const got = await visit(cloud, { method: 'POST', path: '/index.php/login/v2', headers: { Origin: 'https://page.example' } });
    expect(got.headers['access-control-allow-origin']).toBeUndefined();
    expect((await visit(cloud, { method: 'OPTIONS', path: '/index.php/login/v2' })).status).toBe(405);
  });

  test('fails loudly when the poll names no token', async () => {
    expect((await visit(cloud, { path: '/index.php/login/v2/poll', form: {} })).status).toBe(500);
  });
});

describe('signing in', () => {
  test('refuses the real password of an account with a second factor', async () => {
    expect(await visit(cloud, { path: me, login: tina, headers: ocs })).toMatchObject({ status: 401, json: { ocs: { meta: { statuscode: 997, message: 'Current user is not logged in' } } } });
    expect(await visit(cloud, { path: '/index.php/apps/passman/api/v2/vaults', login: tina })).toMatchObject({ status: 401, json: { message: 'Current user is not logged in' } });
    expect((await visit(cloud, { method: 'PROPFIND', path: '/remote.php/dav/files/tina/', login: tina })).text).toContain('PasswordLoginForbidden');
  });

  test('is refused after ten wrong passwords, until half an hour has passed', async () => {
    for (let tries = 0; tries < 10; tries += 1) expect((await visit(cloud, { path: me, login: ['alice', 'wrong'], headers: ocs })).status).toBe(401);
    expect((await visit(cloud, { path: me, login: alice, headers: ocs })).status).toBe(429);
    expect((await visit(cloud, { path: '/index.php/apps/passman/api/v2/vaults', login: alice })).status).toBe(429);
    cloud.control.advance(31 * 60 * 1000);
    expect((await visit(cloud, { path: me, login: alice, headers: ocs })).status).toBe(200);
  });

  test('tells a device whose owner wants it wiped', async () => {
    const flow = await startFlow();
    cloud.control.grant(flow.login, 'alice');
    const { appPassword } = (await poll(flow)).json as { appPassword: string };
    cloud.control.wipeDevices('alice');
    expect((await visit(cloud, { path: me, login: ['alice', appPassword], headers: ocs })).status).toBe(401);
    expect((await visit(cloud, { path: '/index.php/core/wipe/check', form: { token: appPassword } })).json).toEqual({ wipe: true });
    expect((await visit(cloud, { path: '/index.php/core/wipe/success', form: { token: appPassword } })).status).toBe(200);
    expect((await visit(cloud, { path: '/index.php/core/wipe/check', form: { token: appPassword } })).status).toBe(404);
  });
});

describe('maintenance', () => {
  test('closes everything but the status, which says so', async () => {
    cloud.control.maintenance(true);
    expect((await visit(cloud, { path: '/status.php' })).json).toMatchObject({ maintenance: true });
    const page = await visit(cloud, { path: '/index.php/apps/passman/api/v2/vaults', login: alice });
    expect([page.status, page.headers['content-type'], page.headers['x-nextcloud-maintenance-mode']]).toEqual([503, 'text/html; charset=UTF-8', '1']);
    expect(await visit(cloud, { path: me, headers: ocs })).toMatchObject({ status: 503, json: { ocs: { meta: { statuscode: 503 } } } });
  });
});

describe('OCS', () => {
  test('speaks HTTP 200 and code 100 on its first entry point', async () => {
    expect(await visit(cloud, { path: '/ocs/v1.php/cloud/user?format=json', login: alice, headers: ocs })).toMatchObject({ status: 200, json: { ocs: { meta: { statuscode: 100 } } } });
    expect(await visit(cloud, { path: '/ocs/v1.php/nothing?format=json', login: alice, headers: ocs })).toMatchObject({ status: 200, json: { ocs: { meta: { statuscode: 998 } } } });
  });

  test('writes XML unless asked for JSON', async () => {
    const got = await visit(cloud, { path: '/ocs/v2.php/cloud/user', login: alice, headers: ocs });
    expect([got.headers['content-type'], got.text.includes('<id>alice</id>')]).toEqual(['application/xml; charset=utf-8', true]);
  });
});

describe('where it lives', () => {
  test('a sub-path stands in every address it gives', async () => {
    const below = await startCloud({ users: [{ userId: 'alice', password: 'a' }], subPath: '/nextcloud', prettyUrls: true });
    try {
      const got = await visit(below, { method: 'POST', path: '/nextcloud/login/v2' });
      expect((got.json as Flow).login).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/nextcloud\/index\.php\/login\/v2\/flow\//);
      expect((await visit(below, { path: '/status.php' })).status).toBe(404);
      expect((await visit(below, { path: '/nextcloud/apps/passman/api/v2/vaults', login: alice })).status).toBe(200);
    } finally {
      await below.close();
    }
  });
});
