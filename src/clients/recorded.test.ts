/** The clients on the answers of a real server: Nextcloud 32.0.1 with Passman 2.5.1 and end-to-end encryption 1.18.4. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { isGuid, type Guid } from '../core/ids.ts';
import { Failure } from '../core/problem.ts';
import { e2ee, e2eeCapability } from './e2ee/e2ee.ts';
import { fakeServer, json } from './fake-server.ts';
import { readCapabilities } from './nextcloud/capabilities.ts';
import { shares } from './nextcloud/shares.ts';
import { readStatus } from './nextcloud/status.ts';
import { whoAmI } from './nextcloud/user.ts';
import { passman } from './passman/passman.ts';
import { webdav } from './webdav/webdav.ts';

interface Recording {
  exchanges: { title: string; response: { status: number; headers: Record<string, string>; json?: unknown; text?: string; base64?: string } }[];
}

const folder = join(process.env['LATCHKEY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'recordings');
const missing = !existsSync(folder);
if (missing) process.stderr.write('skipped: the recordings of a real server are not here\n');

function answer(file: string, title: string): Response {
  const { exchanges } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording;
  const { status, headers, json: body, text, base64 } = exchanges.find((exchange) => exchange.title === title)!.response;
  return body === undefined ? new Response(base64 === undefined ? text : Buffer.from(base64, 'base64'), { status, headers }) : json(body, status, headers);
}

function guid(text: string): Guid {
  if (!isGuid(text)) throw new Error('not a guid');
  return text;
}

const anything = guid('53B34339-450C-411A-AD2A-1A97BB95BD7F');
const recorded = (title: string) => passman(fakeServer(answer('passman.json', title)));

describe.skipIf(missing)('a real server’s answer', () => {
  test('status, capabilities and user are read', async () => {
    expect(await readStatus(fakeServer(answer('nextcloud-login.json', 'public status')))).toEqual({ productName: 'Nextcloud', version: '32.0.1', maintenance: false });
    expect((await readCapabilities(fakeServer(answer('nextcloud-login.json', 'capabilities of a signed-in user')))).majorVersion).toBe(32);
    expect(await whoAmI(fakeServer(answer('nextcloud-login.json', 'who am I')))).toEqual({ userId: 'alice', displayName: 'alice', email: null, isAdmin: false });
  });

  test('the whole vault is read without a loss', async () => {
    const { credentials, damaged, name, privateSharingKey } = await recorded('whole vault with its credentials').vaults.get(anything);
    expect([credentials.length, damaged, name, typeof privateSharingKey]).toEqual([4, 0, 'Personal', 'string']);
    expect((await recorded('the vault is listed now').vaults.list()).map(({ challenge }) => typeof challenge)).toEqual(['string']);
  });

  test('revisions and files are read', async () => {
    expect(await recorded('its revisions').revisions.list(anything)).toMatchObject([{ revisionId: 1, editedBy: 'alice', credential: { icon: false } }]);
    expect(await recorded('read the file').files.get(1)).toMatchObject({ fileId: 1 });
  });

  test('shares are read', async () => {
    const { sharing } = recorded("items shared into bob's vault");
    expect(await sharing.itemsIn(anything)).toMatchObject([{ access: { userId: 'bob', permissions: 3, pending: false }, credential: { label: 'Example shop', shared_key: expect.any(String) as string } }]);
    expect(await recorded('bob sees the pending request').sharing.pending()).toMatchObject([{ fromUserId: 'alice', toUserId: 'bob', label: 'Example shop' }]);
    expect(await recorded("a person's vaults and their public keys").sharing.vaultsOf('bob')).toMatchObject([{ vaultId: 2, userId: 'bob' }]);
    expect(await recorded('acl of the item').sharing.accessesOf(anything)).toHaveLength(1);
    expect(await recorded('read the public share without login').sharing.readPublished(anything)).toMatchObject({ access: { userId: null, views: 4 } });
  });
});

describe.skipIf(missing)('a real server’s answer about encrypted folders', () => {
  const keys = (title: string) => e2ee(fakeServer(answer('e2ee-v2.json', title))).keys;
  const folders = (title: string) => e2ee(fakeServer(answer('e2ee-v2.json', title))).folders;
  const files = (title: string) => webdav(fakeServer(answer('e2ee-v2.json', title)), { userId: 'alice' });
  const name = '1fd47d8dfa844eca8b37a6f08f08f495';
  const metadata = { text: '{}', signature: 's' };
  const refused = async (promise: Promise<unknown>): Promise<unknown> => {
    const failure: unknown = await promise.then(() => null, (error: unknown) => error);
    return failure instanceof Failure && failure.problem.kind === 'folder-refused' ? failure.problem.why : failure;
  };

  test('says that the app is there', async () => {
    const capabilities = await readCapabilities(fakeServer(answer('nextcloud-login.json', 'capabilities of a signed-in user')));
    expect(e2eeCapability(capabilities)).toEqual({ apiVersion: 2, keysExist: false });
  });

  test('keys are read, and told from none', async () => {
    expect(await keys('server public key').serverKey()).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect([await keys('no private key yet').privateKey(), (await keys('own private key').privateKey())?.split('|').length]).toEqual([null, 3]);
    expect(await keys('public keys, one unknown').certificates(['alice', 'nobody'])).toBeNull();
    expect([...(await keys('public keys of two people').certificates(['alice', 'bob']))!.keys()]).toEqual(['alice', 'bob']);
    expect(await keys('alice: sign the public key').makeCertificate('csr')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });

  test('each refusal says why', async () => {
    expect(await refused(keys('a client that does not say it supports E2EE').privateKey())).toBe('client');
    expect(await refused(keys('a CSR for another name').makeCertificate('csr'))).toBe('wrong-name');
    expect(await refused(keys('a CSR that is not one').makeCertificate('csr'))).toBe('bad-key');
    expect(await refused(keys('sign again: a key exists').makeCertificate('csr'))).toBe('keys-exist');
    expect(await refused(keys('store a second private key').storePrivateKey('x'))).toBe('keys-exist');
    expect(await refused(folders('mark a folder that is not there').mark(999_999))).toBe('not-empty');
    expect(await refused(folders('lock without a counter').lock(233, 1))).toBe('headers-lost');
    expect(await refused(folders('lock it again: already locked').lock(233, 1))).toBe('locked');
    expect(await refused(folders('store metadata without a token').create(233, metadata, ''))).toBe('headers-lost');
    expect(await refused(folders('unlock with a wrong token').unlock(233, 'nope'))).toBe('lock-lost');
    expect(await refused(folders('update metadata when not locked').replace(233, metadata, 'nope'))).toBe('lock-lost');
    expect(await refused(folders("subfolder: store its metadata under the root's token").create(0, metadata, 'T'))).toBe('lock-lost');
    expect(await refused(folders('remove the encryption flag of a folder in use').unmark(233))).toBe('not-empty');
    expect(await refused(files('upload a file: PUT without a token').write(['Secret', name], new Blob([])))).toBe('headers-lost');
    expect(await refused(files('delete the folder: DELETE').remove(['Secret'], { token: 'T' }))).toBe('lock-lost');
  });

  test('locks and metadata are read', async () => {
    expect(await folders('lock').lock(233, 1)).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(await folders('metadata, none yet').read(233)).toBeNull();
    expect(await folders('a stranger reads the metadata').read(233)).toBeNull();
    expect(await folders('read metadata').read(233)).toMatchObject({ text: expect.stringMatching(/"version":"2\.0"/) as string, signature: expect.stringMatching(/^MII/) as string });
    expect(await folders('a route of a newer server').removeEverything()).toEqual([233]);
  });

  test('files and folders are read', async () => {
    expect(await files('make a folder').makeFolder(['Secret'])).toBe(233);
    expect(await files('its properties').look(['Secret'])).toMatchObject({ fileId: 233, isFolder: true, isMarked: false, permissions: 'RGDNVCK' });
    const { folder, children } = await files('list the encrypted folder').list(['Secret']);
    expect([folder.isMarked, folder.metadata?.slice(0, 12), children.map((child) => [child.path.at(-1), child.size, child.isEncrypted])]).toEqual([true, '{"metadata":', [[name, 46, true]]]);
    expect(await files("subfolder: its id, asked without the token while locked").look(['Secret', 'b4'])).toBeNull();
    expect(await files('upload a file: PUT the ciphertext').write(['Secret', name], new Blob(['x']))).toEqual({ fileId: 245, etag: 'eaf5a1df7ed929bb6194931bb8aae6fe', atOnce: false });
    expect((await new Response((await files('a range of the ciphertext').read(['Secret', name], { from: 4, to: 11 })).body).arrayBuffer()).byteLength).toBe(8);
  });

  test('shares are read', async () => {
    const made = await shares(fakeServer(answer('e2ee-v2.json', 'share the folder with bob'))).create({ kind: 'person', userId: 'bob', path: ['Secret'], permissions: 15 });
    expect(made).toEqual({ shareId: '1', kind: 0, with: 'bob', withName: 'bob', ownerId: 'alice', permissions: 15, token: null, fileId: 233, path: '/Secret', expires: null, note: '', label: '' });
    expect(await shares(fakeServer(answer('e2ee-v2.json', "bob's shares"))).withMe()).toMatchObject([{ shareId: '1', ownerId: 'alice', fileId: 233 }]);
  });
});
