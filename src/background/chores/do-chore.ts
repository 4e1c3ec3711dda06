/**
 * Does one chore.
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import type { AttachedFile } from '../../core/credential/credential.ts';
import { fileFields, fileIdsIn, textIn, withFile, withFileField, type FileField } from '../../core/credential/file-lists.ts';
import { refuseLost } from '../../core/credential/replace.ts';
import { isFromOthers } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf, vaultOf, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Account } from '../session/contents.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { writerFor } from '../writes/merge.ts';
import { currentRecord } from '../writes/send.ts';
import type { Writes } from '../writes/writes.ts';
import type { Chore, Upload } from './chore.ts';

export interface DoingWorld {
  client: Passman;
  account: Pick<Account, 'userId'>;
  vaults: Vaults;
  writes: Writes;
  chores: { change: (chore: Chore) => Promise<void>; partsOf: (id: string) => Promise<string[]> };
}

/** @returns false where its time has not come yet */
export async function doChore(chore: Chore, world: DoingWorld): Promise<boolean> {
  switch (chore.do) {
    case 'upload': return upload(chore, world);
    case 'rename-file': return world.client.files.rename(chore.fileId, chore.sealedName).then(() => true);
    case 'remove-files': return removeFiles(chore, world);
    case 'remove-revision': return world.client.revisions.remove(guidOf(chore.credential), chore.revision).then(() => true);
  }
}

async function upload(chore: Chore & Upload, world: DoingWorld): Promise<boolean> {
  // Its credential must be there first.
  if (await isWaiting(chore.credential, world)) return false;
  const { vault, sealed } = await world.vaults.record(chore.credential);
  refuseLost(sealed);
  if ((sealed.shared_key || '') !== chore.sharedKey) throw new Failure({ kind: 'changed-meanwhile', label: sealed.label });
  const there = isFromOthers(sealed) ? await storeForOwner(chore, world) : await storeOwn(chore, world);
  const { name, size, mimetype } = chore;
  await nameInRecord({ ...there, name, size, mimetype }, chore, { vault, sealed }, world);
  return true;
}

/**
 * First an empty file, whose number is kept, then its content, as often as it takes: an answer that is lost on the way
 * costs the server a few bytes at most, never a whole file that nobody knows of.
 */
async function storeOwn(chore: Chore & Upload, { client, chores }: DoingWorld): Promise<NonNullable<Upload['made']>> {
  let { made } = chore;
  if (made === null) {
    const { fileId, guid, created } = await client.files.create({ filename: chore.sealedName, data: chore.sealedName, mimetype: chore.mimetype, size: chore.size });
    made = { fileId, guid, created };
    await chores.change({ ...chore, made });
    if (chore.tries > 1) await removeTwins(chore, fileId, client);
  }
  if (!chore.filled) {
    await client.files.fill(made.fileId, await chores.partsOf(chore.id));
    await chores.change({ ...chore, made, filled: true });
  }
  return made;
}

/** How far back an empty file of an earlier attempt is looked for. */
const twinsWithin = 5;

/** There is no list of files, but numbers are given in order, and no two envelopes are the same. */
async function removeTwins({ sealedName }: Upload, fileId: number, { files }: Passman): Promise<void> {
  for (let before = fileId - 1; before > 0 && before >= fileId - twinsWithin; before--) {
    const found = await files.get(before).catch(() => null);
    if (found?.filename === sealedName) await files.remove(before).catch(() => undefined);
  }
}

/** A file of somebody else's credential can't be changed by us, so it goes there in one. */
async function storeForOwner(chore: Chore & Upload, { client, chores }: DoingWorld): Promise<NonNullable<Upload['made']>> {
  if (chore.made !== null) return chore.made;
  const { sealedName, mimetype, size } = chore;
  const { fileId, guid, created } = await client.sharing.addFile(guidOf(chore.credential), { filename: sealedName, mimetype, size, data: await chores.partsOf(chore.id) });
  const made = { fileId, guid, created };
  await chores.change({ ...chore, made, filled: true });
  return made;
}

async function nameInRecord(file: AttachedFile, { field: label, credential }: Chore & Upload, { vault, sealed }: { vault: OpenVault; sealed: SealedCredential }, { writes }: DoingWorld): Promise<void> {
  const field: FileField = label === null ? 'files' : 'custom_fields';
  const [openings = {}] = await vault.reader.open([sealed], [field]);
  if (openings[field]?.state === 'unreadable') throw new Failure({ kind: 'unreadable-field', label: sealed.label });
  const before = textIn(openings, field);
  const after = label === null ? withFile(before, file) : withFileField(before, file, label);
  if (fileIdsIn(openings).includes(file.fileId)) return;
  const writer = await writerFor(sealed, vault);
  await writes.commit({ what: 'edit', credential, before: sealed, after: { ...sealed, [field]: await writer.seal(after) }, yields: false });
}

/** What anything still names, here or on the server, stays: the removal was undone, or somebody else wants it. */
async function removeFiles(chore: Chore & { do: 'remove-files' }, world: DoingWorld): Promise<boolean> {
  if (await isWaiting(chore.credential, world)) return false;
  const named = [...await namedHere(chore.credential, world), ...await namedThere(chore.credential, world)];
  const doomed = chore.fileIds.filter((id) => !named.includes(id));
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

async function isWaiting(credential: CredentialId, { writes }: DoingWorld): Promise<boolean> {
  const entries = await writes.journal.ofVault(vaultOf(credential));
  const meant = await Promise.all(entries.map((entry) => writes.journal.resolve(entry.credential)));
  return meant.includes(credential);
}

function isGone(error: unknown): boolean {
  return error instanceof Failure && error.problem.kind === 'gone' && error.problem.what === 'credential';
}
