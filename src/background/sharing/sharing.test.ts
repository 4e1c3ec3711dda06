import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { everyRight } from '../../core/credential/rights.ts';
import { generateSharingKeys, readPrivateKey } from '../../core/envelopes/sharing-keys.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { guidOf } from '../../core/ids.ts';
import { personAt, type PersonAt } from '../testing/person-at.ts';
import { fieldsInPlain, opened, plain, readOnly, shop, twoPeople, type TwoPeople } from '../testing/two-people.ts';

let ada: PersonAt;
let bea: PersonAt;
let { cloud, guid, item, onServer, share, offersTo, accepted } = {} as TwoPeople;
beforeEach(async () => { ({ cloud, ada, bea, guid, item, onServer, share, offersTo, accepted } = await twoPeople()); });
afterEach(() => cloud.close());

/** The request of that number arrives, its answer doesn't, and none follows: so a worker dies. */
function dyingAt(number: number): typeof fetch {
  let count = 0;
  return async (...ask) => {
    count++;
    if (count > number) throw new TypeError('gone');
    const answer = await fetch(...ask);
    if (count === number) throw new TypeError('gone');
    return answer;
  };
}

describe('sharing with somebody', () => {
  test('changes key and fields in one request, and plain sjcl reads all of them as before', async () => {
    const before = fieldsInPlain(ada.vaultKey, await onServer());
    cloud.control.clearRequests();
    expect(await share(readOnly)).toMatchObject({ people: [{ userId: 'bea', rights: readOnly, state: 'offered' }], link: null, keyed: true, unfinished: false });
    expect(cloud.control.requests().filter(({ method, path }) => method === 'PATCH' && path.includes('/credentials/'))).toHaveLength(1);
    const after = await onServer();
    expect(after.shared_key).toBeTruthy();
    expect(fieldsInPlain(ada.vaultKey, after)).toEqual(before);
    expect(await ada.client.revisions.list(guid)).toEqual([]);
    expect((await ada.vaults.credential(item)).password).toEqual({ state: 'read', value: 'p1' });
  });

  test('lets them accept it into a vault, read it, and see who shares it', async () => {
    const credential = await accepted(readOnly);
    expect(await bea.vaults.credential(credential)).toMatchObject({ label: 'Shop', password: { state: 'read', value: 'p1' }, owner: 'ada', rights: readOnly, shared: true });
    expect(await ada.parts.sharing.view(item)).toMatchObject({ people: [{ userId: 'bea', state: 'accepted' }] });
    expect(await offersTo(bea)).toEqual([]);
  });

  test('is refused where they have no key, and changes nothing', async () => {
    cloud.control.seedVault({ userId: 'cem', name: 'Empty', credentials: [] });
    await expect(ada.parts.sharing.shareWith({ credential: item, userId: 'cem', rights: everyRight, trustNewKeys: false })).rejects.toMatchObject({ problem: { kind: 'no-sharing-keys', who: 'cem' } });
    expect((await onServer()).shared_key).toBeNull();
  });

  test('stops where their keys have changed since, unless that is accepted', async () => {
    await share();
    await ada.parts.sharing.unshareFrom({ credential: item, userId: 'bea' });
    const other = await generateSharingKeys(1024);
    await bea.client.vaults.storeSharingKeys(guidOf(bea.vault), { privateKey: await vaultWriter(bea.vaultKey).seal(other.privatePem), publicKey: other.publicPem });
    await expect(share()).rejects.toMatchObject({ problem: { kind: 'new-sharing-keys', who: 'bea' } });
    expect(await offersTo(bea)).toEqual([]);
    await ada.parts.sharing.shareWith({ credential: item, userId: 'bea', rights: everyRight, trustNewKeys: true });
    expect(await offersTo(bea)).toHaveLength(1);
  });

  test('takes files and history along, for them and for its owner', async () => {
    const writer = vaultWriter(ada.vaultKey);
    const file = await ada.client.files.create({ filename: await writer.seal('a.txt'), data: await writer.seal('data:text/plain;base64,SGk='), mimetype: 'text/plain', size: 2 });
    const record = await onServer();
    await ada.client.credentials.replace({ ...record, files: await writer.seal(JSON.stringify([{ file_id: file.fileId, guid: file.guid, filename: 'a.txt', size: 2, mimetype: 'text/plain' }])), expire_time: 0, delete_time: 0 });
    await ada.sync();
    await ada.edit(item, { password: 'p2' });
    const credential = await accepted(everyRight);
    const key = opened(ada.vaultKey, (await onServer()).shared_key);
    const theirs = await bea.client.sharing.readFile(guidOf(credential), file.guid as never);
    expect([opened(key, theirs.filename), opened(key, theirs.data)]).toEqual(['a.txt', 'data:text/plain;base64,SGk=']);
    const history = await bea.client.revisions.list(guidOf(credential));
    expect(history.map((revision) => plain(key, revision.credential.password))).toEqual(['p1', 'p1']);
  });

  test('never hides the vault from other clients', async () => {
    const cem = await personAt(cloud, 'ada', [shop]);
    await cem.parts.sharing.shareWith({ credential: cem.at(cem.guids[0]), userId: 'bea', rights: everyRight, trustNewKeys: false });
    expect((await cem.client.vaults.list()).map(({ guid }) => guid)).toContain(guidOf(cem.vault));
  });

  test('waits for what is not sent yet', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 2, kind: 'status', status: 500 });
    expect(await ada.edit(item, { password: 'p2' })).toMatchObject({ state: 'queued' });
    await expect(share()).rejects.toMatchObject({ problem: { kind: 'unsent-changes' } });
    await share();
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toMatchObject({ password: 'p2' });
  });
});

