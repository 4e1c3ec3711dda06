/**
 * Makes a vault, in an order that can be interrupted anywhere.
 *
 * The sharing keys come before the first credential: until there is one, no client sees the vault, so the web app
 * cannot open it without sharing keys, which it would answer by sending the vault along in plain text.
 * @see contracts: Passman §2.3
 * @module
 */

import { passman, type Passman } from '../../clients/passman/passman.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../core/credential/sealed.ts';
import { generateSharingKeys } from '../../core/envelopes/sharing-keys.ts';
import { vaultWriter } from '../../core/envelopes/vault-writer.ts';
import { accountOf, guidOf, vaultId, type AccountId, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf } from '../accounts/server-of.ts';
import { without, type Account, type KnownVault } from '../session/contents.ts';
import type { LifeWorld } from './life-world.ts';

const sharingKeyBits = 2048;

/** What the web app writes into the credential that it tests keys with, as JSON texts. @see contracts: Passman §2.3 */
const testTexts: Record<EncryptedField, string> = {
  description: 'null', tags: '[]', email: 'null', username: 'null', password: '"lorum ipsum"', url: 'null', files: '[]', custom_fields: '[]', otp: '{}', compromised: 'false',
};

export interface NewVault { account: AccountId; name: string; key: string; unlockPassword: string | null }

/**
 * @returns the vault; it is kept here from the first answer on, and finished later where it could not be now
 * @throws {Failure} where the server has not made it: nothing is kept then
 */
export async function makeVault({ account: id, name, key, unlockPassword }: NewVault, world: LifeWorld): Promise<{ vault: VaultId; finished: boolean }> {
  const account = await accountIn(id, world);
  const client = passman(await serverOf(account, world.servers));
  const vault = vaultId(id, (await client.vaults.create(name)).guid);
  // Only now: after a failure, another key may be chosen, and the first one must not be the unlock password.
  if ((await world.keyring.state()) === 'new') await world.keyring.protect(unlockPassword ?? key);
  await world.keyring.change((contents) => ({ ...contents, vaults: [...contents.vaults, { id: vault, account: id, name, key, made: true, unfinished: true }] }));
  world.changed();
  try {
    await finishVault(vault, world);
    return { vault, finished: true };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { vault, finished: false };
  }
}

/** Gives a vault what it lacks: looks before it writes, so it can be repeated. @throws {Failure} why it can't be now */
export async function finishVault(id: VaultId, world: LifeWorld): Promise<void> {
  const known = (await world.keyring.contents()).vaults.find((vault) => vault.id === id);
  if (known?.unfinished !== true || known.key === null) return;
  const client = passman(await serverOf(await accountIn(accountOf(id), world), world.servers));
  const records = await complete(known, known.key, client);
  await world.keyring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => (vault.id === id ? without(vault, 'unfinished') : vault)) }));
  await world.vaults.takeIn((await world.vaults.load()).get(id) ?? world.vaults.start(id, known.key), records);
  world.changed();
}

async function complete({ id, name }: KnownVault, key: string, client: Passman): Promise<SealedCredential[]> {
  const detail = await client.vaults.get(guidOf(id));
  const writer = vaultWriter(key);
  if (!detail.privateSharingKey) {
    const { privatePem, publicPem } = await generateSharingKeys(sharingKeyBits);
    await client.vaults.storeSharingKeys(guidOf(id), { privateKey: await writer.seal(privatePem), publicKey: publicPem });
  }
  if (detail.credentials.length > 0) return detail.credentials;
  const fields = {} as Record<EncryptedField, string>;
  for (const field of encryptedFields) fields[field] = await writer.seal(testTexts[field]);
  const label = `Test key for vault ${name}`;
  return [await client.credentials.create({ ...fields, vault_id: detail.vaultId, label, icon: null, hidden: true, renew_interval: null, expire_time: 0, delete_time: 0 })];
}

/** @throws {Failure} `gone` */
export async function accountIn(id: AccountId, { keyring }: Pick<LifeWorld, 'keyring'>): Promise<Account> {
  const account = (await keyring.contents()).accounts.find((each) => each.id === id);
  if (!account) throw new Failure({ kind: 'gone', what: 'account' });
  return account;
}
