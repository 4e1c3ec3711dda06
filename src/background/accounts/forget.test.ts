import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import { describe, expect, test, vi } from 'vitest';

import { isAccountId, isGuid, vaultId } from '../../core/ids.ts';
import type { Contents } from '../session/contents.ts';
import { keyring } from '../session/keyring.ts';
import type { Session } from '../session/session.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults } from '../vaults/vaults.ts';
import { forgetter } from './forget.ts';

function account(name: string, server: string): Contents['accounts'][number] {
  const id = `${name}-account`;
  if (!isAccountId(id)) throw new Error('no id');
  return { id, server, loginName: name, userId: name, displayName: name, appPassword: 'p', passmanVersion: null };
}

const ada = account('ada', 'https://cloud.example');
const bob = account('bob', 'https://cloud.example');
const eve = account('eve', 'https://other.example');

async function signedIn(accounts: Contents['accounts']) {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const guid = 'V';
  if (!isGuid(guid)) throw new Error('no guid');
  await ring.change(() => ({ version: 1, accounts, vaults: accounts.map(({ id }) => ({ id: vaultId(id, guid), account: id, name: 'V', key: null, made: false })) }));
  await ring.protect('correct horse');
  const kept = vaults({ store: vaultStore(createStore('forget', 'vaults')), keyring: ring, now: () => 0, changed: vi.fn() });
  const remove = vi.fn(() => Promise.resolve(true));
  const leaveBehind = vi.fn(() => Promise.resolve());
  const permissions = { contains: vi.fn(), remove, getAll: () => Promise.resolve({ origins: ['https://cloud.example/*', 'https://other.example/*'] }) };
  const forget = forgetter({ session: { keyring: ring } as Session, vaults: kept, permissions, clearStorage: vi.fn(() => Promise.resolve()), leaveBehind, changed: vi.fn() });
  return { ring, forget, remove, leaveBehind };
}

describe('forgetting an account', () => {
  test('leaves the others and their vaults', async () => {
    const { ring, forget, leaveBehind } = await signedIn([ada, eve]);
    await forget.account(ada);
    const left = await ring.contents();
    expect([left.accounts.map(({ id }) => id), left.vaults.map(({ account: id }) => id)]).toEqual([[eve.id], [eve.id]]);
    expect(leaveBehind).toHaveBeenCalledWith(ada.id);
  });

  test('gives back the permission for its server, unless another account is there', async () => {
    const shared = await signedIn([ada, bob]);
    await shared.forget.account(ada);
    expect(shared.remove).not.toHaveBeenCalled();
    const alone = await signedIn([ada, eve]);
    await alone.forget.account(ada);
    expect(alone.remove.mock.calls).toEqual([[{ origins: ['https://cloud.example/*'] }]]);
  });

  test.each([[[ada]], [[ada, eve]]])('says so when nothing is left of it, and while its server may be reached', async (accounts) => {
    const { ring, forget, remove, leaveBehind } = await signedIn(accounts);
    const lastly = vi.fn(async () => {
      expect(remove).not.toHaveBeenCalled();
      expect(await ring.hasContents()).toBe(accounts.length > 1);
      expect(leaveBehind).toHaveBeenCalledTimes(accounts.length - 1);
    });
    await forget.account(ada, lastly);
    expect(lastly).toHaveBeenCalledOnce();
    expect(remove).toHaveBeenCalled();
  });

  test('that is the last one forgets everything', async () => {
    const { ring, forget } = await signedIn([ada]);
    await forget.account(ada);
    expect(await ring.state()).toBe('new');
  });
});

describe('starting over', () => {
  test('gives back every permission, even while locked', async () => {
    const { ring, forget, remove } = await signedIn([ada, eve]);
    await ring.lock();
    await forget.everything();
    expect(remove.mock.calls).toEqual([[{ origins: ['https://cloud.example/*'] }], [{ origins: ['https://other.example/*'] }]]);
    expect(await ring.state()).toBe('new');
  });
});
