/**
 * Fetches one file and decrypts it as it comes, in constant memory.
 * @see contracts: e2ee §3.4, §4.4
 * @module
 */

import type { Bytes } from '../../core/bytes.ts';
import { tagBytes } from '../../core/envelopes/e2ee/file-content.ts';
import { gcmOpener } from '../../core/envelopes/e2ee/gcm-stream.ts';
import type { FolderContent } from '../../core/folders/content.ts';
import { Failure } from '../../core/problem.ts';
import { contentKeyOf } from './folder-edits.ts';
import type { Moving } from './folder-transfers.ts';
import type { FolderSession } from './folder-world.ts';

export interface ReadableFolder { content: FolderContent; path: readonly string[] }

/** Where a file's plaintext goes: nobody reads it before it is proven. */
export interface Plaintext { write: (bytes: Bytes) => Promise<void>; moving: Moving; /** Also what nobody can vouch for, since a person wants it. */ unproven?: boolean }

/** @throws {Failure} `unreadable-file` where what came is not what the folder says; `cut-off`, `cancelled` */
export async function fetchPlain({ dav }: FolderSession, { folder, id }: { folder: ReadableFolder; id: string }, { write, moving, unproven = false }: Plaintext): Promise<void> {
  const { entry, key, nonce } = contentKeyOf(folder, id);
  const answer = await dav.read([...folder.path, id], { signal: moving.signal }).catch((cause: unknown) => {
    if (cause instanceof Failure && cause.problem.kind === 'not-found') throw new Failure({ kind: 'gone', what: 'file' }, { cause });
    throw cause;
  });
  const opener = await gcmOpener({ key, nonce });
  const reader = answer.body.getReader();
  try {
    for (let done = 0; ;) {
      await moving.goOn();
      const step = await reader.read();
      if (step.done) break;
      done += step.value.length;
      moving.progress(Math.max(0, done - tagBytes));
      const plain = await opener.add(step.value);
      if (plain.length > 0) await write(plain);
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined);
    throw cause;
  }
  const rest = unproven ? await opener.endUnproven() : await opener.end();
  if (rest === null) throw new Failure({ kind: 'unreadable-file', name: entry.filename });
  await write(rest);
}
