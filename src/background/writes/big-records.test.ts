import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { sealVault } from '../../demo-server/seal-vault.ts';
import { screenShapes } from '../../messages/shapes.ts';
import { personWith, type PersonAt } from '../testing/person-at.ts';
import { plain } from '../testing/two-people.ts';
import { planCompromised } from './plan-compromised.ts';

/** 2 MB as UTF-8. */
const note = 'ü€\n'.repeat(350_000);
const files = Array.from({ length: 100 }, (_, at) => ({ file_id: at + 1, guid: `F${at}`, filename: `scan ${at}.pdf`, size: 1000, mimetype: 'application/pdf', created: 1 }));

let cloud: Cloud;
let ada: PersonAt;
beforeAll(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw' }] });
  const vaultKey = 'the key of ada';
  const seed = await sealVault({ userId: 'ada', name: 'Archive', vaultKey, credentials: [{ label: 'Archive', username: 'ada', password: 'p', description: note }, { label: 'Shop', password: 'p' }] });
  const listed = await vaultWriter(vaultKey).seal(JSON.stringify(files));
  ada = await personWith(cloud, { vaultKey, seed: { ...seed, credentials: seed.credentials.map((each) => (each.label === 'Archive' ? { ...each, files: listed } : each)) } });
}, 120_000);
afterAll(() => cloud.close());

test('a login with a note of 2 MB and 100 attachments is read whole, and edited without them being touched', { timeout: 120_000 }, async () => {
  const credential = ada.at(ada.guids[0]);
  const before = await ada.client.credentials.get(ada.guids[0]!);
  const opened = await ada.writes.openForm({ credential, vault: null });
  expect(opened.form.description === note).toBe(true);
  const { files: shown } = await ada.vaults.credential(credential);
  expect(shown.state === 'read' && shown.value.length).toBe(100);
  const ask = { credential, vault: ada.vault, form: { ...opened.form, username: 'ada l.' }, base: opened.base };
  expect(v.is(screenShapes.saveCredential, ask)).toBe(true);
  await ada.writes.save(ask);
  // On a slow machine it may still be on its way.
  await ada.sync();
  const after = await ada.client.credentials.get(ada.guids[0]!);
  expect([after.description === before.description, after.files === before.files, plain(ada.vaultKey, after.username)]).toEqual([true, true, 'ada l.']);
});

test('a login is marked as compromised and back, and nothing else of it is sealed anew', async () => {
  const credential = ada.at(ada.guids[1]);
  const before = await ada.client.credentials.get(ada.guids[1]!);
  expect(await ada.writes.changeMany([credential], planCompromised(true))).toMatchObject({ done: 1 });
  const after = await ada.client.credentials.get(ada.guids[1]!);
  expect(plain(ada.vaultKey, after.compromised)).toBe(true);
  expect({ ...after, compromised: before.compromised, changed: before.changed }).toEqual(before);
  expect(await ada.writes.changeMany([credential], planCompromised(true))).toMatchObject({ done: 0 });
  await ada.writes.changeMany([credential], planCompromised(false));
  expect((await ada.vaults.credential(credential)).compromised).toMatchObject({ value: false });
});
