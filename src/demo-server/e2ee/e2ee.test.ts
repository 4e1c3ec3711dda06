import { verify, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloud, type Cloud } from '../cloud.ts';
import { signingRequest } from '../testing/signing-request.ts';
import { e2eeVisitor, idOf, login, metadata } from '../testing/e2ee-visitor.ts';
import { visit, type Got } from '../testing/visitor.ts';

let cloud: Cloud;
beforeAll(async () => { cloud = await startCloud({ users: [{ userId: 'alice', password: 'alice' }, { userId: 'bob', password: 'bob' }] }); });
afterAll(async () => { await cloud.close(); });
beforeEach(() => { cloud.control.reset(); });

const { dav, ocs, lock, unlock, names, encrypted, subFolder } = e2eeVisitor(() => cloud);

describe('what is written under a lock', () => {
  test('is hidden until the lock is removed, and real after it', async () => {
    const id = await encrypted();
    const token = await lock(id, 2);
    expect((await dav('PUT', '/Secret/u', { headers: { 'e2e-token': token }, body: 'abc' })).status).toBe(201);
    expect(names()).toContain('/Secret/u.e2e-to-save');
    expect([(await dav('PROPFIND', '/Secret', { headers: { Depth: '1' } })).text.includes('e2e-to-save'), (await dav('HEAD', '/Secret/u.e2e-to-save')).status, (await dav('GET', '/Secret/u')).status]).toEqual([false, 200, 404]);
    await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0","n":1}', token));
    await unlock(id, token);
    expect((await dav('GET', '/Secret/u')).text).toBe('abc');
  });

  test('stays hidden where no metadata were written, and then comes with the next change', async () => {
    const id = await encrypted();
    const first = await lock(id, 2);
    await dav('PUT', '/Secret/u', { headers: { 'e2e-token': first }, body: 'abc' });
    await unlock(id, first);
    expect((await dav('GET', '/Secret/u')).status).toBe(404);
    const second = await lock(id, 3);
    await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0"}', second));
    await unlock(id, second);
    expect((await dav('GET', '/Secret/u')).text).toBe('abc');
  });

  test('is undone by giving up, but for the signature', async () => {
    const id = await encrypted();
    const token = await lock(id, 2);
    await dav('PUT', '/Secret/u', { headers: { 'e2e-token': token }, body: 'abc' });
    await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0","n":1}', token, 'stale'));
    await unlock(id, token, '?abort=true');
    expect(names()).toEqual(['/Secret']);
    expect((await ocs('GET', `/meta-data/${id}`)).said).toEqual({ 'meta-data': '{"version":"2.0"}' });
    expect(cloud.control.folderMetadata(id)?.pending).toEqual({ text: null, signature: 'stale', counter: null });
    await ocs('PUT', `/meta-data/${id}/filedrop`, { json: { filedrop: '{"d":{}}' } });
    expect((await ocs('GET', `/meta-data/${id}`)).headers['x-nc-e2ee-signature']).toBe('stale');
  });

  test('what is deleted is still there until then', async () => {
    const id = await encrypted();
    const token = await lock(id, 2);
    await dav('PUT', '/Secret/u', { headers: { 'e2e-token': token }, body: 'abc' });
    await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0"}', token));
    await unlock(id, token);
    const other = await lock(id, 3);
    expect((await dav('DELETE', '/Secret/u', { headers: { 'e2e-token': other } })).status).toBe(204);
    expect([(await dav('GET', '/Secret/u')).text, (await dav('PROPFIND', '/Secret', { headers: { Depth: '1' } })).text.includes('/Secret/u<')]).toEqual(['abc', true]);
  });

  test('is real at once where it was put together from parts', async () => {
    const id = await encrypted();
    const token = await lock(id, 2);
    const upload = async (method: string, part: string, body?: string) => visit(cloud, {
      method, path: `/remote.php/dav/uploads/alice/up${part}`, ...(body !== undefined && { body }),
      headers: { Authorization: login('alice'), 'e2e-token': token, Destination: `${cloud.url}/remote.php/dav/files/alice/Secret/u`, 'OC-Total-Length': '6' },
    });
    await upload('MKCOL', '');
    await upload('PUT', '/2', 'def');
    await upload('PUT', '/1', 'abc');
    expect((await upload('MOVE', '/.file')).status).toBe(201);
    expect((await dav('GET', '/Secret/u')).text).toBe('abcdef');
  });
});

