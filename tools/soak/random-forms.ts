/**
 * A random life of forms: typing into any field, also in the moment of a lock, two devices of which one deletes, cuts at
 * any byte, workers that die. Whatever a person entered must be in a draft, in the vault, in the queue or in the
 * history, before anything more is sent and after all is.
 * @see guides: reliability
 * @module
 */

import 'fake-indexeddb/auto';

import { createStore, type UseStore } from 'idb-keyval';

import { emptyForm, type CredentialForm } from '../../src/core/credential/form.ts';
import { encryptedFields, type SealedCredential } from '../../src/core/credential/sealed.ts';
import { vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../src/core/envelopes/vault-writer.ts';
import { guidOf, type CredentialId, type VaultId } from '../../src/core/ids.ts';
import { Failure } from '../../src/core/problem.ts';
import { chanceOf, type Chance } from '../../src/core/testing/chance.ts';
import { passman, type Passman } from '../../src/clients/passman/passman.ts';
import { startCloud, type Cloud } from '../../src/demo-server/cloud.ts';
import { sealVault } from '../../src/demo-server/seal-vault.ts';
import { refresher } from '../../src/background/accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../../src/background/accounts/server-of.ts';
import { signInTyped } from '../../src/background/accounts/sign-in.ts';
import { keyring, type Keyring } from '../../src/background/session/keyring.ts';
import { tries } from '../../src/background/session/tries.ts';
import type { StorageArea } from '../../src/background/stored.ts';
import { sealedBlobs } from '../../src/background/vaults/sealed-blobs.ts';
import { vaultStore } from '../../src/background/vaults/vault-store.ts';
import { vaults, type Vaults } from '../../src/background/vaults/vaults.ts';
import type { Entry } from '../../src/background/writes/journal.ts';
import { Writes } from '../../src/background/writes/writes.ts';
import { fakeStorage, type FakeStorage } from '../../src/background/testing/fake-storage.ts';
import { noChores } from '../../src/background/testing/no-chores.ts';
import { mortal as newMortal, type Mortal } from '../../src/background/testing/mortal.ts';

// What the build says of its browser.
Object.assign(globalThis, { __FIREFOX__: false });

const vaultKey = 'a vault key';
const password = 'unlock';
const permissions: ServerWorld['permissions'] = { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) };

interface Worker { mortal: Mortal; ring: Keyring; kept: Vaults; writes: Writes; sync: () => Promise<void> }
/** A form that is open on a page, which outlives workers and locks. */
interface OpenPage { credential: CredentialId | null; vault: VaultId; form: CredentialForm; base: string | null }
interface Life {
  chance: Chance;
  cloud: Cloud;
  client: Passman;
  local: FakeStorage;
  volatile: FakeStorage;
  idb: UseStore;
  clock: { now: number };
  worker: Worker;
  vault: VaultId;
  page: OpenPage | null;
  /** Every value that a person entered and did not take away again. */
  entered: Set<string>;
  /** Of those, what no save has been tried with yet. */
  unsaved: Set<string>;
  count: number;
}

let stores = 0;

