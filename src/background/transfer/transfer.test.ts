import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import sjcl from 'sjcl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { emptyForm, type CredentialForm } from '../../core/credential/form.ts';
import type { ImportedLogin } from '../../core/credential/imported.ts';
import { readImport } from '../../core/import/read-import.ts';
import type { VaultId } from '../../core/ids.ts';
import { passman, type Passman } from '../../clients/passman/passman.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { sealVault } from '../../demo-server/seal-vault.ts';
import type { ImportRow, ImportRun } from '../../messages/transfer-contract.ts';
import { refresher } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { keyring, type Keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { noChores } from '../testing/no-chores.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import { vaultStore } from '../vaults/vault-store.ts';
import { vaults, type Vaults } from '../vaults/vaults.ts';
import { Writes } from '../writes/writes.ts';
import { compareImport } from './compare-import.ts';
import { Exports } from './exports.ts';
import { Imports } from './imports.ts';

const vaultKey = 'a vault key';
const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] }); });
afterEach(() => cloud.close());

interface Worker { kept: Vaults; writes: Writes; imports: Imports; exports: Exports; sync: () => Promise<void> }
interface Browser extends Worker { vault: VaultId; worker: () => Worker; client: Passman; ring: Keyring }

async function newBrowser(): Promise<Browser> {
  cloud.control.seedVault(await sealVault({
    userId: 'ada', name: 'Personal', vaultKey,
    credentials: [{ label: 'Shop', username: 'ada', password: 'p1', url: 'https://shop.example', description: 'note', tags: ['old'] }, { label: '=Formula', username: "'=quoted", password: '-1+1', description: 'two\n"lines"' }],
  }));
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const idb = createStore(`transfer-${crypto.randomUUID()}`, 'vaults');
  const worker = (): Worker => {
    const kept: Vaults = vaults({ store: vaultStore(idb), keyring: ring, now: Date.now, changed: () => undefined, overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
    const blobs = sealedBlobs(idb, () => ring.dataKey());
    const shared = { vaults: kept, blobs, keepAlive: <T>(work: Promise<T>) => work, now: Date.now, changed: () => undefined };
    const writes = new Writes({ ...shared, store: idb, chores: noChores, servers: permitted, keyring: ring, wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); }) });
    const imports = new Imports({ ...shared, writes });
    const refresh = refresher({ ...permitted, ...shared, keyring: ring, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send().then(() => void imports.retry()) });
    return { kept, writes, imports, exports: new Exports({ keyring: ring, vaults: kept, now: Date.now }), sync: () => refresh.all() };
  };
  const first = worker();
  await signInTyped({ server: cloud.url, loginName: 'ada', password: 'pw' }, { ...permitted, keyring: ring });
  await first.sync();
  await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: vaultKey })) }));
  await ring.protect('unlock me');
  await first.sync();
  const { accounts, vaults: [known] } = await ring.contents();
  return { ...first, ring, vault: known!.id, worker, client: passman(await serverOf(accounts[0]!, permitted)) };
}

const login = (form: Partial<CredentialForm>, more: Partial<ImportedLogin> = {}): ImportedLogin => ({ form: { ...emptyForm, ...form }, trashed: false, created: null, ...more });
const many = (count: number): ImportRow[] => Array.from({ length: count }, (_, index) => ({ row: index + 1, login: login({ label: `Imported ${index}`, username: `user${index}`, password: `p${index}`, urls: [`https://site${index}.example`] }), into: null }));

async function begin({ imports, vault }: { imports: Imports; vault: VaultId }, rows: readonly ImportRow[]): Promise<string> {
  let id: string | null = null;
  for (let at = 0; at < rows.length; at += 100) id = await imports.stage({ id, vault, rows: rows.slice(at, at + 100) });
  await imports.start(id ?? '');
  return id ?? '';
}

