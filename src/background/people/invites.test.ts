import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Cloud } from '../../demo-server/cloud.ts';
import { handedOver, meet, personAt, problemOf, twoServers, view, type Person } from '../testing/two-servers.ts';

let cloud: Cloud;
let alice: Person;
let ben: Person;

beforeEach(async () => {
  ({ cloud, alice, ben } = await twoServers());
});
afterEach(() => cloud.close());

describe('an invitation between two servers with the Contacts app', () => {
  beforeEach(() => { meet(cloud, 'contacts', 'contacts'); });

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
  });

  test('is looked at through one’s own server, where the browser may not reach the other', async () => {
    const { code } = await handedOver(alice);
    expect(await ben.people.invites.preview(ben.id, code)).toMatchObject({ server: { takesInvites: true }, problem: null });
    expect(await ben.people.invites.preview(ben.id, '0f8fad5b-d9cb-469f-a165-70867728950e@shop.example')).toMatchObject({ server: { takesInvites: false }, problem: null });
    cloud.control.clearRequests();
    await ben.people.invites.preview(ben.id, code);
    expect(cloud.control.requests().filter(({ path }) => path.includes('/discover')), 'each question counts there').toEqual([]);
    ben.people.forget();
    cloud.control.addFault({ match: { path: '/discover' }, kind: 'status', status: 429 });
    expect(await ben.people.invites.preview(ben.id, code)).toMatchObject({ server: null, problem: { kind: 'no-permission' } });
  });

  test('of too many in an hour is told as that', async () => {
    cloud.control.addFault({ match: { path: '/accept' }, kind: 'status', status: 429 });
    expect(await problemOf(ben.people.invites.accept(ben.id, (await handedOver(alice)).code))).toMatchObject({ kind: 'throttled', host: 'wolke.example' });
  });

  test('of a host that is made to look like another is shown as what it is', async () => {
    const seen = await ben.people.invites.preview(ben.id, '0f8fad5b-d9cb-469f-a165-70867728950e@cl\u043eud.example');
    expect(seen).toMatchObject({ ok: true, provider: 'xn--clud-65d.example', mixed: true });
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
    const nameless = personAt(cloud, 'wolke.example', 'nameless');
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
    meet(cloud, personality, 'contacts');
    expect((await view(alice)).way).toBe(way);
    expect(await problemOf(alice.people.invites.make(alice.id, { email: '', note: '' }))).toMatchObject({ kind: 'invite', why });
    expect(await problemOf(alice.people.invites.accept(alice.id, (await handedOver(ben)).code))).toMatchObject({ kind: 'invite', why });
  });

  test('a server that reads an acceptance in its own spelling is one without invitations', async () => {
    meet(cloud, 'contacts', 'nextcloud-32');
    expect(await problemOf(alice.people.invites.accept(alice.id, '0f8fad5b-d9cb-469f-a165-70867728950e@wolke.example'))).toMatchObject({ why: 'no-invites-there' });
  });

  test.each(['mesh-2022', 'mesh-2023'] as const)('the ScienceMesh app, %s: both know each other afterwards', async (generation) => {
    meet(cloud, generation, generation);
    const { code } = await handedOver(alice);
    await ben.people.invites.accept(ben.id, code);
    expect(await view(alice)).toMatchObject({ way: 'mesh', contacts: [{ name: 'Ben Ü', cloudId: 'ben@wolke.example', from: 'mesh', ref: null }] });
    expect((await view(ben)).contacts).toMatchObject([{ cloudId: 'alice@cloud.example' }]);
  });

  test('"Accepted invite" that was none is told', async () => {
    meet(cloud, 'mesh-2023', 'mesh-2023');
    expect(await problemOf(ben.people.invites.accept(ben.id, '0f8fad5b-d9cb-469f-a165-70867728950e@cloud.example'))).toEqual({ kind: 'invite', host: 'wolke.example', why: 'not-accepted' });
  });

  test.each(['mesh-2022', 'mesh-2023'] as const)('the service behind the app is down, %s', async (generation) => {
    meet(cloud, generation, generation);
    cloud.control.setInvites({ optionalMail: true, revaUp: false });
    expect(await problemOf(alice.people.invites.make(alice.id, { email: '', note: '' }))).toEqual({ kind: 'invite', host: 'cloud.example', why: 'mesh-down' });
  });
});
