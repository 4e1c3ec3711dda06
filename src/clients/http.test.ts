import { createServer, type RequestListener, type Server as NodeServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';

import { Failure } from '../core/problem.ts';
import { fakeServer, html, json } from './fake-server.ts';
import { basic, nobody } from './authentication.ts';
import { segment, send, type Server } from './http.ts';
import { sendForJson } from './refusal.ts';

const get = { method: 'GET', path: '/x' } as const;
const host = 'cloud.example';
const running: NodeServer[] = [];

afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A real server on this computer, for what only a real connection can do. */
async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, authentication: basic('alice', 'secret'), fetch };
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

describe('a request', () => {
  test('carries the login, and neither cookies nor a referrer, nor anything from a cache', async () => {
    const server = fakeServer(json({}));
    await send(server, { method: 'POST', path: '/a/b', json: { x: 1 } });
    const { url, init } = server.asked[0]!;
    expect(url).toBe('https://cloud.example/nc/a/b');
    expect(init).toMatchObject({ method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'manual', referrerPolicy: 'no-referrer', body: '{"x":1}' });
    expect(init.headers).toEqual({ Accept: 'application/json', Authorization: `Basic ${btoa('alice:fake app password')}`, 'Content-Type': 'application/json' });
  });

  test('has no Authorization header when asked as nobody', async () => {
    const server = fakeServer(json({}));
    await send({ ...server, authentication: nobody }, get);
    expect(server.asked[0]!.init.headers).toEqual({ Accept: 'application/json' });
  });

  test('sends a form where one is given', async () => {
    const server = fakeServer(json({}));
    await send(server, { method: 'POST', path: '/x', form: { token: 'a&b=c' } });
    expect(server.asked[0]!.init.body).toBe('token=a%26b%3Dc');
  });

  test('calls the fetch it was handed without a receiver, as browsers insist', async () => {
    const server = fakeServer(json({}));
    const { fetch } = server;
    server.fetch = function (this: unknown, ...given) {
      expect(this).toBeUndefined();
      return fetch(...given);
    };
    await send(server, get);
  });
});

describe('a part of a path', () => {
  test('cannot climb or break out', () => {
    expect(segment('a/../b?c#d e')).toBe('a%2F..%2Fb%3Fc%23d%20e');
    expect(() => segment('..')).toThrow(Failure);
    expect(() => segment('.')).toThrow(Failure);
    expect(() => segment('')).toThrow(Failure);
  });
});

describe('what can happen on the way', () => {
  test('a fetch that fails is an unreachable server', async () => {
    expect(await problemOf(send(fakeServer(new TypeError('Failed to fetch')), get))).toEqual({ kind: 'unreachable', host });
  });

  test('nobody listening is an unreachable server', async () => {
    const server = await listen(() => undefined);
    running[0]!.close();
    expect(await problemOf(send(server, get))).toMatchObject({ kind: 'unreachable' });
  });

  test('no answer in time is a timeout', async () => {
    const server = await listen(() => undefined);
    expect(await problemOf(send(server, { ...get, timeoutMs: 50 }))).toMatchObject({ kind: 'timeout' });
  });

  test('a body that never ends is a timeout too', async () => {
    const server = await listen((_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).write('[1,'));
    expect(await problemOf(send(server, { ...get, timeoutMs: 100 }))).toMatchObject({ kind: 'timeout' });
  });

  test.each([
    ['with a length', { 'Content-Length': '1000' }],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])('a connection that breaks in the middle of a body %s is cut off', async (_, headers) => {
    const server = await listen((__, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
      response.write('[{"vault_id":', () => setTimeout(() => response.socket?.destroy(), 20));
    });
    expect(await problemOf(send(server, get))).toMatchObject({ kind: 'cut-off' });
  });

  test('a body shorter than announced is cut off, even if the connection ends politely', async () => {
    expect(await problemOf(send(fakeServer(new Response('[]', { headers: { 'Content-Length': '10' } })), get))).toEqual({ kind: 'cut-off', host });
  });

  test('a broken page of an error does not hide its status', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    expect(await problemOf(sendForJson(fakeServer(() => new Response(body, { status: 500 })), get))).toEqual({ kind: 'server-error', host, status: 500 });
  });
});

