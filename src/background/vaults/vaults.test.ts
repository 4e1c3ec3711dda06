import 'fake-indexeddb/auto';

import { createStore, set } from 'idb-keyval';
import { describe, expect, test, vi } from 'vitest';

import { encodeUtf8 } from '../../core/bytes.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { sealBytes } from '../../core/envelopes/keyring.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { credentialId, isAccountId, isGuid, vaultId, type Guid } from '../../core/ids.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { vaults } from './vaults.ts';
import { vaultStore } from './vault-store.ts';

const vaultKey = 'a vault key';

function guid(text: string): Guid {
  if (!isGuid(text)) throw new Error('no guid');
  return text;
}

const account = 'aaaaaaaa-0000-4000-8000-000000000000';
if (!isAccountId(account)) throw new Error('no account id');
const vault = vaultId(account, guid('V'));

/** Every field holds a canary, so that a leak can be found by looking. */
async function sealedRecord(name: string, change: Partial<SealedCredential> = {}): Promise<SealedCredential> {
  const writer = vaultWriter(vaultKey);
  const fields: Record<string, string> = {};
  for (const field of encryptedFields) fields[field] = await writer.seal(JSON.stringify(`CNRY-${name}-${field}`));
  fields['tags'] = await writer.seal(JSON.stringify([{ text: `CNRY-${name}-tag` }]));
  fields['url'] = await writer.seal(JSON.stringify(`https://${name}.example/login`));
  return {
    ...(fields as Pick<SealedCredential, (typeof encryptedFields)[number]>),
    credential_id: 1, guid: guid(name), user_id: 'ada', vault_id: 1, label: name, created: 1, changed: 2, icon: null,
    renew_interval: 0, expire_time: 0, delete_time: 0, hidden: 0, shared_key: null, ...change,
  };
}

let count = 0;
async function unlockedVaults() {
  const idb = createStore(`latchkey-${count++}`, 'vaults');
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  await ring.change((contents) => ({ ...contents, vaults: [{ id: vault, account: account as never, name: 'Personal', key: vaultKey, made: false }] }));
  await ring.protect('correct horse');
  const store = vaultStore(idb);
  const worker = () => vaults({ store, keyring: ring, now: () => 5000, changed: vi.fn() });
  return { idb, ring, store, worker, kept: worker() };
}

/** Holds whoever passes it until the test lets them go on. */
function heldGate() {
  let [arrive, goOn] = [() => {}, () => {}];
  const begun = new Promise<void>((resolve) => { arrive = resolve; });
  const released = new Promise<void>((resolve) => { goOn = resolve; });
  return { begun, goOn, pass: () => { arrive(); return released; } };
}

async function dumpOf(idb: ReturnType<typeof createStore>): Promise<string> {
  const all: unknown[] = await idb('readonly', (store) => new Promise((resolve) => {
    const request = store.getAll();
    request.onsuccess = () => resolve(request.result as unknown[]);
  }));
  return all.map((each) => (each instanceof Uint8Array ? Buffer.from(each).toString('latin1') : JSON.stringify(each))).join('\n');
}

