import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloud } from '../cloud.ts';
import type { Cloud } from '../cloud.ts';
import { PassmanClient, sealedTexts, tenFields, without } from '../testing/passman-client.ts';
import type { Row } from '../testing/passman-client.ts';
import { cookieAfter, visit } from '../testing/visitor.ts';

let cloud: Cloud;
let alice: PassmanClient;
let bob: PassmanClient;
let vault: Row;

beforeAll(async () => { cloud = await startCloud({ users: [{ userId: 'alice', password: 'a' }, { userId: 'bob', password: 'b' }] }); });
afterAll(async () => { await cloud.close(); });
beforeEach(async () => {
  cloud.control.reset();
  alice = new PassmanClient(cloud, ['alice', 'a']);
  bob = new PassmanClient(cloud, ['bob', 'b']);
  vault = await alice.createVault();
});

describe('a vault in the list', () => {
  test('is left out until its first credential', async () => {
    expect(await alice.list()).toEqual([]);
    await alice.create(vault);
    expect(await alice.list()).toMatchObject([{ guid: vault['guid'] }]);
  });

  test('is left out when all its items were shared once', async () => {
    const item = await alice.create(vault);
    await alice.patch(item, { unshare_action: true, skip_revision: true });
    expect(await alice.list()).toEqual([]);
  });

  test('shows another field as its challenge from call to call', async () => {
    await alice.create(vault);
    const drawn = new Set<unknown>();
    for (let call = 0; call < 60; call += 1) drawn.add((await alice.list())[0]?.['challenge_password']);
    expect([...drawn].sort()).toEqual(['d', 'e', 'p', 'u']);
  });
});

