import { beforeEach, expect, test } from 'vitest';

import { isAccountId, type AccountId } from '../../core/ids.ts';
import type { Account, Contents } from '../session/contents.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { LastUsed } from './last-used.ts';

const hour = 3_600_000;
const id = known('aaaaaaaa-0000-4000-8000-000000000000');
const account: Account = { id, server: 'https://cloud.example', loginName: 'ada', userId: 'ada', displayName: 'Ada', appPassword: 'p', passmanVersion: null };

let ring: Keyring;
let now = 0;
let writes = 0;
let lastUsed: LastUsed;
const kept = async () => (await ring.contents()).accounts[0]?.usedAt;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 29, 12);
  writes = 0;
  const local = fakeStorage();
  ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => now), rounds: 1 });
  await ring.change((contents) => ({ ...contents, accounts: [account] }));
  lastUsed = newWorker();
});

function newWorker(): LastUsed {
  const counting: Pick<Keyring, 'change'> = {
    change: (edit) => ring.change((contents: Contents) => {
      const next = edit(contents);
      if (next !== contents) writes += 1;
      return next;
    }),
  };
  return new LastUsed({ keyring: counting, now: () => now });
}

const answers = (status: number, worker = lastUsed) => worker.noting(id, () => Promise.resolve(new Response('', { status })))('https://cloud.example');

test('the last good answer counts, at once', async () => {
  expect(lastUsed.at(account)).toBeNull();
  await answers(401);
  expect(lastUsed.at(account)).toBeNull();
  await answers(207);
  expect(lastUsed.at(account)).toBe(now);
  now += 5000;
  await answers(500);
  expect(lastUsed.at(account)).toBe(now - 5000);
});

test('is kept once an hour, however many requests and workers there are', async () => {
  const first = now;
  for (let minute = 0; minute < 59; minute++) {
    await answers(200, minute % 10 === 0 ? newWorker() : lastUsed);
    now += 60_000;
  }
  await ring.change((contents) => contents);
  expect([writes, await kept()]).toEqual([1, first]);
  now = first + hour + 60_000;
  await answers(200);
  await expect.poll(kept).toBe(now);
  expect(writes).toBe(2);
});

test('is kept when Latchkey locks, and forgotten in memory', async () => {
  await answers(200);
  now += 120_000;
  await answers(200);
  await lastUsed.keep();
  lastUsed.forget();
  expect([await kept(), lastUsed.at({ ...account, usedAt: now })]).toEqual([now, now]);
});

test('starts no keyring after everything was forgotten', async () => {
  await ring.erase();
  await answers(200);
  await expect(lastUsed.keep()).rejects.toMatchObject({ problem: { kind: 'gone' } });
  expect(await ring.hasContents()).toBe(false);
});

function known(text: string): AccountId {
  if (!isAccountId(text)) throw new Error(`${text} is no such id.`);
  return text;
}
