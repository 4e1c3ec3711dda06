import { afterEach, beforeEach, expect, test } from 'vitest';

import { decodeUtf8 } from '../../core/bytes.ts';
import { credentialId, isGuid, vaultId, type Guid } from '../../core/ids.ts';
import type { Cloud } from '../../demo-server/cloud.ts';
import { fetchByHost } from '../../demo-server/testing/fetch-by-host.ts';
import { meet, problemOf, twoServers, view, type Person } from '../testing/two-servers.ts';

let cloud: Cloud;
let alice: Person;
let ben: Person;

beforeEach(async () => {
  ({ cloud, alice, ben } = await twoServers());
  meet(cloud, 'nextcloud-32', 'nextcloud-32');
  await alice.people.contacts.add(alice.id, { name: 'Ben', email: '', cloudId: bens });
  await fetchByHost(cloud)('https://cloud.example/remote.php/dav/files/alice/Plan.txt', { method: 'PUT', body: 'the plan', headers: { authorization: `Basic ${btoa('alice:alice-pw')}` } });
});
afterEach(() => cloud.close());

const bens = 'ben@wolke.example';
const sendPlan = (passphrase: string | null) => alice.people.sealed.send(alice.id, { what: { path: ['Plan.txt'] }, cloudId: bens, passphrase, days: 7 });
/** What Ben was sent, accepted. */
async function accepted(): Promise<string> {
  const { received: [share] } = await view(ben);
  await ben.people.shares.answer(ben.id, share?.id ?? '', true);
  return share?.id ?? '';
}
function guid(): Guid {
  const text = 'V';
  if (!isGuid(text)) throw new Error('no guid');
  return text;
}
const open = (share: string, passphrase: string | null) => ben.people.sealed.open(ben.id, { share, passphrase, vault: vaultId(ben.id, guid()) });

test('a file is sealed for the key that was taken over, and opened without a passphrase', async () => {
  const { key, fingerprint } = await ben.people.keys.own(ben.id);
  expect(await ben.people.keys.own(ben.id)).toEqual({ key, fingerprint });
  await alice.people.keys.pin(alice.id, bens, `Hello Alice, my key:\n${key.replace(/(.{40})/g, '$1\n')}\nBen`);
  expect((await view(alice)).contacts).toMatchObject([{ name: 'Ben', key: fingerprint }]);
  await sendPlan(null);
  const share = await accepted();
  expect(await ben.people.sealed.opensByKey(ben.id, share)).toBe(true);
  expect(await open(share, null)).toMatchObject({ kind: 'file', name: 'Plan.txt', size: 8 });
  expect(ben.held.map((bytes) => decodeUtf8(new Uint8Array(bytes)))).toEqual(['the plan']);
  for (const { content } of cloud.control.fileTree('alice').filter(({ path }) => path.includes('.sealed'))) expect(Buffer.from(content, 'base64').includes('the plan')).toBe(false);
  expect(await problemOf(open(share, 'a passphrase'))).toEqual({ kind: 'sealed-file', why: 'not-for-me' });
  await ben.people.leave(ben.id);
  expect([...ben.kept.keys()], 'the key goes with the account').toEqual([]);
});

test('a file is sealed with a passphrase, and no key opens it', async () => {
  await sendPlan('corn flakes on monday');
  const share = await accepted();
  expect(await ben.people.sealed.opensByKey(ben.id, share)).toBe(false);
  expect(await problemOf(open(share, null))).toEqual({ kind: 'sealed-file', why: 'not-for-me' });
  expect(await open(share, 'corn flakes on monday')).toMatchObject({ kind: 'file', name: 'Plan.txt' });
});

test('without a key of theirs nothing is sent', async () => {
  expect(await problemOf(sendPlan(null))).toEqual({ kind: 'sealed-file', why: 'no-key' });
  const { key } = await ben.people.keys.own(ben.id);
  for (const text of ['', 'latchkey-key:', 'latchkey-key:AAAA', key.slice(0, -20)]) expect(await problemOf(alice.people.keys.pin(alice.id, bens, text)), text).toEqual({ kind: 'sealed-file', why: 'no-key' });
  await alice.people.keys.pin(alice.id, bens, key);
  await alice.people.keys.pin(alice.id, bens, null);
  expect(await problemOf(sendPlan(null))).toEqual({ kind: 'sealed-file', why: 'no-key' });
  expect((await view(alice)).sent).toEqual([]);
});

test('a login that is not there is not sent', async () => {
  const credential = credentialId(vaultId(alice.id, guid()), guid());
  expect(await problemOf(alice.people.sealed.send(alice.id, { what: { credential }, cloudId: bens, passphrase: 'x', days: 7 }))).toEqual({ kind: 'gone', what: 'credential' });
});
