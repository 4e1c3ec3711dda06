import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { encodeBase64 } from '../../core/bytes.ts';
import type { CredentialForm } from '../../core/credential/form.ts';
import { iconUrl } from '../../core/credential/read-icon.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { browserOf, personAt, type Browser, type PersonAt } from '../testing/person-at.ts';
import { plain } from '../testing/two-people.ts';
import { takePicture } from './clash-picture.ts';

/** What each of two devices makes of one part; `both`: what is there in the end, where it is more than what we wrote. */
interface Edit { ours: Partial<CredentialForm>; theirs: Partial<CredentialForm>; both?: Partial<CredentialForm> }

const field = (label: string) => ({ label, value: 'v', kind: 'text' as const });
const edits: Record<string, Edit> = {
  label: { ours: { label: 'ours' }, theirs: { label: 'theirs' } },
  username: { ours: { username: 'ours' }, theirs: { username: 'theirs' } },
  email: { ours: { email: 'ours@a.example' }, theirs: { email: 'theirs@a.example' } },
  password: { ours: { password: 'ours' }, theirs: { password: 'theirs' } },
  urls: { ours: { urls: ['https://ours.example'] }, theirs: { urls: ['https://theirs.example'] } },
  description: { ours: { description: 'ours' }, theirs: { description: '' } },
  otp: { ours: { otp: 'GEZDGNBVGY3TQOJQ' }, theirs: { otp: '' } },
  expires: { ours: { expires: 2_000_000_000 }, theirs: { expires: 2_100_000_000 } },
  renewEvery: { ours: { renewEvery: 86_400 }, theirs: { renewEvery: 172_800 } },
  tags: { ours: { tags: ['old', 'ours'] }, theirs: { tags: ['theirs', 'old'] }, both: { tags: ['theirs', 'old', 'ours'] } },
  customFields: { ours: { customFields: [field('PIN'), field('ours')] }, theirs: { customFields: [field('theirs')] }, both: { customFields: [field('theirs'), field('ours')] } },
};
const names = Object.keys(edits);
const pairs = names.flatMap((ours) => names.map((theirs) => ({ ours, theirs })));

let cloud: Cloud;
let one: PersonAt;
let other: Browser;
beforeAll(async () => {
  cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw' }] });
  const item = { label: 'Shop', username: 'ada', email: 'a@b.example', password: 'p1', url: 'https://shop.example', description: 'note', tags: ['old'], customFields: [{ label: 'PIN', value: 'v', secret: false }], otp: { secret: 'JBSWY3DPEHPK3PXP' } };
  one = await personAt(cloud, 'ada', [...pairs, ...names].map(() => item));
  other = await browserOf({ server: cloud.url, loginName: 'ada', password: 'pw', fetch: (...ask) => fetch(...ask) }, { guid: one.vault.split('/')[1] as never, key: one.vaultKey });
});
afterAll(() => cloud.close());

const formAt = async ({ writes }: Browser, guid: PersonAt['guids'][number], vault = one.vault) => {
  const credential = `${vault}/${guid}` as ReturnType<PersonAt['at']>;
  return { credential, ...(await writes.openForm({ credential, vault: null })) };
};

async function bothWrite(guid: PersonAt['guids'][number], ours: Partial<CredentialForm>, theirs: Partial<CredentialForm>) {
  const opened = await formAt(one, guid);
  const elsewhere = await formAt(other, guid, other.vault);
  await other.edit(elsewhere.credential, theirs);
  const saved = await one.writes.save({ credential: opened.credential, vault: one.vault, form: { ...opened.form, ...ours }, base: opened.base });
  return { saved, form: (await formAt(one, guid)).form, before: opened.form };
}