/** @param length - steps. Rejects at the first value that is nowhere. */
export async function liveWithForms(seed: number, length = 40): Promise<void> {
  const cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }] });
  const taken: string[] = [];
  try {
    const life = await begin(chanceOf(seed), cloud);
    for (let at = 0; at < length; at++) {
      const name = life.chance.pick(Object.keys(steps));
      taken.push(name);
      await steps[name]?.(life);
      if (life.worker.mortal.isOver()) life.worker = worker(life);
    }
    await lookForAll(life);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : 'It failed'} after ${taken.join(', ')}`, { cause: error });
  } finally {
    await cloud.close();
  }
}

/** Faults are of this browser's network; the other device comes by another name. */
const here = { host: '^127' };
const kinds = ['drop', 'cut', 'lost-answer', '500', '409', '413', 'html'] as const;

/** A step that is done at once. */
const at = (step: (life: Life) => void) => (life: Life): Promise<void> => Promise.resolve().then(() => { step(life); });

const steps: Record<string, (life: Life) => Promise<void>> = {
  'open a form': async (life) => {
    const credential = life.chance.onceIn(3) ? null : await anyCredential(life);
    const opened = await done(life, life.worker.writes.openForm({ credential, vault: life.vault }));
    if (opened === null) return;
    life.page = { credential, vault: life.vault, form: opened.form, base: opened.base };
    // What could not be saved, or was refused by a lock, or was never tried, is only here: replacing it takes it away.
    const base = opened.base === null ? '' : await textOf(JSON.parse(opened.base) as SealedCredential);
    if (opened.draft) for (const value of valuesOf(opened.form)) if (opened.problem !== null || !base.includes(value)) life.unsaved.add(value);
  },
  'type': typeSomething,
  'type more': typeSomething,
  'save': saveForm,
  'save again': saveForm,
  'close the page': at((life) => { life.page = null; }),
  'trash or restore': async (life) => {
    const credential = await anyCredential(life);
    if (credential !== null) await done(life, life.worker.writes.setTrashed({ credentials: [credential], trashed: life.chance.onceIn(2) }));
  },
  'synchronise': async (life) => { await done(life, life.worker.sync()); },
  'lock': async (life) => {
    await done(life, life.worker.ring.lock());
    life.worker.kept.forget();
  },
  'lock and unlock': async (life) => {
    const saving = life.page === null ? Promise.resolve() : saveForm(life);
    await done(life, life.worker.ring.lock().then(() => { life.worker.kept.forget(); }));
    await saving;
    await unlock(life);
  },
  'unlock': unlock,
  'unlock again': unlock,
  'unlock once more': unlock,
  'open a form in an unlocked Latchkey': async (life) => {
    await unlock(life);
    await steps['open a form']?.(life);
  },
  'open, type and save': async (life) => {
    await unlock(life);
    await steps['open a form']?.(life);
    await typeSomething(life);
    await typeSomething(life);
    await saveForm(life);
  },
  'the worker is about to die': at((life) => { life.worker.mortal.endAt(life.chance.whole(1, 40), life.chance.onceIn(2)); }),
  'the worker dies': at((life) => { life.worker.mortal.end(); }),
  'the extension is updated': at((life) => {
    life.page = null;
    life.worker.mortal.end();
  }),
  'the browser closes': at((life) => {
    life.page = null;
    life.volatile = fakeStorage();
    life.worker.mortal.end();
  }),
  'the clock jumps': at((life) => { life.clock.now += life.chance.whole(-3_600_000, 36_000_000); }),
  'one request fails': at((life) => { addFault(life, 1); }),
  'requests fail': at((life) => { addFault(life, life.chance.whole(2, 5)); }),
  'offline': at((life) => { life.cloud.control.addFault({ match: { ...here, path: '/apps/passman/' }, kind: 'drop' }); }),
  'online': at((life) => { life.cloud.control.clearFaults(); }),
  'online again': at((life) => { life.cloud.control.clearFaults(); }),
  'another device edits': elsewhere(async (life) => {
    const record = await anyRecord(life);
    if (record === null) return;
    const field = life.chance.pick(['username', 'password', 'description'] as const);
    const value = newValue(life);
    await life.client.credentials.replace({ ...record, [field]: await vaultWriter(vaultKey).seal(JSON.stringify(value)) });
    life.entered.add(value);
  }),
  'another device deletes': elsewhere(async (life) => {
    const record = life.chance.onceIn(3) ? await anyRecord(life) : null;
    if (record === null) return;
    // What it deletes, with its history, is gone because somebody wanted that.
    for (const value of await valuesInHistory(life, record)) life.entered.delete(value);
    await life.client.credentials.remove(record.guid);
  }),
};

/** Another device has its own troubles with the network. */
function elsewhere(step: (life: Life) => Promise<void>): (life: Life) => Promise<void> {
  return (life) => step(life).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
}

async function begin(chance: Chance, cloud: Cloud): Promise<Life> {
  cloud.control.seedVault(await sealVault({ userId: 'ada', name: 'Personal', vaultKey, credentials: [{ label: 'Shop', username: 'u', password: 'p', tags: ['old'] }, { label: 'Bank' }] }));
  const volatile = fakeStorage();
  const half = { chance, cloud, local: fakeStorage(), volatile, idb: createStore(`random-${stores++}`, 'vaults'), clock: { now: 1_800_000_000_000 } };
  const first = worker(half);
  await signInTyped({ server: cloud.url, loginName: 'ada', password: 'pw' }, { fetch: (...ask) => fetch(...ask), permissions, keyring: first.ring });
  await first.ring.protect(password);
  await first.sync();
  await first.ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => ({ ...vault, key: vaultKey })) }));
  await first.sync();
  const { accounts: [account], vaults: [vault] } = await first.ring.contents();
  if (!account || !vault) throw new Error('There is no vault.');
  const client = passman(await serverOf({ ...account, server: account.server.replace('127.0.0.1', 'localhost') }, { fetch: (...ask) => fetch(...ask), permissions }));
  return { ...half, worker: first, client, vault: vault.id, page: null, entered: new Set(), unsaved: new Set(), count: 0 };
}

function worker({ local, volatile, idb, clock }: Pick<Life, 'local' | 'volatile' | 'idb' | 'clock'>): Worker {
  const mortal = newMortal();
  const now = () => clock.now;
  const area = areaOf(local, mortal);
  const ring = keyring({ local: area, session: areaOf(volatile, mortal), tries: tries(area, () => 0), rounds: 1 });
  const store: UseStore = (mode, act) => mortal.does(() => idb(mode, act));
  const servers: ServerWorld = { fetch: (...ask) => mortal.does(() => fetch(...ask)), permissions };
  const changed = () => undefined;
  const kept: Vaults = vaults({ store: vaultStore(store), keyring: ring, now, changed, overlay: (vault, known) => writes.overlay(vault, known), resolve: (id) => writes.journal.resolve(id) });
  const world = { servers, keyring: ring, vaults: kept, store, blobs: sealedBlobs(store, () => ring.dataKey()), keepAlive: <Result>(work: Promise<Result>) => work, now, changed, wait: () => new Promise<never>(() => undefined), chores: noChores };
  const writes = new Writes(world);
  const refresh = refresher({ ...servers, ...world, forgetAccount: () => Promise.resolve(), sendWaiting: () => writes.send() });
  return { mortal, ring, kept, writes, sync: () => refresh.all() };
}

function areaOf(area: StorageArea, mortal: Mortal): StorageArea {
  return { get: (key) => mortal.does(() => area.get(key)), set: (items) => mortal.does(() => area.set(items)), remove: (keys) => mortal.does(() => area.remove(keys)) };
}

function alive<Result>(work: Promise<Result>, mortal: Mortal): Promise<Result | 'died'> {
  work.catch(() => undefined);
  return Promise.race([work, mortal.ended.then(() => 'died' as const)]);
}

/** Null: it went wrong, or its worker died. Only a bug of ours ends the run. */
async function done<Result>(life: Life, work: Promise<Result>): Promise<Result | null> {
  try {
    const result = await alive(work, life.worker.mortal);
    return result === 'died' ? null : result;
  } catch (error) {
    if (error instanceof Failure && error.problem.kind !== 'bug') return null;
    throw error;
  }
}

function newValue(life: Life): string {
  life.count += 1;
  return `<${life.count}>`;
}

async function typeSomething(life: Life): Promise<void> {
  const { page, chance } = life;
  if (page === null) return;
  const value = newValue(life);
  const part = chance.pick(['label', 'username', 'email', 'password', 'description', 'otp', 'tags', 'customFields', 'urls'] as const);
  const replaced = { ...emptyForm, [part]: part === 'customFields' || part === 'tags' ? emptyForm[part] : page.form[part] };
  page.form = { ...page.form, ...change(page.form, part, value) };
  // The page has it; whether a draft has it is known with the answer. A page asks again where a worker died.
  let kept = await done(life, life.worker.writes.drafting.keep(page));
  if (kept === null && life.worker.mortal.isOver()) {
    life.worker = worker(life);
    kept = await done(life, life.worker.writes.drafting.keep(page));
  }
  for (const old of valuesOf(replaced)) if (life.unsaved.delete(old)) life.entered.delete(old);
  if (kept === null) return;
  life.entered.add(value);
  life.unsaved.add(value);
}

function change(form: CredentialForm, part: keyof CredentialForm, value: string): Partial<CredentialForm> {
  if (part === 'tags') return { tags: [...form.tags, value] };
  if (part === 'urls') return { urls: [`https://${value.slice(1, -1)}.example/${value}`] };
  if (part === 'customFields') return { customFields: [...form.customFields, { label: `f${value}`, value, kind: 'text' }] };
  return { [part]: value };
}