describe('a share that is broken off', () => {
  // Each request that the share makes, at which the worker may die.
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('at its request number %i leaves the item readable, and is finished or undone', async (number) => {
    const before = fieldsInPlain(ada.vaultKey, await onServer());
    const worker = ada.worker(dyingAt(number));
    await worker.vaults.load();
    await share(everyRight, worker).catch(() => undefined);
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toEqual(before);
    const reborn = ada.worker();
    await reborn.sync();
    await reborn.sync();
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toEqual(before);
    const view = await reborn.parts.sharing.view(item);
    expect(view.unfinished).toBe(false);
    // What has its own key was shared to its end.
    expect(view.people).toHaveLength(view.keyed ? 1 : 0);
  });
});

describe('ending a share', () => {
  test('puts everything back under the vault’s key', async () => {
    const before = fieldsInPlain(ada.vaultKey, await onServer());
    const credential = await accepted();
    await ada.edit(item, { username: 'eve' });
    await ada.parts.sharing.publish({ credential: item, days: 1, views: 1 });
    expect(await ada.parts.sharing.stop(item)).toMatchObject({ people: [], link: null, keyed: false, unfinished: false });
    const after = await onServer();
    expect(after.shared_key).toBe('');
    expect(fieldsInPlain(ada.vaultKey, after)).toEqual({ ...before, username: 'eve' });
    expect((await ada.client.revisions.list(guid)).map((revision) => plain(ada.vaultKey, revision.credential.username))).toEqual(['ada']);
    await bea.sync();
    await expect(bea.vaults.credential(credential)).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('that is broken off at its request number %i leaves the item readable, and is finished', async (number) => {
    const before = fieldsInPlain(ada.vaultKey, await onServer());
    await accepted();
    const worker = ada.worker(dyingAt(number));
    await worker.vaults.load();
    await worker.parts.sharing.stop(item).catch(() => undefined);
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toEqual(before);
    const reborn = ada.worker();
    await reborn.sync();
    await reborn.parts.sharing.stop(item);
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toEqual(before);
    expect(await reborn.parts.sharing.view(item)).toMatchObject({ people: [], keyed: false, unfinished: false });
  });

  test('with one person leaves it to the others', async () => {
    await accepted();
    expect(await ada.parts.sharing.unshareFrom({ credential: item, userId: 'bea' })).toMatchObject({ people: [], keyed: true });
    await bea.sync();
    expect((await bea.vaults.search()).search('shop')).toEqual([]);
  });
});

describe('what a recipient may not do', () => {
  test('is refused before anything is kept or sent', async () => {
    const credential = await accepted(readOnly);
    cloud.control.clearRequests();
    const refusal = { problem: { kind: 'not-permitted', right: 'write', owner: 'ada' } };
    await expect(bea.writes.openForm({ credential, vault: null })).rejects.toMatchObject(refusal);
    await expect(bea.writes.setTrashed({ credentials: [credential], trashed: true })).rejects.toMatchObject(refusal);
    await expect(bea.writes.save({ credential, vault: bea.vault, form: (await ada.writes.openForm({ credential: item, vault: null })).form, base: null })).resolves.toMatchObject({ undo: null });
    await expect(bea.writes.destroy({ credential, confirm: 'Shop' })).rejects.toMatchObject({ problem: { kind: 'forbidden' } });
    const { sharing } = bea.parts;
    for (const ask of [() => sharing.view(credential), () => sharing.stop(credential), () => sharing.linkOf(credential)]) await expect(ask()).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    expect(await bea.writes.queue()).toEqual([]);
    expect(cloud.control.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('follows what the owner changes', async () => {
    const credential = await accepted(readOnly);
    expect(await ada.parts.sharing.setRights({ credential: item, userId: 'bea', rights: everyRight })).toMatchObject({ people: [{ rights: everyRight, state: 'accepted' }] });
    await bea.sync();
    expect((await bea.vaults.credential(credential)).rights).toEqual(everyRight);
  });
});

describe('an offer', () => {
  test('is declined', async () => {
    await share();
    const [offer] = await offersTo(bea);
    expect(offer).toMatchObject({ label: 'Shop', from: 'ada', rights: everyRight, vaults: [{ id: bea.vault, open: true }] });
    await bea.parts.offers.decline({ account: offer!.account, request: offer!.request });
    expect(await offersTo(bea)).toEqual([]);
    expect(await ada.parts.sharing.view(item)).toMatchObject({ people: [], keyed: true });
  });

  test('whose acceptance was answered to nobody is accepted once', async () => {
    cloud.control.addFault({ match: { method: 'POST', path: '/sharing/save' }, times: 1, kind: 'lost-answer' });
    await ada.sync();
    await share();
    const [offer] = await offersTo(bea);
    const { credential } = await bea.parts.offers.accept({ account: offer!.account, request: offer!.request, vault: bea.vault });
    expect((await bea.vaults.credential(credential)).password).toMatchObject({ value: 'p1' });
  });

  test('made for other keys says so, and can be declined', async () => {
    await share();
    const [offer] = await offersTo(bea);
    const other = await generateSharingKeys(1024);
    await bea.client.vaults.storeSharingKeys(guidOf(bea.vault), { privateKey: await vaultWriter(bea.vaultKey).seal(other.privatePem), publicKey: other.publicPem });
    await expect(bea.parts.offers.accept({ account: offer!.account, request: offer!.request, vault: bea.vault })).rejects.toMatchObject({ problem: { kind: 'broken-offer', label: 'Shop' } });
  });

  test('that was accepted can be given back', async () => {
    const credential = await accepted();
    await bea.parts.offers.leave(credential);
    await bea.sync();
    await expect(bea.vaults.credential(credential)).rejects.toMatchObject({ problem: { kind: 'gone' } });
    expect(await ada.parts.sharing.view(item)).toMatchObject({ people: [] });
  });
});

describe('sharing keys', () => {
  test('are made for an open vault that has none, the private one sealed', async () => {
    const cem = await personAt(cloud, 'ada', [shop]);
    const { privateSharingKey, publicSharingKey } = await cem.client.vaults.get(guidOf(cem.vault));
    expect(readPrivateKey(opened(cem.vaultKey, privateSharingKey))?.bytes).toBe(256);
    expect(publicSharingKey).toMatch(/BEGIN PUBLIC KEY/);
  });

  test('are left as they are where there are some', async () => {
    const before = await bea.client.vaults.get(guidOf(bea.vault));
    await bea.sync();
    const after = await bea.client.vaults.get(guidOf(bea.vault));
    expect([after.privateSharingKey, after.publicSharingKey]).toEqual([before.privateSharingKey, before.publicSharingKey]);
  });

  test('that a client left in plain are sealed', async () => {
    const before = await bea.client.vaults.get(guidOf(bea.vault));
    const pem = opened(bea.vaultKey, before.privateSharingKey);
    await bea.client.vaults.storeSharingKeys(guidOf(bea.vault), { privateKey: pem, publicKey: before.publicSharingKey! });
    await bea.sync();
    expect(opened(bea.vaultKey, (await bea.client.vaults.get(guidOf(bea.vault))).privateSharingKey)).toBe(pem);
  });
});

describe('a public link', () => {
  test('opens the item with the key behind its #, as often as was said', async () => {
    expect(await ada.parts.sharing.publish({ credential: item, days: 30, views: 2 })).toMatchObject({ link: { viewsLeft: 2 }, people: [], keyed: true });
    const url = new URL(await ada.parts.sharing.linkOf(item));
    expect(`${url.origin}${url.pathname}`).toBe(`${cloud.url}/index.php/apps/passman/share/public`);
    const [guid, key] = Buffer.from(url.hash.slice(1), 'base64').toString().split('<::>') as [string, string];
    const published = await ada.client.sharing.readPublished(guid as never);
    expect(plain(key, published.credential.password)).toBe('p1');
    expect(published.access).toMatchObject({ views: 1, permissions: 1 });
  });

  test('is given other terms, and withdrawn without touching the people', async () => {
    await accepted();
    await ada.parts.sharing.publish({ credential: item, days: 30, views: 2 });
    expect(await ada.parts.sharing.publish({ credential: item, days: 1, views: null })).toMatchObject({ link: { viewsLeft: null } });
    expect(await ada.parts.sharing.withdraw(item)).toMatchObject({ link: null, people: [{ userId: 'bea', state: 'accepted' }] });
    await expect(ada.client.sharing.readPublished(guid)).rejects.toMatchObject({ problem: { kind: 'not-found' } });
  });

  test('is not offered where the administrator forbids it', async () => {
    cloud.control.sharing({ link: false });
    expect((await ada.parts.sharing.view(item)).allowed).toEqual({ people: true, links: false });
    await expect(ada.parts.sharing.publish({ credential: item, days: 1, views: 1 })).rejects.toMatchObject({ problem: { kind: 'forbidden' } });
  });
});
