import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import { describe, expect, test, vi } from 'vitest';

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { isAccountId, isGuid, vaultId, type Guid } from '../../core/ids.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults } from '../vaults/vaults.ts';
import { Breaches } from './breaches.ts';
import { factStore } from './facts.ts';
import { Health } from './health.ts';
import { KnownLogins } from './logins.ts';
import { rateBatch, type ToRate } from './rate-batch.ts';

const vaultKey = 'a vault key';
const nowSeconds = 1_800_000_000;
const year = 31_557_600;

function guid(text: string): Guid {
  if (!isGuid(text)) throw new Error('no guid');
  return text;
}

const account = 'aaaaaaaa-0000-4000-8000-000000000000';
if (!isAccountId(account)) throw new Error('no account id');
const vault = vaultId(account, guid('V'));

interface Given { password?: string; url?: string; username?: string; compromised?: boolean; code?: boolean; change?: Partial<SealedCredential> }

const writer = vaultWriter(vaultKey);
async function record(name: string, { password = '', url = `https://${name}.example`, username = name, compromised = false, code = false, change = {} }: Given): Promise<SealedCredential> {
  const values = { password, url, username, email: '', description: '', tags: [], files: [], custom_fields: [], otp: code ? { secret: 'GEZDGNBVGY3TQOJQ' } : {}, compromised };
  const sealed = await Promise.all(encryptedFields.map(async (field) => [field, await writer.seal(JSON.stringify(values[field]))] as const));
  return {
    ...(Object.fromEntries(sealed) as Pick<SealedCredential, (typeof encryptedFields)[number]>),
    credential_id: 1, guid: guid(name), user_id: 'ada', vault_id: 1, label: name, created: 1, changed: nowSeconds, icon: null,
    renew_interval: 0, expire_time: 0, delete_time: 0, hidden: 0, shared_key: null, ...change,
  };
}

const strong = 'mV7%k-Il1|O0qz}Tr4&h';
let count = 0;

/** `ranges`: what the service answers, by prefix. */
async function world(records: readonly SealedCredential[], ranges: (prefix: string) => Response = () => new Response('')) {
  const idb = createStore(`latchkey-health-${count++}`, 'vaults');
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  await ring.change((contents) => ({ ...contents, vaults: [{ id: vault, account: account as never, name: 'Personal', key: vaultKey, made: false }] }));
  await ring.protect('correct horse');
  const kept = vaults({ store: vaultStore(idb), keyring: ring, now: () => 5000, changed: vi.fn() });
  await kept.takeIn(kept.start(vault, vaultKey), records);
  const rated: string[] = [];
  const asked: string[] = [];
  const permissions = { contains: vi.fn(() => Promise.resolve(true)), remove: vi.fn(() => Promise.resolve(true)), getAll: () => Promise.resolve({}) };
  const fetch = (url: string) => {
    asked.push(url);
    return Promise.resolve(ranges(url.slice(-5)));
  };
  const waited: number[] = [];
  const worker = () => {
    const common = { logins: new KnownLogins(kept, factStore(sealedBlobs(idb, () => ring.dataKey()))), keepAlive: <Result>(work: Promise<Result>) => work, now: () => nowSeconds * 1000, changed: vi.fn() };
    const rate = (batch: readonly ToRate[]) => {
      rated.push(...batch.map(({ password }) => password));
      return rateBatch(batch);
    };
    const health = new Health({ ...common, rate });
    const wait = (milliseconds: number) => {
      waited.push(milliseconds);
      return Promise.resolve();
    };
    return { health, breaches: new Breaches({ ...common, local, health, wait, servers: { fetch: fetch as typeof globalThis.fetch, permissions }, needed: () => Promise.resolve(false) }) };
  };
  return { ...worker(), worker, kept, rated, asked, waited, permissions, ring };
}

