/**
 * Files out of encrypted folders: fetched, decrypted and proven piece by piece, then open to a screen, which reads them
 * from the browser's private file system until it closes them or Latchkey locks.
 * @see contracts: e2ee §3.4, §4.4
 * @module
 */

import { savedFileName } from '../../core/credential/file-name.ts';
import { gcmOpener } from '../../core/envelopes/e2ee/gcm-stream.ts';
import { tagBytes } from '../../core/envelopes/e2ee/file-content.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenedFile } from '../../messages/contract.ts';
import { contentKeyOf } from './folder-edits.ts';
import type { FolderTransfers, Moving } from './folder-transfers.ts';
import type { FoldersWorld } from './folder-world.ts';
import { innermost, openPlace, type OpeningWorld } from './open-folder.ts';
import type { FolderContent } from '../../core/folders/content.ts';

interface DownloadsWorld extends Pick<FoldersWorld, 'temporary' | 'keepAlive'> { transfers: FolderTransfers; session: (place: FolderPlace) => Promise<OpeningWorld> }

/** Where a file's plaintext goes: nobody reads it before it is proven. */
export interface Plaintext { write: (bytes: Uint8Array) => Promise<void>; moving: Moving }

export class FolderDownloads {
  readonly #world: DownloadsWorld;
  #locks = 0;

  constructor(world: DownloadsWorld) {
    this.#world = world;
  }

  /** @throws {Failure} `gone`, `unreadable-file`, `cancelled`, and as a folder is opened */
  open(place: FolderPlace, id: string): Promise<OpenedFile> {
    return this.#world.keepAlive(this.#open(place, id));
  }

  close(opened: string): Promise<void> {
    return this.#world.temporary.remove('opened', opened);
  }

  /** Latchkey locks. */
  forget(): void {
    this.#locks++;
    void this.#world.temporary.clear('opened');
  }

  async #open(place: FolderPlace, id: string): Promise<OpenedFile> {
    const locks = this.#locks;
    const { temporary, transfers } = this.#world;
    const session = await this.#world.session(place);
    const folder = await contentAt(session, place);
    const { entry } = contentKeyOf({ content: folder.content }, id);
    const moving = transfers.begin({ what: 'download', name: entry.filename, size: null });
    const file = await temporary.create('opened', moving.id);
    let size = 0;
    try {
      await fetchPlain(session, { folder, id }, {
        moving, write: (bytes) => {
          size += bytes.length;
          return file.write(bytes);
        },
      });
      // The last that may go wrong: from here on it can be read.
      if (locks !== this.#locks) throw new Failure({ kind: 'locked' });
      await file.commit();
    } catch (cause) {
      await file.abort().catch(() => undefined);
      throw cause;
    } finally {
      moving.end();
    }
    return { opened: moving.id, name: savedFileName(entry.filename, 'file'), mimetype: entry.mimetype, size };
  }
}

export interface ReadableFolder { content: FolderContent; path: readonly string[] }

/** Also of version 1, which is unsigned but opens. @throws {Failure} `folder-doubt` */
async function contentAt(session: OpeningWorld, place: FolderPlace): Promise<ReadableFolder> {
  const reading = innermost(await openPlace(session, place));
  if (reading.state === 'unstarted') throw new Failure({ kind: 'gone', what: 'file' });
  return { content: reading.content, path: reading.entry.path };
}

/** @throws {Failure} `unreadable-file` where what came is not what the folder says; `cut-off`, `cancelled` */
export async function fetchPlain({ dav }: OpeningWorld, { folder, id }: { folder: ReadableFolder; id: string }, { write, moving }: Plaintext): Promise<void> {
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
  const rest = await opener.end();
  if (rest === null) throw new Failure({ kind: 'unreadable-file', name: entry.filename });
  await write(rest);
}
