/**
 * Copies the files of a credential for a copy of it, which may be in another vault, also of another account. Each is
 * fetched, opened, sealed under the other vault's key, stored, and read back; only when all of them are there does the
 * copy get to name them, and is made.
 * @see contracts: Passman §1.6; guides: reliability
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { encodeBase64 } from '../../core/bytes.ts';
import { fileFields, withFilesReplaced, type FileField, type StoredFile } from '../../core/credential/file-lists.ts';
import { largestFile, safeMimetype } from '../../core/credential/file-name.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { pauseForOthers } from '../../core/envelopes/pause.ts';
import { vaultOf } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { problemOf } from '../accounts/refresh.ts';
import { contentOf, type FileSource } from '../files/file-content.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { isFinal } from '../writes/send.ts';
import { choreName, turnedInto, type Chore, type CopyFiles, type FileCopy } from './chore.ts';
import type { DoingWorld } from './doing-world.ts';
import { makeEmpty, removeTwins } from './own-files.ts';
import { removeFiles } from './remove-files.ts';

/** Bytes of a part, in whole groups of base64. */
const partBytes = 3 * 85 * 1024;

type Copying = Chore & CopyFiles;
interface Target { vault: OpenVault; client: Passman }

/** @returns false where the vault that the files come from is closed */
export async function copyFiles(given: Copying, world: DoingWorld): Promise<boolean> {
  const { outbox } = world.writes;
  if (!(await outbox.isHeld(given.credential))) return takeBack(given, world);
  let chore = given;
  const keep = async (files: readonly FileCopy[]): Promise<void> => {
    chore = { ...chore, files };
    await world.chores.change(chore);
  };
  try {
    const [source, target] = [await sourceOf(chore, world), await targetOf(chore, world)];
    if (source === null) return false;
    for (const { file: { fileId } } of given.files) await copyFile(fileId, { source, target, keep, chore: () => chore });
    await outbox.release(chore.credential, await listsOf(chore, target), choreName(chore.id));
  } catch (error) {
    const problem = problemOf(error);
    if (!isFinal(problem)) throw error;
    await outbox.refuse(chore.credential, problem);
    return takeBack(chore, world);
  }
  await world.writes.send();
  return true;
}

/** The copy will not be made: what is there of its files goes, of which nobody else knows. */
async function takeBack(chore: Copying, world: DoingWorld): Promise<boolean> {
  const work = { do: 'remove-files', fileIds: chore.files.flatMap(({ made }) => made?.fileId ?? []), unnamed: true } as const;
  const removal = { ...turnedInto(work, chore), ...work };
  await world.chores.change(removal);
  return removeFiles(removal, world);
}

async function sourceOf({ from: given }: Copying, { writes, vaults, clientOf }: DoingWorld): Promise<FileSource | null> {
  const from = await writes.journal.resolve(given);
  const client = await clientOf(from);
  if (!(await vaults.load()).has(vaultOf(from))) return null;
  return { client, ...(await vaults.record(from)) };
}

async function targetOf({ credential }: Copying, { client, vaults }: DoingWorld): Promise<Target> {
  const vault = (await vaults.load()).get(vaultOf(credential));
  if (!vault) throw new Failure({ kind: 'locked' });
  return { vault, client };
}

interface CopyingWorld {
  source: FileSource;
  target: Target;
  /** As it is kept now. */
  chore: () => Copying;
  /** Resolves when it is on the disk. */
  keep: (files: readonly FileCopy[]) => Promise<void>;
}

/** @throws {Failure} `file-not-copied` where it is too large, or isn't the same on the other side */
async function copyFile(fileId: number, { source, target, chore, keep }: CopyingWorld): Promise<void> {
  const find = (): FileCopy => {
    const found = chore().files.find(({ file }) => file.fileId === fileId);
    if (!found) throw new Failure({ kind: 'bug' });
    return found;
  };
  const set = (change: Partial<Pick<FileCopy, 'made' | 'filled'>>) => keep(chore().files.map((one) => (one.file.fileId === fileId ? { ...one, ...change } : one)));
  const { file, sealedName, filled, made: before } = find();
  if (filled) return;
  const content = await contentOf(file, source);
  const mimetype = safeMimetype(file.mimetype);
  if (content.length > largestFile) throw new Failure({ kind: 'file-not-copied', name: file.name });
  const made = before ?? (await makeEmpty({ sealedName, mimetype, size: content.length }, target.client.files));
  if (before === null) await set({ made });
  if (chore().tries > 1) await removeTwins(made, { sealedName }, target.client.files, numbersIn(chore()));
  const digest = await digestOf(content);
  await target.client.files.fill(made.fileId, await sealed(content, mimetype, target.vault));
  content.fill(0);
  if ((await digestThere(made, target)) !== digest) throw new Failure({ kind: 'file-not-copied', name: file.name });
  await set({ filled: true });
}

/** Of files that are known: the old ones may be on the same server. */
function numbersIn({ files }: CopyFiles): number[] {
  return files.flatMap(({ file, made }) => [file.fileId, ...(made === null ? [] : [made.fileId])]);
}

async function sealed(content: Uint8Array, mimetype: string, { writer }: OpenVault): Promise<string[]> {
  const sealer = await writer.sealFile({ mimetype, size: content.length });
  const parts: string[] = [];
  for (let at = 0; at < content.length; at += partBytes) {
    parts.push(sealer.add(encodeBase64(content.subarray(at, at + partBytes))));
    await pauseForOthers();
  }
  return [...parts, sealer.end()];
}

/** @returns null where it doesn't open */
async function digestThere({ fileId }: StoredFile, { client, vault }: Target): Promise<string | null> {
  const { data } = await client.files.get(fileId);
  const opened = await vault.reader.openFile(data, null);
  return opened.state === 'read' ? digestOf(opened.bytes) : null;
}

async function digestOf(content: Uint8Array): Promise<string> {
  return encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(content))));
}

/** What the copy names: the new files in the place of the old ones. */
async function listsOf({ lists, files }: Copying, { vault }: Target): Promise<Pick<SealedCredential, FileField>> {
  const copies = new Map(files.flatMap(({ file: { fileId }, made }) => (made === null ? [] : [[fileId, made] as const])));
  const openings = await vault.reader.openValues(fileFields.map((field) => lists[field]));
  const next = { ...lists };
  for (const [at, field] of fileFields.entries()) {
    const opening = openings[at];
    if (opening?.state !== 'read') throw new Failure({ kind: 'bug' });
    next[field] = await vault.writer.seal(withFilesReplaced(field, opening.value, copies));
  }
  return next;
}
