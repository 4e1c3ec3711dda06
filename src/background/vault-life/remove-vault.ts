/**
 * Removes a vault for good: its files first, which the server would leave behind, then what is in it.
 * @see contracts: Passman §1.3
 * @module
 */

import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { manyKeysReader, type ManyKeysReader } from '../../core/envelopes/many-keys.ts';
import { isShared, vaultReader } from '../../core/envelopes/vault-reader.ts';
import { accountOf, guidOf } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf } from '../accounts/server-of.ts';
import { keysOf, type Account, type KnownVault } from '../session/contents.ts';
import type { LifeWorld } from './life-world.ts';
import { accountIn } from './make-vault.ts';
import { filesOf } from './rekey-item.ts';

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
  await removeFromServer(vault, client, account);
  await world.keyring.change((contents) => ({ ...contents, vaults: contents.vaults.filter(({ id }) => id !== vault.id) }));
  await world.vaults.remove(vault.id);
  await world.forgetWaiting(`${vault.id}/`);
  world.changed();
}

async function removeFromServer(vault: KnownVault, client: Passman, { userId, server }: Account): Promise<void> {
  const guid = guidOf(vault.id);
  const detail = await ifThere(client.vaults.get(guid));
  if (detail === null) return;
  const files = await filesIn(detail.credentials, vault, client);
  for (let first = 0; first < files.length; first += filesAtOnce) await client.files.removeMany(files.slice(first, first + filesAtOnce));
  // The owner could never share with us again, were our access to outlive the vault that it leads to.
  const shares = await client.sharing.accessesIn(guid).catch(() => []);
  for (const { itemGuid } of shares) await client.sharing.unshareFrom(itemGuid, userId);
  const { ok } = await ifThere(client.vaults.remove(guid)) ?? { ok: true };
  // Some servers say that they failed when all of it is gone.
  if (!ok && (await ifThere(client.vaults.get(guid))) !== null) throw new Failure({ kind: 'server-error', host: new URL(server).host, status: 200 });
}

/** Those of old states too: a history can be restored, until now. Only with a key can it be known which they are. */
async function filesIn(records: readonly SealedCredential[], vault: KnownVault, client: Passman): Promise<number[]> {
  const keys = keysOf(vault);
  if (keys.length === 0) return [];
  const all = manyKeysReader(keys);
  const states: SealedCredential[] = [...records];
  for (const { guid } of records) {
    const revisions = await client.revisions.list(guid).catch((error: unknown) => {
      // A history that the server cannot show keeps nobody from ending the vault.
      if (error instanceof Failure && (error.problem.kind === 'server-error' || error.problem.kind === 'not-found' || error.problem.kind === 'bad-answer')) return [];
      throw error;
    });
    states.push(...revisions.map(({ credential }) => credential));
  }
  const own = await filesOf(states.filter((state) => !isShared(state)), { all });
  return [...new Set([...own, ...await sharedFilesIn(states.filter(isShared), all, client)])];
}

/** Others may have written into a shared record which files are its own: only those that are under its key are. */
async function sharedFilesIn(records: readonly SealedCredential[], all: ManyKeysReader, client: Passman): Promise<number[]> {
  const own: number[] = [];
  for (const record of records) {
    const [key] = await all.openValues([record.shared_key]);
    if (key?.state !== 'read' || key.value === null) continue;
    const reader = vaultReader(key.value);
    for (const fileId of await filesOf([record], { all })) {
      const [name] = await reader.openValues([(await client.files.get(fileId).catch(() => null))?.filename]);
      if (name?.state === 'read' && name.value !== null) own.push(fileId);
    }
  }
  return own;
}

async function ifThere<Found>(asking: Promise<Found>): Promise<Found | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'not-found') return null;
    throw error;
  }
}
