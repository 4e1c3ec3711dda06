import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { everyRight } from '../../core/credential/rights.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import type { PersonAt } from '../testing/person-at.ts';
import { fieldsInPlain, opened, readOnly, twoPeople, type TwoPeople } from '../testing/two-people.ts';

let ada: PersonAt;
let bea: PersonAt;
let { cloud, item, onServer, share, accepted } = {} as TwoPeople;
beforeEach(async () => { ({ cloud, ada, bea, item, onServer, share, accepted } = await twoPeople()); });
afterEach(() => cloud.close());

describe('what a recipient may write', () => {
  test('reaches the owner under the item’s key, and keeps what they cannot see', async () => {
    const writer = vaultWriter(ada.vaultKey);
    await ada.client.credentials.replace({ ...(await onServer()), files: await writer.seal('[{"file_id":7,"filename":"a"}]'), expire_time: 0, delete_time: 0 });
    await ada.sync();
    const credential = await accepted({ ...readOnly, write: true });
    expect(await bea.edit(credential, { password: 'theirs', tags: ['old', 'theirs'] })).toMatchObject({ state: 'saved' });
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toMatchObject({ password: 'theirs', tags: [{ text: 'old' }, { text: 'theirs' }], username: 'ada', files: [{ file_id: 7 }] });
    expect(await bea.vaults.credential(credential)).toMatchObject({ password: { value: 'theirs' }, files: { state: 'read', value: [] }, owner: 'ada' });
    await bea.sync();
    expect((await bea.vaults.credential(credential)).password).toMatchObject({ value: 'theirs' });
    await ada.sync();
    expect((await ada.vaults.credential(item)).password).toMatchObject({ value: 'theirs' });
  });

  test('is merged with what the owner writes', async () => {
    const credential = await accepted();
    const form = await bea.writes.openForm({ credential, vault: null });
    await ada.edit(item, { username: 'eve' });
    expect(await bea.writes.save({ credential, vault: bea.vault, form: { ...form.form, password: 'theirs' }, base: form.base })).toMatchObject({ state: 'saved', merged: true });
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toMatchObject({ username: 'eve', password: 'theirs' });
  });

  test('is kept as a draft when the right was taken away meanwhile', async () => {
    const credential = await accepted();
    const form = await bea.writes.openForm({ credential, vault: null });
    await ada.parts.sharing.setRights({ credential: item, userId: 'bea', rights: readOnly });
    await expect(bea.writes.save({ credential, vault: bea.vault, form: { ...form.form, password: 'theirs' }, base: form.base })).rejects.toMatchObject({ problem: { kind: 'forbidden' } });
    expect(await bea.writes.queue()).toMatchObject([{ stuck: true }]);
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toMatchObject({ password: 'p1' });
  });
});

describe('an item that was shared meanwhile, from another device,', () => {
  const secondDevice = async () => {
    const worker = ada.worker();
    await worker.sync();
    return worker;
  };

  test('takes an edit under its new key', async () => {
    const form = await ada.writes.openForm({ credential: item, vault: null });
    await share(everyRight, await secondDevice());
    expect(await ada.writes.save({ credential: item, vault: ada.vault, form: { ...form.form, password: 'p2', tags: ['old', 'new'] }, base: form.base })).toMatchObject({ state: 'saved' });
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toMatchObject({ password: 'p2', tags: [{ text: 'old' }, { text: 'new' }], username: 'ada' });
  });

  test('takes an edit that waited, and shows it all the time', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 1, kind: 'status', status: 500 });
    await ada.edit(item, { password: 'p2' });
    const key = 'another item key of 26 chars';
    const record = await onServer();
    const fields = Object.fromEntries(await Promise.all(encryptedFields.map(async (field) => [field, await vaultWriter(key).seal(opened(ada.vaultKey, record[field]))] as const)));
    await ada.client.credentials.replace({ ...record, ...fields, expire_time: 0, delete_time: 0 }, { for: 'share', sharedKey: await vaultWriter(ada.vaultKey).seal(key) });
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 1, kind: 'status', status: 500 });
    await ada.sync();
    expect((await ada.vaults.credential(item)).password).toMatchObject({ state: 'read', value: 'p2' });
    await ada.sync();
    expect(await ada.writes.queue()).toEqual([]);
    expect(fieldsInPlain(ada.vaultKey, await onServer())).toMatchObject({ password: 'p2', username: 'ada' });
  });
});
