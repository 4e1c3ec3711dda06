/** The clients on the answers of a real server: Nextcloud 32.0.1 with Passman 2.5.1. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { isGuid, type Guid } from '../core/ids.ts';
import { fakeServer, json } from './fake-server.ts';
import { readCapabilities } from './nextcloud/capabilities.ts';
import { readStatus } from './nextcloud/status.ts';
import { whoAmI } from './nextcloud/user.ts';
import { passman } from './passman/passman.ts';

interface Recording {
  exchanges: { title: string; response: { status: number; json?: unknown } }[];
}

const folder = join(process.env['LATCHKEY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'recordings');
const missing = !existsSync(folder);
if (missing) process.stderr.write('skipped: the recordings of a real server are not here\n');

function answer(file: string, title: string): Response {
  const { exchanges } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording;
  const { status, json: body } = exchanges.find((exchange) => exchange.title === title)!.response;
  return json(body, status);
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
    expect(await whoAmI(fakeServer(answer('nextcloud-login.json', 'who am I')))).toEqual({ userId: 'alice', displayName: 'alice', email: null });
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
