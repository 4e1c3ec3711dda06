import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { passman } from '../../clients/passman/passman.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { checkExApp, commandWithSecret, pairExApp, proposeExApp } from './ex-app.ts';
import { refusedApps } from './refused-apps.ts';
import { serverOf } from './server-of.ts';
import { signInTyped, type SignInWorld } from './sign-in.ts';

const users = [{ userId: 'ada', password: 'CNRY-real-password', displayName: 'Ada' }, { userId: 'root', password: 'r', admin: true }];

let cloud: Cloud;
let clock = 0;
beforeEach(async () => { cloud = await startCloud({ users }); });
afterEach(() => cloud.close());

function newBrowser() {
  const [local, session] = [fakeStorage(), fakeStorage()];
  const ring = keyring({ local, session, tries: tries(local, () => 0), rounds: 1000 });
  const permissions = { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) };
  const world: SignInWorld = { fetch: (...ask) => fetch(...ask), permissions, keyring: ring, refusedApps: refusedApps(session, () => clock) };
  return { local, session, ring, world };
}

/** As an administrator does, with what the command says. */
async function register(world: SignInWorld): Promise<string> {
  await proposeExApp(cloud.url, world);
  const [, info = ''] = /--json-info '([^']+)'/.exec(await commandWithSecret(cloud.url, world)) ?? [];
  const { id, version, secret } = JSON.parse(info) as { id: string; version: string; secret: string };
  cloud.control.appApi().register({ id, version, secret });
  return id;
}
const pair = (world: SignInWorld, userId = 'ada', confirmAdmin = '') => pairExApp({ server: cloud.url, userId, confirmAdmin }, world);
const accountIn = async (ring: Keyring) => {
  const [account] = (await ring.contents()).accounts;
  if (account === undefined) throw new Error('There is no account.');
  return account;
};
const kind = (kindOfProblem: string) => ({ problem: { kind: kindOfProblem } });
const provenBy = () => cloud.control.requests().filter(({ path }) => !path.includes('capabilities'));

describe('an app to be registered', () => {
  test('has a secret of 32 random bytes, the same until it is paired, and shows it to nobody', async () => {
    const { world, local, session } = newBrowser();
    const proposal = await proposeExApp(cloud.url, world);
    expect(proposal).toEqual({ server: cloud.url, host: new URL(cloud.url).host, appId: expect.stringMatching(/^latchkey-[0-9a-f]{6}$/) as unknown, appVersion: '1.0.0', keepsFilesWhenDisabled: true });
    const [, secret = ''] = /"secret":"([\w-]+)"/.exec(await commandWithSecret(cloud.url, world)) ?? [];
    expect(secret).toHaveLength(43);
    expect(await proposeExApp(cloud.url, world)).toEqual(proposal);
    expect(await commandWithSecret(cloud.url, world)).toContain(secret);
    expect(JSON.stringify(proposal) + local.dump() + session.dump()).not.toContain(secret);
  });

  test('is refused where AppAPI is off, and without TLS', async () => {
    const { world, ring } = newBrowser();
    await expect(proposeExApp('http://nas.example', world)).rejects.toMatchObject(kind('plain-http'));
    await expect(pairExApp({ server: 'http://nas.example', userId: 'ada', confirmAdmin: '' }, world)).rejects.toMatchObject(kind('plain-http'));
    expect(cloud.control.requests()).toEqual([]);
    cloud.control.appApi().installed = false;
    await expect(proposeExApp(cloud.url, world)).rejects.toMatchObject(kind('no-app-api'));
    expect(await ring.hasContents()).toBe(false);
  });
});