describe('a lock', () => {
  test('on a folder holds for all below it, and keeps others out of it', async () => {
    const root = await encrypted();
    const sub = await subFolder(root, 's', 2);
    const token = await lock(root, 3);
    expect((await dav('PUT', '/Secret/s/u', { headers: { 'e2e-token': token }, body: 'x' })).status).toBe(201);
    expect((await ocs('POST', `/lock/${sub}`, { headers: { 'x-nc-e2ee-counter': '9' } })).status).toBe(423);
    expect((await ocs('PUT', `/meta-data/${sub}`, metadata('{"version":"2.0"}', token))).status).toBe(200);
  });

  test('below another one is of no use, not even to be removed', async () => {
    const root = await encrypted();
    const sub = await subFolder(root, 's', 2);
    const below = await lock(sub, 9);
    const above = await lock(root, 3);
    expect((await ocs('PUT', `/meta-data/${sub}`, metadata('{"version":"2.0"}', below))).status).toBe(412);
    expect(await unlock(sub, below)).toBe(403);
    await unlock(root, above);
    expect(await unlock(sub, below)).toBe(200);
  });

  test('wants a counter beyond the stored one, which the first metadata do not set', async () => {
    const id = await encrypted();
    await unlock(id, await lock(id, 1));
    const token = await lock(id, 7);
    await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0"}', token));
    await unlock(id, token);
    expect((await ocs('POST', `/lock/${id}`, { headers: { 'x-nc-e2ee-counter': '7' } })).status).toBe(412);
  });

  test('asked for too often is not answered any more', async () => {
    const id = await encrypted();
    await lock(id, 2);
    const statuses = [];
    for (let time = 0; time < 13; time++) statuses.push((await ocs('POST', `/lock/${id}`, { headers: { 'x-nc-e2ee-counter': '2' } })).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([423, 429]);
  });
});

describe('a listing', () => {
  test('fails whole when one folder of it lacks metadata that were asked for', async () => {
    await encrypted();
    const id = idOf(await dav('MKCOL', '/Begun'));
    await ocs('PUT', `/encrypted/${id}`);
    const body = (name: string): string => `<d:propfind xmlns:d="DAV:" xmlns:nc="http://nextcloud.org/ns"><d:prop><nc:${name}/></d:prop></d:propfind>`;
    expect((await dav('PROPFIND', '/', { headers: { Depth: '1' }, body: body('e2ee-metadata') })).status).toBe(500);
    expect((await dav('PROPFIND', '/', { headers: { Depth: '1' }, body: body('is-encrypted') })).status).toBe(207);
  });

  test('of an encrypted folder is refused to programs that do not know encryption', async () => {
    await encrypted();
    expect((await dav('PROPFIND', '/Secret', { headers: { 'x-e2ee-supported': 'yes' } })).status).toBe(403);
    expect((await dav('PROPFIND', '/Secret', { headers: { 'x-e2ee-supported': '', 'user-agent': 'Mozilla/5.0 (Linux) mirall/3.15.0' } })).status).toBe(207);
    expect((await dav('PROPFIND', '/Secret', { headers: { 'user-agent': 'Mozilla/5.0 (Linux) mirall/2.9.0' } })).status).toBe(403);
  });
});

describe('a shared folder', () => {
  test('is at the top of who it is shared with, who may do what the share says', async () => {
    const id = await encrypted();
    const share = async (permissions: number) => visit(cloud, {
      method: 'POST', path: '/ocs/v2.php/apps/files_sharing/api/v1/shares?format=json', json: { path: '/Secret', shareType: 0, shareWith: 'bob', permissions },
      headers: { Authorization: login('alice'), 'OCS-APIRequest': 'true' },
    });
    expect((await ocs('GET', `/meta-data/${id}`, { as: 'bob' })).status).toBe(404);
    await share(1);
    expect((await ocs('GET', `/meta-data/${id}`, { as: 'bob' })).status).toBe(200);
    expect((await ocs('POST', `/lock/${id}`, { as: 'bob', headers: { 'x-nc-e2ee-counter': '5' } })).status).toBe(403);
    expect((await dav('PROPFIND', '/', { as: 'bob', headers: { Depth: '1' } })).text).toContain('/dav/files/bob/Secret/');
  });
});

test('a certificate has serial 0 and the person as its issuer, and is signed by the server', async () => {
  const { csr, publicKey } = signingRequest('alice');
  const certificate = new X509Certificate(String((await ocs('POST', '/public-key', { json: { csr } })).said['public-key']));
  expect([certificate.serialNumber.replace(/^0+(?=.)/, ''), certificate.subject, certificate.issuer]).toEqual(['0', 'CN=alice', 'CN=alice']);
  const server = String((await ocs('GET', '/server-key')).said['public-key']);
  const raw = certificate.raw;
  const body = raw.subarray(4, 4 + 4 + raw.readUInt16BE(6));
  expect([certificate.verify(publicKey), verify('RSA-SHA256', body, server, raw.subarray(-256))]).toEqual([false, true]);
});

describe('a public link', () => {
  const link = async (permissions: number, as = 'alice'): Promise<{ id: string; token: string; permissions: number; label: string }> => {
    const { json } = await visit(cloud, {
      method: 'POST', path: '/ocs/v2.php/apps/files_sharing/api/v1/shares?format=json', json: { path: '/Secret', shareType: 3, permissions, label: 'mine' },
      headers: { 'Authorization': login(as), 'OCS-APIRequest': 'true' },
    });
    return (json as { ocs: { data: { id: string; token: string; permissions: number; label: string } } }).ocs.data;
  };
  const unshare = async (id: string): Promise<void> => {
    await visit(cloud, { method: 'DELETE', path: `/ocs/v2.php/apps/files_sharing/api/v1/shares/${id}`, headers: { 'Authorization': login('alice'), 'OCS-APIRequest': 'true' } });
  };
  const guest = async (method: string, path: string, { token, headers = {}, json }: { token?: string; headers?: Record<string, string>; json?: object } = {}): Promise<Got> => visit(cloud, {
    method, path: `/ocs/v2.php/apps/end_to_end_encryption/api/v2${path}${path.includes('?') ? '&' : '?'}format=json`, ...(json !== undefined && { json }),
    headers: { 'OCS-APIRequest': 'true', 'x-e2ee-supported': 'true', ...(token !== undefined && { 'x-nc-e2ee-share-token': token }), ...headers },
  });
  const files = async (method: string, token: string, path = '', more: { headers?: Record<string, string>; body?: string } = {}): Promise<Got> =>
    visit(cloud, { method, path: `/public.php/dav/files/${token}${path}`, ...more, headers: { 'x-e2ee-supported': 'true', ...more.headers } });
  const blob = [16, 12, 40].map((length) => Buffer.alloc(length, 7).toString('base64')).join('|');

  beforeEach(() => { cloud.control.e2ee({ line: '2.2' }); });

  test('has keys of its own: only its owner makes them, for its own name, and they go with it', async () => {
    await encrypted();
    const { id, token, label, permissions } = await link(1);
    expect([label, permissions]).toEqual(['mine', 17]);
    const certify = async (name: string, as = 'alice') => (await ocs('POST', '/public-key', { as, json: { csr: signingRequest(name).csr, shareToken: token } })).status;
    expect([await certify(`s:${token}`, 'bob'), await certify('alice'), await certify(`s:${token}`), await certify(`s:${token}`)]).toEqual([403, 403, 200, 409]);
    const store = async (as: string) => (await ocs('POST', '/private-key', { as, json: { privateKey: blob, shareToken: token } })).status;
    expect([await store('bob'), await store('alice'), await store('alice')]).toEqual([400, 200, 409]);
    expect(cloud.control.publicLinks()).toEqual([{ token, permissions: 17, hasKeys: true }]);
    const users = `?users=${encodeURIComponent(JSON.stringify([`s:${token}`]))}`;
    expect([(await guest('GET', `/public-key${users}`)).status, (await guest('GET', '/private-key', { token })).json]).toMatchObject([200, { ocs: { data: { 'private-key': blob } } }]);
    expect([(await guest('GET', '/private-key')).status, (await guest('GET', '/private-key', { token: 'other' })).status, (await ocs('GET', '/private-key')).status]).toEqual([403, 403, 404]);
    expect((await ocs('DELETE', `/private-key?shareToken=${token}`, { as: 'bob' })).status).toBe(403);
    await unshare(id);
    expect([(await guest('GET', '/private-key', { token })).status, (await guest('GET', `/public-key${users}`)).status]).toEqual([403, 404]);
  });

  test('and a guest may ask for the server’s key six times in ten minutes', async () => {
    const statuses = [];
    for (let time = 0; time < 7; time++) statuses.push((await guest('GET', '/server-key')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
    cloud.control.advance(600_000);
    expect([(await guest('GET', '/server-key')).status, (await ocs('GET', '/server-key')).status]).toEqual([200, 200]);
  });

  test('lets whoever has it do what the link says, and in its folder only', async () => {
    const folder = await encrypted();
    const other = await encrypted('Other');
    const [reading, writing] = [(await link(1)).token, (await link(7)).token];
    const lockIt = async (token: string) => guest('POST', `/lock/${folder}`, { token, headers: { 'x-nc-e2ee-counter': '2' } });
    expect([(await guest('GET', `/meta-data/${folder}`, { token: reading })).status, (await guest('GET', `/meta-data/${other}`, { token: reading })).status, (await guest('GET', `/meta-data/${folder}`)).status]).toEqual([200, 403, 403]);
    expect((await lockIt(reading)).status).toBe(403);
    const held = await lockIt(writing);
    const key = (held.json as { ocs: { data: Record<string, string> } }).ocs.data['e2e-token'] ?? '';
    expect((await ocs('POST', `/lock/${folder}`, { headers: { 'x-nc-e2ee-counter': '3' } })).status).toBe(423);
    const put = { json: { metaData: '{"version":"2.1"}' }, headers: { 'e2e-token': key, 'x-nc-e2ee-signature': 'sig' } };
    expect([(await guest('PUT', `/meta-data/${folder}`, { token: reading, ...put })).status, (await guest('PUT', `/meta-data/${folder}`, { token: writing, ...put })).status]).toEqual([403, 200]);
    expect((await files('PUT', writing, '/u', { body: 'abc' })).status).toBe(201);
    expect(names(), 'without a hidden name').toContain('/Secret/u');
    expect((await guest('DELETE', `/lock/${folder}`, { token: writing, headers: { 'e2e-token': key } })).status).toBe(200);
    expect((await ocs('GET', `/meta-data/${folder}`)).said).toEqual({ 'meta-data': '{"version":"2.1"}' });
    expect([(await files('GET', reading, '/u')).text, (await files('PUT', reading, '/v', { body: 'x' })).status, (await files('DELETE', writing, '/u')).status, (await files('GET', 'none', '/u')).status]).toEqual(['abc', 403, 403, 404]);
    expect((await files('PROPFIND', reading, '', { headers: { Depth: '1' } })).text).toContain(`<d:href>/public.php/dav/files/${reading}/u</d:href>`);
  });

  test('for dropping files takes them with their entry, and shows nothing', async () => {
    const folder = await encrypted();
    const { token } = await link(4);
    const entry = async (shareToken?: string) => (await guest('PUT', `/meta-data/${folder}/filedrop`, { json: { filedrop: '{"u":{}}', ...(shareToken !== undefined && { shareToken }) } })).status;
    expect([(await files('PUT', token, '/u', { body: 'abc' })).status, (await files('GET', token, '/u')).status, (await files('PROPFIND', token)).status]).toEqual([201, 405, 405]);
    expect([await entry(), await entry((await link(1)).token), await entry(token)]).toEqual([400, 403, 200]);
    expect(String((await ocs('GET', `/meta-data/${folder}`)).said['meta-data'])).toContain('"filedrop":{"u":[]}');
    await lock(folder, 2);
    expect(await entry(token)).toBe(412);
    expect((await guest('GET', `/meta-data/${folder}`, { token })).status).toBe(403);
  });

  test('has no keys with the old line, which takes the token for nothing', async () => {
    cloud.control.e2ee({ line: '1.18' });
    const folder = await encrypted();
    const { token } = await link(1);
    expect((await ocs('POST', '/public-key', { json: { csr: signingRequest(`s:${token}`).csr, shareToken: token } })).status).toBe(403);
    expect([(await guest('GET', `/meta-data/${folder}`, { token })).status, (await guest('GET', `/meta-data/${folder}?shareToken=${token}`)).status]).toEqual([403, 200]);
    expect([(await guest('GET', '/private-key', { token })).status, (await guest('POST', `/lock/${folder}`, { token })).status]).toEqual([401, 401]);
  });
});
