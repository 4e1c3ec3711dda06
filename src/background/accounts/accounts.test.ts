import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { Failure } from '../../core/problem.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults } from '../vaults/vaults.ts';
import { refresher } from './refresh.ts';
import { rotateAppPassword } from './rotate.ts';
import type { ServerWorld } from './server-of.ts';
import { signInTyped } from './sign-in.ts';

const users = [{ userId: 'ada', password: 'CNRY-real-password', displayName: 'Ada' }, { userId: 'tess', password: 'secret', twoFactor: true }];
const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users }); });
afterEach(() => cloud.close());

let count = 0;
function newBrowser() {
  const local = fakeStorage();
  const session = fakeStorage();
  const ring = keyring({ local, session, tries: tries(local, () => 0), rounds: 1000 });
  const kept = vaults({ store: vaultStore(createStore(`accounts-${count++}`, 'vaults')), keyring: ring, now: () => 1, changed: vi.fn() });
  const forgetAccount = vi.fn((_account: unknown, lastly: () => Promise<void>) => lastly());
  const refresh = refresher({ ...permitted, keyring: ring, vaults: kept, keepAlive: (work) => work, changed: vi.fn(), forgetAccount });
  return { local, session, ring, kept, refresh, forgetAccount };
}

async function seed(name: string, key: string) {
  const writer = vaultWriter(key);
  const sealed = async (value: unknown) => writer.seal(JSON.stringify(value));
  return cloud.control.seedVault({
    userId: 'ada', name,
    credentials: [{
      label: 'Shop', username: await sealed('ada'), password: await sealed('p'), url: await sealed('https://shop.example'), email: await sealed(null),
      description: await sealed(null), tags: await sealed([]), files: await sealed([]), custom_fields: await sealed([]), otp: await sealed({}),
    }],
  });
}

const signIn = (ring: Keyring, login: { loginName: string; password: string; deviceName?: string }) => signInTyped({ server: cloud.url, ...login }, { ...permitted, keyring: ring });

describe('signing in with what a person typed', () => {
  test('exchanges a real password for an app password and forgets it', async () => {
    const { ring, local, session } = newBrowser();
    await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    const [account] = (await ring.contents()).accounts;
    expect(account).toMatchObject({ userId: 'ada', displayName: 'Ada', passmanVersion: '2.5.1' });
    expect(account?.appPassword).toHaveLength(72);
    expect(local.dump() + session.dump()).not.toContain('CNRY');
  });

  test('gives this browser its name on the server, and keeps that where it holds', async () => {
    const { ring } = newBrowser();
    const named = async () => (await ring.contents()).accounts.map(({ deviceName }) => deviceName);
    await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password', deviceName: 'Laptop' });
    expect([cloud.control.devices('ada'), await named()]).toEqual([['Laptop'], ['Laptop']]);
    // An app password got its name where it was made.
    const [account] = (await ring.contents()).accounts;
    await signIn(ring, { loginName: 'ada', password: account?.appPassword ?? '', deviceName: 'Other' });
    expect([cloud.control.devices('ada'), await named()]).toEqual([['Laptop'], [undefined]]);
  });

  test('twice leaves one account and one app password', async () => {
    const { ring } = newBrowser();
    await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    expect((await ring.contents()).accounts).toHaveLength(1);
    expect(cloud.control.devices('ada')).toHaveLength(1);
  });

  test.each([
    ['a wrong password', { loginName: 'ada', password: 'nope' }, 'wrong-login'],
    ['a real password where two factors are wanted', { loginName: 'tess', password: 'secret' }, 'needs-login-flow'],
  ])('says that it was %s', async (_what, login, kind) => {
    const { ring } = newBrowser();
    await expect(signIn(ring, login)).rejects.toMatchObject({ problem: { kind } });
    expect(await ring.state()).toBe('new');
    expect(await ring.hasContents()).toBe(false);
  });

  test('to a server without Passman keeps nothing, there or here', async () => {
    cloud.control.passman(false);
    const { ring } = newBrowser();
    await expect(signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' })).rejects.toMatchObject({ problem: { kind: 'no-passman' } });
    expect(cloud.control.devices('ada')).toHaveLength(0);
    expect(await ring.hasContents()).toBe(false);
  });

  test('that cannot be kept here leaves no app password on the server', async () => {
    const { ring } = newBrowser();
    vi.spyOn(ring, 'change').mockRejectedValue(new Failure({ kind: 'storage-failed' }));
    await expect(signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' })).rejects.toMatchObject({ problem: { kind: 'storage-failed' } });
    expect(cloud.control.devices('ada')).toHaveLength(0);
  });

  test('never sends a cookie', async () => {
    await signIn(newBrowser().ring, { loginName: 'ada', password: 'CNRY-real-password' });
    expect(cloud.control.requests().length).toBeGreaterThan(3);
    expect(cloud.control.requests().filter(({ cookie }) => cookie)).toEqual([]);
  });
});

describe('refreshing', () => {
  test('finds the vaults, and reads those whose key is known', async () => {
    await seed('Personal', 'one');
    await seed('Work', 'two');
    const { ring, refresh, kept } = newBrowser();
    await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    await refresh.all();
    expect((await ring.contents()).vaults.map(({ name, key }) => [name, key])).toEqual([['Personal', null], ['Work', null]]);
    await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => (vault.name === 'Work' ? { ...vault, key: 'two' } : vault)) }));
    await refresh.all();
    expect((await kept.search()).search('').map(({ label, username }) => [label, username])).toEqual([['Shop', 'ada']]);
    expect(refresh.problems.size).toBe(0);
  });

  test('keeps what it has when the server fails, and says so', async () => {
    await seed('Personal', 'one');
    const { ring, refresh, kept } = newBrowser();
    const id = await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    await refresh.all();
    await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: 'one' })) }));
    await refresh.all();
    cloud.control.maintenance(true);
    await refresh.all();
    expect(refresh.problems.get(id)).toMatchObject({ kind: 'maintenance' });
    expect((await kept.search()).search('shop')).toHaveLength(1);
  });

  test('forgets the account when its owner asked for this device to be wiped', async () => {
    const { ring, refresh, forgetAccount } = newBrowser();
    const id = await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    cloud.control.wipeDevices('ada');
    await refresh.all();
    expect(forgetAccount).toHaveBeenCalledWith(expect.objectContaining({ id }), expect.anything());
    // The server was told: it has no such device any more.
    expect(cloud.control.devices('ada')).toEqual([]);
  });

  test('keeps the account when its app password was merely revoked', async () => {
    const { ring, refresh, forgetAccount } = newBrowser();
    const id = await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' });
    cloud.control.revokeDevices('ada');
    await refresh.all();
    expect(refresh.problems.get(id)).toMatchObject({ kind: 'signed-out' });
    expect(forgetAccount).not.toHaveBeenCalled();
  });
});


