/**
 * Deletes files on the server, once nothing names them any more.
 * @module
 */

import { fileFields, fileIdsIn } from '../../core/credential/file-lists.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { accountOf, guidOf, vaultOf, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { readRecords } from '../accounts/refresh.ts';
import { namedFiles } from '../files/named-files.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { isProvisional } from '../writes/journal.ts';
import { currentRecord } from '../writes/send.ts';
import type { Chore } from './chore.ts';
import { isWaiting, type DoingWorld } from './doing-world.ts';

/** What anything still names, here or on the server, stays: the removal was undone, or another credential has it too. */
export async function removeFiles(chore: Chore & { do: 'remove-files' }, world: DoingWorld): Promise<boolean> {
  if (await isWaiting(chore.credential, world)) return false;
  const named = new Set([...await namedHere(chore.credential, world), ...await namedFiles(world.vaults, accountOf(chore.credential), (id) => id === chore.credential)]);
  if (chore.unnamed !== true) for (const id of await namedThere(chore.credential, world)) named.add(id);
  const doomed = chore.fileIds.filter((id) => !named.has(id));
  if (doomed.length > 0) await world.client.files.removeMany(doomed);
  return true;
}

async function namedHere(credential: CredentialId, { vaults }: DoingWorld): Promise<number[]> {
  try {
    const { vault, sealed } = await vaults.record(credential);
    return await namesIn(sealed, vault);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

async function namedThere(credential: CredentialId, { client, account, vaults }: DoingWorld): Promise<number[]> {
  const vault = (await vaults.load()).get(vaultOf(credential));
  if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
  try {
    // A copy that was given up: should its making have arrived all the same, it is there by a name that nobody here knows.
    if (isProvisional(guidOf(credential))) return (await Promise.all((await readRecords(vault.id, client)).map((record) => namesIn(record, vault)))).flat();
    return await namesIn(await currentRecord(credential, account.userId, { client, userId: account.userId }), vault);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** @throws {Failure} `unreadable-field`: who knows what it names */
async function namesIn(record: SealedCredential, vault: OpenVault): Promise<number[]> {
  const [openings = {}] = await vault.reader.open([record], fileFields);
  if (fileFields.some((field) => openings[field]?.state === 'unreadable')) throw new Failure({ kind: 'unreadable-field', label: record.label });
  return fileIdsIn(openings);
}

function isGone(error: unknown): boolean {
  return error instanceof Failure && error.problem.kind === 'gone' && error.problem.what === 'credential';
}