async function until({ imports }: Worker, isThere: (run: ImportRun) => boolean): Promise<ImportRun> {
  for (;;) {
    const run = await imports.run();
    if (run && isThere(run)) return run;
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}

const listed = async (browser: Browser) => (await browser.client.vaults.get(browser.vault.split('/')[1] as never)).credentials;
const labels = async (browser: Browser) => (await listed(browser)).map(({ label }) => label).sort();
const expected = (count: number) => ['=Formula', 'Shop', ...many(count).map(({ login: { form } }) => form.label)].sort();
const inPlain = (envelope: unknown) => JSON.parse(sjcl.decrypt(vaultKey, Buffer.from(String(envelope), 'base64').toString())) as unknown;

describe('an import', () => {
  test('writes every row once, under one salt, as other clients read it', async () => {
    const browser = await newBrowser();
    const rows = many(230);
    rows[5] = { row: 6, login: login({ label: 'Imported 5', username: 'ü', password: 'x', customFields: [{ label: 'Pin', value: '1', kind: 'password' }] }, { trashed: true, created: 1_600_000_000 }), into: null };
    await begin(browser, rows);
    expect(await until(browser, ({ state }) => state === 'done')).toMatchObject({ total: 230, done: 230, created: 230, failed: [] });
    expect(await labels(browser)).toEqual(expected(230));
    const made = (await listed(browser)).filter(({ label }) => label.startsWith('Imported'));
    expect(new Set(made.map(({ password }) => (JSON.parse(Buffer.from(String(password), 'base64').toString()) as { salt: string }).salt)).size).toBe(1);
    const special = made.find(({ label }) => label === 'Imported 5')!;
    expect([inPlain(special.username), inPlain(special.custom_fields), special.created, special.delete_time! > 0]).toEqual(['ü', [{ label: 'Pin', value: '1', secret: true, field_type: 'password' }], 1_600_000_000, true]);
    expect((await browser.kept.search()).search('imported', { vault: null, show: 'active', order: 'best', world: {} as never })).toHaveLength(229);
    expect(await browser.writes.journal.all()).toEqual([]);
  });

  test.each(['lost-answer', 'drop', 'cut'] as const)('comes through a connection that fails (%s), and makes nothing twice', async (kind) => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, kind, times: 7 });
    const id = await begin(browser, many(230));
    for (;;) {
      const run = await until(browser, ({ state }) => state === 'paused' || state === 'done');
      if (run.state === 'done') break;
      await browser.imports.resume(id);
    }
    expect(await labels(browser)).toEqual(expected(230));
  });

  test('goes on where it was after the worker has died', async () => {
    const browser = await newBrowser();
    cloud.control.addFault({ match: { method: 'POST', path: '/credentials' }, kind: 'drop' });
    await begin(browser, many(150));
    await until(browser, ({ state }) => state === 'paused');
    cloud.control.clearFaults();
    const next = browser.worker();
    await next.imports.retry();
    expect(await until(next, ({ state }) => state === 'done')).toMatchObject({ done: 150, created: 150 });
    expect(await labels(browser)).toEqual(expected(150));
  });

  test('is cancelled: what is written stays, and can be undone', async () => {
    const browser = await newBrowser();
    const id = await begin(browser, many(1000));
    await until(browser, ({ done }) => done >= 100);
    await browser.imports.cancel(id);
    const run = await until(browser, ({ state }) => state === 'cancelled');
    expect(run.done).toBeLessThan(1000);
    await browser.imports.undo(id);
    await until(browser, ({ state }) => state === 'undone');
    expect(await labels(browser)).toEqual(expected(0));
  });

  test('is undone but for what somebody has changed since; updates are taken back', async () => {
    const browser = await newBrowser();
    const shop = (await browser.kept.search()).search('shop', { vault: null, show: 'active', order: 'best', world: {} as never })[0]!.id;
    const id = await begin(browser, [...many(120), { row: 121, login: login({ label: 'Shop', username: 'ada', password: 'p2', urls: ['https://shop.example'], tags: ['new'] }), into: shop }]);
    expect(await until(browser, ({ state }) => state === 'done')).toMatchObject({ created: 120, updated: 1 });
    const opened = await browser.writes.openForm({ credential: shop, vault: null });
    expect([opened.form.password, opened.form.tags]).toEqual(['p2', ['old', 'new']]);
    const mine = (await browser.kept.search()).search('user7', { vault: null, show: 'active', order: 'best', world: {} as never }).find(({ username }) => username === 'user7')!.id;
    const form = await browser.writes.openForm({ credential: mine, vault: null });
    await browser.writes.save({ credential: mine, vault: browser.vault, form: { ...form.form, description: 'mine now' }, base: form.base });

    await browser.imports.undo(id);
    expect(await until(browser, ({ state }) => state === 'undone')).toMatchObject({ kept: 1 });
    expect(await labels(browser)).toEqual([...expected(0), 'Imported 7'].sort());
    expect(inPlain((await listed(browser)).find(({ label }) => label === 'Shop')!.password)).toBe('p1');
  });

  test('leaves nothing readable at rest, and no second one beside it', async () => {
    const browser = await newBrowser();
    const id = await browser.imports.stage({ id: null, vault: browser.vault, rows: many(3) });
    await expect(browser.imports.stage({ id: 'another', vault: browser.vault, rows: many(1) })).rejects.toThrow('not-allowed');
    await browser.imports.start(id);
    await until(browser, ({ state }) => state === 'done');
    await browser.imports.dismiss(id);
    expect(await browser.imports.run()).toBeNull();
  });
});

