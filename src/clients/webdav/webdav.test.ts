import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, type Asked } from '../fake-server.ts';
import { readMultistatus } from './entries.ts';
import { pathOfHref } from './place.ts';
import { webdav } from './webdav.ts';

const host = 'cloud.example';
const owner = { userId: 'älice' };
const root = '/nc/remote.php/dav/files/%C3%A4lice';

interface Part { href: string; folder?: boolean; more?: string }
const response = ({ href, folder = false, more = '' }: Part) =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype>${folder ? '<d:collection/>' : ''}</d:resourcetype><oc:fileid>7</oc:fileid>${more}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const multistatus = (...parts: Part[]) =>
  new Response(`<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns">${parts.map(response).join('')}</d:multistatus>`, { status: 207 });
const sabre = (status: number, message: string) =>
  new Response(`<?xml version="1.0"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:exception>X</s:exception><s:message>${message}</s:message></d:error>`, { status });
const made = (status = 201) => new Response('', { status, headers: { 'OC-FileId': '00000233oc3jkt0270wd', 'OC-ETag': '"e1"' } });

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

const headersOf = (asked: Asked | undefined): Headers => new Headers(asked?.init.headers);

describe('a list', () => {
  test('is of the folder itself and what is in it, and of nothing else', async () => {
    const server = fakeServer(multistatus(
      { href: `${root}/Secret/`, folder: true }, { href: `${root}/Secret/%C3%BC%25.txt` }, { href: `https://cloud.example${root}/Secret/sub/`, folder: true },
      { href: `${root}/Secret/sub/deeper` }, { href: `${root}/Other` }, { href: `${root}/Secret/..%2F..%2Fetc` }, { href: `${root}/Secret/%zz` }, { href: '/etc/passwd' },
    ));
    const { folder, children } = await webdav(server, owner).list(['Secret']);
    expect([folder.path, children.map(({ path }) => path.at(-1))]).toEqual([['Secret'], ['ü%.txt', 'sub']]);
    expect(server.asked[0]).toMatchObject({ url: 'https://cloud.example/nc/remote.php/dav/files/%C3%A4lice/Secret', init: { method: 'PROPFIND' } });
    expect(headersOf(server.asked[0]).get('Depth')).toBe('1');
    expect(server.asked[0]!.init.body).not.toContain('e2ee-metadata');
  });

  test('without the folder itself is no list of it', async () => {
    expect(await problemOf(webdav(fakeServer(multistatus({ href: `${root}/Other/`, folder: true })), owner).list(['Secret']))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });

  test('reads what a server has, and leaves open what it has not', async () => {
    const more = '<d:getetag>&quot;e&quot;</d:getetag><d:getlastmodified>Sun, 22 Nov 2026 19:25:19 GMT</d:getlastmodified><d:getcontentlength>46</d:getcontentlength><oc:permissions>RGDNVW</oc:permissions>'
      + '<oc:share-types><oc:share-type>0</oc:share-type><oc:share-type>3</oc:share-type></oc:share-types><nc:mount-type>shared</nc:mount-type><nc:e2ee-is-encrypted>1</nc:e2ee-is-encrypted>';
    const entry = await webdav(fakeServer(multistatus({ href: `${root}/x`, more })), owner).look(['x']);
    expect(entry).toEqual({
      path: ['x'], isFolder: false, fileId: 7, etag: 'e', modified: Date.UTC(2026, 10, 22, 19, 25, 19) / 1000, size: 46, permissions: 'RGDNVW',
      isMarked: null, isEncrypted: true, mountType: 'shared', ownerId: '', shareTypes: [0, 3], metadata: null,
    });
  });

  test.each([['a page', new Response('<!DOCTYPE html><html></html>', { status: 207 })], ['another document', new Response('<a/>', { status: 207 })]])('is not %s', async (_, answer) => {
    expect(await problemOf(webdav(fakeServer(answer), owner).list([]))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });
});

describe('an address in an answer', () => {
  test.each([
    ['/remote.php/dav/files/alice/', []],
    ['/remote.php/dav/files/alice', []],
    ['/nc/remote.php/dav/files/alice/a%20b/c%2Bd/', ['a b', 'c+d']],
    ['https://cloud.example/public.php/dav/files/tok3n/x', ['x']],
    ['/remote.php/dav/files/alice/a//b', null],
    ['/remote.php/dav/files/alice/%2e%2e/b', null],
    ['/remote.php/dav/files/alice/a%2Fb', null],
    ['/remote.php/dav/files/alice/a%00', null],
    ['/remote.php/dav/files/alice/%ff', null],
    ['/remote.php/dav/uploads/alice/x', null],
    ['', null],
  ])('%s', (href, path) => {
    expect(pathOfHref(href)).toEqual(path);
  });
});

describe('what is there', () => {
  test('is null where there is nothing, and a problem where that is not known', async () => {
    expect(await webdav(fakeServer(sabre(404, 'File with name /x could not be located')), owner).look(['x'])).toBeNull();
    expect(await problemOf(webdav(fakeServer(sabre(500, 'x')), owner).look(['x']))).toEqual({ kind: 'server-error', host, status: 500 });
  });

  test('may be asked about hidden names too', async () => {
    const server = fakeServer(new Response(null, { status: 200 }), new Response(null, { status: 404 }));
    expect([await webdav(server, owner).exists(['a', 'x.e2e-to-save']), await webdav(server, owner).exists(['a', 'y'])]).toEqual([true, false]);
    expect(server.asked[0]!.init.method).toBe('HEAD');
  });
});

describe('writing', () => {
  test('a folder gives its number', async () => {
    const server = fakeServer(made());
    expect(await webdav(server, owner).makeFolder(['Secret', 'u'], 'T')).toBe(233);
    expect(headersOf(server.asked[0]).get('e2e-token')).toBe('T');
  });

  test('something small is one request', async () => {
    const server = fakeServer(made());
    const told: number[] = [];
    const stored = await webdav(server, owner).write(['Secret', 'u'], new Blob(['abc']), { token: 'T', modified: 5, progress: (bytes) => told.push(bytes) });
    expect([stored, told]).toEqual([{ fileId: 233, etag: 'e1', atOnce: false }, [3]]);
    expect(server.asked).toHaveLength(1);
    expect(Object.fromEntries(headersOf(server.asked[0]))).toMatchObject({ 'content-type': 'application/octet-stream', 'e2e-token': 'T', 'x-oc-mtime': '5', 'x-e2ee-supported': 'true' });
  });

  test('something large is put together from parts, all under the token', async () => {
    const server = fakeServer(({ init }) => new Response('', init.method === 'MOVE' ? made() : { status: 201 }));
    const told: number[] = [];
    const size = 21 * 1024 * 1024;
    const stored = await webdav(server, owner).write(['Secret', 'u'], new Blob([new Uint8Array(size)]), { token: 'T', progress: (bytes) => told.push(bytes) });
    expect(stored).toEqual({ fileId: 233, etag: 'e1', atOnce: true });
    expect(server.asked.map(({ url, init }) => `${init.method ?? ''} ${url.replace(/^.*\/uploads\/%C3%A4lice\/latchkey-[0-9a-f-]{36}/, '')}`)).toEqual(['MKCOL ', 'PUT /00001', 'PUT /00002', 'PUT /00003', 'MOVE /.file']);
    expect(new Set(server.asked.map((asked) => `${headersOf(asked).get('e2e-token') ?? ''} ${headersOf(asked).get('Destination') ?? ''} ${headersOf(asked).get('OC-Total-Length') ?? ''}`)))
      .toEqual(new Set([`T https://cloud.example${root}/Secret/u ${String(size)}`]));
    expect([told.length, told.at(-1)]).toEqual([3, size]);
  });

  test('what was cancelled half-way leaves no parts behind', async () => {
    const cancel = new AbortController();
    const server = fakeServer(({ init }) => {
      if (init.method === 'PUT') cancel.abort();
      init.signal?.throwIfAborted();
      return new Response('', { status: 201 });
    });
    const writing = webdav(server, owner).write(['u'], new Blob([new Uint8Array(21 * 1024 * 1024)]), { signal: cancel.signal });
    expect(await problemOf(writing)).toEqual({ kind: 'cancelled' });
    expect(server.asked.map(({ init }) => init.method)).toEqual(['MKCOL', 'PUT', 'DELETE']);
  });

  test.each([
    [423, 'Write access to end-to-end encrypted folder requires token - resource not locked or wrong token sent', { kind: 'folder-refused', host, why: 'lock-lost' }],
    [423, '"u" is locked', { kind: 'folder-refused', host, why: 'locked' }],
    [403, 'Write access to end-to-end encrypted folder requires token - no token sent', { kind: 'folder-refused', host, why: 'headers-lost' }],
    [403, 'Client "x" is not allowed to access end-to-end encrypted content.', { kind: 'folder-refused', host, why: 'client' }],
    [403, '', { kind: 'forbidden', host }],
    [409, 'Parent node does not exist', { kind: 'not-found', host }],
    [507, '', { kind: 'folder-refused', host, why: 'storage-full' }],
    [413, '', { kind: 'server-error', host, status: 413 }],
  ])('is refused with %i %s', async (status, message, problem) => {
    expect(await problemOf(webdav(fakeServer(sabre(status, message)), owner).write(['u'], new Blob(['x']), { token: 'T' }))).toEqual(problem);
  });
});

describe('reading', () => {
  const whole = async (answer: Response, reading?: Parameters<ReturnType<typeof webdav>['read']>[1]) => {
    const { body, length } = await webdav(fakeServer(answer), owner).read(['u'], reading);
    return { length, text: await new Response(body).text() };
  };

  test('gives the bytes and how many there will be', async () => {
    expect(await whole(new Response('secret', { headers: { 'Content-Length': '6' } }))).toEqual({ length: 6, text: 'secret' });
  });

  test('a part is asked for by its bytes', async () => {
    const server = fakeServer(new Response('', { status: 206 }));
    await webdav(server, owner).read(['u'], { from: 4, to: 11 });
    await webdav(server, owner).read(['u'], { from: 4 });
    expect(server.asked.map((asked) => [headersOf(asked).get('Range'), headersOf(asked).get('X-Requested-With')])).toEqual([['bytes=4-11', 'XMLHttpRequest'], ['bytes=4-', 'XMLHttpRequest']]);
  });

  test('a whole in place of a part is not taken for the part', async () => {
    expect(await problemOf(whole(new Response('all of it'), { from: 4 }))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });

  test('what is not there is not found', async () => {
    expect(await problemOf(whole(sabre(404, '')))).toEqual({ kind: 'not-found', host });
  });

  test('less than announced is cut off, though it ended politely', async () => {
    expect(await problemOf(whole(new Response('sec', { headers: { 'Content-Length': '6' } })))).toEqual({ kind: 'cut-off', host });
  });
});

const samples = join(process.env['LATCHKEY_SHARED'] ?? join(import.meta.dirname, '../../../../shared'), 'fixtures/e2ee/propfind-samples.json');
const missing = !existsSync(samples);
if (missing) process.stderr.write('skipped: the samples of real servers are not here\n');

describe.skipIf(missing)('lists of real servers', () => {
  test('are read whole', () => {
    const said = JSON.parse(missing ? '{}' : readFileSync(samples, 'utf8')) as Record<string, string>;
    const counts = Object.entries(said).filter(([name]) => name.endsWith('Response')).map(([name, text]) => [name, readMultistatus(text)?.length, text.split('<d:response>').length - 1]);
    expect(counts.filter(([, read, there]) => read !== there)).toEqual([]);
    expect(readMultistatus(said['rootFolderPropfindResponse']!)?.[0]).toMatchObject({ path: ['New folder'], isFolder: true, fileId: 89, isMarked: true, isEncrypted: true, permissions: 'RGDNVCK', size: 29 });
    expect(readMultistatus(said['rootFolderPropfindResponse']!)?.[0]?.metadata).toMatch(/^\{"metadata":/);
  });
});
