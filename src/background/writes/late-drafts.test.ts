import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import { expect, test } from 'vitest';

import { emptyForm } from '../../core/credential/form.ts';
import type { VaultId } from '../../core/ids.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Draft } from './drafts.ts';
import { lateDrafts } from './late-drafts.ts';
import { letterBox } from './letter-box.ts';

const vault = 'aaaaaaaa-0000-4000-8000-000000000000/bbbbbbbb-0000-4000-8000-000000000000' as VaultId;
const draft: Draft = { vault, credential: null, form: { ...emptyForm, label: 'CNRY-late' }, base: null, problem: null, at: 1 };

async function locked(name: string, prepared: boolean) {
  const local = fakeStorage();
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1 });
  await ring.change((contents) => contents);
  await ring.protect('unlock');
  const idb = createStore(name, 'vaults');
  const blobs = sealedBlobs(idb, () => ring.dataKey());
  const late = lateDrafts(idb, blobs, letterBox(idb, blobs));
  if (prepared) await late.prepare();
  await ring.lock();
  return { ring, idb, late };
}

test('what is put away while it is locked comes back after the unlock, and rests without a readable word', async () => {
  const { ring, idb, late } = await locked('late-1', true);
  await late.put(draft);
  const all: unknown[] = await idb('readonly', (store) => new Promise((resolve) => {
    const request = store.getAll();
    request.onsuccess = () => { resolve(request.result as unknown[]); };
  }));
  expect(all.map((each) => Buffer.from(each as Uint8Array).toString('latin1')).join()).not.toContain('CNRY');
  await expect(late.all()).rejects.toMatchObject({ problem: { kind: 'locked' } });
  await ring.unlock('unlock');
  const [found] = await late.all();
  expect(found?.draft).toEqual(draft);
  await late.remove(found?.name ?? '');
  expect(await late.all()).toEqual([]);
});

test('nothing is put away where nobody could get it out again', async () => {
  const { late } = await locked('late-2', false);
  await expect(late.put(draft)).rejects.toMatchObject({ problem: { kind: 'locked' } });
});
