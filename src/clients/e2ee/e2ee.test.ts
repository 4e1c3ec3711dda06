import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json, sentJson } from '../fake-server.ts';
import type { Server } from '../http.ts';
import { e2ee, e2eeCapability, type E2ee } from './e2ee.ts';

const host = 'cloud.example';
const base = 'https://cloud.example/nc/ocs/v2.php/apps/end_to_end_encryption/api';
const ok = (data: unknown, headers?: Record<string, string>) => json({ ocs: { meta: { status: 'ok', statuscode: 200, message: 'OK' }, data } }, 200, headers);
/** As old lines refuse everything, and new ones what they don't count. */
const thrown = (status: number, message = '') => json({ ocs: { meta: { status: 'failure', statuscode: status, message }, data: [] } }, status);
/** As new lines refuse what they count against brute force. */
const counted = (status: number, message: string) => json({ ocs: { meta: { status: 'failure', statuscode: status, message: '' }, data: { message } } }, status);
const metadata = { text: '{"metadata":{}}', signature: 'MII=' };

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

describe('every call', () => {
  test('says that it knows encryption, and asks for JSON', async () => {
    const server = fakeServer(ok([]));
    await e2ee(server).folders.mark(233);
    expect(server.asked[0]).toMatchObject({ url: `${base}/v2/encrypted/233?format=json`, init: { method: 'PUT', headers: { 'OCS-APIRequest': 'true', 'x-e2ee-supported': 'true' } } });
  });

  test('reads XML where a server sends nothing else', async () => {
    const xml = (data: string) => new Response(`<?xml version="1.0"?>\n<ocs>\n <meta><status>ok</status><statuscode>200</statuscode><message>OK</message></meta>\n <data>${data}</data></ocs>`);
    expect(await e2ee(fakeServer(xml('<private-key>a|b&lt;|c</private-key>'))).keys.privateKey()).toBe('a|b<|c');
    expect(await e2ee(fakeServer(xml('<deletedIds><element>1</element><element>2</element></deletedIds>'))).folders.removeEverything()).toEqual([1, 2]);
    await expect(e2ee(fakeServer(xml(''))).folders.mark(1)).resolves.toBeUndefined();
    const refused = new Response('<ocs><meta><status>failure</status><statuscode>423</statuscode><message/></meta><data><message>File already locked</message></data></ocs>', { status: 423 });
    expect(await problemOf(e2ee(fakeServer(refused)).folders.lock(1, 1))).toEqual({ kind: 'folder-refused', host, why: 'locked' });
  });

  describe('about a public link carries its token in every way that servers read it', () => {
    const asked = async (answer: Response, call: (api: E2ee) => Promise<unknown>) => {
      const server = { ...fakeServer(answer), shareToken: 'kE3nTok' };
      await call(e2ee(server));
      const one = server.asked[0]!;
      return { method: one.init.method, path: one.url.slice(base.length), json: sentJson(one), header: new Headers(one.init.headers).get('x-nc-e2ee-share-token') };
    };
    const header = 'kE3nTok';
    const shareToken = header;
    test.each([
      ['private key', ok({ 'private-key': 'a|b|c' }), (api: E2ee) => api.keys.privateKey(), { method: 'GET', path: '/v2/private-key?format=json' }],
      ['private key, stored', ok({ 'private-key': 'a' }), (api) => api.keys.storePrivateKey('a'), { method: 'POST', json: { privateKey: 'a', shareToken } }],
      ['private key, removed', ok([]), (api) => api.keys.removePrivateKey(), { method: 'DELETE', path: '/v2/private-key?format=json&shareToken=kE3nTok' }],
      ['certificate, made', ok({ 'public-key': 'PEM' }), (api) => api.keys.makeCertificate('csr'), { method: 'POST', json: { csr: 'csr', shareToken } }],
      ['certificate, removed', ok([]), (api) => api.keys.removeCertificate(), { method: 'DELETE', path: '/v2/public-key?format=json&shareToken=kE3nTok' }],
      ['metadata, read', ok({ 'meta-data': '{}' }), (api) => api.folders.read(7), { method: 'GET', path: '/v2/meta-data/7?format=json&shareToken=kE3nTok' }],
      ['metadata, made', ok({ 'meta-data': '' }), (api) => api.folders.create(7, metadata, 'T'), { method: 'POST', path: '/v2/meta-data/7?format=json' }],
      ['metadata, replaced', ok({ 'meta-data': '' }), (api) => api.folders.replace(7, metadata, 'T'), { method: 'PUT' }],
      ['metadata, removed', ok([]), (api) => api.folders.remove(7, 'T'), { method: 'DELETE' }],
      ['lock', ok({ 'e2e-token': 'T' }), (api) => api.folders.lock(7, 2), { method: 'POST', path: '/v2/lock/7?format=json' }],
      ['lock, asked for', ok({ 'e2e-token': 'T' }), (api) => api.folders.enterAgain(7, 'T', 2), { method: 'POST', json: { 'e2e-token': 'T' } }],
      ['lock, removed', ok([]), (api) => api.folders.unlock(7, 'T'), { method: 'DELETE' }],
      ['lock, given up', ok([]), (api) => api.folders.abort(7, 'T'), { method: 'DELETE' }],
      ['mark', ok([]), (api) => api.folders.mark(7), { method: 'PUT', path: '/v2/encrypted/7?format=json' }],
      ['dropped file', ok([]), (api) => api.folders.addDrop(7, '{}'), { method: 'PUT', json: { filedrop: '{}', shareToken } }],
    ] satisfies [string, Response, (api: E2ee) => Promise<unknown>, object][])('%s', async (_, answer, call, wanted) => {
      expect(await asked(answer, call)).toMatchObject({ ...wanted, header });
    });
  });

  test.each([
    ['a page instead', html(200), { kind: 'bad-answer', host, why: 'not-json' }],
    ['JSON without its envelope', json({ hello: 1 }), { kind: 'bad-answer', host, why: 'shape' }],
    ['an error page', html(500), { kind: 'server-error', host, status: 500 }],
    ['an exception', thrown(500), { kind: 'server-error', host, status: 500 }],
    ['no such app', json({ ocs: { meta: { status: 'failure', statuscode: 998, message: 'Invalid query' }, data: [] } }, 404), { kind: 'no-e2ee', host }],
    ['a page that is not there', html(404), { kind: 'not-found', host }],
    ['a login that is over', json({ ocs: { meta: { statuscode: 997, message: 'Current user is not logged in' }, data: [] } }, 401), { kind: 'signed-out', host }],
    ['too many tries', counted(429, 'Reached maximum delay'), { kind: 'throttled', host, retryAfterSeconds: null }],
    ['a program that it does not know', thrown(403, 'Client "Mozilla/5.0" is not allowed to access end-to-end encrypted content.'), { kind: 'folder-refused', host, why: 'client' }],
  ])('is refused by %s', async (_, answer, problem) => {
    const calls: ((server: Server) => Promise<unknown>)[] = [
      (server) => e2ee(server).keys.privateKey(), (server) => e2ee(server).keys.certificates(['bob']), (server) => e2ee(server).folders.read(1), (server) => e2ee(server).folders.lock(1, 1),
    ];
    for (const call of calls) expect(await problemOf(call(fakeServer(answer)))).toEqual(problem);
  });
});

