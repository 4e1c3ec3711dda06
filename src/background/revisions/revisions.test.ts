import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import type { CredentialId } from '../../core/ids.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { openRealVault, vaultKey, type RealVault } from '../testing/real-vault.ts';

const icon = { type: 'png', content: 'iVBORw0KGgo=' };
let cloud: Cloud;
let real: RealVault;
let shop: CredentialId;
beforeEach(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] });
  real = await openRealVault(cloud, [{
    label: 'Shop', username: 'ada', password: 'p1', url: 'https://a.example', icon, expire_time: 2_000_000_000, tags: ['t'], customFields: [{ label: 'PIN', value: '1', secret: true }], otp: { secret: 'JBSWY3DPEHPK3PXP' },
  }]);
  shop = real.ids[0]!;
});
afterEach(() => cloud.close());

const onServer = () => real.client.credentials.get(real.guids[0]!);
const inPlain = (envelope: unknown) => JSON.parse(sjcl.decrypt(vaultKey, Buffer.from(String(envelope), 'base64').toString())) as unknown;
const lines = async () => (await real.revisions.list(shop)).revisions;
const ofPart = async (revision: number, part: string) => (await real.revisions.compare(shop, revision)).parts.find((one) => one.part === part);

describe('the list of revisions', () => {
  test('says what each change was about, the newest first', async () => {
    await real.edit(shop, { password: 'p2', label: 'Shop 2' });
    await real.edit(shop, { tags: ['t', 'u'] });
    await real.writes.setTrashed({ credentials: [shop], trashed: true });
    const { revisions, own } = await real.revisions.list(shop);
    expect(own).toBe(true);
    expect(revisions.map(({ label, changed, by }) => [label, changed, by])).toEqual([['Shop 2', ['trash'], 'ada'], ['Shop 2', ['tags'], 'ada'], ['Shop', ['label', 'password'], 'ada']]);
  });

  test('has the one that a change leaves which is shown already and only now under way', async () => {
    cloud.control.addFault({ match: { method: 'PATCH', path: '/credentials' }, times: 1, kind: 'delay', milliseconds: 200 });
    const writing = real.edit(shop, { password: 'p2' });
    await expect.poll(async () => (await real.vaults.credential(shop)).password, { interval: 1 }).toEqual({ state: 'read', value: 'p2' });
    expect(await lines()).toMatchObject([{ changed: ['password'] }]);
    await writing;
  });

  test('shows one that cannot be read as such, and it hides no other', async () => {
    await real.edit(shop, { password: 'p2' });
    await real.edit(shop, { password: 'p3' });
    const [first] = await real.client.revisions.list(real.guids[0]!);
    const foreign = vaultWriter('another key');
    const fields: Partial<SealedCredential> = Object.fromEntries(await Promise.all(encryptedFields.map(async (field) => [field, await foreign.seal('"x"')] as const)));
    await real.client.revisions.rewrite(real.guids[0]!, first!.revisionId, { ...first!.credential, ...fields });
    const [, broken] = await lines();
    expect(broken!.unreadable).toContain('password');
    expect((await lines())[0]!.unreadable).toEqual([]);
    expect(await ofPart(broken!.revision, 'password')).toMatchObject({ then: { state: 'unreadable', why: 'key' }, now: { state: 'read' } });
    expect((await real.revisions.compare(shop, broken!.revision)).restorable).toBe(false);
  });
});

describe('a comparison', () => {
  test('shows both sides, but no secret', async () => {
    await real.edit(shop, { password: 'CNRY-new', username: 'bob', otp: '', customFields: [{ label: 'PIN', value: 'CNRY-pin', kind: 'password' }] });
    const { revision } = (await lines())[0]!;
    const { parts, restorable } = await real.revisions.compare(shop, revision);
    expect(restorable).toBe(true);
    expect(parts.filter(({ same }) => !same).map(({ part, secret }) => [part, secret])).toEqual([['username', false], ['password', true], ['otp', true], ['customFields', true]]);
    expect(parts.find(({ part }) => part === 'username')).toMatchObject({ then: { value: 'ada' }, now: { value: 'bob' } });
    expect(parts.find(({ part }) => part === 'otp')).toMatchObject({ then: { value: 'hidden' }, now: { value: '' } });
    expect(JSON.stringify(parts)).not.toMatch(/CNRY|p1|JBSW/);
    expect(await real.revisions.reveal(shop, revision, { part: 'password', state: 'then' })).toBe('p1');
    expect(await real.revisions.reveal(shop, revision, { part: 'customFields', state: 'now' })).toBe('PIN: CNRY-pin');
  });

  test('with one that is not there is gone', async () => {
    await expect(real.revisions.compare(shop, 99)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'revision' } });
  });
});

