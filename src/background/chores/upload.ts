/**
 * Takes an attached file to the server, and names it in its credential.
 * @module
 */

import type { AttachedFile } from '../../core/credential/credential.ts';
import { fileIdsIn, textIn, withFile, withFileField, type FileField, type StoredFile } from '../../core/credential/file-lists.ts';
import { refuseLost } from '../../core/credential/replace.ts';
import { isFromOthers } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { writerFor } from '../writes/merge.ts';
import type { Chore, Upload } from './chore.ts';
import { isWaiting, type DoingWorld } from './doing-world.ts';
import { makeEmpty, removeTwins } from './own-files.ts';

export async function upload(chore: Chore & Upload, world: DoingWorld): Promise<boolean> {
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

async function storeOwn(chore: Chore & Upload, { client: { files }, chores }: DoingWorld): Promise<StoredFile> {
  let { made } = chore;
  if (made === null) {
    made = await makeEmpty(chore, files);
    await chores.change({ ...chore, made });
  }
  if (!chore.filled) {
    if (chore.tries > 1) await removeTwins(made, chore, files);
    await files.fill(made.fileId, await chores.partsOf(chore.id));
    await chores.change({ ...chore, made, filled: true });
  }
  return made;
}

/** A file of somebody else's credential can't be changed by us, so it goes there in one. */
async function storeForOwner(chore: Chore & Upload, { client, chores }: DoingWorld): Promise<StoredFile> {
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