type World = Awaited<ReturnType<typeof world>>;
const off = { service: null, progress: null, checkedAt: null, problem: null };
const counts = async ({ health }: Pick<World, 'health'>) => (await health.view(off)).numbers.counts;
const found = async ({ health }: Pick<World, 'health'>, what: Parameters<Health['judge']>[0]) => [...(await health.judge(what))].map((id) => id.slice(id.lastIndexOf('/') + 1)).sort();

describe('the health check', () => {
  test('finds what each finding is named for', async () => {
    const at = await world([
      await record('weak', { password: 'sunshine1' }),
      await record('named', { password: 'named-named', username: 'ada' }),
      await record('twin', { password: strong }),
      await record('other', { password: strong, code: true }),
      await record('old', { password: `${strong}1`, change: { changed: nowSeconds - 4 * year } }),
      await record('expired', { password: `${strong}2`, change: { expire_time: nowSeconds - 1 } }),
      await record('plain', { password: `${strong}3`, url: 'https://a.example http://plain.example' }),
      await record('known', { password: `${strong}4`, compromised: true }),
      await record('gone', { password: 'sunshine1', change: { delete_time: 1 } }),
      await record('nothing', {}),
    ]);
    await at.health.check();
    const { numbers, unknown, progress, problem } = await at.health.view(off);
    expect(numbers.counts).toEqual({ weak: 2, reused: 2, old: 1, expired: 1, insecure: 1, compromised: 1, codeless: 7 });
    expect(numbers).toMatchObject({ logins: 9, ages: [7, 0, 0, 1, 0], groups: [2] });
    expect(numbers.strength.reduce((sum, each) => sum + each)).toBe(8);
    expect({ unknown, progress, problem }).toEqual({ unknown: 0, progress: null, problem: null });
    expect(await found(at, 'weak')).toEqual(['named', 'weak']);
    expect(await found(at, 'reused')).toEqual(['other', 'twin']);
    expect(await found(at, 'codeless')).not.toContain('other');
  });

  test('leaves alone what never leaves the house, and one account that was noted down twice', async () => {
    const at = await world([
      await record('router', { password: `${strong}1`, url: 'http://192.168.1.1 http://localhost:8080 http://nas' }),
      await record('once', { password: strong, url: 'https://shop.com', username: 'ada' }),
      await record('twice', { password: strong, url: 'https://www.shop.com/login', username: 'Ada' }),
    ]);
    await at.health.check();
    expect(await counts(at)).toMatchObject({ insecure: 0, reused: 0 });
  });

  test('looks at each password once, until it changes, also in a new worker', async () => {
    const first = await record('first', { password: 'first password' });
    const at = await world([first, await record('second', { password: 'second password' })]);
    await at.health.check();
    await at.health.check();
    const next = at.worker();
    await next.health.check();
    expect(at.rated).toEqual(['first password', 'second password']);
    const [opened] = [...(await at.kept.load()).values()];
    if (opened === undefined) throw new Error('no vault');
    await at.kept.takeIn(opened, [first, await record('second', { password: 'third password' })]);
    expect((await next.health.view(off)).unknown).toBe(1);
    await next.health.check();
    expect(at.rated).toEqual(['first password', 'second password', 'third password']);
  });

  test('begins by itself when a search needs it', async () => {
    const at = await world([await record('weak', { password: 'sunshine1' })]);
    expect(await found(at, 'weak')).toEqual([]);
    await at.health.check();
    expect(await found(at, 'weak')).toEqual(['weak']);
  });

  test('can be called off and taken up again', async () => {
    const at = await world([await record('weak', { password: 'sunshine1' })]);
    const calledOff = at.health.check();
    at.health.cancel();
    const again = at.health.check();
    await calledOff;
    await again;
    expect(await counts(at)).toMatchObject({ weak: 1 });
  });

  test('keeps nothing that was found when Latchkey locks meanwhile', async () => {
    const at = await world([await record('weak', { password: 'sunshine1' })]);
    const checking = at.health.check();
    await at.ring.lock();
    at.kept.forget();
    at.health.forget();
    await checking;
    await at.ring.unlock('correct horse');
    expect((await at.health.view(off)).unknown).toBe(1);
    expect(at.rated).toEqual([]);
  });

  test('counts a password that cannot be read as looked at', async () => {
    const broken = await record('broken', { change: { password: 'not an envelope' } });
    const at = await world([{ ...broken, password: 'bm90IGFuIGVudmVsb3Bl' }]);
    await at.health.check();
    expect((await at.health.view(off)).unknown).toBe(0);
  });
});