describe('going back', () => {
  test('is an edit: original ciphertext, the icon kept, a revision of today left, and undone like any other', async () => {
    const before = await onServer();
    await real.edit(shop, { password: 'p2', label: 'Else', expires: null, tags: [] });
    const { revision } = (await lines())[0]!;
    const { undo } = await real.revisions.restore(shop, revision);
    const after = await onServer();
    for (const field of [...encryptedFields.filter((name) => name !== 'compromised'), 'label', 'expire_time', 'icon', 'delete_time'] as const) expect(after[field]).toEqual(before[field]);
    expect((await real.client.revisions.list(real.guids[0]!)).map(({ credential }) => inPlain(credential.password))).toEqual(['p1', 'p2']);
    await real.writes.undo({ undo: undo! });
    expect(inPlain((await onServer()).password)).toBe('p2');
    expect((await onServer()).icon).toEqual(icon);
  });

  test('leaves files and the trash as they are', async () => {
    const attach = async (name: string, field: string | null) => {
      const id = await real.files.attaching.begin({ credential: shop, name, mimetype: '', size: 3, field });
      await real.files.attaching.part(id, 'AAAA');
      await real.files.attaching.end(id);
    };
    await attach('one', null);
    await attach('two', 'Scan');
    await real.edit(shop, { customFields: [{ label: 'PIN', value: '2', kind: 'password' }] });
    await real.writes.setTrashed({ credentials: [shop], trashed: true });
    const oldest = (await lines()).at(-1)!;
    await real.revisions.restore(shop, oldest.revision);
    const after = await onServer();
    expect(inPlain(after.files)).toMatchObject([{ filename: 'one' }]);
    expect(inPlain(after.custom_fields)).toMatchObject([{ label: 'PIN', value: '1' }, { label: 'Scan', value: { filename: 'two' } }]);
    expect(after.delete_time).toBeGreaterThan(0);
  });

  test('to what is the same already writes nothing', async () => {
    await real.edit(shop, { password: 'p2' });
    await real.edit(shop, { password: 'p1' });
    const oldest = (await lines()).at(-1)!;
    expect((await real.revisions.compare(shop, oldest.revision)).restorable).toBe(false);
    cloud.control.clearRequests();
    expect(await real.revisions.restore(shop, oldest.revision)).toEqual({ state: 'saved', undo: null });
    expect(cloud.control.requests()).toEqual([]);
  });

  test('is refused while the server has lost a field of today', async () => {
    await real.edit(shop, { password: 'p2' });
    const { revision } = (await lines())[0]!;
    cloud.control.damage(real.guids[0]!, 'description');
    await real.sync();
    expect((await real.revisions.compare(shop, revision)).restorable).toBe(false);
    await expect(real.revisions.restore(shop, revision)).rejects.toMatchObject({ problem: { kind: 'unreadable-field' } });
  });

  test('waits in the journal without a network', async () => {
    await real.edit(shop, { password: 'p2' });
    const { revision } = (await lines())[0]!;
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    expect(await real.revisions.restore(shop, revision)).toMatchObject({ state: 'queued' });
    cloud.control.clearFaults();
    await real.worker().sync();
    expect(inPlain((await onServer()).password)).toBe('p1');
  });

  test('across a change of key seals anew', async () => {
    await real.edit(shop, { password: 'p2' });
    const { revision } = (await lines())[0]!;
    const writer = vaultWriter(vaultKey);
    const shared = vaultWriter('item key');
    const now = await onServer();
    const rekeyed: Partial<SealedCredential> = Object.fromEntries(await Promise.all(encryptedFields.map(async (field) => [field, await shared.seal(JSON.stringify(inPlain(now[field])))] as const)));
    await real.client.credentials.replace({ ...now, ...rekeyed }, { for: 'share', sharedKey: await writer.seal('item key') });
    await real.sync();
    await real.revisions.restore(shop, revision);
    expect(JSON.parse(sjcl.decrypt('item key', Buffer.from(String((await onServer()).password), 'base64').toString()))).toBe('p1');
  });
});

describe('a deleted revision', () => {
  test('is out of sight at once, and gone when it can no longer be undone', async () => {
    await real.edit(shop, { password: 'p2' });
    const { revision } = (await lines())[0]!;
    await real.revisions.remove(shop, revision);
    expect(await lines()).toEqual([]);
    await real.chores.run();
    expect(await real.client.revisions.list(real.guids[0]!)).toHaveLength(1);
    real.clock.now += 21_000;
    await real.worker().sync();
    expect(await real.client.revisions.list(real.guids[0]!)).toEqual([]);
  });

  test('comes back with an undo', async () => {
    await real.edit(shop, { password: 'p2' });
    const { revision } = (await lines())[0]!;
    await real.revisions.remove(shop, revision);
    await real.revisions.keep(shop, revision);
    real.clock.now += 21_000;
    await real.sync();
    expect(await lines()).toHaveLength(1);
    await expect(real.revisions.keep(shop, revision)).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });
});