describe('a redirect', () => {
  test('to another origin is not followed: the login stays here', async () => {
    let leaked = 0;
    const other = await listen((_, response) => { leaked++; response.end('{}'); });
    const server = await listen((_, response) => response.writeHead(302, { Location: `${other.server}/evil` }).end());
    expect(await problemOf(send(server, get))).toEqual({ kind: 'redirected', host: new URL(server.server).host, to: new URL(other.server).host });
    expect(leaked).toBe(0);
  });

  test.each([301, 302, 303, 307, 308])('with status %i is not followed within the origin either', async (status) => {
    let asked = 0;
    const server = await listen((_, response) => { asked++; response.writeHead(status, { Location: '/elsewhere' }).end(); });
    expect(await problemOf(send(server, { method: 'POST', path: '/x', json: {} }))).toMatchObject({ kind: 'redirected' });
    expect(asked).toBe(1);
  });

  test('whose target a browser hides is still told from an unreachable server', async () => {
    const opaque = Object.defineProperty(new Response(null, { status: 200 }), 'type', { value: 'opaqueredirect' });
    expect(await problemOf(send(fakeServer(() => opaque), get))).toEqual({ kind: 'redirected', host, to: '' });
  });

  test('that some fetch has followed all the same is refused', async () => {
    const followed = new Response('{}');
    Object.defineProperty(followed, 'redirected', { value: true });
    Object.defineProperty(followed, 'url', { value: 'https://evil.example/x' });
    expect(await problemOf(send(fakeServer(() => followed), get))).toEqual({ kind: 'redirected', host, to: 'evil.example' });
  });

  test('to nonsense is refused without a target', async () => {
    expect(await problemOf(send(fakeServer(new Response(null, { status: 302, headers: { Location: 'https://[' } })), get))).toEqual({ kind: 'redirected', host, to: '' });
  });
});

