/**
 * Files moved from one folder to another below the same root. The server could rename them, but a change that is taken
 * back then takes the only copy with it: so the same ciphertext is written anew, and the old one goes in the same change.
 * @see contracts: e2ee §4.9
 * @module
 */

import { entryNamed, withFile, withoutEntry } from '../../core/folders/content.ts';
import { Failure } from '../../core/problem.ts';
import type { Write } from './folder-changes.ts';
import { contentKeyOf, freshName } from './folder-edits.ts';
import type { Moving } from './folder-transfers.ts';
import type { OpenChange } from './open-change.ts';
import { assertOpen, openInside, type FolderReading, type OpenFolder, type OpeningWorld } from './open-folder.ts';
import type { TemporaryFiles } from './temporary-files.ts';

interface Move { id: string; from: readonly string[]; to: readonly string[] }
/** How bodies are carried: through private files, told of, and ended when a person wants that. */
export interface Carrying { temporary: TemporaryFiles; moving: Pick<Moving, 'goOn' | 'progress' | 'signal'> }

/** A change of the root. @throws {Failure} `gone`, `name-taken`, `unreadable-file` from within */
export function movingFile(session: OpeningWorld, carrying: Carrying, { id, from, to }: Move): Write {
  return async (change, root) => {
    const [source, target] = [await below(session, root, from), await below(session, root, to)];
    if (source.entry.fileId === target.entry.fileId) return;
    const { entry } = contentKeyOf(source, id);
    if (entryNamed(target.content, entry.filename) !== null) throw new Failure({ kind: 'name-taken', name: entry.filename });
    const fresh = freshName();
    await carry(session, carrying, { change, from: [...source.entry.path, id], to: target, name: fresh });
    await change.remove(source, id);
    await change.replace(session, target, { content: withFile(target.content, fresh, entry) });
    await change.replace(session, source, { content: withoutEntry(source.content, id) });
  };
}

/** A folder below an open one. @throws {Failure} `folder-doubt` */
export async function below(session: OpeningWorld, root: OpenFolder, inside: readonly string[]): Promise<OpenFolder> {
  let reading: FolderReading = root;
  for (const id of inside) reading = await openInside(session, reading, id);
  return assertOpen(reading);
}

interface Carried { change: OpenChange; from: readonly string[]; to: OpenFolder; name: string }

/** The same ciphertext once more. @returns its bytes. @throws {Failure} `cancelled` */
export async function carry(session: OpeningWorld, { temporary, moving: { goOn, signal, progress } }: Carrying, { change, from, to, name }: Carried): Promise<number> {
  const as = freshName();
  await goOn();
  try {
    const body = await fetched(session, temporary, { path: from, as, signal });
    await goOn();
    await change.putFile(to, name, { body, signal, progress });
    return body.size;
  } finally {
    await temporary.remove('sealed', as);
  }
}

/** Ciphertext, as it is at the server. */
async function fetched({ dav }: OpeningWorld, temporary: TemporaryFiles, { path, as, signal }: { path: readonly string[]; as: string; signal: AbortSignal }): Promise<Blob> {
  const [answer, file] = [await dav.read(path, { signal }), await temporary.create('sealed', as)];
  const reader = answer.body.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) await file.write(new Uint8Array(step.value));
    await file.commit();
  } catch (cause) {
    await file.abort().catch(() => undefined);
    throw cause;
  }
  const body = await temporary.read('sealed', as);
  if (body === null) throw new Failure({ kind: 'storage-failed' });
  return body;
}
