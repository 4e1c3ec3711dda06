import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { loginFlows, type LoginFlows } from './login-flow.ts';
import type { ServerWorld } from './server-of.ts';

const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users: [{ userId: 'ada', password: 'CNRY-real-password', displayName: 'Ada' }] }); });
afterEach(() => cloud.close());

function newBrowser() {
  const [local, session] = [fakeStorage(), fakeStorage()];
  return { session, ring: keyring({ local, session, tries: tries(local, () => 0), rounds: 1000 }) };
}

/** As long as it takes: there are requests in between. */
const eventually = <Result>(holds: () => Result | Promise<Result>): Promise<Result> => vi.waitFor(holds, { timeout: 25_000, interval: 5 });

describe('Login Flow v2', () => {
  function flowIn({ ring, session }: ReturnType<typeof newBrowser>, clock = { time: 0 }, through: typeof globalThis.fetch = permitted.fetch) {
    const opened: string[] = [];
    const tabs = {
      open: (url: string) => { opened.push(url); return Promise.resolve(5); },
      close: vi.fn(() => Promise.resolve()), show: vi.fn(() => Promise.resolve()), active: () => Promise.resolve(2),
    };
    const signedIn = vi.fn();
    const worker = (): LoginFlows => loginFlows({
      ...permitted, fetch: through, keyring: ring, session, tabs, now: () => clock.time, wait: () => new Promise((resolve) => { setTimeout(resolve, 5); }), changed: vi.fn(), signedIn,
      alarms: { create: () => Promise.resolve(), clear: () => Promise.resolve(true) },
    });
    return { flows: worker(), worker, opened, tabs, signedIn, clock };
  }
  const grant = (opened: readonly string[]) => cloud.control.grant(opened[0]?.split('/').at(-1) ?? '', 'ada');

  test('waits for the person, then keeps the account and closes the page', async () => {
    const here = newBrowser();
    const { flows, opened, tabs, signedIn } = flowIn(here);
    expect(await flows.begin(cloud.url, 'Laptop')).toMatchObject({ state: 'waiting' });
    expect(grant(opened)).toBe(true);
    await eventually(() => expect(signedIn).toHaveBeenCalled());
    expect(await flows.current()).toMatchObject({ state: 'done', problem: null });
    expect((await here.ring.contents()).accounts).toMatchObject([{ deviceName: 'Laptop' }]);
    expect(cloud.control.devices('ada')).toEqual(['Laptop']);
    expect(tabs.close).toHaveBeenCalledWith(5);
    expect(tabs.show).toHaveBeenCalledWith(2);
  });

  test('goes on waiting in a new worker', async () => {
    const here = newBrowser();
    const { flows, worker, opened, signedIn } = flowIn(here);
    await flows.begin(cloud.url, 'Laptop');
    const reborn = worker();
    grant(opened);
    await reborn.resume();
    await eventually(() => expect(signedIn).toHaveBeenCalled());
    expect((await here.ring.contents()).accounts).toHaveLength(1);
  });

  test('loses no login that was granted just before the worker stopped', async () => {
    const here = newBrowser();
    const { flows, worker, opened, signedIn } = flowIn(here);
    await flows.begin(cloud.url, 'Laptop');
    // The server answers once; after that, signing in fails until the worker is gone.
    cloud.control.addFault({ match: { path: 'apps/passman' }, kind: 'status', status: 503 });
    grant(opened);
    await eventually(() => expect(here.session.dump()).toContain('appPassword'));
    cloud.control.clearFaults();
    await worker().resume();
    await eventually(() => expect(signedIn).toHaveBeenCalled());
    expect((await here.ring.contents()).accounts).toHaveLength(1);
    expect(here.session.dump()).not.toContain('"appPassword"');
  });

  test('ends after twenty minutes', async () => {
    const { flows, clock } = flowIn(newBrowser());
    await flows.begin(cloud.url, 'Laptop');
    clock.time = 20 * 60_000;
    await eventually(async () => expect(await flows.current()).toMatchObject({ state: 'failed', problem: { kind: 'login-expired' } }));
  });

  test('is given up a minute after its page was closed, and not before', async () => {
    const here = newBrowser();
    const { flows, clock, opened } = flowIn(here);
    await flows.begin(cloud.url, 'Laptop');
    await flows.tabClosed(5);
    clock.time = 60_000;
    const polls = () => cloud.control.requests().filter(({ path }) => path.includes('/login/v2/poll')).length;
    const before = polls();
    await eventually(() => expect(polls()).toBeGreaterThan(before));
    expect(await flows.current()).toMatchObject({ state: 'waiting' });
    clock.time = 60_001;
    await eventually(async () => expect(await flows.current()).toMatchObject({ state: 'none' }));
    grant(opened);
    await flows.resume();
    expect(await here.ring.hasContents()).toBe(false);
  });

  test('is one account where two workers ask at once, though the server answers once', async () => {
    const here = newBrowser();
    const { flows, worker, opened, signedIn } = flowIn(here);
    await flows.begin(cloud.url, 'Laptop');
    const other = worker().resume();
    grant(opened);
    await eventually(() => expect(signedIn).toHaveBeenCalled());
    await Promise.all([other, flows.resume()]);
    expect(await flows.current()).toMatchObject({ state: 'done', problem: null });
    expect([(await here.ring.contents()).accounts.length, cloud.control.devices('ada').length]).toEqual([1, 1]);
  });

  test('can be called off', async () => {
    const { flows, tabs, opened, worker } = flowIn(newBrowser());
    await flows.begin(cloud.url, 'Laptop');
    expect(await flows.cancel()).toMatchObject({ state: 'none' });
    expect(tabs.close).toHaveBeenCalledWith(5);
    grant(opened);
    await worker().resume();
    expect(await flows.current()).toMatchObject({ state: 'none' });
  });

  test('keeps no account when it is called off while the server answers', async () => {
    const here = newBrowser();
    let polled = () => {};
    const answered = new Promise<void>((resolve) => { polled = resolve; });
    const { flows, opened, signedIn } = flowIn(here, { time: 0 }, async (...ask) => {
      const reply = await fetch(...ask);
      if (reply.url.includes('/poll') && reply.ok) {
        await flows.cancel();
        polled();
      }
      return reply;
    });
    await flows.begin(cloud.url, 'Laptop');
    grant(opened);
    await answered;
    await eventually(() => expect(cloud.control.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(1));
    expect(await flows.current()).toMatchObject({ state: 'none' });
    expect(await here.ring.hasContents()).toBe(false);
    expect(cloud.control.devices('ada')).toHaveLength(0);
    expect(signedIn).not.toHaveBeenCalled();
  });

  test('that ends does not write over the next one', async () => {
    const here = newBrowser();
    let began = false;
    const { flows, opened } = flowIn(here, { time: 0 }, async (...ask) => {
      const reply = await fetch(...ask);
      if (reply.url.includes('/poll') && !began) {
        began = true;
        await flows.begin(cloud.url, 'Laptop');
        return new Response('{}', { status: 403 });
      }
      return reply;
    });
    await flows.begin(cloud.url, 'Laptop');
    await eventually(() => expect(opened).toHaveLength(2));
    expect(cloud.control.grant(opened[1]?.split('/').at(-1) ?? '', 'ada')).toBe(true);
    await eventually(async () => expect(await flows.current()).toMatchObject({ state: 'done' }));
  });

  test('revokes the app password again where there is no Passman', async () => {
    const { flows, opened } = flowIn(newBrowser());
    await flows.begin(cloud.url, 'Laptop');
    cloud.control.passman(false);
    grant(opened);
    await eventually(async () => expect(await flows.current()).toMatchObject({ state: 'failed', problem: { kind: 'no-passman' } }));
    expect(cloud.control.devices('ada')).toHaveLength(0);
  });
});
