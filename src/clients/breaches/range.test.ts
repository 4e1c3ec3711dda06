import { describe, expect, test } from 'vitest';

import { basic } from '../authentication.ts';
import { readRange } from './range.ts';

interface Asked { url: string; headers: Headers; init: RequestInit }

function serverThat(answer: () => Response) {
  const asked: Asked[] = [];
  const fetch = (url: string, init: RequestInit = {}) => {
    asked.push({ url, headers: new Headers(init.headers), init });
    return Promise.resolve(answer());
  };
  return { asked, server: { server: 'https://breaches.example/api', authentication: basic('alice', 'secret'), fetch: fetch as typeof globalThis.fetch } };
}

const text = (body: string, status = 200) => () => new Response(body, { status });
const suffix = (last: string) => `${'0'.repeat(34)}${last}`;

describe('a range of breached passwords', () => {
  test('is asked for with five digits, padded, and as nobody', async () => {
    const { asked, server } = serverThat(text(''));
    await readRange(server, 'A94A8');
    expect(asked.map(({ url }) => url)).toEqual(['https://breaches.example/api/range/A94A8']);
    expect([...(asked[0]?.headers ?? [])]).toEqual([['accept', 'text/plain'], ['add-padding', 'true']]);
    expect(asked[0]?.init).toMatchObject({ method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'manual' });
  });

  test('holds counts by suffix, without the padding', async () => {
    const { server } = serverThat(text(`${suffix('A')}:3\r\n${suffix('B')}:0\r\n${suffix('c')}:10434004\r\n`));
    expect([...(await readRange(server, 'A94A8'))]).toEqual([[suffix('A'), 3], [suffix('C'), 10434004]]);
  });

  test.each([
    ['a sign-in page', '<!doctype html>', 'shape'], ['a short hash', '00:1', 'shape'], ['no count', suffix('A'), 'shape'],
    ['too many lines', `${suffix('A')}:1\n`.repeat(20_001), 'too-large'],
  ])('is refused where it is %s', async (_, body, why) => {
    await expect(readRange(serverThat(text(body)).server, 'A94A8')).rejects.toMatchObject({ problem: { kind: 'bad-answer', why } });
  });

  test('is not there where the server says so', async () => {
    const busy = () => new Response('', { status: 429, headers: { 'Retry-After': '2' } });
    await expect(readRange(serverThat(busy).server, 'A94A8')).rejects.toMatchObject({ problem: { kind: 'throttled', retryAfterSeconds: 2 } });
  });

  test.each(['', 'A94A', 'a94a8', 'A94A8F', '../..'])('is never asked for with %j', async (prefix) => {
    const { asked, server } = serverThat(text(''));
    await expect(readRange(server, prefix)).rejects.toMatchObject({ problem: { kind: 'bug' } });
    expect(asked).toEqual([]);
  });
});
