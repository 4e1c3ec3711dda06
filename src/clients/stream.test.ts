import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { Failure } from '../core/problem.ts';
import { nobody } from './authentication.ts';
import type { Server } from './http.ts';
import { sendForStream } from './stream.ts';

const get = { method: 'GET', path: '/x' } as const;
const closing: (() => void)[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

/** A real server on this computer: only real connections break. */
async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, authentication: nobody, fetch };
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

const drain = async (stream: ReadableStream<Uint8Array>): Promise<number> => (await new Response(stream).arrayBuffer()).byteLength;

describe('a streamed answer', () => {
  test('comes whole, though it is larger than any limit of an ordinary one', async () => {
    const piece = Buffer.alloc(1024 * 1024);
    const server = await listen((_, response) => {
      response.writeHead(200, { 'Content-Length': String(40 * piece.length) });
      for (let sent = 0; sent < 40; sent++) response.write(piece);
      response.end();
    });
    const { body, length } = await sendForStream(server, get);
    expect([length, await drain(body)]).toEqual([40 * piece.length, 40 * piece.length]);
  });

  test('that falls silent is late; one whose reader takes its time is not', async () => {
    let goOn = (): void => undefined;
    const server = await listen((_, response) => {
      response.writeHead(200, { 'Content-Length': '4' }).write('ab');
      goOn = () => response.write('c');
    });
    // Only of our own clock: the connection's are the machine's.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { body } = await sendForStream(server, { ...get, timeoutMs: 1000 });
    const reader = body.getReader();
    expect((await reader.read()).value?.length).toBe(2);
    await vi.advanceTimersByTimeAsync(5000);
    goOn();
    expect((await reader.read()).value?.length).toBe(1);
    const silent = problemOf(reader.read());
    await vi.advanceTimersByTimeAsync(1000);
    expect(await silent).toMatchObject({ kind: 'timeout' });
  });

  test('that never begins is late', async () => {
    const server = await listen(() => undefined);
    expect(await problemOf(sendForStream(server, { ...get, timeoutMs: 50 }))).toMatchObject({ kind: 'timeout' });
  });

  test('that breaks is cut off', async () => {
    const server = await listen((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('abc', () => response.socket?.destroy());
    });
    expect(await problemOf(sendForStream(server, get).then(({ body }) => drain(body)))).toMatchObject({ kind: 'cut-off' });
  });

  test('ends when its caller wants, with a word of its own', async () => {
    const cancel = new AbortController();
    const server = await listen((_, response) => response.writeHead(200, { 'Content-Length': '1000' }).write('abc'));
    const { body } = await sendForStream(server, { ...get, signal: cancel.signal });
    const reader = body.getReader();
    await reader.read();
    cancel.abort();
    expect(await problemOf(reader.read())).toEqual({ kind: 'cancelled' });
  });

  test('is not asked for by who has cancelled already', async () => {
    expect(await problemOf(sendForStream(await listen(() => undefined), { ...get, signal: AbortSignal.abort() }))).toEqual({ kind: 'cancelled' });
  });

  test('closes the connection when its reader loses interest', async () => {
    let closed = (): void => undefined;
    const hungUp = new Promise<void>((done) => { closed = done; });
    const server = await listen((_, response) => {
      response.on('close', () => closed());
      response.writeHead(200, { 'Content-Length': '1000' }).write('abc');
    });
    const { body } = await sendForStream(server, get);
    await body.cancel();
    await hungUp;
  });
});