/** SHA-1 of `password` is 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8. */
const leaked = () => new Response('1E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179\r\n0018A45C4D1DEF81644B54AB7F969B88D65:0\r\n');

describe('the breach check', () => {
  test('asks nobody until a service is named', async () => {
    const at = await world([await record('shop', { password: 'password' })]);
    await at.breaches.check();
    expect(at.asked).toEqual([]);
  });

  test('sends five digits of each hash once, with pauses, and notes what was found', async () => {
    const at = await world([await record('shop', { password: 'password' }), await record('club', { password: 'password' }), await record('bank', { password: strong })], (prefix) => (prefix === '5BAA6' ? leaked() : new Response('')));
    await at.breaches.choose('https://pwned.example/');
    await at.breaches.check();
    expect(at.asked).toHaveLength(2);
    for (const url of at.asked) expect(url).toMatch(/^https:\/\/pwned\.example\/range\/[0-9A-F]{5}$/);
    expect(at.waited).toEqual([200]);
    expect(await found(at, 'compromised')).toEqual(['club', 'shop']);
    expect(await at.breaches.view()).toEqual({ service: 'https://pwned.example', progress: null, checkedAt: nowSeconds * 1000, problem: null });
  });

  test('takes padding for nothing', async () => {
    const at = await world([await record('shop', { password: 'password' })], () => new Response('1E4C9B93F3F0682250B6CF8331B7EE68FD8:0'));
    await at.breaches.choose('https://pwned.example');
    await at.breaches.check();
    expect(await found(at, 'compromised')).toEqual([]);
  });

  test('asks only where it may, and never without TLS', async () => {
    const at = await world([]);
    at.permissions.contains.mockResolvedValue(false);
    await expect(at.breaches.choose('https://pwned.example')).rejects.toMatchObject({ problem: { kind: 'no-permission' } });
    await expect(at.breaches.choose('http://pwned.example')).rejects.toMatchObject({ problem: { kind: 'bad-address' } });
    expect((await at.breaches.view()).service).toBeNull();
  });

  test('forgets what was found, and gives the permission back, when it is turned off', async () => {
    const at = await world([await record('shop', { password: 'password' })], leaked);
    await at.breaches.choose('https://pwned.example');
    await at.breaches.check();
    await at.breaches.choose(null);
    expect(await found(at, 'compromised')).toEqual([]);
    expect(at.permissions.remove.mock.calls).toEqual([[{ origins: ['https://pwned.example/*'] }]]);
    expect((await at.breaches.view()).service).toBeNull();
  });

  test('waits once where the service asks for it, and says so when that is not enough', async () => {
    const at = await world([await record('shop', { password: 'password' })], () => new Response('', { status: 429, headers: { 'Retry-After': '7' } }));
    await at.breaches.choose('https://pwned.example');
    await at.breaches.check();
    expect(at.waited).toEqual([7000]);
    expect(at.asked).toHaveLength(2);
    expect(await at.breaches.view()).toMatchObject({ checkedAt: null, problem: { kind: 'throttled' } });
  });

  test('stops when it is called off', async () => {
    const at = await world([await record('shop', { password: 'password' }), await record('bank', { password: strong })]);
    await at.breaches.choose('https://pwned.example');
    const checking = at.breaches.check();
    at.breaches.cancel();
    await checking;
    expect(at.asked).toEqual([]);
    expect((await at.breaches.view()).checkedAt).toBeNull();
  });
});
