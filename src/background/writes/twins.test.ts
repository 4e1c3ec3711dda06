import { afterEach, beforeEach, expect, test } from 'vitest';

import { emptyForm } from '../../core/credential/form.ts';
import { guidOf, type CredentialId } from '../../core/ids.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { openRealVault, type RealVault } from '../testing/real-vault.ts';

let cloud: Cloud;
let real: RealVault;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw' }] });
  real = await openRealVault(cloud, [{ label: 'Shop', username: 'ada', password: 'p1' }]);
});
afterEach(() => cloud.close());

const listed = async () => (await real.client.vaults.get(guidOf(real.vault))).credentials.filter(({ label }) => label !== 'Shop');
const state = async () => (await listed()).map((record) => [record.guid, (record.delete_time ?? 0) > 0]);
const isThere = (guid: string) => [guid, false];
const isTrashed = (guid: string) => [guid, true];

async function createTwice(label = 'Twice'): Promise<{ ours: string; twin: string; credential: CredentialId }> {
  cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, times: 1, kind: 'twice' });
  const { credential } = await real.writes.save({ credential: null, vault: real.vault, form: { ...emptyForm, label, password: 'x' }, base: null });
  const guids = (await listed()).map(({ guid }) => guid);
  expect(guids).toHaveLength(2);
  return { credential, ours: guidOf(credential), twin: guids.find((guid) => guid !== guidOf(credential))! };
}

test('what arrived twice is there once after the next look, and the other in the trash', async () => {
  const { ours, twin } = await createTwice();
  await real.sync();
  expect(await state()).toEqual([isTrashed(twin), isThere(ours)]);
  expect((await real.vaults.search()).search('twice').map(({ id }) => guidOf(id))).toEqual([ours]);
  expect(await real.writes.queue()).toEqual([]);
});

test('the next worker knows which one is ours', async () => {
  const { ours, twin } = await createTwice();
  await real.worker().sync();
  expect(await state()).toEqual([isTrashed(twin), isThere(ours)]);
});

test('a look that fails changes nothing, and the next one finds the twin', async () => {
  cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, times: 1, kind: 'twice' });
  cloud.control.addFault({ match: { method: 'GET', path: '/vaults' }, times: 1, kind: 'drop' });
  await real.writes.save({ credential: null, vault: real.vault, form: { ...emptyForm, label: 'Twice' }, base: null });
  await real.sync();
  await real.sync();
  expect((await state()).map(([, trashed]) => trashed).sort()).toEqual([false, true]);
});

test('one that is taken out of the trash again stays', async () => {
  const { twin } = await createTwice();
  await real.sync();
  await real.writes.setTrashed({ credentials: [`${real.vault}/${twin}` as CredentialId], trashed: false });
  await real.sync();
  expect((await state()).map(([, trashed]) => trashed)).toEqual([false, false]);
});

test.each(['theirs', 'ours'] as const)('nothing is done once %s was changed', async (which) => {
  const { ours, twin } = await createTwice();
  const guid = which === 'theirs' ? twin : ours;
  const record = (await listed()).find((each) => each.guid === guid)!;
  await real.client.credentials.replace({ ...record, label: 'Mine now' });
  await real.sync();
  expect((await state()).map(([, trashed]) => trashed)).toEqual([false, false]);
});

test('one with a past stays, even if it is the same again', async () => {
  const { twin } = await createTwice();
  const record = (await listed()).find(({ guid }) => guid === twin)!;
  await real.client.credentials.replace({ ...record, label: 'Else' });
  await real.client.credentials.replace(record);
  await real.sync();
  expect((await state()).map(([, trashed]) => trashed)).toEqual([false, false]);
});

test('one that names files stays: they would go with it', async () => {
  const { vault } = await real.vaults.record(real.ids[0]!);
  const files = await vault.writer.seal(JSON.stringify([{ file_id: 7, filename: 'a.txt', guid: 'F', size: 3, created: 1, mimetype: 'text/plain' }]));
  const { ours, twin } = await createTwice();
  for (const guid of [ours, twin]) await real.client.credentials.replace({ ...(await listed()).find((each) => each.guid === guid)!, files }, { for: 'key-change' });
  await real.sync();
  expect((await state()).map(([, trashed]) => trashed)).toEqual([false, false]);
});

test('twins that somebody else has made are none of our business', async () => {
  const [shop] = (await real.client.vaults.get(guidOf(real.vault))).credentials;
  for (let time = 0; time < 2; time++) await real.client.credentials.create({ ...shop!, label: 'Copied', hidden: false, expire_time: 0, delete_time: 0 });
  await real.sync();
  expect((await state()).map(([, trashed]) => trashed)).toEqual([false, false]);
});
