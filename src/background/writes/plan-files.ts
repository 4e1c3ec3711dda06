/**
 * What the copy of a credential needs for its files: it names none at first, and a chore brings them.
 * @module
 */

import { fileFields, filesIn, textIn, withoutFiles, type FileField } from '../../core/credential/file-lists.ts';
import { largestFile } from '../../core/credential/file-name.ts';
import type { Openings } from '../../core/credential/openings.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { choreBeside, type FileCopy } from '../chores/chore.ts';
import type { OpenVault } from '../vaults/open-vault.ts';

export interface FilesPlan {
  /** JSON of what the copy holds until its files are there. */
  texts: Record<FileField, string>;
  /** To be kept in the step in which the held create is. */
  chore: [name: string, chore: unknown];
}

/** `openings`: what the copy is to hold, with the numbers of the old files. `at`: milliseconds since 1970. */
export interface FilesToCopy { from: CredentialId; openings: Openings; copy: CredentialId; target: OpenVault; at: number }

/** @returns null where there are none. @throws {Failure} `file-not-copied` for one that is too large */
export async function planFiles({ from, openings, copy, target: { writer }, at }: FilesToCopy): Promise<FilesPlan | null> {
  const all = filesIn(openings);
  if (all.length === 0) return null;
  const large = all.find(({ size }) => size > largestFile);
  if (large) throw new Failure({ kind: 'file-not-copied', name: large.name });
  const files: FileCopy[] = [];
  for (const file of all) files.push({ file, sealedName: await writer.seal(file.name), made: null, filled: false });
  const [lists, texts] = [{ files: '', custom_fields: '' }, { files: '', custom_fields: '' }];
  for (const field of fileFields) {
    lists[field] = await writer.seal(textIn(openings, field) ?? '[]');
    texts[field] = withoutFiles(field, textIn(openings, field));
  }
  return { texts, chore: choreBeside({ do: 'copy-files', from, lists, files }, { credential: copy, at }) };
}
