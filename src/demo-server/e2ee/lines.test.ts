import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloud, type Cloud } from '../cloud.ts';
import { e2eeVisitor, metadata } from '../testing/e2ee-visitor.ts';
import { visit } from '../testing/visitor.ts';

let cloud: Cloud;
beforeAll(async () => { cloud = await startCloud({ users: [{ userId: 'alice', password: 'alice' }] }); });
afterAll(async () => { await cloud.close(); });
beforeEach(() => { cloud.control.reset(); });

const { dav, ocs, lock, unlock, names, encrypted, subFolder } = e2eeVisitor(() => cloud);

describe('app 1.18 and app 2.2', () => {
  test('an encrypted folder itself can be deleted under its lock only in the new one', async () => {
    const id = await encrypted();
    const token = await lock(id, 2);
    const remove = async () => (await dav('DELETE', '/Secret', { headers: { 'e2e-token': token } })).status;
    expect(await remove()).toBe(423);
    cloud.control.e2ee({ line: '2.2' });
    expect(await remove()).toBe(204);
  });

  test('a sub-folder that goes with its metadata breaks the unlocking of the old one', async () => {
    const root = await encrypted();
    const sub = await subFolder(root, 's', 2);
    const token = await lock(root, 3);
    await ocs('DELETE', `/meta-data/${sub}`, { headers: { 'e2e-token': token } });
    await dav('DELETE', '/Secret/s', { headers: { 'e2e-token': token } });
    await ocs('PUT', `/meta-data/${root}`, metadata('{"version":"2.0"}', token));
    const old = await unlock(root, token);
    cloud.control.e2ee({ line: '2.2' });
    expect([old, await unlock(root, token), names()]).toEqual([500, 200, ['/Secret']]);
  });

  test('only the new one looks at a private key before it keeps it', async () => {
    cloud.control.e2ee({ line: '2.2' });
    expect((await ocs('POST', '/private-key', { json: { privateKey: 'anything' } })).status).toBe(400);
    cloud.control.e2ee({ line: '1.18' });
    expect((await ocs('POST', '/private-key', { json: { privateKey: 'anything' } })).status).toBe(200);
  });
});

describe('an app of before Nextcloud 31', () => {
  const desktop = { 'user-agent': 'Mozilla/5.0 (Linux) mirall/3.15.0 (Test)' };
  beforeEach(() => { cloud.control.e2ee({ line: '1.16' }); });

  test('knows programs by their name in WebDAV, and by the header in its own calls', async () => {
    const id = await encrypted();
    expect([(await dav('PROPFIND', '/Secret')).status, (await dav('PROPFIND', '/Secret', { headers: desktop })).status]).toEqual([403, 207]);
    const token = await lock(id, 2);
    const put = async (headers: Record<string, string>) => (await dav('PUT', '/Secret/u', { headers: { 'e2e-token': token, ...headers }, body: 'abc' })).status;
    expect([await put({}), await put(desktop)]).toEqual([403, 201]);
  });

  test('throws its refusals, with codes of its own, and counts none', async () => {
    const id = await encrypted();
    await lock(id, 2);
    const statuses = await Promise.all([
      ocs('POST', `/lock/${id}`, { headers: { 'x-nc-e2ee-counter': '3' } }), ocs('POST', `/lock/${id}`), ocs('PUT', `/meta-data/${id}`, metadata('{}', 'another')), ocs('PUT', `/meta-data/${id}/filedrop`, { json: { filedrop: '{}' } }),
    ]);
    expect(statuses.map(({ status, said }) => [status, said])).toEqual([[403, []], [412, []], [403, []], [403, []]]);
    for (let time = 0; time < 13; time++) await ocs('POST', `/lock/${id}`, { headers: { 'x-nc-e2ee-counter': '3' } });
    expect((await ocs('POST', `/lock/${id}`, { headers: { 'x-nc-e2ee-counter': '3' } })).status).toBe(403);
  });

  test('tells no metadata in lists', async () => {
    await encrypted();
    const body = '<d:propfind xmlns:d="DAV:" xmlns:nc="http://nextcloud.org/ns"><d:prop><nc:e2ee-metadata/><nc:e2ee-is-encrypted/><nc:is-encrypted/></d:prop></d:propfind>';
    const { text } = await dav('PROPFIND', '/Secret', { headers: { Depth: '0', ...desktop }, body });
    expect(text).toContain('<nc:is-encrypted>1</nc:is-encrypted>');
    expect(text).toContain('<d:prop><nc:e2ee-metadata/><nc:e2ee-is-encrypted/></d:prop><d:status>HTTP/1.1 404 Not Found');
  });

  test.each([['1.14', 403], ['1.16', 201]] as const)('%s: a folder below an encrypted one without a mark of its own: %i', async (line, status) => {
    cloud.control.e2ee({ line });
    const id = await encrypted();
    const token = await lock(id, 2);
    await dav('MKCOL', '/Secret/s', { headers: { 'e2e-token': token, ...desktop } });
    await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0"}', token));
    await unlock(id, token);
    expect((await dav('PUT', '/Secret/s/u', { headers: desktop, body: 'abc' })).status).toBe(status);
  });

  test('the server says that it is as old', async () => {
    expect((await visit(cloud, { method: 'GET', path: '/status.php' })).json).toMatchObject({ versionstring: '30.0.17' });
  });
});

test('app 1.17 fails altogether at a counter that is too low', async () => {
  cloud.control.e2ee({ line: '1.17' });
  const id = await encrypted();
  const token = await lock(id, 2);
  await ocs('PUT', `/meta-data/${id}`, metadata('{"version":"2.0"}', token));
  await unlock(id, token);
  expect((await ocs('POST', `/lock/${id}`, { headers: { 'x-nc-e2ee-counter': '1' } })).status).toBe(500);
});
