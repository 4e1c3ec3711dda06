/**
 * Removes a vault for good: its files first, which the server would leave behind, then what is in it.
 * @see contracts: Passman §1.3
 * @module
 */

import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { manyKeysReader } from '../../core/envelopes/many-keys.ts';
import { accountOf, guidOf, vaultOf } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf } from '../accounts/server-of.ts';
import { filesOfRecords, namedFiles } from '../files/named-files.ts';
import { keysOf, type Account, type KnownVault } from '../session/contents.ts';
import type { LifeWorld } from './life-world.ts';
import { accountIn } from './make-vault.ts';

/** Files that one request names. */
const filesAtOnce = 100;

/**
 * @param confirm - the name as the person typed it
 * @throws {Failure} `not-allowed` for any other; else why it is still there
 */
export async function removeVault(vault: KnownVault, confirm: string, world: LifeWorld): Promise<void> {
  if (confirm.trim() !== vault.name.trim()) throw new Failure({ kind: 'not-allowed' });
  const account = await accountIn(accountOf(vault.id), world);
  const client = passman(await serverOf(account, world.servers));
  await removeFromServer(vault, { ...world, client }, account);
  await world.keyring.change((contents) => ({ ...contents, vaults: contents.vaults.filter(({ id }) => id !== vault.id) }));
  await world.vaults.remove(vault.id);
  await world.forgetWaiting(`${vault.id}/`);
  world.changed();
}

type RemovalWorld = LifeWorld & { client: Passman };

async function removeFromServer(vault: KnownVault, world: RemovalWorld, { userId, server }: Account): Promise<void> {
  const { client } = world;
  const guid = guidOf(vault.id);
  const detail = await ifThere(client.vaults.get(guid));
  if (detail === null) return;
  const files = await filesOnlyOf(detail.credentials, vault, world);
  for (let first = 0; first < files.length; first += filesAtOnce) await client.files.removeMany(files.slice(first, first + filesAtOnce));
  // The owner could never share with us again, were our access to outlive the vault that it leads to.
  const shares = await client.sharing.accessesIn(guid).catch(() => []);
  for (const { itemGuid } of shares) await client.sharing.unshareFrom(itemGuid, userId);
  const { ok } = await ifThere(client.vaults.remove(guid)) ?? { ok: true };
  // Some servers say that they failed when all of it is gone.
  if (!ok && (await ifThere(client.vaults.get(guid))) !== null) throw new Failure({ kind: 'server-error', host: new URL(server).host, status: 200 });
}

/** Only with a key can it be known which they are. What a credential of another vault names too stays. */
async function filesOnlyOf(records: readonly SealedCredential[], vault: KnownVault, { client, vaults, filesWaiting }: RemovalWorld): Promise<number[]> {
  const keys = keysOf(vault);
  const named = keys.length === 0 ? [] : await filesOfRecords(records, { reader: manyKeysReader(keys), client });
  const elsewhere = await namedFiles(vaults, accountOf(vault.id), (id) => vaultOf(id) === vault.id);
  return [...new Set([...named, ...await filesWaiting(vault.id)])].filter((id) => !elsewhere.includes(id));
}

async function ifThere<Found>(asking: Promise<Found>): Promise<Found | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'not-found') return null;
    throw error;
  }
}