describe('keys', () => {
  test('there is no private key only if the app itself says so', async () => {
    expect(await e2ee(fakeServer(counted(404, 'Could not find the private key'))).keys.privateKey()).toBeNull();
  });

  test('certificates come by user id, also where all are numbers', async () => {
    const server = fakeServer(ok({ 'public-keys': { alice: 'A', '__proto__x': 'B' } }), ok({ 'public-keys': ['Z', 'E'] }), ok({ 'public-keys': [] }));
    expect([...(await e2ee(server).keys.certificates(['alice']))!]).toEqual([['alice', 'A'], ['__proto__x', 'B']]);
    expect(server.asked[0]!.url).toBe(`${base}/v2/public-key?format=json&users=%5B%22alice%22%5D`);
    expect([...(await e2ee(server).keys.certificates(['0', '1']))!]).toEqual([['0', 'Z'], ['1', 'E']]);
    expect((await e2ee(server).keys.certificates([]))!.size).toBe(0);
  });

  test('one without a certificate is none at all', async () => {
    expect(await e2ee(fakeServer(thrown(404, 'Could not find the public key belonging to the user bob'))).keys.certificates(['alice', 'bob'])).toBeNull();
  });

  test.each([
    [409, 'keys-exist'], [403, 'wrong-name'], [400, 'bad-key'],
  ] as const)('a certificate is refused with %i: %s', async (status, why) => {
    expect(await problemOf(e2ee(fakeServer(thrown(status))).keys.makeCertificate('csr'))).toEqual({ kind: 'folder-refused', host, why });
  });

  test('are only removed after the password where the server wants it', async () => {
    expect(await problemOf(e2ee(fakeServer(thrown(403))).keys.removePrivateKey())).toEqual({ kind: 'folder-refused', host, why: 'needs-password' });
  });
});