describe('pairing', () => {
  test('asks for the state, then for the user, and keeps an account without a password', async () => {
    const { world, ring } = newBrowser();
    const appId = await register(world);
    cloud.control.clearRequests();
    await pair(world, 'ada');
    expect(cloud.control.requests().map(({ path }) => path.replace(/\?.*/, '')).slice(0, 3)).toEqual(['/ocs/v2.php/cloud/capabilities', '/ocs/v2.php/apps/app_api/ex-app/state', '/ocs/v2.php/cloud/user']);
    expect(await accountIn(ring)).toMatchObject({ userId: 'ada', displayName: 'Ada', appPassword: '', appApi: { appId } });
    expect((await ring.contents()).proposedApp).toBeUndefined();
    expect(cloud.control.requests().filter(({ authorization, cookie }) => authorization || cookie)).toEqual([]);
  });

  test('takes the place of an account by app password, which is revoked', async () => {
    const { world, ring } = newBrowser();
    const before = await signInTyped({ server: cloud.url, loginName: 'ada', password: 'CNRY-real-password' }, world);
    await register(world);
    expect(await pair(world)).toBe(before);
    expect(cloud.control.devices('ada')).toEqual([]);
    expect((await ring.contents()).accounts).toHaveLength(1);
  });

  test('as an administrator needs the name once more', async () => {
    const { world, ring } = newBrowser();
    await register(world);
    expect(await pair(world, 'root')).toBeNull();
    expect((await ring.contents()).accounts).toEqual([]);
    expect(await pair(world, 'root', 'root')).not.toBeNull();
  });

  test.each([
    ['one that is not registered', 'app-refused', 'ada', () => cloud.control.appApi().apps.clear()],
    ['a wrong secret', 'app-refused', 'ada', () => { for (const app of cloud.control.appApi().apps.values()) app.secret = 'another'; }],
    ['an unknown user', 'app-refused', 'nobody', () => undefined],
    ['one that is switched off', 'app-disabled', 'ada', () => { for (const app of cloud.control.appApi().apps.values()) app.enabled = false; }],
  ])('with %s stops after one try, and keeps nothing', async (_what, problem, userId, spoil) => {
    const { world, ring } = newBrowser();
    await register(world);
    spoil();
    cloud.control.clearRequests();
    await expect(pair(world, userId)).rejects.toMatchObject(kind(problem));
    expect(provenBy()).toHaveLength(1);
    expect((await ring.contents()).accounts).toEqual([]);
  });

  test('as nobody, which is the system itself, opens no account', async () => {
    const { world, ring } = newBrowser();
    await register(world);
    cloud.control.clearRequests();
    await expect(pair(world, '')).rejects.toMatchObject(kind('app-refused'));
    expect(cloud.control.requests().filter(({ path }) => path.includes('/cloud/user'))).toHaveLength(1);
    expect((await ring.contents()).accounts).toEqual([]);
  });

  test('with a version that is newer than the registered one goes on, and the server notes it', async () => {
    const { world, ring } = newBrowser();
    await register(world);
    const [app] = cloud.control.appApi().apps.values();
    if (app !== undefined) app.version = '0.9.0';
    await pair(world);
    expect([(await accountIn(ring)).appApi?.appVersion, app?.version]).toEqual(['1.0.0', '1.0.0']);
  });

  test('says for how long a server is tired of tries', async () => {
    const { world } = newBrowser();
    await register(world);
    const app = [...cloud.control.appApi().apps.values()][0];
    if (app !== undefined) app.secret = 'another';
    for (let count = 0; count < 11; count++) await expect(pair(world)).rejects.toMatchObject(kind('app-refused'));
    await expect(pair(world)).rejects.toMatchObject({ problem: { kind: 'throttled', retryAfterSeconds: 1800 } });
  });
});

describe('a paired account', () => {
  async function paired() {
    const here = newBrowser();
    await register(here.world);
    await pair(here.world);
    cloud.control.clearRequests();
    const vaults = async () => passman(await serverOf(await accountIn(here.ring), here.world)).vaults.list();
    return { ...here, vaults, app: [...cloud.control.appApi().apps.values()][0] };
  }

  test('that is refused while many requests come at once costs one try', async () => {
    const { vaults, app } = await paired();
    await vaults();
    if (app !== undefined) app.enabled = false;
    clock += 60_000;
    cloud.control.clearRequests();
    await Promise.all(Array.from({ length: 8 }, () => expect(vaults()).rejects.toMatchObject(kind('app-refused'))));
    expect(cloud.control.requests()).toHaveLength(1);
  });

  test('asks many things at once while it is known to be good', async () => {
    const { vaults } = await paired();
    await vaults();
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'hold' });
    const all = [vaults(), vaults(), vaults()];
    await expect.poll(() => cloud.control.faults.held).toBe(3);
    cloud.control.clearFaults();
    expect(await Promise.all(all)).toEqual([[], [], []]);
  });

  test('that is refused once asks nothing more, also in another worker, until a person wants it', async () => {
    const { world, ring, session, vaults, app } = await paired();
    expect(await vaults()).toEqual([]);
    if (app !== undefined) app.enabled = false;
    cloud.control.clearRequests();
    await expect(vaults()).rejects.toMatchObject(kind('app-refused'));
    for (let count = 0; count < 3; count++) await expect(vaults()).rejects.toMatchObject(kind('app-refused'));
    const reborn: SignInWorld = { ...world, refusedApps: refusedApps(session, () => clock) };
    await expect(passman(await serverOf(await accountIn(ring), reborn)).vaults.list()).rejects.toMatchObject(kind('app-refused'));
    expect(cloud.control.requests()).toHaveLength(1);

    const { id } = await accountIn(ring);
    await expect(checkExApp(id, world)).rejects.toMatchObject(kind('app-disabled'));
    if (app !== undefined) app.enabled = true;
    await checkExApp(id, world);
    expect(await vaults()).toEqual([]);
  });

  test('is not stopped by an item that may only be read', async () => {
    const { world, ring, vaults } = await paired();
    const readOnly: SignInWorld = { ...world, fetch: () => Promise.resolve(new Response('{"message":"Not authorized"}', { status: 401 })) };
    await expect(passman(await serverOf(await accountIn(ring), readOnly)).vaults.list()).rejects.toMatchObject(kind('forbidden'));
    expect(await vaults()).toEqual([]);
  });

  test('is never used without what stops it', async () => {
    const { ring, world } = await paired();
    await expect(serverOf(await accountIn(ring), { fetch: world.fetch, permissions: world.permissions })).rejects.toMatchObject(kind('bug'));
  });
});