test('logins are compared by site and user name: the same, others, and those that differ, with what does', async () => {
  const browser = await newBrowser();
  const vault = (await browser.kept.load()).get(browser.vault)!;
  const compared = await compareImport([
    login({ label: 'Renamed', username: 'ada', password: 'p1', urls: ['https://www.shop.example/login'] }),
    login({ username: 'ada', password: 'p2', urls: ['https://shop.example'], tags: ['new'] }), login({ username: 'bob', password: 'p1', urls: ['https://shop.example'] }), login({ label: 'Shop', username: 'ada', password: 'p1' }),
  ], vault, browser.kept);
  expect(compared.map(({ likeness, label }) => [likeness, label])).toEqual([[{ is: 'same' }, 'Shop'], [{ is: 'differs', parts: ['password', 'tags'] }, 'Shop'], [{ is: 'new' }, ''], [{ is: 'new' }, '']]);
});

describe('an export', () => {
  const plain = { vault: null, password: 'unlock me', passphrase: null, style: 'exact' } as const;
  async function whole({ exports }: Worker, ask: Parameters<Exports['start']>[0]) {
    const { id, total } = await exports.start(ask);
    let text = '';
    let formulas = 0;
    for (;;) {
      const part = await exports.part(id);
      text += part.text;
      formulas += part.formulas;
      if (part.last) return { text, total, formulas };
    }
  }
  const imported = (text: string) => {
    const outcome = readImport(new TextEncoder().encode(text));
    if (outcome.is !== 'read') throw new Error(outcome.is);
    return outcome.result;
  };
  const facts = ({ rows }: ReturnType<typeof imported>) => rows.map(({ login: { form } }) => [form.label, form.username, form.password, form.description, form.urls, form.tags]).sort();
  const both = [['=Formula', "'=quoted", '-1+1', 'two\n"lines"', [], []], ['Shop', 'ada', 'p1', 'note', ['https://shop.example'], ['old']]];

  test('asks for the unlock password first', async () => {
    const { exports } = await newBrowser();
    await expect(exports.start({ ...plain, format: 'csv', password: 'wrong' })).rejects.toThrow('wrong-unlock-password');
    await expect(exports.part('some')).rejects.toThrow('gone');
  });
  test('as Passman JSON comes back as it was', async () => {
    const { format, ...read } = imported((await whole(await newBrowser(), { ...plain, format: 'passman' })).text);
    expect([format, facts({ format, ...read })]).toEqual(['passman-json', both]);
  });
  test.each(['exact', 'guarded'] as const)('as CSV (%s) comes back as it was, and says what a spreadsheet would run', async (style) => {
    const { text, formulas } = await whole(await newBrowser(), { ...plain, format: 'csv', style });
    expect([formulas, text.includes("'-1+1"), facts(imported(text))]).toEqual([2, style === 'guarded', both]);
  });
  test('encrypted opens with its passphrase only, whole only', async () => {
    const { text } = await whole(await newBrowser(), { ...plain, format: 'encrypted', passphrase: 'käse und brot' });
    expect(text).not.toContain('Shop');
    const outcome = readImport(new TextEncoder().encode(text));
    if (outcome.is !== 'needs-password') throw new Error(outcome.is);
    await expect(outcome.open('other')).rejects.toMatchObject({ why: 'wrong-password' });
    const opened = await outcome.open('käse und brot');
    if (opened.is !== 'read') throw new Error(opened.is);
    expect(facts(opened.result)).toEqual(both);
    // A file whose last chunk is missing, or is there twice, is no file.
    const [head = '', chunk = ''] = text.split('\n');
    for (const damaged of [[head, chunk, chunk], [head.replace('600000', '600001'), chunk]]) {
      const broken = readImport(new TextEncoder().encode(damaged.join('\n')));
      await expect(broken.is === 'needs-password' ? broken.open('käse und brot') : null).rejects.toMatchObject({ why: 'wrong-password' });
    }
  });
  test('ends with a lock', async () => {
    const { exports } = await newBrowser();
    const { id } = await exports.start({ ...plain, format: 'csv' });
    exports.forget();
    await expect(exports.part(id)).rejects.toThrow('gone');
  });
});
