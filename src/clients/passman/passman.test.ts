import { describe, expect, test } from 'vitest';

import type { SealedCredential } from '../../core/credential/sealed.ts';
import { isGuid, type Guid } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json, sentJson } from '../fake-server.ts';
import { passman } from './passman.ts';
import { record, without } from './sample-record.ts';
import { readSealedCredential } from './sealed-credential.ts';

const host = 'cloud.example';
const api = 'https://cloud.example/nc/index.php/apps/passman/api';
const listed = { vault_id: 1, guid: '22EACD95-3BD7-436A-8AA5-0F6F46D5E5D8', name: 'Personal', created: 1795379915, public_sharing_key: null, last_access: 0, challenge_password: 'eyJ', delete_request_pending: false };
const detail = { ...listed, private_sharing_key: null, sharing_keys_generated: null, vault_settings: null, credentials: [record()] };
const vault = guidOf(listed.guid);
const sealed = sealedOf(record());
const item = sealed.guid;

function guidOf(text: string): Guid {
  if (!isGuid(text)) throw new Error('not a guid');
  return text;
}

function sealedOf(raw: unknown): SealedCredential {
  const credential = readSealedCredential(raw);
  if (credential === null) throw new Error('not a credential');
  return credential;
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

describe('the list of vaults', () => {
  test('keeps the challenge as it came, whatever it is', async () => {
    for (const challenge of ['eyJ', '', false, null, 12, { x: 1 }]) {
      const server = fakeServer(json([{ ...listed, challenge_password: challenge }]));
      expect(await passman(server).vaults.list()).toEqual([{ vaultId: 1, guid: vault, name: 'Personal', created: 1795379915, lastAccess: 0, publicSharingKey: null, challenge, deletionRequested: false }]);
      expect(server.asked[0]!.url).toBe(`${api}/v2/vaults`);
    }
  });

  test('does without a challenge, and reads numbers that are texts', async () => {
    expect(await passman(fakeServer(json([{ ...without(listed, 'challenge_password'), vault_id: '7', created: '5', delete_request_pending: '0' }]))).vaults.list()).toMatchObject([{ vaultId: 7, created: 5, challenge: undefined, deletionRequested: false }]);
  });

  test('shows the sound vaults beside a damaged one', async () => {
    expect(await passman(fakeServer(json([null, { guid: 5 }, listed, { ...listed, name: null }]))).vaults.list()).toMatchObject([{ name: 'Personal' }, { name: '' }]);
  });

  test('may be empty, and may be numbered with gaps', async () => {
    expect(await passman(fakeServer(json([]))).vaults.list()).toEqual([]);
    expect(await passman(fakeServer(json({ 0: listed, 2: listed }))).vaults.list()).toHaveLength(2);
  });

  test.each([
    ['there is no such app', html(404), { kind: 'no-passman', host }],
    ['the page is a hotel’s', html(200), { kind: 'bad-answer', host, why: 'not-json' }],
    ['it is no list', json({ vaults: [] }), { kind: 'bad-answer', host, why: 'shape' }],
    ['it is null', json(null), { kind: 'bad-answer', host, why: 'shape' }],
    ['the app password was revoked', json({ message: '' }, 401), { kind: 'signed-out', host }],
    ['the server fails', html(500), { kind: 'server-error', host, status: 500 }],
    ['it is in maintenance', html(503), { kind: 'maintenance', host }],
  ])('fails clearly when %s', async (_, answer, problem) => {
    expect(await problemOf(passman(fakeServer(answer)).vaults.list())).toEqual(problem);
  });
});

describe('a whole vault', () => {
  test('comes with its credentials, and says how many could not be used', async () => {
    const server = fakeServer(json({ ...detail, credentials: [record(), { guid: 'x' }, null, record({ email: false })] }));
    const read = await passman(server).vaults.get(vault);
    expect(read.credentials).toHaveLength(2);
    expect(read).toMatchObject({ damaged: 2, name: 'Personal', privateSharingKey: null, settings: null });
    expect(server.asked[0]!.url).toBe(`${api}/v2/vaults/${vault}`);
  });

  test('takes 20,000 items', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => record({ credential_id: index + 1, password: 'x'.repeat(300) }));
    expect((await passman(fakeServer(json({ ...detail, credentials: many }))).vaults.get(vault)).credentials).toHaveLength(20_000);
  });

  test('that is unknown is told from a missing app', async () => {
    expect(await problemOf(passman(fakeServer(json([], 404))).vaults.get(vault))).toEqual({ kind: 'not-found', host });
    expect(await problemOf(passman(fakeServer(html(404))).vaults.get(vault))).toEqual({ kind: 'no-passman', host });
  });

  test('without a list of credentials is refused rather than shown empty', async () => {
    expect(await problemOf(passman(fakeServer(json(without(detail, 'credentials')))).vaults.get(vault))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });
});