describe('a lock', () => {
  test('is got with a counter, and asked for again with its token', async () => {
    const server = fakeServer(ok({ 'e2e-token': 'T' }));
    expect(await e2ee(server).folders.lock(233, 4)).toBe('T');
    expect(await e2ee(server).folders.enterAgain(233, 'T', 4)).toBe('T');
    expect(server.asked.map(({ init }) => new Headers(init.headers).get('X-NC-E2EE-COUNTER'))).toEqual(['4', '4']);
    expect(server.asked.map((asked) => sentJson(asked))).toEqual([undefined, { 'e2e-token': 'T' }]);
  });

  test('is removed for good or with all that was done', async () => {
    const server = fakeServer(ok([]));
    await e2ee(server).folders.unlock(1, 'T');
    await e2ee(server).folders.abort(1, 'T');
    expect(server.asked.map(({ url }) => url.slice(base.length))).toEqual(['/v2/lock/1?format=json', '/v2/lock/1?format=json&abort=true']);
    expect(server.asked.map(({ init }) => new Headers(init.headers).get('e2e-token'))).toEqual(['T', 'T']);
  });

  test.each([
    ['held by others', counted(423, 'File already locked'), { kind: 'folder-refused', host, why: 'locked' }],
    ['held by others, by an old server', thrown(403, 'Datei schon gesperrt'), { kind: 'folder-refused', host, why: 'locked' }],
    ['not for us', counted(403, 'You are not allowed to create the lock'), { kind: 'forbidden', host }],
    ['asked for with too small a number', counted(412, 'Received counter is not greater than the stored one'), { kind: 'folder-refused', host, why: 'outdated' }],
    ['asked for without its number', counted(400, 'x-nc-e2ee-counter is missing in the request'), { kind: 'folder-refused', host, why: 'headers-lost' }],
    ['unknown', thrown(500), { kind: 'server-error', host, status: 500 }],
    ['answered with a token that breaks a header', ok({ 'e2e-token': 'a\r\nb' }), { kind: 'bad-answer', host, why: 'shape' }],
  ])('is not got where it is %s', async (_, answer, problem) => {
    expect(await problemOf(e2ee(fakeServer(answer)).folders.lock(1, 1))).toEqual(problem);
  });

  test('that is not ours any more is not removed', async () => {
    expect(await problemOf(e2ee(fakeServer(counted(403, 'You are not allowed to remove the lock'))).folders.unlock(1, 'T'))).toEqual({ kind: 'folder-refused', host, why: 'lock-lost' });
  });
});

