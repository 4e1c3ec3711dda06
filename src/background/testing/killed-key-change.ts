/**
 * For tests: a vault with one of everything whose key is changed, by a worker that may die at any step. Whenever that is,
 * all can be read, and the next worker finishes or undoes it.
 * @see guides: reliability R-05
 * @module
 */

import 'fake-indexeddb/auto';

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { vaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { guidOf, type Guid, type VaultId } from '../../core/ids.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { KeyChange } from '../../messages/contract.ts';
import { keysOf, type KnownVault } from '../session/contents.ts';
import { testBrowser, type Step, type TestBrowser, type TestWorker } from '../vault-life/testing.ts';

export const oldKey = 'the old key';
export const newKey = 'the new key ✓';
const itemKey = 'k9#V f2<~x]Qe0{ZtB7%a';
const theirKey = "t4@bob's item key!!..";

/** With the two people of the scene. */
export function sceneCloud(): Promise<Cloud> {
  return startCloud({ users: ['ada', 'bob'].map((userId) => ({ userId, password: 'pw', displayName: userId })) });
}

/** A vault with one of everything: what it holds is the same after each change of its key. */
export interface Scene { browser: TestBrowser; vault: VaultId; shop: Guid; plain: string }

export async function scene(cloud: Cloud): Promise<Scene> {
  const browser = await testBrowser(cloud.url, 'ada');
  const { vaults, credentials, files, sharing } = browser.client;
  const [own, shared] = [vaultWriter(oldKey), vaultWriter(itemKey)];
  const sealed = async (texts: Record<string, unknown>, writer = own) => {
    const all = await Promise.all(encryptedFields.map(async (field) => [field, await writer.seal(JSON.stringify(texts[field] ?? (['tags', 'files', 'custom_fields'].includes(field) ? [] : null)))]));
    return Object.fromEntries(all) as Pick<SealedCredential, (typeof encryptedFields)[number]>;
  };
  const file = async (name: string, writer = own) => (await files.create({ filename: await writer.seal(name), data: await writer.seal(`data:text/plain,${name}`), mimetype: 'text/plain', size: 4 })).fileId;
  const made = await vaults.create('Personal');
  await vaults.storeSharingKeys(made.guid, { privateKey: await own.seal('-----BEGIN RSA PRIVATE KEY-----ada'), publicKey: 'public' });
  const create = async (label: string, texts: Record<string, unknown>, more: object = {}) => credentials.create({ ...(await sealed(texts)), vault_id: made.vaultId, label, icon: { type: 'png', content: 'AAAA' }, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0, ...more });

  const [scan, oldScan, inField] = [await file('scan'), await file('old scan'), await file('in a field')];
  const first = await create('Shop', { username: 'ada', password: 'p0', files: [{ file_id: oldScan }] });
  const shop = await credentials.replace({ ...first, ...(await sealed({ username: 'ada', password: 'p1', files: [{ file_id: scan }], custom_fields: [{ label: 'x', field_type: 'file', value: { file_id: inField } }] })) });
  await credentials.replace({ ...shop, delete_time: 0, password: await own.seal('"p2"') });
  await create('Test key', { password: 'lorum ipsum' }, { hidden: true });
  await create('Trashed', { username: 'gone?' }, { delete_time: 1_700_000_000 });
  await create('Torn', { username: 'whole' }, { email: 'e30broken' });
  const lent = await create('Lent', { username: 'both' });
  const lentFile = await file('lent', shared);
  await credentials.replace({ ...lent, ...(await sealed({ username: 'both', files: [{ file_id: lentFile }] }, shared)) }, { for: 'share', sharedKey: await own.seal(itemKey) });
  await credentials.replace({ ...(await credentials.get(lent.guid)), password: await shared.seal('"later"') });

  const bob = (await testBrowser(cloud.url, 'bob')).client;
  const hisVault = await bob.vaults.create('His');
  const his = await bob.credentials.create({ ...(await sealed({ username: 'his' }, vaultWriter(theirKey))), vault_id: hisVault.vaultId, label: 'Borrowed', icon: null, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0 });
  await bob.credentials.replace(his, { for: 'share', sharedKey: await vaultWriter('his').seal(theirKey) });
  await bob.sharing.share({ itemId: his.credential_id, itemGuid: his.guid, permissions: 7, vaults: [{ vaultId: made.vaultId, guid: made.guid, userId: 'ada', key: 'rsa' }] });
  await sharing.accept(his.guid, made.guid, await own.seal(theirKey));

  const worker = browser.worker();
  await worker.sync();
  const [vault] = await browser.vaultIds();
  if (vault === undefined) throw new Error('There is no vault.');
  await browser.giveKey(vault, oldKey);
  await worker.sync();
  return { browser, vault, shop: shop.guid, plain: await plaintexts(browser, vault, [oldKey]) };
}

/** All that the vault holds, opened with the keys, as one text; `closed` stands where none opens it. */
export async function plaintexts({ client }: TestBrowser, vault: VaultId, keys: readonly string[]): Promise<string> {
  const open = async (stored: unknown, extra: readonly string[] = []) => {
    if (typeof stored !== 'string' || stored === '' || stored.startsWith('e30broken')) return stored;
    for (const key of [...extra, ...keys]) {
      const [opening] = await vaultReader(key).openValues([stored]);
      if (opening?.state === 'read') return opening.value;
    }
    return 'closed';
  };
  const record = async (each: SealedCredential) => {
    const inner = await open(each.shared_key);
    const fields = await Promise.all(encryptedFields.map(async (field) => [field, await open(each[field], typeof inner === 'string' ? [inner] : [])]));
    return { label: each.label, deleted: each.delete_time, inner, ...Object.fromEntries(fields) as object };
  };
  const detail = await client.vaults.get(guidOf(vault));
  const items = await Promise.all(detail.credentials.map(async (each) => ({
    ...(await record(each)), icon: each.icon, history: await Promise.all((await client.revisions.list(each.guid)).map(({ credential }) => record(credential))),
  })));
  const files = await Promise.all([1, 2, 3, 4].map(async (id) => client.files.get(id)));
  const all = {
    items, privateKey: await open(detail.privateSharingKey),
    files: await Promise.all(files.map(async ({ filename, data }) => [await open(filename, [itemKey]), await open(data, [itemKey])])),
    borrowed: await Promise.all((await client.sharing.itemsIn(guidOf(vault))).map(({ credential }) => record(credential))),
  };
  return JSON.stringify(all, null, 1);
}

export async function known({ browser, vault }: Scene): Promise<KnownVault> {
  const found = (await browser.ring.contents()).vaults.find(({ id }) => id === vault);
  if (!found) throw new Error('The vault is not known any more.');
  return found;
}

export async function finished(at: Scene, worker: TestWorker): Promise<KeyChange | null> {
  await worker.life.takeUp({ again: true });
  await worker.life.keyChanges.idle();
  return worker.life.keyChanges.view(await known(at));
}

/** A worker that dies at its n-th step. */
function mortal(dies: number): { step: Step; died: Promise<true> } {
  let steps = 0;
  let tell: (died: true) => void = () => undefined;
  const died = new Promise<true>((resolve) => { tell = resolve; });
  return {
    died,
    step: () => {
      steps += 1;
      if (steps < dies) return Promise.resolve();
      tell(true);
      return new Promise(() => undefined);
    },
  };
}

/**
 * @param dies - at which step; the cloud must hold nothing yet
 * @returns false: the worker lived to the end
 * @throws when something can't be read in between, or is not in the end what it was
 */
export async function killKeyChange(cloud: Cloud, dies: number, undo: boolean): Promise<boolean> {
  const at = await scene(cloud);
  const { step, died } = mortal(dies);
  const worker = at.browser.worker(step);
  const whole = worker.life.keyChanges.start(at.vault, oldKey, newKey).then(() => worker.life.keyChanges.idle()).then(() => false as const);
  const dead = await Promise.race([died, whole]);
  // Whatever it was doing: all can be read with what the keyring has, and nothing is there that was not there before.
  const between = await plaintexts(at.browser, at.vault, keysOf(await known(at)));
  const missing = ['p0', 'p1', 'p2', 'gone?', 'later', 'old scan', 'in a field', 'his'].filter((value) => !between.includes(value));
  if (between.includes('closed') || missing.length > 0) throw new Error(`After the death at step ${dies} can't be read: ${missing.join(', ')}`);
  const reborn = at.browser.worker();
  if (undo && (await known(at)).change) await reborn.life.keyChanges.undo(at.vault);
  if ((await finished(at, reborn)) !== null) throw new Error(`After the death at step ${dies} it doesn't come to an end.`);
  const { key } = await known(at);
  if ((await plaintexts(at.browser, at.vault, [key ?? ''])) !== at.plain) throw new Error(`After the death at step ${dies}, ${undo ? 'undone' : 'finished'}, something is not as it was.`);
  return dead;
}
