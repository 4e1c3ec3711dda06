import 'fake-indexeddb/auto';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createStore, set } from 'idb-keyval';
import { describe, expect, test } from 'vitest';

import { keyring } from './session/keyring.ts';
import { storageFormat } from './session/contents.ts';
import { tries } from './session/tries.ts';
import { settingsStore } from './settings.ts';
import { fakeStorage } from './testing/fake-storage.ts';
import { sealedBlobs } from './vaults/sealed-blobs.ts';
import { vaultStore } from './vaults/vault-store.ts';
import { vaults } from './vaults/vaults.ts';
import { drafts } from './writes/drafts.ts';
import { journal } from './writes/journal.ts';
import { notices } from './writes/notices.ts';

/** What each version left in a browser: two logins, one of them on its way to the trash, and a draft. The unlock password is `correct horse`. */
interface Left { local: Record<string, unknown>; database: Record<string, string> }

const folder = join(import.meta.dirname, 'testing');
const formats = readdirSync(folder).flatMap((name) => /^stored-format-(\d+)\.json$/.exec(name)?.slice(1) ?? []);

async function browserWith({ local: kept, database }: Left) {
  const local = fakeStorage();
  await local.set(kept);
  const idb = createStore('left behind', 'vaults');
  for (const [name, value] of Object.entries(database)) await set(name, new Uint8Array(Buffer.from(value, 'base64')), idb);
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0) });
  const blobs = sealedBlobs(idb, () => ring.dataKey());
  return { local, ring, blobs, vaults: vaults({ store: vaultStore(idb), keyring: ring, now: () => 0, changed: () => undefined }) };
}

describe('what an older version has stored', () => {
  test('is tested for the version of now, too', () => {
    expect(formats).toContain(String(storageFormat));
  });

  test.each(formats)('opens whole: format %s', async (format) => {
    const left = JSON.parse(readFileSync(join(folder, `stored-format-${format}.json`), 'utf8')) as Left;
    const { local, ring, blobs, vaults: kept } = await browserWith(left);
    expect(await ring.state()).toBe('locked');
    await ring.unlock('correct horse');
    const [account] = (await ring.contents()).accounts;
    expect(account).toMatchObject({ server: 'https://cloud.example', loginName: 'ada', appPassword: 'app-password-of-ada' });
    const [vault] = (await kept.load()).values();
    await vault?.queue(() => Promise.resolve());
    const logins = await Promise.all([...vault?.lines().keys() ?? []].map((id) => kept.credential(id)));
    expect(logins.map(({ label, password }) => ({ label, password })).sort((one, other) => one.label.localeCompare(other.label)))
      .toEqual([{ label: 'Bank', password: { state: 'read', value: 'bank secret' } }, { label: 'Shop', password: { state: 'read', value: 'shop secret' } }]);
    expect((await drafts(blobs).all()).map(({ form }) => form)).toMatchObject([{ label: 'Half typed', password: 'draft secret' }]);
    expect(await journal(blobs).all()).toMatchObject([{ what: 'trash', after: { label: 'Shop', delete_time: 1_760_000_000 } }]);
    expect(await notices(blobs).unreadable()).toBe(0);
    expect((await settingsStore(local).read()).lockAfterMinutes).toBe(5);
  });
});