async function saveForm(life: Life): Promise<void> {
  const { page } = life;
  if (page === null) return;
  life.page = null;
  if ((await done(life, life.worker.writes.drafting.keep(page))) === null) return;
  const saved = life.worker.writes.save(page);
  // From here on a value may be in the journal, whatever the answer is.
  for (const value of valuesOf(page.form)) life.unsaved.delete(value);
  await done(life, saved);
}

async function unlock(life: Life): Promise<void> {
  await done(life, life.worker.ring.unlock(password));
}

async function anyCredential({ worker: { kept }, chance, vault, worker: mortal }: Life): Promise<CredentialId | null> {
  const loaded = await alive(kept.load(), mortal.mortal).catch(() => null);
  const ids = loaded === null || loaded === 'died' ? [] : [...(loaded.get(vault)?.lines().keys() ?? [])];
  return ids.length === 0 ? null : chance.pick(ids);
}

async function anyRecord(life: Life): Promise<SealedCredential | null> {
  const { credentials } = await life.client.vaults.get(guidOf(life.vault));
  return credentials.length === 0 ? null : life.chance.pick(credentials);
}

function addFault({ cloud, chance }: Life, times: number): void {
  const match = { ...here, path: '/apps/passman/', ...(chance.onceIn(2) && { method: chance.pick(['POST', 'PATCH', 'GET']) }) };
  const kind = chance.pick(kinds);
  if (kind === '500' || kind === '409' || kind === '413') cloud.control.addFault({ match, times, kind: 'status', status: Number(kind) });
  else if (kind === 'cut') cloud.control.addFault({ match, times, kind, bytes: chance.whole(0, 2000) });
  else cloud.control.addFault({ match, times, kind });
}

