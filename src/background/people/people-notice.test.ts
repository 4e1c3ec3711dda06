import { beforeEach, expect, test } from 'vitest';

import { isAccountId } from '../../core/ids.ts';
import { defaultSettings } from '../settings.ts';
import { peopleNotice, type PeopleNews } from './people-notice.ts';

const id = 'account-alice';
if (!isAccountId(id)) throw new Error(id);
const account = { id, server: 'https://cloud.example', loginName: 'alice', userId: 'alice', displayName: 'Alice', appPassword: 'x', passmanVersion: null };

let standing: { shares: string[]; invites: string[]; contacts: string[] } | null;
let wanted: boolean;
let allowed: boolean;
let told: PeopleNews[];
let looks: number;
let look: () => Promise<void>;

beforeEach(() => {
  standing = { shares: [], invites: ['a', 'b'], contacts: ['ben@wolke.example'] };
  [wanted, allowed, told, looks] = [true, true, [], 0];
  const kept = new Map<string, unknown>();
  const notice = peopleNotice({
    settings: { read: () => Promise.resolve({ ...defaultSettings, notifyPeople: wanted }) },
    blobs: { read: (name) => Promise.resolve(kept.get(name) ?? null), write: (name, value) => { kept.set(name, structuredClone(value)); return Promise.resolve(); } },
    people: { standing: () => { looks++; return Promise.resolve(standing); } },
    mayNotify: () => Promise.resolve(allowed),
    notify: (_, news) => { told.push(news); return Promise.resolve(); },
  });
  look = () => notice(account);
});

test('a share that waits is told of once', async () => {
  await look();
  standing = { shares: ['7'], invites: ['a', 'b'], contacts: ['ben@wolke.example'] };
  await look();
  await look();
  expect(told).toEqual([{ shares: 1, contacts: 0 }]);
});

test('an invitation that was accepted is told of; one that was taken back isn’t', async () => {
  await look();
  standing = { shares: [], invites: ['b'], contacts: ['ben@wolke.example'] };
  await look();
  expect(told).toEqual([]);
  standing = { shares: [], invites: [], contacts: ['ben@wolke.example', 'eve@wolke.example'] };
  await look();
  expect(told).toEqual([{ shares: 0, contacts: 1 }]);
});

test('a contact that was added by hand is no news', async () => {
  await look();
  standing = { shares: [], invites: ['a', 'b'], contacts: ['ben@wolke.example', 'eve@wolke.example'] };
  await look();
  expect(told).toEqual([]);
});

test('who is known when it begins is no news, what waits is', async () => {
  standing = { shares: ['7', '8'], invites: [], contacts: ['ben@wolke.example'] };
  await look();
  expect(told).toEqual([{ shares: 2, contacts: 0 }]);
});

test('a part that can’t be read makes nothing new, now or later', async () => {
  standing = { shares: ['7'], invites: [], contacts: [] };
  await look();
  const before = standing;
  standing = null;
  await look();
  standing = before;
  await look();
  expect(told).toEqual([{ shares: 1, contacts: 0 }]);
});

test('no server is asked where nobody wants it, or the browser forbids it', async () => {
  wanted = false;
  await look();
  [wanted, allowed] = [true, false];
  await look();
  expect(looks).toBe(0);
});