describe('a body', () => {
  test('that announces more than 32 MiB is not read', async () => {
    let read = false;
    const body = new ReadableStream({ pull: () => { read = true; } }, { highWaterMark: 0 });
    const answer = () => new Response(body, { headers: { 'Content-Length': String(33 * 1024 * 1024) } });
    expect(await problemOf(send(fakeServer(answer), get))).toEqual({ kind: 'bad-answer', host, why: 'too-large' });
    expect(read).toBe(false);
  });

  test('that grows over 32 MiB is stopped there', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    const body = new ReadableStream({ pull: (controller) => { sent++; controller.enqueue(chunk); } });
    expect(await problemOf(send(fakeServer(() => new Response(body)), get))).toEqual({ kind: 'bad-answer', host, why: 'too-large' });
    expect(sent).toBeLessThan(36);
  });

  test.each([
    ['nested lists', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['nested objects', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`],
    ['ten million brackets that never close', '['.repeat(10_000_000)],
  ])('that is too deep is refused: %s', async (_, text) => {
    expect(await problemOf(send(fakeServer(new Response(text)), get))).toEqual({ kind: 'bad-answer', host, why: 'too-deep' });
  });

  test('may be as deep as 64, and hold any brackets inside its texts', async () => {
    const deep = `${'['.repeat(64)}${']'.repeat(64)}`;
    await expect(send(fakeServer(new Response(deep)), get)).resolves.toMatchObject({ status: 200 });
    const brackets = JSON.stringify({ a: '['.repeat(500), b: `\\"${'{'.repeat(500)}`, c: '\\\\' });
    await expect(send(fakeServer(new Response(brackets)), get)).resolves.toMatchObject({ json: JSON.parse(brackets) as unknown });
  });

  test.each(['{"__proto__":{"polluted":true},"a":[{"__proto__":1}]}', '{"\\u005f_proto__":{"polluted":true},"a":[{"_\\u005fpr\\u006fto__":1}]}'])('loses its keys to the prototype: %s', async (text) => {
    const { json: value } = await send(fakeServer(new Response(text)), get);
    expect(value).toEqual({ a: [{}] });
    expect(Object.keys(value as object)).toEqual(['a']);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    expect((Object.assign({}, value) as { polluted?: true }).polluted).toBeUndefined();
  });

  test('that is no UTF-8 is not JSON', async () => {
    expect(await problemOf(sendForJson(fakeServer(new Response(new Uint8Array([0x22, 0xff, 0x22]))), get))).toEqual({ kind: 'bad-answer', host, why: 'not-json' });
  });

  test('may begin with a byte order mark', async () => {
    expect(await sendForJson(fakeServer(new Response('\uFEFF[1]')), get)).toEqual([1]);
  });
});

describe('what an answer means', () => {
  test.each([
    ['403', json({ message: 'no' }, 403), { kind: 'forbidden', host }],
    ['404', json([], 404), { kind: 'not-found', host }],
    ['412', json({ message: 'CSRF check failed' }, 412), { kind: 'server-error', host, status: 412 }],
    ['429 without a time', json({ message: 'Reached maximum delay' }, 429), { kind: 'throttled', host, retryAfterSeconds: null }],
    ['429 with seconds', json({}, 429, { 'Retry-After': '120' }), { kind: 'throttled', host, retryAfterSeconds: 120 }],
    ['429 with a date', json({}, 429, { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }), { kind: 'throttled', host, retryAfterSeconds: null }],
    ['500 with a page', html(500), { kind: 'server-error', host, status: 500 }],
    ['502', html(502), { kind: 'server-error', host, status: 502 }],
    ['503 with a page', html(503), { kind: 'maintenance', host }],
    ['503 with JSON', json({ message: 'Service unavailable' }, 503), { kind: 'maintenance', host }],
    ['a page instead of JSON', html(200), { kind: 'bad-answer', host, why: 'not-json' }],
    ['nothing at all', new Response(''), { kind: 'bad-answer', host, why: 'not-json' }],
    ['half of an object', new Response('{"a":'), { kind: 'bad-answer', host, why: 'not-json' }],
    ['a warning of PHP before the JSON', new Response('<br />\n<b>Warning</b>: …\n[]'), { kind: 'bad-answer', host, why: 'not-json' }],
  ])('%s', async (_, answer, problem) => {
    expect(await problemOf(sendForJson(fakeServer(answer), get))).toEqual(problem);
  });

  test('`null` is a success', async () => {
    expect(await sendForJson(fakeServer(json(null)), get)).toBeNull();
  });

  test.each([
    { title: 'an app password that was revoked', password: 'secret', message: '', kind: 'signed-out' },
    { title: 'a wrong password, as plain routes say it', refusal: 'wrong-login', password: 'secret', message: '', kind: 'wrong-login' },
    { title: 'a wrong password, as OCS says it', refusal: 'wrong-login', password: 'secret', message: 'Unauthorised', kind: 'wrong-login' },
    { title: 'a right password where two-factor is on', refusal: 'wrong-login', password: 'secret', message: 'Current user is not logged in', kind: 'needs-login-flow' },
    { title: 'a typed app password that goes unnoticed', refusal: 'wrong-login', password: 'aB3dE-fG5hI-jK7lM-nO9pQ-rS1tU', message: 'Current user is not logged in', kind: 'wrong-login' },
    { title: 'a granted app password that goes unnoticed', refusal: 'wrong-login', password: 'a1'.repeat(36), message: 'Current user is not logged in', kind: 'wrong-login' },
    { title: 'no right to write', password: 'secret', message: 'Not authorized', kind: 'forbidden' },
  ] as const)('401 for $title', async ({ password, message, kind, ...rest }) => {
    const server: Server = { ...fakeServer(json({ message }, 401)), authentication: basic('alice', password), ...('refusal' in rest && { refusal: rest.refusal }) };
    expect(await problemOf(sendForJson(server, get))).toEqual({ kind, host });
    const ocs: Server = { ...server, fetch: fakeServer(json({ ocs: { meta: { message } } }, 401)).fetch };
    expect(await problemOf(sendForJson(ocs, get))).toEqual({ kind, host });
  });

  test('no failure quotes the server or the login', async () => {
    const server = fakeServer(json({ message: 'the server says CANARY' }, 500));
    const failure: unknown = await sendForJson(server, get).catch((error: unknown) => error);
    expect(`${String(failure)} ${JSON.stringify((failure as Failure).problem)}`).not.toMatch(/CANARY|fake app password|YWxp/);
  });
});
