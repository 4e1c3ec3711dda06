import { describe, expect, test } from 'vitest';

import { Failure } from '../core/problem.ts';
import { authenticationHeaders, basic, nobody, type Authentication } from './authentication.ts';
import { everyCall } from './every-call.ts';
import { fakeServer, json } from './fake-server.ts';
import { send } from './http.ts';

const appApi: Authentication = { by: 'appapi', appId: 'latchkey', appVersion: '1.0.0', aaVersion: '32.0.0', userId: 'jürgen', secret: 'a:b' };
const kinds: readonly Authentication[] = [nobody, basic('alice', 'secret'), appApi, { by: 'bearer', token: 'a-token_1' }];
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the headers that prove who asks', () => {
  test.each([
    ['nobody', nobody, {}],
    ['a person, in UTF-8', basic('jürgen', 'pässwörd ✓'), { Authorization: `Basic ${base64('jürgen:pässwörd ✓')}` }],
    ['a device', { by: 'bearer', token: 'a-token_1' } as const, { Authorization: 'Bearer a-token_1' }],
    ['an app, in UTF-8, with a colon in its secret', appApi, { 'AA-VERSION': '32.0.0', 'EX-APP-ID': 'latchkey', 'EX-APP-VERSION': '1.0.0', 'AUTHORIZATION-APP-API': base64('jürgen:a:b') }],
    ['an app that names nobody', { ...appApi, userId: '' }, { 'AA-VERSION': '32.0.0', 'EX-APP-ID': 'latchkey', 'EX-APP-VERSION': '1.0.0', 'AUTHORIZATION-APP-API': base64(':a:b') }],
  ])('are those of %s', (_, who, headers) => {
    expect(authenticationHeaders(who)).toEqual(headers);
  });

  test.each([
    { by: 'bearer', token: 'a\r\nX-Other: b' }, { by: 'bearer', token: '' }, { by: 'bearer', token: 'ä' },
    { ...appApi, appId: 'a\nb' }, { ...appApi, appVersion: '' }, { ...appApi, aaVersion: '1 2' },
  ] as Authentication[])('cannot be made to break out: %j', (who) => {
    expect(() => authenticationHeaders(who)).toThrow(Failure);
  });
});

describe('every call of every client', () => {
  const proofs = ['authorization', 'authorization-app-api'];
  test.each(kinds)('carries one proof at most, and no cookies: %j', async (authentication) => {
    for (const call of everyCall) {
      const server = { ...fakeServer(json({}, 500)), authentication };
      await call(server).catch(() => undefined);
      expect(server.asked.length).toBeGreaterThan(0);
      for (const { init } of server.asked) {
        expect(init).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'manual' });
        const names = [...new Headers(init.headers).keys()];
        expect(names).not.toContain('cookie');
        const carried = names.filter((name) => proofs.includes(name));
        expect([[], Object.keys(authenticationHeaders(authentication)).map((name) => name.toLowerCase()).filter((name) => proofs.includes(name))]).toContainEqual(carried);
      }
    }
  });

  test.each(['Authorization', 'authorization-app-api', 'EX-APP-ID', 'Cookie'])('is refused with a second %s of its own', async (name) => {
    const server = fakeServer(json({}));
    await expect(send(server, { method: 'GET', path: '/x', headers: { [name]: 'x' } })).rejects.toThrow(Failure);
    expect(server.asked).toEqual([]);
  });
});
