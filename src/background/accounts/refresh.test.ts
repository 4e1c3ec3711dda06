import { describe, expect, test, vi } from 'vitest';

import { isAccountId, isGuid, vaultId, type AccountId, type Guid } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Passman } from '../../clients/passman/passman.ts';
import type { Account, KnownVault } from '../session/contents.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { learnVaults, readRecords, refresher } from './refresh.ts';

function accountId(text: string): AccountId {
  if (!isAccountId(text)) throw new Error('no account id');
  return text;
}
function guid(text: string): Guid {
  if (!isGuid(text)) throw new Error('no guid');
  return text;
}

const account: Account = { id: accountId('aaaaaaaa-0000'), server: 'https://cloud.example', loginName: 'ada', userId: 'ada', displayName: 'Ada', appPassword: 'p', passmanVersion: null };
const vault: KnownVault = { id: vaultId(account.id, guid('V')), account: account.id, name: 'Personal', key: 'CNRY-key', made: false };

async function ringWith(vaults: KnownVault[]): Promise<Keyring> {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  await ring.change((contents) => ({ ...contents, accounts: [account], vaults }));
  return ring;
}

/** A server that lists these vaults once something else has happened here. */
function listing(names: readonly [string, string][], meanwhile: () => Promise<void> = () => Promise.resolve()): Passman {
  const list = async () => {
    await meanwhile();
    return names.map(([id, name]) => ({ guid: guid(id), name }));
  };
  return { vaults: { list } } as unknown as Passman;
}

describe('learning which vaults there are', () => {
  test('brings no key back of an account that was signed out meanwhile', async () => {
    const ring = await ringWith([vault]);
    const client = listing([['V', 'Renamed']], () => ring.change((contents) => ({ ...contents, accounts: [], vaults: [] })));
    await expect(learnVaults(account, client, ring)).rejects.toMatchObject({ problem: { kind: 'gone' } });
    expect((await ring.contents()).vaults).toEqual([]);
  });

  test('starts no keyring after everything was forgotten meanwhile', async () => {
    const ring = await ringWith([vault]);
    await expect(learnVaults(account, listing([['V', 'Renamed']], () => ring.erase()), ring)).rejects.toMatchObject({ problem: { kind: 'gone' } });
    expect(await ring.hasContents()).toBe(false);
  });

  test.each([['given', null, 'new key'], ['forgotten', 'CNRY-key', null]])('leaves a key alone that is %s meanwhile', async (_what, before, after) => {
    const ring = await ringWith([{ ...vault, key: before }]);
    await learnVaults(account, listing([['V', 'Renamed']], () => ring.change((contents) => ({ ...contents, vaults: [{ ...vault, key: after }] }))), ring);
    expect((await ring.contents()).vaults).toEqual([{ ...vault, name: 'Renamed', key: after }]);
  });

  test('keeps no more of a server than anybody has', async () => {
    const ring = await ringWith([]);
    const many = Array.from({ length: 5000 }, (_, at): [string, string] => [`V${at}`, 'x'.repeat(10_000)]);
    await learnVaults(account, listing([['V', 'one'], ['V', 'twin'], ...many]), ring);
    const { vaults } = await ring.contents();
    expect(new Set(vaults.map(({ id }) => id)).size).toBe(vaults.length);
    expect(JSON.stringify(vaults).length).toBeLessThan(500_000);
  });
});

test('an item that is shared under the guid of an own one does not take its place', async () => {
  const record = (label: string, id: string) => ({ label, guid: guid(id) });
  const client = {
    vaults: { get: () => Promise.resolve({ credentials: [record('own', 'A'), record('twin', 'A')] }) },
    sharing: { sharedWithMe: () => Promise.resolve([record('foreign', 'A'), record('shared', 'B')]) },
  } as unknown as Passman;
  expect((await readRecords(vault.id, client)).map(({ label }) => label)).toEqual(['own', 'shared']);
});

describe('refreshing', () => {
  function refreshed(ring: Keyring, fetch: typeof globalThis.fetch, contains: () => Promise<boolean> = () => Promise.resolve(true)) {
    const vaults = { load: () => Promise.resolve(new Map()) } as unknown as Vaults;
    const forgetAccount = vi.fn(() => Promise.reject(new Failure({ kind: 'storage-failed' })));
    return refresher({ fetch, permissions: { contains, remove: contains, getAll: () => Promise.resolve({}) }, keyring: ring, vaults, keepAlive: (work) => work, changed: vi.fn(), forgetAccount });
  }
  const answer = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

  test('never rejects, even if a wipe that was asked for fails', async () => {
    const fetch = vi.fn((input: unknown) => Promise.resolve(String(input).includes('/wipe/') ? answer({ wipe: true }) : answer({}, 401)));
    await expect(refreshed(await ringWith([]), fetch).all()).resolves.toBeUndefined();
  });

  test('includes an account that is signed in to while it runs', async () => {
    const ring = await ringWith([]);
    const other: Account = { ...account, id: accountId('bbbbbbbb-0000'), server: 'https://other.example' };
    const fetch = vi.fn(async () => {
      if (fetch.mock.calls.length === 1) await ring.change((contents) => ({ ...contents, accounts: [account, other] }));
      return answer([]);
    });
    await refreshed(ring, fetch).all();
    expect(fetch.mock.calls.map(([input]: unknown[]) => new URL(String(input)).host)).toEqual(['cloud.example', 'other.example']);
  });
});