describe('a vault', () => {
  test('is matched and searched as soon as addresses and user names are read', async () => {
    const { kept } = await unlockedVaults();
    const opened = kept.start(vault, vaultKey);
    await kept.takeIn(opened, [await sealedRecord('shop'), await sealedRecord('mail')]);
    expect(opened.matches(new URL('https://shop.example/')).map(({ entry }) => entry.label)).toEqual(['shop']);
    expect((await kept.search()).search('cnry-mail').map(({ username }) => username)).toEqual(['CNRY-mail-username']);
    expect(opened.phase).toBe('open');
  });

  test('takes in nothing that was asked for before something was put in', async () => {
    const { kept } = await unlockedVaults();
    const opened = kept.start(vault, vaultKey);
    const shop = await sealedRecord('shop');
    await kept.takeIn(opened, [shop]);
    const { generation } = opened;
    const [id] = opened.lines().keys();
    await kept.put(opened, new Map([[id!, { ...shop, label: 'newer' }]]));
    expect(await kept.takeIn(opened, [shop], generation)).toBe(false);
    expect([...opened.lines().values()].map(({ entry }) => entry.label)).toEqual(['newer']);
    expect(await kept.takeIn(opened, [shop], opened.generation)).toBe(true);
    expect([...opened.lines().values()].map(({ entry }) => entry.label)).toEqual(['shop']);
  });

  test('comes back from rest without its server, also in a new worker', async () => {
    const { kept, worker } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop')]);
    const reborn = worker();
    const loaded = (await reborn.load()).get(vault);
    expect(loaded?.matches(new URL('https://shop.example/'))).toHaveLength(1);
    expect(loaded?.syncedAt).toBe(5000);
    expect((await reborn.credential(credentialId(vault, guid('shop')))).password).toEqual({ state: 'read', value: 'CNRY-shop-password' });
  });

  test.each([
    ['damaged', Uint8Array.of(1, 2, 3)],
    ['of another version', null],
  ])('comes back from its records where its index is %s, with no server to ask', async (_, index) => {
    const { kept, worker, idb, ring } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop'), await sealedRecord('mail')]);
    const name = `index:${vault}`;
    await set(name, index ?? await sealBytes(await ring.dataKey(), encodeUtf8('{"version":2,"lines":[]}'), name), idb);
    const loaded = (await worker().load()).get(vault);
    await loaded?.whenReady;
    expect(loaded?.matches(new URL('https://shop.example/'))).toHaveLength(1);
    await loaded?.queue(() => Promise.resolve());
    expect([loaded?.phase, loaded?.syncedAt]).toEqual(['open', null]);
    // And rests again as an index.
    const again = (await worker().load()).get(vault);
    expect([again?.phase, again?.syncedAt, again?.counts().items]).toEqual(['open', null, 2]);
  });

  test('that was never read stays to be read', async () => {
    const { worker } = await unlockedVaults();
    const loaded = (await worker().load()).get(vault);
    await loaded?.queue(() => Promise.resolve());
    expect(loaded?.phase).toBe('opening');
  });

  test('rests without a readable word', async () => {
    const { kept, idb } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop')]);
    const dump = await dumpOf(idb);
    expect(dump.length).toBeGreaterThan(500);
    expect(dump).not.toMatch(/CNRY|shop|example|"iter"/);
  });

  test('decrypts again only what has changed', async () => {
    const { kept } = await unlockedVaults();
    const opened = kept.start(vault, vaultKey);
    const [shop, mail] = [await sealedRecord('shop'), await sealedRecord('mail')];
    await kept.takeIn(opened, [shop, mail]);
    const open = vi.spyOn(opened.reader, 'open');
    await kept.takeIn(opened, [shop, { ...mail, label: 'post', changed: 3 }]);
    expect(open.mock.calls.map(([records]) => records.map(({ label }) => label))).toEqual([['post'], ['post']]);
    expect((await kept.search()).search('').map(({ label }) => label)).toEqual(['post', 'shop']);
  });

  test('forgets what the server has no longer, at rest too', async () => {
    const { kept, worker } = await unlockedVaults();
    const opened = kept.start(vault, vaultKey);
    await kept.takeIn(opened, [await sealedRecord('shop'), await sealedRecord('mail')]);
    await kept.takeIn(opened, [await sealedRecord('shop')]);
    await expect(worker().credential(credentialId(vault, guid('mail')))).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });

  test('shows an item whose field is damaged, and says which', async () => {
    const { kept } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop', { email: false })]);
    const credential = await kept.credential(credentialId(vault, guid('shop')));
    expect(credential.email).toEqual({ state: 'unreadable', why: 'server' });
    expect(credential.username).toEqual({ state: 'read', value: 'CNRY-shop-username' });
    expect((await kept.search()).search('shop')[0]?.unreadable).toEqual(['email']);
  });

  test('that is removed while it is read leaves nothing behind', async () => {
    const { kept, idb } = await unlockedVaults();
    const opened = kept.start(vault, vaultKey);
    const reading = kept.takeIn(opened, [await sealedRecord('shop')]);
    await kept.remove(vault);
    await reading;
    expect(await dumpOf(idb)).toBe('');
  });

  test('is not decrypted any further once it is locked, and what rests stays', async () => {
    const { kept, idb, worker } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop')]);
    const rested = await dumpOf(idb);
    const opened = (await kept.load()).get(vault)!;
    const gate = heldGate();
    const open = opened.reader.open.bind(opened.reader);
    const opening = vi.spyOn(opened.reader, 'open').mockImplementationOnce(async (...asked) => gate.pass().then(() => open(...asked)));
    const reading = kept.takeIn(opened, [await sealedRecord('shop', { changed: 3 }), await sealedRecord('mail')]);
    await gate.begun;
    expect(opened.unkept.size).toBe(2);
    kept.forget();
    gate.goOn();
    await reading;
    expect(opening).toHaveBeenCalledOnce();
    expect(opened.lines().size + opened.unkept.size).toBe(0);
    expect(await dumpOf(idb)).toBe(rested);
    expect((await worker().search()).search('')).toHaveLength(1);
  });

  test('that is locked while it is written leaves nothing in memory, and nothing that is not at rest in its index', async () => {
    const { kept, store, worker } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop')]);
    const opened = (await kept.load()).get(vault)!;
    const gate = heldGate();
    const { writeRecords } = store;
    vi.spyOn(store, 'writeRecords').mockImplementationOnce(async (...given) => gate.pass().then(() => writeRecords(...given)));
    const writeIndex = vi.spyOn(store, 'writeIndex');
    const reading = kept.takeIn(opened, [await sealedRecord('shop', { changed: 3 }), await sealedRecord('mail')]);
    await gate.begun;
    kept.forget();
    gate.goOn();
    await reading;
    expect(writeIndex).not.toHaveBeenCalled();
    expect(opened.lines().size + opened.unkept.size).toBe(0);
    expect((await worker().search()).search('').map(({ label }) => label)).toEqual(['shop']);
  });

  test('whose key is forgotten while it is loaded stays closed', async () => {
    const { kept, ring, worker } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop')]);
    const reborn = worker();
    const loading = reborn.load();
    await ring.change((contents) => ({ ...contents, vaults: contents.vaults.map((each) => ({ ...each, key: null })) }));
    await reborn.remove(vault);
    expect((await loading).size).toBe(0);
  });

  test('cannot be read when the keyring is locked', async () => {
    const { kept, ring } = await unlockedVaults();
    await kept.takeIn(kept.start(vault, vaultKey), [await sealedRecord('shop')]);
    await ring.lock();
    kept.forget();
    await expect(kept.credential(credentialId(vault, guid('shop')))).rejects.toMatchObject({ problem: { kind: 'locked' } });
  });
});
