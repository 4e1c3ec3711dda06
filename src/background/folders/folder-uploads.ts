/**
 * Files on their way into encrypted folders: encrypted part by part as a screen hands them over, so that nothing rests
 * in the clear; then one change brings the whole into its folder.
 * @see contracts: e2ee §4.5
 * @module
 */

import { decodeBase64, encodeBase64, type Bytes } from '../../core/bytes.ts';
import { safeMimetype } from '../../core/credential/file-name.ts';
import { createContentKey, tagOf, type ContentKey } from '../../core/envelopes/e2ee/file-content.ts';
import { gcmSealer, type GcmSealer } from '../../core/envelopes/e2ee/gcm-stream.ts';
import { withFile, withoutEntry } from '../../core/folders/content.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import type { FolderChanges, Write } from './folder-changes.ts';
import { freeNameIn, freshName } from './folder-edits.ts';
import type { FolderTransfers, Moving } from './folder-transfers.ts';
import type { FolderSession, FoldersWorld } from './folder-world.ts';
import { assertOpen, innermost, openPlace, type OpeningWorld } from './open-folder.ts';
import type { Growing } from './temporary-files.ts';

type Ask = ScreenRequests['beginFolderUpload']['ask'];
interface Coming extends Ask { key: ContentKey; sealer: GcmSealer; file: Growing; moving: Moving; queue: Queue; come: number; heard: number }
interface UploadsWorld extends Pick<FoldersWorld, 'temporary' | 'keepAlive' | 'now'> { changes: FolderChanges; transfers: FolderTransfers; session: (place: FolderPlace) => Promise<OpeningWorld> }

/** The scheme is safe for some 64 GiB under one key and nonce. */
const largestFile = 60 * 1024 ** 3;
/** A screen that was closed in the middle never comes back. */
const idleMs = 10 * 60_000;

export class FolderUploads {
  readonly #world: UploadsWorld;
  readonly #coming = new Map<string, Coming>();

  constructor(world: UploadsWorld) {
    this.#world = world;
  }

  /** @throws {Failure} `name-taken`, `gone`, and as a folder is opened */
  async begin(ask: Ask): Promise<string> {
    const { temporary, transfers, session, now } = this.#world;
    await this.#dropIdle();
    if (ask.size > largestFile) throw new Failure({ kind: 'not-allowed' });
    const { content } = assertOpen(innermost(await openPlace(await session(ask.place), ask.place)));
    freeNameIn(content, ask.name, ask.replace);
    const key = createContentKey();
    const moving = transfers.begin({ what: 'upload', name: ask.name, size: ask.size });
    const file = await temporary.create('sealed', moving.id);
    this.#coming.set(moving.id, { ...ask, mimetype: safeMimetype(ask.mimetype), key, sealer: await gcmSealer(key), file, moving, queue: oneAtATime(), come: 0, heard: now() });
    return moving.id;
  }

  /** @throws {Failure} `gone` after a lock or a restart; `not-allowed` for what is no part of the file */
  async part(id: string, base64: string): Promise<void> {
    const coming = this.#known(id);
    await coming.queue(async () => {
      const plain = decodeBase64(base64);
      if (plain === null || coming.come + plain.length > coming.size) {
        await this.drop(id);
        throw new Failure({ kind: 'not-allowed' });
      }
      await coming.moving.goOn().catch(async (cause: unknown) => {
        await this.drop(id);
        throw cause;
      });
      coming.come += plain.length;
      await coming.file.write(await coming.sealer.add(plain));
    });
  }

  /** Resolves when it is part of the folder. */
  end(id: string): Promise<void> {
    const coming = this.#known(id);
    return this.#world.keepAlive(coming.queue(async () => {
      try {
        if (coming.come !== coming.size) throw new Failure({ kind: 'not-allowed' });
        const last = await coming.sealer.end();
        await coming.file.write(last);
        await coming.file.commit();
        const body = await this.#world.temporary.read('sealed', id);
        if (body === null) throw new Failure({ kind: 'storage-failed' });
        const session = await this.#world.session(coming.place);
        await this.#world.changes.run(session, coming.place, adding(session, coming, { body, tag: tagOf(last) }));
      } finally {
        await this.drop(id);
      }
    }));
  }

  async drop(id: string): Promise<void> {
    const coming = this.#coming.get(id);
    if (!coming) return;
    this.#coming.delete(id);
    coming.moving.end();
    await coming.file.abort().catch(() => undefined);
    await this.#world.temporary.remove('sealed', id);
  }

  /** Latchkey locks. */
  forget(): void {
    for (const id of [...this.#coming.keys()]) void this.drop(id);
  }

  #known(id: string): Coming {
    const coming = this.#coming.get(id);
    if (!coming) throw new Failure({ kind: 'gone', what: 'file' });
    coming.heard = this.#world.now();
    return coming;
  }

  async #dropIdle(): Promise<void> {
    const now = this.#world.now();
    for (const [id, { heard }] of this.#coming) if (now - heard > idleMs) await this.drop(id);
  }
}

/** The new file, and the one that it replaces: always under a name of its own, so that neither end of the change loses one. */
function adding(session: FolderSession, { name: typed, mimetype, key, replace, moving }: Coming, { body, tag }: { body: Blob; tag: Bytes }): Write {
  return async (change, folder) => {
    const old = replace === null ? null : folder.content.files.get(replace) ?? null;
    if (replace !== null && old === null) throw new Failure({ kind: 'gone', what: 'file' });
    const filename = freeNameIn(folder.content, typed, replace);
    const id = freshName();
    await change.putFile(folder, id, { body, signal: moving.signal, progress: moving.progress });
    if (replace !== null) await change.remove(folder, replace);
    const entry = { filename, mimetype, key: encodeBase64(key.key), nonce: encodeBase64(key.nonce), authenticationTag: encodeBase64(tag), rest: old?.rest ?? {} };
    const content = withFile(replace === null ? folder.content : withoutEntry(folder.content, replace), id, entry);
    await change.replace(session, folder, { content });
  };
}