describe('renewing the app password', () => {
  const passwordIn = async (ring: Keyring) => (await ring.contents()).accounts.map(({ appPassword, rotating }) => ({ appPassword, rotating }))[0];
  async function signedIn() {
    const here = newBrowser();
    const id = await signIn(here.ring, { loginName: 'ada', password: 'CNRY-real-password' });
    /** The server does it, unless told, and its answer is lost. */
    const losing = (reaches: boolean) => ({
      ...permitted, keyring: here.ring, fetch: async (...ask: Parameters<typeof fetch>) => {
        if (reaches) await fetch(...ask);
        throw new TypeError('Failed to fetch');
      },
    });
    return { ...here, id, losing, before: await passwordIn(here.ring) };
  }

  test('keeps the new one; the old one opens nothing any more', async () => {
    const { ring, id, refresh, before } = await signedIn();
    await rotateAppPassword(id, { ...permitted, keyring: ring });
    const after = await passwordIn(ring);
    expect(after).toEqual({ appPassword: expect.stringMatching(/^\w{72}$/) as unknown, rotating: undefined });
    expect(after?.appPassword).not.toBe(before?.appPassword);
    await refresh.all();
    expect(refresh.problems.get(id)).toBeUndefined();
    expect(cloud.control.devices('ada')).toHaveLength(1);
  });

  test('whose answer is lost is found out by the next refresh, and a new sign-in keeps all there is', async () => {
    const { ring, id, refresh, losing, forgetAccount } = await signedIn();
    await expect(rotateAppPassword(id, losing(true))).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
    expect(await passwordIn(ring)).toMatchObject({ rotating: true });
    await refresh.all();
    expect(refresh.problems.get(id)).toMatchObject({ kind: 'password-lost' });
    expect(forgetAccount).not.toHaveBeenCalled();
    expect(await signIn(ring, { loginName: 'ada', password: 'CNRY-real-password' })).toBe(id);
    await refresh.all();
    expect(refresh.problems.get(id)).toBeUndefined();
    expect((await passwordIn(ring))?.rotating).toBeUndefined();
  });

  test('that never reached the server leaves the old one as it was', async () => {
    const { ring, id, refresh, losing, before } = await signedIn();
    await expect(rotateAppPassword(id, losing(false))).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
    await refresh.all();
    expect(refresh.problems.get(id)).toBeUndefined();
    expect(await passwordIn(ring)).toEqual(before);
  });
});
