/**
 * Files out of encrypted folders: fetched, decrypted and proven piece by piece, then open to a screen, which reads them
 * from the browser's private file system until it closes them or Latchkey locks.
 * @see contracts: e2ee §3.4, §4.4
 * @module
 */

import { savedFileName } from '../../core/credential/file-name.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderTransfer, OpenedFile } from '../../messages/contract.ts';
import { fetchPlain, type ReadableFolder } from './fetch-plain.ts';
import { archive } from './folder-archive.ts';
import { contentKeyOf } from './folder-edits.ts';
import type { FolderTransfers, Moving } from './folder-transfers.ts';
import type { FoldersWorld } from './folder-world.ts';
import { innermost, openPlace, type OpeningWorld } from './open-folder.ts';
import type { Growing } from './temporary-files.ts';

interface DownloadsWorld extends Pick<FoldersWorld, 'temporary' | 'keepAlive'> { transfers: FolderTransfers; session: (place: FolderPlace) => Promise<OpeningWorld> }

export class FolderDownloads {
  readonly #world: DownloadsWorld;
  #locks = 0;

  constructor(world: DownloadsWorld) {
    this.#world = world;
  }

  /**
   * @param unproven - also what is not as the folder says: old apps wrote such files, and opened them
   * @throws {Failure} `gone`, `unreadable-file`, `cancelled`, and as a folder is opened
   */
  open(place: FolderPlace, id: string, unproven = false): Promise<OpenedFile> {
    return this.#world.keepAlive(this.#open(place, id, unproven));
  }

  /** @throws {Failure} as {@link open}, and `not-allowed` for more than such an archive holds */
  archive(place: FolderPlace): Promise<OpenedFile> {
    return this.#world.keepAlive(this.#archive(place));
  }

  close(opened: string): Promise<void> {
    return this.#world.temporary.remove('opened', opened);
  }

  /** Latchkey locks. */
  forget(): void {
    this.#locks++;
    void this.#world.temporary.clear('opened');
  }

  async #open(place: FolderPlace, id: string, unproven: boolean): Promise<OpenedFile> {
    const session = await this.#world.session(place);
    const folder = await contentAt(session, place);
    const { entry: { filename, mimetype } } = contentKeyOf(folder, id);
    return this.#fill({ what: 'download', name: filename, mimetype }, async (file, moving) => {
      let size = 0;
      await fetchPlain(session, { folder, id }, {
        moving, unproven, write: (bytes) => {
          size += bytes.length;
          return file.write(bytes);
        },
      });
      return size;
    });
  }

  async #archive(place: FolderPlace): Promise<OpenedFile> {
    const session = await this.#world.session(place);
    const levels = await openPlace(session, place);
    const around = levels.at(-2);
    const id = place.inside.at(-1);
    const name = id === undefined ? place.root.at(-1) ?? '' : (around && around.state !== 'unstarted' ? around.content.folders.get(id) : null) ?? id;
    const { temporary } = this.#world;
    return this.#fill({ what: 'archive', name: `${name}.zip`, mimetype: 'application/zip' }, (file, moving) => archive(session, innermost(levels), { file, moving, temporary }));
  }

  /** @param fill - writes what is proven by the end of it; answers how many bytes that were */
  async #fill({ what, name, mimetype }: { what: FolderTransfer['what']; name: string; mimetype: string }, fill: (file: Growing, moving: Moving) => Promise<number>): Promise<OpenedFile> {
    const locks = this.#locks;
    const moving = this.#world.transfers.begin({ what, name, size: null });
    const file = await this.#world.temporary.create('opened', moving.id);
    try {
      const size = await fill(file, moving);
      // The last that may go wrong: from here on it can be read.
      if (locks !== this.#locks) throw new Failure({ kind: 'locked' });
      await file.commit();
      return { opened: moving.id, name: savedFileName(name, 'file'), mimetype, size };
    } catch (cause) {
      await file.abort().catch(() => undefined);
      throw cause;
    } finally {
      moving.end();
    }
  }
}

/** Also of version 1, which is unsigned but opens. @throws {Failure} `folder-doubt` */
async function contentAt(session: OpeningWorld, place: FolderPlace): Promise<ReadableFolder> {
  const reading = innermost(await openPlace(session, place));
  if (reading.state === 'unstarted') throw new Failure({ kind: 'gone', what: 'file' });
  return { content: reading.content, path: reading.entry.path };
}
