/**
 * Which files credentials name, before any of them is deleted.
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { fileFields, fileIdsIn } from '../../core/credential/file-lists.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import type { ManyKeysReader } from '../../core/envelopes/many-keys.ts';
import { isShared, vaultReader, type VaultReader } from '../../core/envelopes/vault-reader.ts';
import { accountOf, type AccountId, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Vaults } from '../vaults/vaults.ts';

/** By what is in the account's open vaults, but for some. Other clients have made copies that name the same files. */
export async function namedFiles(vaults: Vaults, account: AccountId, butFor: (credential: CredentialId) => boolean): Promise<number[]> {
  const named: number[] = [];
  for (const vault of (await vaults.load()).values()) {
    if (accountOf(vault.id) !== account) continue;
    const naming = [...vault.lines().values()].filter(({ entry }) => entry.hasFile && !butFor(entry.id));
    for (const { entry: { id } } of naming) {
      const [openings = {}] = await vault.reader.open([(await vaults.record(id)).sealed], fileFields);
      named.push(...fileIdsIn(openings));
    }
  }
  return named;
}

interface FilesWorld { reader: ManyKeysReader; client: Passman }

/** All files of the records, also of what they were before: a history can be gone back to for as long as its credential is there. */
export async function filesOfRecords(records: readonly SealedCredential[], { reader, client }: FilesWorld): Promise<number[]> {
  const states: SealedCredential[] = [...records];
  for (const { guid } of records) {
    const revisions = await client.revisions.list(guid).catch((error: unknown) => {
      // A history that the server cannot show keeps nobody from ending what it is of.
      if (error instanceof Failure && (error.problem.kind === 'server-error' || error.problem.kind === 'not-found' || error.problem.kind === 'bad-answer')) return [];
      throw error;
    });
    states.push(...revisions.map(({ credential }) => credential));
  }
  const own = await filesOf(states.filter((state) => !isShared(state)), reader);
  return [...new Set([...own, ...await sharedFilesOf(states.filter(isShared), { reader, client })])];
}

/** Numbers of all files that the records mention, each once. */
export async function filesOf(records: readonly SealedCredential[], reader: Pick<VaultReader, 'open'>): Promise<number[]> {
  return [...new Set((await reader.open(records, fileFields)).flatMap(fileIdsIn))];
}

/** Others may have written into a shared record which files are its own: only those that are under its key are. */
async function sharedFilesOf(records: readonly SealedCredential[], { reader, client }: FilesWorld): Promise<number[]> {
  const own: number[] = [];
  for (const record of records) {
    const [key] = await reader.openValues([record.shared_key]);
    if (key?.state !== 'read' || key.value === null) continue;
    const itemReader = vaultReader(key.value);
    for (const fileId of await filesOf([record], reader)) {
      const [name] = await itemReader.openValues([(await client.files.get(fileId).catch(() => null))?.filename]);
      if (name?.state === 'read' && name.value !== null) own.push(fileId);
    }
  }
  return own;
}
