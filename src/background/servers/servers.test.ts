import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { wordlist } from '@scure/bip39/wordlists/english.js';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { SelfPrivacyState } from '../../demo-server/selfprivacy/state.ts';
import type { ServerId } from '../../core/ids.ts';
import { wordBook } from '../../core/mnemonic/word-book.ts';
import { Failure } from '../../core/problem.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { Servers } from './servers.ts';

let cloud: Cloud;
let now = 0;
let state: SelfPrivacyState;
let ring: Keyring;
let servers: Servers;
let notices: string[];
let dropped: string[];
const domain = 'home.example';

beforeAll(async () => {
  cloud = await startCloud({ now: () => now });
});
afterAll(() => cloud.close());
beforeEach(() => {
  now = Date.UTC(2026, 10, 29, 12);
  cloud.control.reset();
  state = cloud.control.selfPrivacy();
  Object.assign(state, { domain, awayMs: 60_000, rebuildMs: 120_000 });
  notices = [];
  dropped = [];
  const [local, session] = [fakeStorage(), fakeStorage()];
  ring = keyring({ local, session, tries: tries(local, () => now), rounds: 1 });
  servers = new Servers({
    keyring: ring, session, now: () => now, changed: () => undefined,
    servers: { fetch: fetchHere, permissions: { contains: () => Promise.resolve(true), getAll: () => Promise.resolve({}), remove: ({ origins }) => Promise.resolve(dropped.push(...origins) > 0) } },
    words: { passphrase: () => Promise.resolve([]), mnemonic: () => Promise.resolve(wordBook(wordlist)) },
    notify: (where, services) => {
      notices.push(`${where}: ${services.join()}`);
      return Promise.resolve();
    },
  });
});

/** Leads every name to the embedded cloud. */
const fetchHere: typeof fetch = (input, init) => new Promise((resolve, reject) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const body = typeof init?.body === 'string' ? init.body : '';
  // A connection each: the cloud hangs up on those that wait when it is told of a fault.
  const sent = request({ agent: false, host: '127.0.0.1', port: cloud.httpPort, method: init?.method, path: url.pathname, headers: { ...(init?.headers as Record<string, string>), 'Host': url.host, 'Content-Length': String(Buffer.byteLength(body)) } }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0 })));
  });
  sent.on('error', reject);
  sent.end(body);
});

const pair = async (): Promise<ServerId> => (await servers.pair({ domain, phrase: state.invite(now).toUpperCase(), device: 'My browser!', how: 'invitation' })).server;
const kindOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null, (error: unknown) => (error instanceof Failure ? error.problem.kind : error));

describe('pairing', () => {
  test('keeps the token in the keyring only, under the name the server writes', async () => {
    const id = await pair();
    expect((await ring.contents()).servers).toEqual([{ id, domain, token: state.tokens[1]?.token }]);
    expect(state.tokens[1]?.name).toBe('My_browser_');
    expect(await servers.list()).toMatchObject([{ id, domain, version: '1.2.7', problem: null }]);
    expect(JSON.stringify(await servers.list())).not.toContain(state.tokens[1]?.token);
  });

  test('anew takes the place of the earlier one', async () => {
    expect(await pair()).toBe(await pair());
    expect((await ring.contents()).servers).toHaveLength(1);
  });

  test('says what the server calls this browser, where its name was taken', async () => {
    state.tokens.push({ token: 'another', name: 'Laptop', date: '2022-01-14 08:31:10.789314' });
    const { name } = await servers.pair({ domain, phrase: state.invite(now), device: 'Laptop', how: 'invitation' });
    expect(name).toMatch(/^Laptop\d$/);
    expect(state.tokens.at(-1)?.name).toBe(name);
  });

  test('asks nothing of the server with a phrase that has a slip', async () => {
    expect(await kindOf(servers.pair({ domain, phrase: 'legal winner thank', device: 'x', how: 'invitation' }))).toBe('wrong-phrase');
    expect(cloud.control.requests().map(({ path }) => path)).toEqual(['/api/version']);
  });
});