describe('changing vaults', () => {
  test('sends what the contract names', async () => {
    const server = fakeServer(json(listed), json(null), json(null), json({ ok: true, failed: [] }));
    const { vaults } = passman(server);
    expect(await vaults.create('New')).toMatchObject({ vaultId: 1, guid: vault });
    await vaults.update(vault, { name: 'Other' });
    await vaults.storeSharingKeys(vault, { privateKey: 'sealed', publicKey: 'PEM' });
    expect(await vaults.remove(vault)).toEqual({ ok: true, failed: [] });
    expect(server.asked.map(({ url, init }) => `${String(init.method)} ${url.slice(api.length)}`)).toEqual([
      'POST /v2/vaults', `PATCH /v2/vaults/${vault}`, `POST /v2/vaults/${vault}/sharing-keys`, `DELETE /v2/vaults/${vault}`,
    ]);
    expect(server.asked.map(sentJson)).toEqual([{ vault_name: 'New' }, { name: 'Other' }, { private_sharing_key: 'sealed', public_sharing_key: 'PEM' }, undefined]);
  });
});

describe('replacing a credential', () => {
  test('sends the whole record back, unknown keys and icon included', async () => {
    const raw = { ...record({ icon: { type: 'png', content: 'AA==' } }), later: [1] };
    const server = fakeServer(json(raw));
    await passman(server).credentials.replace(sealedOf(raw));
    expect(server.asked[0]).toMatchObject({ url: `${api}/v2/credentials/${item}`, init: { method: 'PATCH' } });
    expect(sentJson(server.asked[0])).toEqual(raw);
  });

  test('gives no order that the record itself holds', async () => {
    const raw = { ...record(), skip_revision: true, set_share_key: true, unshare_action: true, revision_created: 'x', acl: {} };
    const server = fakeServer(json(record()));
    await passman(server).credentials.replace(sealedOf(raw));
    expect(sentJson(server.asked[0])).toEqual(record());
  });

  test.each([
    [{ for: 'edit' }, {}],
    [{ for: 'restore', created: '1' }, { revision_created: '1' }],
    [{ for: 'key-change' }, { skip_revision: true }],
    [{ for: 'share', sharedKey: 'K' }, { skip_revision: true, set_share_key: true, shared_key: 'K' }],
    [{ for: 'unshare' }, { skip_revision: true, unshare_action: true }],
  ] as const)('%j orders %j', async (replacing, order) => {
    const server = fakeServer(json(record()));
    await passman(server).credentials.replace(sealed, replacing);
    expect(sentJson(server.asked[0])).toEqual({ ...record(), ...order });
  });

  test('never sends back what the server could not read itself', async () => {
    const server = fakeServer(json(record()));
    expect(await problemOf(passman(server).credentials.replace({ ...sealed, otp: false }))).toEqual({ kind: 'unreadable-field', label: 'Shop' });
    expect(server.asked).toEqual([]);
  });

  test('writes text where nothing was stored, and null where the server means "unchanged"', async () => {
    const server = fakeServer(json(record()));
    await passman(server).credentials.replace({ ...sealed, otp: null, compromised: null, icon: false });
    expect(sentJson(server.asked[0])).toEqual(record({ otp: '', compromised: null, icon: null }));
  });

  test('refuses the answer about another credential', async () => {
    const server = fakeServer(json(record({ guid: '00000000-0000-0000-0000-000000000000' })));
    expect(await problemOf(passman(server).credentials.replace(sealed))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });

  test('without the right to is forbidden, not signed out', async () => {
    expect(await problemOf(passman(fakeServer(json({ msg: 'Not authorized' }, 401))).credentials.replace(sealed))).toEqual({ kind: 'forbidden', host });
  });
});

describe('other calls for credentials', () => {
  test('read, create and remove give the record', async () => {
    const server = fakeServer(json(record()));
    const { credentials } = passman(server);
    expect(await credentials.get(item)).toEqual(record());
    expect(await credentials.create({ ...sealed, hidden: false, expire_time: 0, delete_time: 0 })).toEqual(record());
    expect(await credentials.remove(item)).toEqual(record());
  });

  test('an answer that is no credential is refused', async () => {
    expect(await problemOf(passman(fakeServer(json([]))).credentials.get(item))).toEqual({ kind: 'bad-answer', host, why: 'shape' });
  });

  test('removing one that is gone is not-found', async () => {
    expect(await problemOf(passman(fakeServer(json([], 404))).credentials.remove(item))).toEqual({ kind: 'not-found', host });
  });
});

describe('revisions', () => {
  test('come oldest first, without those that cannot be read', async () => {
    const revision = (id: unknown, content: unknown) => ({ revision_id: id, guid: 'x', created: 5, credential_data: content, edited_by: 'bob' });
    const server = fakeServer(json([revision('3', record({ icon: false })), revision(2, record()), revision(1, 'x'), null]));
    expect(await passman(server).revisions.list(item)).toMatchObject([{ revisionId: 2, created: 5, editedBy: 'bob' }, { revisionId: 3, credential: { icon: false } }]);
    expect(server.asked[0]!.url).toBe(`${api}/v2/credentials/${item}/revision`);
  });

  test('are rewritten as base64 of UTF-8', async () => {
    const server = fakeServer(json([]));
    await passman(server).revisions.rewrite(item, 4, { ...sealed, label: 'Größe ✓' });
    const { credential_data } = sentJson(server.asked[0]) as { credential_data: string };
    expect(JSON.parse(Buffer.from(credential_data, 'base64').toString('utf8'))).toMatchObject({ label: 'Größe ✓' });
  });
});

describe('files', () => {
  const stored = { file_id: 1, filename: 'n', guid: '70450000-0000-4000-8000-000000000000', size: 3, file_data: 'd', created: 5, mimetype: 'text/plain' };

  test('are sent as `data`, changed as `file_data`, deleted as a list inside a text', async () => {
    const server = fakeServer(json(stored), json(null), json({ ok: true, failed: ['2'] }));
    const { files } = passman(server);
    expect(await files.create({ filename: 'n', data: 'd', mimetype: 'text/plain', size: 3 })).toEqual({ fileId: 1, filename: 'n', guid: stored.guid, size: 3, data: 'd', created: 5, mimetype: 'text/plain' });
    await files.update(1, { filename: 'm', data: 'e' });
    expect(await files.removeMany([1, 2])).toEqual([2]);
    expect(server.asked.map(sentJson)).toEqual([{ filename: 'n', data: 'd', mimetype: 'text/plain', size: 3 }, { filename: 'm', file_data: 'e' }, { file_ids: '[1,2]' }]);
  });

  test('come as the last of a list from old servers', async () => {
    expect(await passman(fakeServer(json([null, stored]))).files.get(1)).toMatchObject({ fileId: 1 });
  });
});

describe('the app itself', () => {
  test.each([
    [json({ version: '2.6.1' }), '2.6.1'],
    [html(405), null],
    [html(500), null],
    [html(404), null],
    [json([]), null],
  ])('says its version, or not', async (answer, version) => {
    expect(await passman(fakeServer(answer)).version()).toBe(version);
  });

  test('does not call an unreachable server silent', async () => {
    expect(await problemOf(passman(fakeServer(new TypeError('x'))).version())).toEqual({ kind: 'unreachable', host });
  });

  test('tells what the administrator allows', async () => {
    expect(await passman(fakeServer(json({ link_sharing_enabled: 1, user_sharing_enabled: '0', vault_key_strength: '4' }))).settings()).toEqual({ linkSharing: true, userSharing: false, vaultKeyStrength: 4 });
  });
});

describe('sharing', () => {
  const acl = { acl_id: 1, item_id: 2, item_guid: item, user_id: 'bob', created: 5, expire: 0, expire_views: 0, permissions: 3, vault_id: '2', vault_guid: vault, shared_key: 'K', pending: false };

  test('gives a shared item the key of its recipient', async () => {
    const server = fakeServer(json([{ ...acl, credential_data: without(record(), 'shared_key', 'files') }, { ...acl, credential_data: 'x' }, null]));
    expect(await passman(server).sharing.itemsIn(vault)).toMatchObject([{ access: { accessId: 1, vaultId: 2, permissions: 3, userId: 'bob' }, credential: { guid: item, shared_key: 'K', files: null } }]);
    expect(await passman(server).sharing.sharedWithMe(vault)).toMatchObject([{ guid: item }]);
  });

  test('lists pending access beside accepted', async () => {
    const pending = { item_id: 2, item_guid: item, user_id: 'carol', created: 5, permissions: 1, vault_id: 3, vault_guid: vault, shared_key: 'R', pending: true };
    expect(await passman(fakeServer(json([acl, pending]))).sharing.accessesOf(item)).toMatchObject([{ accessId: 1, pending: false }, { accessId: null, pending: true, userId: 'carol' }]);
  });

  test.each([
    ['User got already pending requests', 'already-pending'],
    ['User got already this credential', 'already-shared'],
  ])('tells "%s" from a success', async (error, outcome) => {
    const order = { itemId: 2, itemGuid: item, permissions: 1, vaults: [{ vaultId: 2, guid: vault, userId: 'bob', key: 'R' }] };
    const server = fakeServer(json({ error }));
    expect(await passman(server).sharing.share(order)).toEqual({ outcome });
    expect(sentJson(server.asked[0])).toEqual({ item_id: 2, item_guid: item, permissions: 1, vaults: [{ vault_id: 2, guid: vault, user_id: 'bob', key: 'R' }] });
  });

  test('that the administrator switched off is not an empty list', async () => {
    const off = json([], 200, { 'Passman-sharing': 'disabled', 'Passman-method': 'ShareController.getPendingRequests' });
    expect(await problemOf(passman(fakeServer(off)).sharing.pending())).toEqual({ kind: 'forbidden', host });
    expect(await passman(fakeServer(json([]))).sharing.pending()).toEqual([]);
  });

  test('changes permissions under the key `permission`, and says when nothing was there to change', async () => {
    const server = fakeServer(json(acl), json(null));
    expect(await passman(server).sharing.setPermissions(item, 'bob', 1)).toMatchObject({ userId: 'bob' });
    expect(await passman(server).sharing.setPermissions(item, 'bob', 1)).toBeNull();
    expect(sentJson(server.asked[0])).toEqual({ user_id: 'bob', permission: 1 });
  });

  test('reads a link as nobody', async () => {
    const server = fakeServer(json({ ...acl, user_id: null, credential_data: record() }));
    expect(await passman(server).sharing.readPublished(item)).toMatchObject({ access: { userId: null } });
    expect(server.asked[0]!.init.headers).not.toHaveProperty('Authorization');
  });

  test('keeps strange user ids inside their part of the path', async () => {
    const server = fakeServer(json({ result: true }));
    await passman(server).sharing.unshareFrom(item, 'bob/../alice?x');
    expect(server.asked[0]!.url).toBe(`${api}/v2/sharing/credential/${item}/bob%2F..%2Falice%3Fx`);
    expect(await problemOf(passman(server).sharing.unshareFrom(item, '..'))).toEqual({ kind: 'bug' });
  });

  test('a 404 page of a sharing route is an unknown thing, not a missing app', async () => {
    expect(await problemOf(passman(fakeServer(html(404))).sharing.pending())).toEqual({ kind: 'not-found', host });
  });
});

describe('every call', () => {
  test('fails the same way when the way is blocked, and never sends cookies', async () => {
    const server = fakeServer(new TypeError('Failed to fetch'));
    const { vaults, credentials, revisions, files, sharing, settings } = passman(server);
    const calls = [vaults.list(), vaults.get(vault), vaults.create('x'), vaults.remove(vault), credentials.get(item), credentials.replace(sealed), credentials.remove(item), revisions.list(item), revisions.remove(item, 1), files.get(1), files.remove(1), sharing.search('x'), sharing.vaultsOf('bob'), sharing.pending(), sharing.accept(item, vault, 'K'), sharing.decline(1), sharing.accessesIn(vault), sharing.setSharedKey(item, 'K'), sharing.unshare(item), sharing.readFile(item, vault), settings()];
    for (const call of calls) expect(await problemOf(call)).toEqual({ kind: 'unreachable', host });
    expect(server.asked).toHaveLength(calls.length);
    for (const { init } of server.asked) expect(init).toMatchObject({ credentials: 'omit', redirect: 'manual' });
  });
});