describe('what is not there', () => {
  const unknown = '00000000-0000-4000-8000-000000000000';

  test.each([
    ['GET', `/vaults/${unknown}`], ['DELETE', `/vaults/${unknown}`], ['DELETE', `/credentials/${unknown}`],
    ['GET', `/credentials/${unknown}/revision`], ['DELETE', '/sharing/decline/99'],
  ])('%s %s is 404 with an empty list', async (method, path) => {
    expect(await alice.send(method, path)).toMatchObject({ status: 404, json: [] });
  });

  test.each([
    ['PATCH', `/vaults/${unknown}`], ['GET', `/credentials/${unknown}`], ['PATCH', `/credentials/${unknown}`], ['GET', '/file/99'],
    ['GET', '/file/x'], ['DELETE', `/credentials/${unknown}/revision/x`], ['GET', `/sharing/credential/${unknown}/revisions`],
    ['GET', `/sharing/credential/${unknown}/public`],
  ])('%s %s is a 500 page', async (method, path) => {
    const got = await alice.send(method, path, method === 'GET' ? undefined : {});
    expect([got.status, got.headers['content-type']]).toEqual([500, 'text/html; charset=UTF-8']);
  });

  test.each([['POST', '/sharing/save'], ['POST', '/sharing/public']])('%s %s is a 404 page', async (method, path) => {
    const got = await alice.send(method, path, { item_guid: unknown, target_vault_guid: 'x', final_shared_key: 'x' });
    expect([got.status, got.headers['content-type']]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  test('an unknown path of the API is 405, with nothing in it', async () => {
    expect(await alice.send('GET', '/nothing')).toMatchObject({ status: 405, text: '' });
  });
});

describe('writing', () => {
  test.each([
    ['renaming a vault', 'PATCH', '/vaults/{vault}', { name: 'Other' }],
    ['storing sharing keys', 'POST', '/vaults/{vault}/sharing-keys', { private_sharing_key: 'x', public_sharing_key: 'y' }],
    ['storing sharing keys of no vault', 'POST', '/vaults/unknown/sharing-keys', { private_sharing_key: 'x', public_sharing_key: 'y' }],
    ['changing a file that is not there', 'PATCH', '/file/99', { filename: 'x' }],
  ])('answers null to %s', async (_, method, path, body) => {
    expect(await alice.send(method, path.replace('{vault}', String(vault['guid'])), body)).toMatchObject({ status: 200, text: 'null' });
  });

  test('keeps a delete time that was left out as null', async () => {
    const item = await alice.create(vault, { delete_time: undefined, expire_time: undefined });
    expect(item).toMatchObject({ delete_time: null, expire_time: null });
  });

  test('stringifies numbers and booleans, and empties false', async () => {
    const item = await alice.create(vault, { username: true, password: 12, url: false });
    expect(item).toMatchObject({ username: '1', password: '12', url: '' });
  });

  test.each(['description', 'email', 'username', 'password', 'url', 'tags', 'files', 'custom_fields', 'otp'])('fails without %s', async (field) => {
    const body = without({ ...sealedTexts, vault_id: vault['vault_id'], label: 'x' }, field);
    expect((await alice.send('POST', '/credentials', body)).status).toBe(500);
    expect((await alice.send('POST', '/credentials', { ...body, [field]: null })).status).toBe(500);
    expect((await alice.send('POST', '/credentials', { ...body, [field]: [] })).status).toBe(500);
  });

  test('cuts the fraction off times', async () => {
    expect(await alice.create(vault, { created: 1735689600.7, expire_time: 'abc' })).toMatchObject({ created: 1735689600, expire_time: 0 });
  });
});

describe('an update', () => {
  let item: Row;
  beforeEach(async () => { item = await alice.create(vault, { icon: { type: 'png', content: 'AAAA' } }); });

  test('wipes the icon when it is left out', async () => {
    expect(item['icon']).toEqual({ type: 'png', content: 'AAAA' });
    expect((await alice.patch(item, { icon: undefined })).json).toMatchObject({ icon: null });
  });

  test('writes the item of the guid in its body, whatever its address says', async () => {
    const other = await alice.create(vault, { label: 'Other' });
    await alice.send('PATCH', `/credentials/${String(item['guid'])}`, { ...other, username: 'changed' });
    expect((await alice.read(other))['username']).toBe('changed');
    expect((await alice.read(item))['username']).toBe('u');
  });

  test('fails without the guid in its body', async () => {
    expect((await alice.send('PATCH', `/credentials/${String(item['guid'])}`, without(item, 'guid'))).status).toBe(500);
  });

  test('needs the credential id, unless it skips the revision', async () => {
    const body = without(item, 'credential_id');
    const path = `/credentials/${String(item['guid'])}`;
    expect((await alice.send('PATCH', path, body)).status).toBe(500);
    expect((await alice.send('PATCH', path, { ...body, skip_revision: true })).status).toBe(200);
  });

  test('without a label loses all ten fields', async () => {
    await alice.send('PATCH', `/credentials/${String(item['guid'])}`, without(item, 'label'));
    const after = await alice.read(item);
    expect(after['label']).toBe('Item');
    expect(tenFields.map((field) => after[field])).toEqual(tenFields.map(() => false));
  });

  test('leaves null times, hidden and compromised as they are', async () => {
    const marked = (await alice.patch(item, { expire_time: 5, renew_interval: 6, hidden: true, compromised: 'yes' })).json as Row;
    expect((await alice.patch(marked, { expire_time: null, renew_interval: null, hidden: null, compromised: null })).json)
      .toMatchObject({ expire_time: 5, renew_interval: 6, hidden: 1, compromised: 'yes' });
  });

  test('takes a shared key only with set_share_key being true', async () => {
    expect((await alice.patch(item, { shared_key: 'k', set_share_key: 1 })).json).toMatchObject({ shared_key: null });
    expect((await alice.patch(item, { shared_key: 'k', set_share_key: true })).json).toMatchObject({ shared_key: 'k', username: 'u' });
    expect((await alice.patch(item, { unshare_action: true })).json).toMatchObject({ shared_key: '', username: 'u' });
  });

  test('leaves a revision with the state before, without its icon', async () => {
    await alice.patch(item, { username: 'new' });
    const { json } = await alice.send('GET', `/credentials/${String(item['guid'])}/revision`);
    expect(json).toMatchObject([{ edited_by: 'alice', credential_data: { username: 'u', icon: false } }]);
  });

  test('that fails leaves its revision behind', async () => {
    await alice.patch(item, { otp: null });
    expect((await alice.send('GET', `/credentials/${String(item['guid'])}/revision`)).json).toHaveLength(1);
  });
});

describe('a revision', () => {
  test('is rewritten from base64 of a credential, its icon false becoming empty', async () => {
    const item = await alice.create(vault);
    await alice.patch(item, { username: 'new' });
    const path = `/credentials/${String(item['guid'])}/revision`;
    const [revision] = (await alice.send('GET', path)).json as Row[];
    const credential = { ...revision?.['credential_data'] as Row, username: 'under another key' };
    const packed = Buffer.from(JSON.stringify(credential)).toString('base64');
    expect(await alice.send('PATCH', `${path}/${String(revision?.['revision_id'])}`, { credential_data: packed })).toMatchObject({ status: 200, json: [] });
    expect((await alice.send('GET', path)).json).toMatchObject([{ credential_data: { username: 'under another key', icon: '' } }]);
  });
});

describe('damage on the server', () => {
  test('makes one field read false and leaves the others', async () => {
    const item = await alice.create(vault);
    cloud.control.damage(String(item['guid']), 'email');
    expect(await alice.read(item)).toMatchObject({ email: false, username: 'u' });
  });

  test('of its secret makes every field read false', async () => {
    const item = await alice.create(vault);
    cloud.control.changeInstanceSecret();
    const after = await alice.read(item);
    expect(tenFields.map((field) => after[field])).toEqual(tenFields.map(() => false));
  });
});

describe('deleting and files', () => {
  test('a deleted credential is handed back whole', async () => {
    const item = await alice.create(vault);
    expect(await alice.send('DELETE', `/credentials/${String(item['guid'])}`)).toMatchObject({ status: 200, json: item });
  });

  test('an uploaded file is echoed with its content', async () => {
    const sent = { filename: 'n', data: 'content', mimetype: 'text/plain', size: 7 };
    expect((await alice.send('POST', '/file', sent)).json).toMatchObject({ filename: 'n', file_data: 'content', size: 7, mimetype: 'text/plain' });
  });

  test('several files are deleted by a text that holds their list; a list is refused', async () => {
    expect(await alice.send('POST', '/files/delete', { file_ids: '[1,2]' })).toMatchObject({ status: 200, json: { ok: true, failed: [] } });
    expect((await alice.send('POST', '/files/delete', { file_ids: [1, 2] })).status).toBe(500);
    expect((await alice.send('POST', '/files/delete', { file_ids: 'nonsense' })).status).toBe(200);
  });
});

describe('sharing', () => {
  test('that the admin switched off answers an empty list and says so', async () => {
    cloud.control.sharing({ user: false });
    const got = await alice.send('GET', '/sharing/pending');
    expect(got).toMatchObject({ status: 200, json: [] });
    expect(got.headers).toMatchObject({ 'passman-sharing': 'disabled', 'passman-method': 'ShareController.getPendingRequests' });
  });

  test('lets a recipient read without files, and not write', async () => {
    const item = await alice.create(vault);
    const target = await bob.createVault();
    const share = { item_id: item['credential_id'], item_guid: item['guid'], permissions: 1, vaults: [{ vault_id: target['vault_id'], guid: target['guid'], user_id: 'bob', key: 'rsa' }] };
    await alice.send('POST', '/sharing/share', share);
    expect((await alice.send('POST', '/sharing/share', share)).json).toEqual({ error: 'User got already pending requests' });
    await bob.send('POST', '/sharing/save', { item_guid: item['guid'], target_vault_guid: target['guid'], final_shared_key: 'key' });
    expect((await alice.send('POST', '/sharing/share', share)).json).toEqual({ error: 'User got already this credential' });
    const [shared] = (await bob.send('GET', `/sharing/vault/${String(target['guid'])}/get`)).json as Row[];
    expect(shared).toMatchObject({ shared_key: 'key', credential_data: { username: 'u' } });
    expect(Object.keys(shared?.['credential_data'] as Row)).not.toEqual(expect.arrayContaining(['files']));
    expect(Object.keys(shared?.['credential_data'] as Row)).not.toEqual(expect.arrayContaining(['shared_key']));
    expect(await bob.patch(item, { username: 'x' })).toMatchObject({ status: 401, json: { msg: 'Not authorized' } });
  });

  test('by link counts the views down before it answers', async () => {
    const item = await alice.create(vault);
    await alice.send('POST', '/sharing/public', { item_id: item['credential_id'], item_guid: item['guid'], permissions: 1, expire_timestamp: 0, expire_views: 1 });
    const path = `/index.php/apps/passman/api/v2/sharing/credential/${String(item['guid'])}/public`;
    expect(await visit(cloud, { path })).toMatchObject({ status: 200, json: { expire_views: 0, user_id: null } });
    expect(await visit(cloud, { path })).toMatchObject({ status: 404, json: [] });
  });
});

describe('signing in to Passman', () => {
  const path = '/index.php/apps/passman/api/v2/vaults';

  test('with a wrong password is 401 with an empty message', async () => {
    expect(await visit(cloud, { path, login: ['alice', 'wrong'] })).toMatchObject({ status: 401, json: { message: '' } });
  });

  test('sets a session cookie, which then wins over the Basic header', async () => {
    const first = await visit(cloud, { path, login: ['alice', 'a'] });
    const cookie = cookieAfter(first);
    const second = await visit(cloud, { path, login: ['bob', 'b'], headers: { cookie, 'OCS-APIRequest': 'true' } });
    expect(second.headers['x-user-id']).toBe('alice');
    expect(cloud.control.requests().at(-1)).toMatchObject({ cookie: true, authorization: true });
  });

  test('with a session alone needs the OCS header', async () => {
    const cookie = cookieAfter(await visit(cloud, { path, login: ['alice', 'a'] }));
    expect((await visit(cloud, { path, headers: { cookie } })).status).toBe(401);
    expect((await visit(cloud, { path, headers: { cookie, 'OCS-APIRequest': 'true' } })).status).toBe(200);
  });

  test('answers every origin, without credentials', async () => {
    const got = await visit(cloud, { path, method: 'OPTIONS', headers: { Origin: 'https://page.example' } });
    expect(got.headers).toMatchObject({ 'access-control-allow-origin': 'https://page.example', 'access-control-allow-credentials': 'false' });
  });

  test('is a 404 page where the app is not installed', async () => {
    cloud.control.passman(false);
    const got = await visit(cloud, { path, login: ['alice', 'a'] });
    expect([got.status, got.headers['content-type']]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  test('an admin route is for admins', async () => {
    expect((await alice.send('POST', '/settings/user_sharing_enabled/0/admin1/admin2')).status).toBe(403);
  });
});
