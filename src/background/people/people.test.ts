import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Cloud } from '../../demo-server/cloud.ts';
import { fetchByHost } from '../../demo-server/testing/fetch-by-host.ts';
import { handedOver, meet, personAt, problemOf, twoServers, view, type Person } from '../testing/two-servers.ts';

let cloud: Cloud;
let alice: Person;
let ben: Person;

beforeEach(async () => {
  ({ cloud, alice, ben } = await twoServers());
});
afterEach(() => cloud.close());

describe('contacts', () => {
  beforeEach(() => { meet(cloud, 'nextcloud-32', 'nextcloud-32'); });

  test('are added by hand, removed, and brought back', async () => {
    await alice.people.contacts.add(alice.id, { name: '  Ben; Ü, "the" ', email: '', cloudId: 'ben@wolke.example' });
    const { contacts: [contact] } = await view(alice);
    expect(contact).toMatchObject({ name: 'Ben; Ü, "the"', cloudId: 'ben@wolke.example' });
    const { undo } = await alice.people.contacts.remove(alice.id, contact?.ref ?? '');
    expect((await view(alice)).contacts).toEqual([]);
    await alice.people.contacts.restore(alice.id, undo);
    expect((await view(alice)).contacts).toEqual([contact]);
  });

  test('are shown without what their names could do to a screen', async () => {
    await alice.people.contacts.add(alice.id, { name: `\u202eneB${'!'.repeat(5000)}`, email: '', cloudId: 'ben@wolke.example' });
    expect((await view(alice)).contacts[0]?.name).toMatch(/^neB!{197}$/);
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
    meet(cloud, 'nextcloud-32', 'nextcloud-32');
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

  test('says where the server drops the note, as Nextcloud does', async () => {
    cloud.control.addFault({ match: { method: 'POST', path: '/apps/files_sharing/api/v1/shares' }, kind: 'corrupt-field', field: 'note', value: '' });
    expect(await share(['plan.txt'], 'ben@wolke.example')).toEqual({ noteKept: false });
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
    expect((await view(alice)).sent[0]?.expires).toBe(new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10));
  });

  test.each([
    ['somebody who isn’t there', 'nobody@wolke.example', 'refused'],
    ['a server that may not be asked', 'ben@shop.example', 'not-asked'],
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

describe('an account that is signed out', () => {
  test('leaves nothing of its people behind, and the other accounts’ as they are', async () => {
    meet(cloud, 'mesh-2023', 'mesh-2023');
    await handedOver(alice);
    alice.kept.set('account-alice2/people/invites', []);
    expect([...alice.kept.keys()]).toContain('account-alice/people/invites');
    await alice.people.leave(alice.id);
    expect([...alice.kept.keys()]).toEqual(['account-alice2/people/invites']);
  });
});

describe('a server in trouble', () => {
  test('hides nothing of what can be read, and is said once', async () => {
    meet(cloud, 'contacts', 'contacts');
    cloud.control.addFault({ match: { path: '/remote_shares' }, kind: 'status', status: 500 });
    const seen = await view(alice);
    expect(seen).toMatchObject({ way: 'contacts', received: [] });
    expect(seen.problems).toEqual([{ kind: 'server-error', host: 'cloud.example', status: 500 }]);
  });

  test('a login that was revoked is said once, not for every part', async () => {
    meet(cloud, 'contacts', 'contacts');
    const stranger = personAt(cloud, 'cloud.example', 'nobody');
    expect((await view(stranger)).problems).toEqual([{ kind: 'signed-out', host: 'cloud.example' }]);
  });
});