describe('watching', () => {
  test('tells once of a service that is broken at two looks', async () => {
    await pair();
    state.services.set('nextcloud', 3);
    for (let looks = 0; looks < 4; looks++) await servers.watch();
    expect(notices).toEqual(['home.example: nextcloud']);
    expect(await servers.countBroken()).toBe(1);
  });

  test('is quiet for a while after a restart, and takes the gateway’s page for one', async () => {
    const id = await pair();
    await servers.change(id, { do: 'reboot', confirm: domain });
    expect((await servers.list())[0]).toMatchObject({ problem: { kind: 'restarting' }, quietUntil: now + 15 * 60_000 });
    now += 121_000;
    state.services.set('nextcloud', 3);
    await servers.watch();
    await servers.watch();
    expect(notices).toEqual([]);
    now += 15 * 60_000;
    await servers.watch();
    await servers.watch();
    expect(notices).toEqual(['home.example: nextcloud']);
  });

  test('asks no more, once this browser was thrown out', async () => {
    await pair();
    state.tokens = state.tokens.slice(0, 1);
    await servers.watch();
    cloud.control.clearRequests();
    await servers.watch();
    expect(cloud.control.requests()).toEqual([]);
    expect((await servers.list())[0]?.problem?.kind).toBe('device-revoked');
  });
});

describe('a change', () => {
  test('is remembered as not applied, and forgotten with the apply', async () => {
    const id = await pair();
    expect(await servers.change(id, { do: 'switch', service: 'ocserv', on: true })).toMatchObject({ unapplied: true, wanted: { ocserv: true } });
    await servers.change(id, { do: 'apply' });
    now += 121_000;
    expect(await servers.lookAt(id)).toMatchObject({ unapplied: false, wanted: {}, problem: null });
  });

  test.each(['', 'home.exampl', 'HOME.EXAMPLE'])('that needs the domain typed is refused with %j', async (confirm) => {
    const id = await pair();
    for (const act of ['upgrade', 'rollback', 'reboot', 'pull'] as const) expect(await kindOf(servers.change(id, { do: act, confirm }))).toBe('not-allowed');
    expect(await kindOf(servers.change(id, { do: 'restore', snapshot: 'f96b428f', confirm }))).toBe('not-allowed');
    expect(await kindOf(servers.remove(id, confirm))).toBe('not-allowed');
    expect(state.started).toEqual([]);
  });

  test('with other words than the domain is refused before anything is asked of a server, also of one that is away', async () => {
    const id = await pair();
    cloud.control.addFault({ match: { path: '.*' }, kind: 'drop' });
    const asked = cloud.control.requests().length;
    expect(await kindOf(servers.change(id, { do: 'reboot', confirm: 'away.example' }))).toBe('not-allowed');
    expect(await kindOf(servers.remove(id, 'away.example'))).toBe('not-allowed');
    expect(cloud.control.requests()).toHaveLength(asked);
  });

  test('of the token is sealed before anything else is asked', async () => {
    const id = await pair();
    const before = state.tokens[1]?.token;
    expect((await servers.change(id, { do: 'rotate-token' })).problem).toBeNull();
    expect((await ring.contents()).servers?.[0]?.token).toBe(state.tokens[1]?.token);
    expect(state.tokens[1]?.token).not.toBe(before);
  });
});

test('a new token whose answer is lost is said to be gone, and pairing again takes its place', async () => {
  const id = await pair();
  cloud.control.addFault({ match: { method: 'POST', path: '/auth/tokens' }, kind: 'lost-answer', times: 1 });
  expect(await kindOf(servers.change(id, { do: 'rotate-token' }))).toBe('unreachable');
  expect((await servers.lookAt(id)).problem?.kind).toBe('device-revoked');
  expect(await pair()).toBe(id);
  expect((await servers.list())[0]?.problem).toBeNull();
});

describe('removing', () => {
  test('leaves a token that opens nothing, and drops the permission', async () => {
    const id = await pair();
    const before = state.tokens[1]?.token;
    expect(await servers.remove(id, domain)).toBe(true);
    expect(state.tokens.map(({ token }) => token)).not.toContain(before);
    expect([(await ring.contents()).servers, dropped]).toEqual([[], ['https://api.home.example/*']]);
    expect(await kindOf(servers.lookAt(id))).toBe('gone');
  });

  test('forgets it also where the server cannot be told', async () => {
    const id = await pair();
    cloud.control.addFault({ match: { path: '.*' }, kind: 'drop' });
    expect(await servers.remove(id, domain)).toBe(false);
    expect((await ring.contents()).servers).toEqual([]);
  });
});
