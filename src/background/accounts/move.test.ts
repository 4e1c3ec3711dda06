import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { moveAccount } from './move.ts';
import { signInTyped } from './sign-in.ts';

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users: [{ userId: 'ada', password: 'secret' }] }); });
afterEach(() => cloud.close());

async function signedIn() {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const remove = vi.fn(() => Promise.resolve(true));
  /** What was sent, and whether the login went along. */
  const sent: [string, boolean][] = [];
  const world = {
    keyring: ring,
    permissions: { contains: ({ origins }: { origins: string[] }) => Promise.resolve(!origins.some((origin) => origin.includes('not-allowed'))), remove, getAll: () => Promise.resolve({}) },
    // The same cloud answers at every address.
    fetch: (...[url, init]: Parameters<typeof fetch>) => {
      const address = url instanceof Request ? url.url : String(url);
      sent.push([new URL(address).origin, new Headers(init?.headers).has('Authorization')]);
      return fetch(cloud.url + new URL(address).pathname + new URL(address).search, init);
    },
  };
  const id = await signInTyped({ server: 'https://old.example', loginName: 'ada', password: 'secret' }, world);
  sent.length = 0;
  return { ring, world, id, remove, sent, account: async () => (await ring.contents()).accounts[0] };
}

test('an account moves to the new address of its server with all there is, and the old permission is given back', async () => {
  const { world, id, remove, sent, account } = await signedIn();
  const before = await account();
  await moveAccount(id, 'new.example/index.php/apps/files', world);
  expect(await account()).toEqual({ ...before, server: 'https://new.example' });
  expect(sent).toEqual([['https://new.example', false], ['https://new.example', true]]);
  expect(remove.mock.calls).toEqual([[{ origins: ['https://old.example/*'] }]]);
});

test.each([
  ['without the permission', 'https://not-allowed.example', 'no-permission', () => undefined],
  ['without TLS', 'http://new.example', 'plain-http', () => undefined],
  ['to no address', 'https://', 'bad-address', () => undefined],
  ['to where it is', 'https://old.example', 'bad-address', () => undefined],
  ['to what is no Nextcloud', 'https://new.example', 'not-nextcloud', () => cloud.control.addFault({ match: { path: 'status' }, kind: 'html' })],
  ['to where the login opens nothing', 'https://new.example', 'signed-out', () => { cloud.control.revokeDevices('ada'); }],
])('it does not move %s', async (_what, address, kind, spoil) => {
  const { world, id, remove, sent, account } = await signedIn();
  const before = await account();
  spoil();
  await expect(moveAccount(id, address, world)).rejects.toMatchObject({ problem: { kind } });
  expect(await account()).toEqual(before);
  expect(remove).not.toHaveBeenCalled();
  expect(sent.filter(([, withLogin]) => withLogin)).toHaveLength(kind === 'signed-out' ? 1 : 0);
});
