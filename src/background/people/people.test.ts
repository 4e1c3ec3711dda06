import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { isAccountId, type AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { fetchByHost } from '../../demo-server/testing/fetch-by-host.ts';
import type { Personality } from '../../demo-server/mesh/personality.ts';
import { People } from './people.ts';

/** Alice on cloud.example, Ben on wolke.example: two servers on the sockets of one. */
interface Person { people: People; id: AccountId }

let cloud: Cloud;
let alice: Person;
let ben: Person;
let clock = Date.UTC(2026, 10, 22);

function accountId(text: string): AccountId {
  if (!isAccountId(text)) throw new Error(text);
  return text;
}

function personAt(host: string, userId: string, mayReach: readonly string[] = [host]): Person {
  const kept = new Map<string, unknown>();
  const id = accountId(`account-${userId}`);
  const account = { id, server: `https://${host}`, loginName: userId, userId, displayName: userId, appPassword: `${userId}-pw`, passmanVersion: null };
  const people = new People({
    servers: {
      fetch: fetchByHost(cloud),
      permissions: { contains: ({ origins }) => Promise.resolve(origins.every((origin) => mayReach.some((one) => origin.includes(`//${one}/`)))), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) },
    },
    keyring: { contents: () => Promise.resolve({ version: 1, accounts: [account], vaults: [] }) },
    blobs: { read: (name) => Promise.resolve(kept.get(name) ?? null), write: (name, value) => { kept.set(name, structuredClone(value)); return Promise.resolve(); } },
    vaults: { record: () => Promise.reject(new Failure({ kind: 'gone', what: 'credential' })) },
    writes: { save: () => Promise.reject(new Failure({ kind: 'gone', what: 'vault' })) },
    now: () => clock,
  });
  return { people, id };
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

function meet(own: Personality, theirs: Personality): void {
  cloud.control.setPersonality(own);
  cloud.control.addNeighbour('wolke.example', theirs, [{ userId: 'ben', password: 'ben-pw', displayName: 'Ben Ü', email: 'ben@mail.example' }, { userId: 'nameless', password: 'nameless-pw', displayName: 'Nobody' }]);
}

beforeEach(async () => {
  clock = Date.now();
  cloud = await startCloud({ users: [{ userId: 'alice', password: 'alice-pw', displayName: 'Alice', email: 'alice@mail.example' }] });
  alice = personAt('cloud.example', 'alice', ['cloud.example', 'wolke.example']);
  ben = personAt('wolke.example', 'ben');
});
afterEach(() => cloud.close());

const view = ({ people, id }: Person) => people.view(id, true);
async function handedOver(inviter: Person): Promise<{ ref: string; link: string; code: string; encoded: string }> {
  const { ref } = await inviter.people.invites.make(inviter.id, { email: '', note: '' });
  return { ref, ...(await inviter.people.invites.handOver(inviter.id, ref)) };
}

describe('an invitation between two servers with the Contacts app', () => {
  beforeEach(() => { meet('contacts', 'contacts'); });

  test('makes contacts of both, and is gone afterwards', async () => {
    const { link } = await handedOver(alice);
    expect((await view(alice)).invites).toHaveLength(1);
    await ben.people.invites.accept(ben.id, `Hello Ben,\nplease open ${link} soon.`);
    expect((await view(ben)).contacts).toMatchObject([{ name: 'Alice', cloudId: 'alice@cloud.example', from: 'address-book' }]);
    expect(await view(alice)).toMatchObject({ way: 'contacts', invites: [], contacts: [{ name: 'Ben Ü', email: 'ben@mail.example', cloudId: 'ben@wolke.example' }] });
  });

  test.each(['link', 'code', 'encoded'] as const)('is read back from its %s', async (what) => {
    const handed = await handedOver(alice);
    expect(await ben.people.invites.preview(ben.id, handed[what])).toMatchObject({ ok: true, provider: 'cloud.example', tells: { name: 'Ben Ü', email: 'ben@mail.example', userId: 'ben' } });
  });

  test('tells nobody anything when it is only looked at', async () => {
    const { code } = await handedOver(alice);
    cloud.control.clearRequests();
    await ben.people.invites.preview(ben.id, code);
    expect(cloud.control.requests().filter(({ host }) => host.startsWith('cloud.example'))).toEqual([]);
  });

  test('is looked at with what the inviter’s server says, where the browser may reach it', async () => {
    const { code } = await handedOver(ben);
    expect(await alice.people.invites.preview(alice.id, code)).toMatchObject({ server: { takesInvites: true, mustInvite: false }, problem: null });
    expect(await ben.people.invites.preview(ben.id, (await handedOver(alice)).code)).toMatchObject({ server: null, problem: { kind: 'no-permission' } });
  });

  test('is good once', async () => {
    const { code } = await handedOver(alice);
    await ben.people.invites.accept(ben.id, code);
    expect(await problemOf(ben.people.invites.accept(ben.id, code))).toEqual({ kind: 'invite', host: 'wolke.example', why: 'used' });
  });

  test('is void once it is taken back', async () => {
    const { ref, code } = await handedOver(alice);
    await alice.people.invites.revoke(alice.id, ref);
    expect(await problemOf(ben.people.invites.accept(ben.id, code))).toEqual({ kind: 'invite', host: 'wolke.example', why: 'unknown' });
    expect(await problemOf(alice.people.invites.handOver(alice.id, ref))).toMatchObject({ why: 'unknown' });
  });

  test('is void once it has expired', async () => {
    const { code } = await handedOver(alice);
    cloud.control.advance(31 * 24 * 3600 * 1000);
    expect(await problemOf(ben.people.invites.accept(ben.id, code))).toEqual({ kind: 'invite', host: 'wolke.example', why: 'expired' });
  });

  test('needs a profile with an address', async () => {
    const nameless = personAt('wolke.example', 'nameless');
    expect(await problemOf(nameless.people.invites.accept(nameless.id, (await handedOver(alice)).code))).toMatchObject({ why: 'profile' });
  });

  test('of one’s own server is refused before anything is sent', async () => {
    const { code } = await handedOver(alice);
    expect(await alice.people.invites.preview(alice.id, code)).toEqual({ ok: false, why: 'own-server' });
    expect(await problemOf(alice.people.invites.accept(alice.id, code))).toMatchObject({ why: 'own-server' });
  });

  test('is mailed to an address once, and given one later', async () => {
    const { ref } = await alice.people.invites.make(alice.id, { email: 'ben@mail.example', note: 'Hello' });
    expect(await problemOf(alice.people.invites.make(alice.id, { email: 'ben@mail.example', note: '' }))).toMatchObject({ why: 'invited-already' });
    expect(await problemOf(alice.people.invites.mail(alice.id, ref, { email: 'x@mail.example', note: '' }))).toMatchObject({ why: 'has-address' });
    await alice.people.invites.resend(alice.id, ref);
    cloud.control.setInvites({ optionalMail: false, revaUp: true });
    expect(await problemOf(alice.people.invites.make(alice.id, { email: '', note: '' }))).toMatchObject({ why: 'address-needed' });
  });

  test('never shows its token in a list', async () => {
    const { code } = await handedOver(alice);
    expect(JSON.stringify(await view(alice))).not.toContain(code.split('@')[0]);
  });
});

describe('servers that take part otherwise', () => {
  test.each([
    ['nextcloud-32', 'none', 'no-invites-there'],
    ['contacts-off', 'off', 'disabled'],
  ] as const)('%s: invitations are %s, and making one says why', async (personality, way, why) => {
    meet(personality, 'contacts');
    expect((await view(alice)).way).toBe(way);
    expect(await problemOf(alice.people.invites.make(alice.id, { email: '', note: '' }))).toMatchObject({ kind: 'invite', why });
    expect(await problemOf(alice.people.invites.accept(alice.id, (await handedOver(ben)).code))).toMatchObject({ kind: 'invite', why });
  });

  test('a server that reads an acceptance in its own spelling is one without invitations', async () => {
    meet('contacts', 'nextcloud-32');
    expect(await problemOf(alice.people.invites.accept(alice.id, '0f8fad5b-d9cb-469f-a165-70867728950e@wolke.example'))).toMatchObject({ why: 'no-invites-there' });
  });

  test.each(['mesh-2022', 'mesh-2023'] as const)('the ScienceMesh app, %s: both know each other afterwards', async (generation) => {
    meet(generation, generation);
    const { code } = await handedOver(alice);
    await ben.people.invites.accept(ben.id, code);
    expect(await view(alice)).toMatchObject({ way: 'mesh', contacts: [{ name: 'Ben Ü', cloudId: 'ben@wolke.example', from: 'mesh', ref: null }] });
    expect((await view(ben)).contacts).toMatchObject([{ cloudId: 'alice@cloud.example' }]);
  });

  test('"Accepted invite" that was none is told', async () => {
    meet('mesh-2023', 'mesh-2023');
    expect(await problemOf(ben.people.invites.accept(ben.id, '0f8fad5b-d9cb-469f-a165-70867728950e@cloud.example'))).toEqual({ kind: 'invite', host: 'wolke.example', why: 'not-accepted' });
  });

  test.each(['mesh-2022', 'mesh-2023'] as const)('the service behind the app is down, %s', async (generation) => {
    meet(generation, generation);
    cloud.control.setInvites({ optionalMail: true, revaUp: false });
    expect(await problemOf(alice.people.invites.make(alice.id, { email: '', note: '' }))).toEqual({ kind: 'invite', host: 'cloud.example', why: 'mesh-down' });
  });
});

describe('contacts', () => {
  beforeEach(() => { meet('nextcloud-32', 'nextcloud-32'); });

  test('are added by hand, removed, and brought back', async () => {
    await alice.people.contacts.add(alice.id, { name: '  Ben; Ü, "the" ', email: '', cloudId: 'ben@wolke.example' });
    const { contacts: [contact] } = await view(alice);
    expect(contact).toMatchObject({ name: 'Ben; Ü, "the"', cloudId: 'ben@wolke.example' });
    const { undo } = await alice.people.contacts.remove(alice.id, contact?.ref ?? '');
    expect((await view(alice)).contacts).toEqual([]);
    await alice.people.contacts.restore(alice.id, undo);
    expect((await view(alice)).contacts).toEqual([contact]);
  });

  test('need a cloud id', async () => {
    expect(await problemOf(alice.people.contacts.add(alice.id, { name: 'x', email: '', cloudId: 'ben' }))).toEqual({ kind: 'bad-address' });
  });
});

describe('a file shared with somebody elsewhere', () => {
  const dav = (host: string, userId: string, path: string, init: RequestInit = {}) => fetchByHost(cloud)(`https://${host}/remote.php/dav/files/${userId}/${path}`, { ...init, headers: { authorization: `Basic ${btoa(`${userId}:${userId}-pw`)}` } });
  const put = (path: string, body: string) => dav('cloud.example', 'alice', path, { method: 'PUT', body });
  const bensText = async (path: string) => (await dav('wolke.example', 'ben', path)).text();
  const acceptAll = async () => {
    for (const { id, accepted } of (await view(ben)).received) if (!accepted) await ben.people.shares.answer(ben.id, id, true);
  };
  const share = (path: readonly string[], cloudId: string) => alice.people.shares.share(alice.id, { path, cloudId, mayChange: false, days: 7, note: 'for you' });
  beforeEach(async () => {
    meet('nextcloud-32', 'nextcloud-32');
    await put('plan.txt', 'the plan');
  });

  test('waits, is accepted, read, given back, and gone on both sides', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    expect((await view(alice)).sent).toMatchObject([{ path: '/plan.txt', with: 'ben@wolke.example', mayChange: false, note: 'for you' }]);
    const { received: [waiting] } = await view(ben);
    expect(waiting).toMatchObject({ name: 'plan.txt', from: 'alice@cloud.example', accepted: false });
    await ben.people.shares.answer(ben.id, waiting?.id ?? '', true);
    expect((await view(ben)).received).toMatchObject([{ accepted: true, path: '/plan.txt' }]);
    await ben.people.shares.leave(ben.id, waiting?.id ?? '');
    expect([(await view(ben)).received, (await view(alice)).sent]).toEqual([[], []]);
  });

  test('is read where it lies: what its owner writes later shows, and nothing can be written back', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    await acceptAll();
    expect(await bensText('plan.txt')).toBe('the plan');
    await put('plan.txt', 'another plan');
    expect(await bensText('plan.txt')).toBe('another plan');
    expect((await dav('wolke.example', 'ben', 'plan.txt', { method: 'PUT', body: 'mine' })).status).toBe(403);
    await alice.people.shares.revoke(alice.id, (await view(alice)).sent[0]?.id ?? '');
    expect((await dav('wolke.example', 'ben', 'plan.txt')).status).toBe(404);
  });

  test('that is a folder shows what is in it, and beside a folder of the same name', async () => {
    for (const [host, userId] of [['cloud.example', 'alice'], ['wolke.example', 'ben']] as const) await dav(host, userId, 'Box', { method: 'MKCOL' });
    await put('Box/letter.txt', 'Dear Ben');
    await share(['Box'], 'ben@wolke.example');
    await acceptAll();
    expect((await ben.people.shares.choices(ben.id, [])).map(({ name }) => name)).toEqual(['Box', 'Box (2)']);
    expect((await ben.people.shares.choices(ben.id, ['Box (2)'])).map(({ name }) => name)).toEqual(['letter.txt']);
    expect(await bensText('Box%20(2)/letter.txt')).toBe('Dear Ben');
  });

  test('is changed afterwards: rights, day and note', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    await acceptAll();
    const { sent: [before] } = await view(alice);
    await alice.people.shares.change(alice.id, { share: before?.id ?? '', mayChange: true, days: 'as-is', note: 'please add yours' });
    expect((await view(alice)).sent).toEqual([{ ...before, mayChange: true, note: 'please add yours' }]);
    expect((await dav('wolke.example', 'ben', 'plan.txt', { method: 'PUT', body: 'ours' })).status).toBe(204);
    expect(await (await dav('cloud.example', 'alice', 'plan.txt')).text()).toBe('ours');
    await alice.people.shares.change(alice.id, { share: before?.id ?? '', mayChange: false, days: null, note: '' });
    expect((await view(alice)).sent).toEqual([{ ...before, mayChange: false, expires: null, note: '' }]);
    await ben.people.shares.leave(ben.id, (await view(ben)).received[0]?.id ?? '');
    expect(await problemOf(alice.people.shares.change(alice.id, { share: before?.id ?? '', mayChange: false, days: 7, note: '' }))).toEqual({ kind: 'gone', what: 'share' });
  });

  test('is counted while it waits for an answer', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    const account = { id: ben.id, server: 'https://wolke.example', loginName: 'ben', userId: 'ben', displayName: 'Ben', appPassword: 'ben-pw', passmanVersion: null };
    await ben.people.look(account);
    expect(ben.people.waiting(ben.id)).toBe(1);
    ben.people.forget();
    expect(ben.people.waiting(ben.id)).toBe(0);
    await ben.people.look({ ...account, appPassword: 'revoked' });
    expect(ben.people.waiting(ben.id)).toBe(0);
  });

  test('is declined, and gone on both sides', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    await ben.people.shares.answer(ben.id, (await view(ben)).received[0]?.id ?? '', false);
    expect([(await view(ben)).received, (await view(alice)).sent]).toEqual([[], []]);
  });

  test('is taken back; whoever answers it then is told', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    const waiting = (await view(ben)).received[0]?.id ?? '';
    await alice.people.shares.revoke(alice.id, (await view(alice)).sent[0]?.id ?? '');
    expect(await problemOf(ben.people.shares.answer(ben.id, waiting, true))).toEqual({ kind: 'gone', what: 'share' });
  });

  test('ends on its day', async () => {
    await share(['plan.txt'], 'ben@wolke.example');
    expect((await view(alice)).sent[0]?.expires).toBe(new Date(clock + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10));
  });

  test.each([
    ['somebody who isn’t there', 'nobody@wolke.example', 'refused'],
    ['a server that isn’t in the mesh', 'ben@shop.example', 'refused'],
  ])('with %s is refused with what can be found out', async (_, cloudId, why) => {
    expect(await problemOf(share(['plan.txt'], cloudId))).toEqual({ kind: 'share-refused', host: 'cloud.example', why });
  });

  test('a server that wants an invitation first is named so', async () => {
    cloud.control.addNeighbour('wolke.example', 'reva', [{ userId: 'ben', password: 'ben-pw' }]);
    expect(await problemOf(share(['plan.txt'], 'ben@wolke.example'))).toMatchObject({ why: 'must-invite' });
  });

  test('is never one of an end-to-end encrypted folder', async () => {
    const auth = { authorization: `Basic ${btoa('alice:alice-pw')}`, 'OCS-APIRequest': 'true', 'x-e2ee-supported': 'true' };
    const made = await fetchByHost(cloud)(`https://cloud.example/remote.php/dav/files/alice/Secret`, { method: 'MKCOL', headers: auth });
    const id = Number.parseInt(made.headers.get('oc-fileid') ?? '', 10);
    await fetchByHost(cloud)(`https://cloud.example/ocs/v2.php/apps/end_to_end_encryption/api/v2/encrypted/${String(id)}?format=json`, { method: 'PUT', headers: auth });
    expect((await alice.people.shares.choices(alice.id, [])).find(({ name }) => name === 'Secret')).toMatchObject({ encrypted: true });
    expect(await problemOf(share(['Secret'], 'ben@wolke.example'))).toEqual({ kind: 'share-refused', host: 'cloud.example', why: 'encrypted' });
    expect((await view(ben)).received).toEqual([]);
  });
});

describe('a server in trouble', () => {
  test('hides nothing of what can be read, and is said once', async () => {
    meet('contacts', 'contacts');
    cloud.control.addFault({ match: { path: '/remote_shares' }, kind: 'status', status: 500 });
    const seen = await view(alice);
    expect(seen).toMatchObject({ way: 'contacts', received: [] });
    expect(seen.problems).toEqual([{ kind: 'server-error', host: 'cloud.example', status: 500 }]);
  });

  test('a login that was revoked is said once, not for every part', async () => {
    meet('contacts', 'contacts');
    const stranger = personAt('cloud.example', 'nobody');
    expect((await view(stranger)).problems).toEqual([{ kind: 'signed-out', host: 'cloud.example' }]);
  });
});