describe('two clients that write at the same time', () => {
  test.each(names)('while we change %s, whatever others change is there beside it', async (name) => {
    const { ours } = edits[name]!;
    for (const [at, pair] of pairs.entries()) {
      if (pair.ours !== name || pair.theirs === name) continue;
      const { theirs } = edits[pair.theirs]!;
      const { saved, form, before } = await bothWrite(one.guids[at]!, ours, theirs);
      expect([pair.theirs, saved.state, saved.merged, saved.clashes]).toEqual([pair.theirs, 'saved', true, []]);
      expect(form).toEqual({ ...before, ...theirs, ...ours });
    }
  });

  test.each(names.filter((name) => edits[name]!.both === undefined))('the same %s: ours stays, theirs is in the history, and it is said', async (name) => {
    const guid = one.guids[pairs.length + names.indexOf(name)]!;
    const { ours, theirs } = edits[name]!;
    const { saved, form } = await bothWrite(guid, ours, theirs);
    expect(form).toMatchObject(ours);
    expect(await one.client.revisions.list(guid)).toHaveLength(2);
    const [, replaced] = await one.client.revisions.list(guid);
    if (name === 'username') expect(plain(one.vaultKey, replaced!.credential.username)).toBe('theirs');
    expect(saved).toMatchObject({ merged: true, clashes: [name] });
  });

  test.each(names.filter((name) => edits[name]!.both !== undefined))('%s are a set: both additions and the removal are in', async (name) => {
    const { ours, theirs, both } = edits[name]!;
    const { saved, form } = await bothWrite(one.guids[pairs.length + names.indexOf(name)]!, ours, theirs);
    expect(saved).toMatchObject({ merged: true, clashes: [] });
    expect(form).toMatchObject(both!);
  });
});

const guidOfPair = (name: string) => one.guids[pairs.findIndex(({ ours, theirs }) => ours === name && theirs === name)]!;

describe('pictures, which no history has', () => {
  const picture = (end: number) => `data:image/png;base64,${encodeBase64(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, end))}`;
  const shown = async (guid: PersonAt['guids'][number]) => iconUrl((await one.client.credentials.get(guid)).icon);
  const clashOf = async (guid: PersonAt['guids'][number]) => (await one.writes.notices.clashes()).find(({ credential, fields }) => credential === one.at(guid) && fields.includes('icon'));

  test('ours stays, it is said, and theirs can be taken from the notice', async () => {
    const guid = guidOfPair('urls');
    const { saved } = await bothWrite(guid, { icon: picture(1) }, { icon: picture(2) });
    expect(saved).toMatchObject({ merged: true, clashes: ['icon'] });
    expect(await shown(guid)).toBe(picture(1));
    const clash = await clashOf(guid);
    expect(clash).toMatchObject({ kept: 'ours', picture: picture(2) });
    expect(await takePicture(clash?.id ?? '', one.writes)).toMatchObject({ state: 'saved' });
    expect(await shown(guid)).toBe(picture(2));
    expect(await clashOf(guid)).toBeUndefined();
  });

  test('a removal is one, too', async () => {
    const guid = guidOfPair('description');
    await other.edit((await formAt(other, guid, other.vault)).credential, { icon: picture(1) });
    await one.sync();
    await bothWrite(guid, { icon: picture(3) }, { icon: '' });
    expect(await clashOf(guid)).toMatchObject({ picture: '' });
    await takePicture((await clashOf(guid))?.id ?? '', one.writes);
    expect(await shown(guid)).toBeNull();
  });

  test('there is none to take where it is not known any more', async () => {
    await expect(takePicture('clash:no such', one.writes)).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });

  test('that two chose alike are none', async () => {
    const guid = guidOfPair('otp');
    expect((await bothWrite(guid, { icon: picture(1) }, { icon: picture(1) })).saved.clashes).toEqual([]);
  });
});

describe('a removal and an edit at the same time', () => {

  test('to the trash here, edited there: both', async () => {
    const guid = guidOfPair('label');
    await other.edit((await formAt(other, guid, other.vault)).credential, { username: 'theirs' });
    await one.writes.setTrashed({ credentials: [one.at(guid)], trashed: true });
    const record = await one.client.credentials.get(guid);
    expect([plain(one.vaultKey, record.username), (record.delete_time ?? 0) > 0]).toEqual(['theirs', true]);
  });

  test('edited here, in the trash there: both', async () => {
    const guid = guidOfPair('username');
    const opened = await formAt(one, guid);
    await other.writes.setTrashed({ credentials: [`${other.vault}/${guid}` as ReturnType<PersonAt['at']>], trashed: true });
    await one.writes.save({ credential: opened.credential, vault: one.vault, form: { ...opened.form, username: 'ours' }, base: opened.base });
    const record = await one.client.credentials.get(guid);
    expect([plain(one.vaultKey, record.username), (record.delete_time ?? 0) > 0]).toEqual(['ours', true]);
  });

  test('edited here, destroyed there: what was typed is a draft that says why', async () => {
    const guid = guidOfPair('email');
    const opened = await formAt(one, guid);
    await one.client.credentials.remove(guid);
    await expect(one.writes.save({ credential: opened.credential, vault: one.vault, form: { ...opened.form, username: 'ours' }, base: opened.base })).rejects.toMatchObject({ problem: { kind: 'gone' } });
    expect(await one.writes.openForm({ credential: opened.credential, vault: null })).toMatchObject({ draft: true, form: { username: 'ours' }, problem: { kind: 'gone' } });
  });
});

