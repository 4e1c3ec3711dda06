/**
 * How a file of one's own gets to its server: first an empty one, whose number is kept, then its content, as often as it
 * takes. So an answer that is lost on the way costs the server a few bytes at most, never a whole file that nobody
 * knows of.
 * @see contracts: Passman §1.6
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import type { StoredFile } from '../../core/credential/file-lists.ts';
import { isMissing } from '../files/file-content.ts';

type Files = Passman['files'];

/** `sealedName`: envelope of the name. `size`: bytes of the content that it will have. */
export interface NewEmpty { sealedName: string; mimetype: string; size: number }

export async function makeEmpty({ sealedName, mimetype, size }: NewEmpty, files: Files): Promise<StoredFile> {
  const { fileId, guid, created } = await files.create({ filename: sealedName, data: sealedName, mimetype, size });
  return { fileId, guid, created };
}

/** How far back an empty file of an earlier attempt is looked for. */
const twinsWithin = 5;

/**
 * Removes what an earlier attempt, whose answer was lost, has left behind. There is no list of files, but numbers are
 * given in order, and no two envelopes are the same.
 * @param known - numbers of files that are none
 */
export async function removeTwins({ fileId }: StoredFile, { sealedName }: Pick<NewEmpty, 'sealedName'>, files: Files, known: readonly number[] = []): Promise<void> {
  for (let before = fileId - 1; before > 0 && before >= fileId - twinsWithin; before--) {
    if (known.includes(before)) continue;
    const found = await files.get(before).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (found?.filename === sealedName) await files.remove(before);
  }
}