describe('metadata', () => {
  test('come with their signature, or say that it is missing', async () => {
    const server = fakeServer(ok({ 'meta-data': '{}' }, { 'X-NC-E2EE-SIGNATURE': 'MII=' }), ok({ 'meta-data': '{}' }), thrown(404, 'Could not find metadata for "1"'));
    expect(await e2ee(server).folders.read(1)).toEqual({ text: '{}', signature: 'MII=' });
    expect(await e2ee(server).folders.read(1)).toEqual({ text: '{}', signature: null });
    expect(await e2ee(server).folders.read(1)).toBeNull();
  });

  test('are written with token and signature', async () => {
    const server = fakeServer(ok({ 'meta-data': '' }));
    await e2ee(server).folders.create(9, metadata, 'T');
    await e2ee(server).folders.replace(9, metadata, 'T');
    expect(server.asked.map(({ init }) => init.method)).toEqual(['POST', 'PUT']);
    for (const asked of server.asked) {
      expect(sentJson(asked)).toEqual({ metaData: metadata.text });
      expect(asked.init.headers).toMatchObject({ 'e2e-token': 'T', 'X-NC-E2EE-SIGNATURE': 'MII=' });
    }
  });

  test.each([
    ['there are some', thrown(409), 'metadata-exists'],
    ['there are none', thrown(404), 'no-metadata'],
    ['it is not locked', counted(412, 'Folder is not locked'), 'lock-lost'],
    ['it is not locked by us', thrown(403, 'You are not allowed to edit the file, make sure to first lock it, and then send the right token'), 'lock-lost'],
    ['the token was taken out', counted(400, 'e2e-token is empty'), 'headers-lost'],
  ])('are not written where %s', async (_, answer, why) => {
    expect(await problemOf(e2ee(fakeServer(answer)).folders.create(1, metadata, 'T'))).toEqual({ kind: 'folder-refused', host, why });
  });

  test('what was dropped waits while the folder is locked', async () => {
    const server = fakeServer(counted(412, 'Folder is locked'), ok([]));
    expect(await problemOf(e2ee(server).folders.addDrop(1, '{}'))).toEqual({ kind: 'folder-refused', host, why: 'locked' });
    await e2ee(server).folders.addDrop(1, '{"a":{}}');
    expect(sentJson(server.asked[1])).toEqual({ filedrop: '{"a":{}}' });
  });
});

describe('folders of the first version', () => {
  test('are locked without a counter, and written with the token beside the text', async () => {
    const server = fakeServer(ok({ 'e2e-token': 'T', 'meta-data': 'old' }));
    const { legacy } = e2ee(server);
    expect([await legacy.lock(3), await legacy.read(3)]).toEqual(['T', 'old']);
    await legacy.replace(3, 'new', 'T');
    expect(server.asked.map(({ url }) => url.slice(base.length))).toEqual(['/v1/lock/3?format=json', '/v1/meta-data/3?format=json', '/v1/meta-data/3?format=json']);
    expect(server.asked[0]!.init.headers).not.toHaveProperty('X-NC-E2EE-COUNTER');
    expect(sentJson(server.asked[2])).toEqual({ metaData: 'new', 'e2e-token': 'T' });
  });

  test('locked by others are so with another status', async () => {
    expect(await problemOf(e2ee(fakeServer(thrown(403))).legacy.lock(3))).toEqual({ kind: 'folder-refused', host, why: 'locked' });
  });
});

describe('what a server says of the app', () => {
  test.each([
    [{ enabled: true, 'api-version': '2.0', 'keys-exist': true }, { apiVersion: 2, keysExist: true }],
    [{ enabled: true, 'api-version': '2.1', 'keys-exist': false }, { apiVersion: 2.1, keysExist: false }],
    [{ 'api-version': '2' }, { apiVersion: 2, keysExist: null }],
    [{ 'api-version': '1.2' }, { apiVersion: 1.2, keysExist: null }],
    [{ 'api-version': 'new' }, null],
    [undefined, null],
  ])('%j', (said, read) => {
    expect(e2eeCapability({ majorVersion: 32, apps: new Map([['end-to-end-encryption', said]]) })).toEqual(read);
  });
});