describe('a write that waited, and met a change of the same', () => {
  const label = 'a clash at rest';
  beforeEach(() => one.writes.journal.forget(one.vault));
  /** Written here while there was no network, and elsewhere since. */
  async function waiting(name: string, change: Partial<CredentialForm>, theirs: Partial<CredentialForm>): Promise<PersonAt['guids'][number]> {
    const guid = one.guids[pairs.findIndex((pair) => pair.ours === name && pair.theirs === name)]!;
    cloud.control.addFault({ match: { path: '/apps/passman/' }, kind: 'drop' });
    expect(await one.edit(one.at(guid), change)).toMatchObject({ state: 'queued', clashes: [] });
    cloud.control.clearFaults();
    await other.sync();
    await other.edit(`${other.vault}/${guid}` as ReturnType<PersonAt['at']>, theirs);
    return guid;
  }

  test('says so after the death of the worker that sent it, until it is dismissed', async () => {
    const guid = await waiting('password', { password: 'ours', label }, { password: 'theirs', label: 'their label' });
    await one.worker().sync();
    const next = one.worker();
    const [notice, ...more] = await next.writes.notices.clashes();
    expect(notice).toMatchObject({ credential: one.at(guid), label, fields: ['label', 'password'], kept: 'ours' });
    expect(more).toEqual([]);
    expect(plain(one.vaultKey, (await one.client.revisions.list(guid)).at(-1)!.credential.password)).toBe('theirs');
    await next.writes.dismiss({ id: notice!.id });
    expect(await one.worker().writes.notices.clashes()).toEqual([]);
  });

  test('says so where the answer was lost, and the next attempt finds it written already', async () => {
    const guid = await waiting('urls', { username: 'ours' }, { username: 'theirs' });
    const cut = one.worker(async (...ask) => {
      const answer = await fetch(...ask);
      if (new Request(...ask).method === 'PATCH') throw new TypeError('cut');
      return answer;
    });
    await cut.sync();
    expect(await cut.writes.notices.clashes()).toEqual([]);
    expect(plain(one.vaultKey, (await one.client.credentials.get(guid)).username)).toBe('ours');
    const next = one.worker();
    await next.sync();
    expect([await next.writes.queue(), await next.writes.notices.clashes()]).toMatchObject([[], [{ credential: one.at(guid), fields: ['username'], kept: 'ours' }]]);
  });

  test('says of an undo that what came since is kept', async () => {
    const guid = one.guids[pairs.findIndex((pair) => pair.ours === 'description' && pair.theirs === 'description')]!;
    const { undo } = await one.edit(one.at(guid), { username: 'a typo' });
    await other.sync();
    await other.edit(`${other.vault}/${guid}` as ReturnType<PersonAt['at']>, { username: 'newer' });
    await one.writes.undo({ undo: undo! });
    expect(plain(one.vaultKey, (await one.client.credentials.get(guid)).username)).toBe('newer');
    expect(await one.writes.notices.clashes()).toMatchObject([{ credential: one.at(guid), fields: ['username'], kept: 'theirs' }]);
    await one.writes.journal.forget(one.vault);
    expect(await one.writes.notices.clashes()).toEqual([]);
  });

  test('says so for each of many that are sent side by side', async () => {
    const some = ['tags', 'customFields', 'otp', 'expires', 'renewEvery'];
    const guids = [];
    for (const name of some) guids.push(await waiting(name, { username: 'ours' }, { username: 'theirs' }));
    await one.worker().sync();
    expect((await one.writes.notices.clashes()).map(({ credential }) => credential).sort()).toEqual(guids.map((guid) => one.at(guid)).sort());
  });
});