/* -------------------------------------------------------------------- the comparison ---- */

async function lookForAll(life: Life): Promise<void> {
  life.cloud.control.clearFaults();
  life.worker.mortal.end();
  const last = (life.worker = worker(life));
  await last.ring.unlock(password);
  const found = new Set<string>();
  const add = (text: string) => { for (const value of text.match(/<\d+>/g) ?? []) found.add(value); };
  const look = async () => {
    await last.writes.drafting.ready();
    add(JSON.stringify(await last.writes.drafts.all()));
    for (const entry of await last.writes.journal.all()) add(await textOfEntry(entry));
    const { credentials } = await life.client.vaults.get(guidOf(life.vault));
    for (const record of credentials) for (const value of await valuesInHistory(life, record)) found.add(value);
    return credentials;
  };
  await look();
  expectAll(life, found, 'before anything more was sent');
  await last.sync();
  await last.sync();
  found.clear();
  const records = await look();
  expectAll(life, found, 'after all was sent');
  const waiting = await last.writes.journal.all();
  if (waiting.length > 0) throw new Error(`Still waiting: ${waiting.map(({ what, problem }) => `${what} ${problem?.kind ?? ''}`).join()}`);
  await expectSameHere(life, records);
}

/** What is shown here is what the server has. */
async function expectSameHere(life: Life, records: readonly SealedCredential[]): Promise<void> {
  const lines = (await life.worker.kept.load()).get(life.vault)?.lines();
  const here = [...(lines?.keys() ?? [])].map(guidOf).sort().join();
  const there = records.map(({ guid }) => guid).sort().join();
  if (here !== there) throw new Error(`Here are ${here}, on the server ${there}`);
  const passwords = records.map((record) => record.password);
  if (new Set(passwords).size !== passwords.length) throw new Error('A credential is on the server twice.');
}

function expectAll({ entered }: Life, found: ReadonlySet<string>, when: string): void {
  const lost = [...entered].filter((value) => !found.has(value));
  if (lost.length > 0) throw new Error(`Lost ${lost.join(', ')} ${when}`);
}

function valuesOf(form: Partial<CredentialForm>): string[] {
  return JSON.stringify(form).match(/<\d+>/g) ?? [];
}

const textOfEntry = (entry: Entry): Promise<string> => textOf('record' in entry ? entry.record : entry.after);

async function textOf(record: SealedCredential): Promise<string> {
  const [openings = {}] = await vaultReader(vaultKey).open([record], encryptedFields);
  return `${record.label} ${Object.values(openings).map((opening) => (opening.state === 'unreadable' ? '' : opening.value ?? '')).join(' ')}`;
}

async function valuesInHistory({ client }: Life, record: SealedCredential): Promise<string[]> {
  const revisions = await client.revisions.list(record.guid);
  const texts = await Promise.all([record, ...revisions.map(({ credential }) => credential)].map(textOf));
  return texts.join(' ').match(/<\d+>/g) ?? [];
}
