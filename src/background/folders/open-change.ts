/**
 * A change that is under way: everything it does at the server goes through here, and into the journal first.
 * @see contracts: e2ee §2.4, §4.5, §4.6
 * @module
 */

import { largestWhole } from '../../clients/webdav/uploads.ts';
import type { Bytes } from '../../core/bytes.ts';
import { sealMetadata, type Author, type FolderUser, type Metadata, type SealedMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import type { FolderContent } from '../../core/folders/content.ts';
import { tokenOf } from '../../core/folders/link.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderChange, FolderJournal } from './folder-journal.ts';
import type { FolderAccount, FolderSession } from './folder-world.ts';
import { halfDone, pendingSuffix } from './half-done.ts';
import { withKey, type FolderMemories } from './memories.ts';
import type { OpenFolder, Root } from './open-folder.ts';

/** A folder that is about to be written over, of whichever version. */
export interface Before extends Pick<OpenFolder, 'entry' | 'isRoot' | 'stored' | 'content'> {
  root: Pick<Root, 'key'> & { metadata: Pick<Metadata, 'version'> };
  metadata: Pick<Metadata, 'users' | 'fileDrop'>;
}

/** What becomes of a folder. What is left out stays. */
export interface Next { content: FolderContent; key?: Bytes; version?: Metadata['version']; users?: readonly FolderUser[]; fileDrop?: ReadonlyMap<string, unknown> }

export interface Upload { body: Blob; signal?: AbortSignal; progress?: (bytes: number) => void }

const unsigned = 'none';

interface Written { folder: number; counter: number; key: Bytes | null; keyChecksums: readonly string[] }

export class OpenChange {
  readonly entry: FolderChange;
  readonly #account: FolderAccount;
  readonly #journal: FolderJournal;
  readonly #memories: FolderMemories;
  readonly #written: Written[] = [];

  constructor(account: FolderAccount, entry: FolderChange, { journal, memories }: { journal: FolderJournal; memories: FolderMemories }) {
    this.#account = account;
    this.entry = entry;
    this.#journal = journal;
    this.#memories = memories;
  }

  get token(): string {
    if (this.entry.token === null) throw new Failure({ kind: 'bug' });
    return this.entry.token;
  }

  /** A new file, under a name that was never used. A large one is put together from parts, and is there at once, whatever becomes of the change: that is noted. */
  async putFile(folder: OpenFolder, name: string, { body, signal, progress }: Upload): Promise<void> {
    await this.#touch(folder, body.size > largestWhole ? { wrote: name } : {});
    await this.#account.dav.write([...folder.entry.path, name], body, { token: this.token, signal, ...(progress && { progress }) });
  }

  /** A file, or a folder with all that is in it. It comes back if the change is taken back. */
  async remove(folder: OpenFolder, name: string): Promise<void> {
    await this.#touch(folder);
    // Listed, but lost at the server: that is as good.
    await this.#account.dav.remove([...folder.entry.path, name], { token: this.token }).catch(ignoreMissing);
  }

  /** A new folder with its first metadata. */
  async makeFolder(session: FolderSession, around: OpenFolder, { name, content }: { name: string; content: FolderContent }): Promise<void> {
    await this.#touch(around);
    const folder = await this.#account.dav.makeFolder([...around.entry.path, name], this.token);
    // Each by itself: the server looks at no folder around it.
    await this.#account.e2ee.folders.mark(folder);
    const { root } = around;
    const sealed = await sealMetadata({ content, key: root.key, version: root.metadata.version, users: null, fileDrop: new Map() }, authorOf(session));
    this.entry.touched.push({ folder, before: null, after: sealed.text });
    // What takes this back becomes real too, and so has to count on.
    const same = await this.#sealed(session, around, { content: around.content });
    for (const known of this.entry.touched) if (known.folder === around.entry.fileId) known.before = same;
    this.entry.wrote.push({ folder: around.entry.fileId, name });
    await this.#journal.write(this.entry);
    await this.#account.e2ee.folders.create(folder, sealed, this.token);
    this.#written.push({ folder, counter: content.counter, key: null, keyChecksums: [] });
  }

  /** New metadata; what they replace is kept. The counter is set here. */
  async replace(session: FolderSession, folder: Before, next: Next): Promise<void> {
    const { entry: { fileId }, isRoot } = folder;
    const sealed = await this.#sealed(session, folder, next);
    await this.#memories.keep(session.account.id, fileId, { counter: folder.content.counter, metadata: folder.stored, at: session.nowSeconds() });
    await this.#touch(folder, { after: sealed });
    await this.#account.e2ee.folders.replace(fileId, sealed, this.token);
    this.#written.push({ folder: fileId, counter: this.#counterOf(folder), key: isRoot ? next.key ?? folder.root.key : null, keyChecksums: isRoot ? next.content.keyChecksums ?? [] : [] });
  }

  /** Removes what earlier changes of ours have left at the server. Belongs to a change that writes metadata. */
  async sweep({ entry, content, stored }: Pick<Before, 'entry' | 'content' | 'stored'>): Promise<void> {
    const left = (await this.#memories.read(this.#account.account.id, entry.fileId))?.left ?? [];
    for (const name of left) {
      if (content.files.has(name) || content.folders.has(name)) continue;
      await this.#touch({ entry, stored });
      await this.#account.dav.remove([...entry.path, name], { token: this.token }).catch(ignoreMissing);
    }
  }

  /**
   * After somebody else's trouble: what it has left half done would become real with our change. A new version that was
   * written over its old name, and whose key was never stored, would take the old version's place; a file that is listed
   * would be deleted. So all of it is taken back first.
   *
   * @returns whether it was: then our lock is gone too
   * @throws {Failure} `change-unsettled` where a listed file waits to come and another one to go: only one of them could be kept
   */
  async clear({ entry, content, stored }: Pick<Before, 'entry' | 'content' | 'stored'>): Promise<boolean> {
    if ((await this.#memories.read(this.#account.account.id, entry.fileId))?.suspect !== true) return false;
    const { dav } = this.#account;
    const { replaced, removed, arriving } = await halfDone(dav, entry.path, content, (await dav.list(entry.path)).children);
    if (replaced.length + removed.length === 0) return false;
    if (arriving.length > 0 && removed.length > 0) throw new Failure({ kind: 'change-unsettled', folder: this.entry.name });
    await this.#touch({ entry, stored });
    // What is listed and has come nowhere else comes with our change.
    if (arriving.length > 0) for (const name of replaced) await dav.remove([...entry.path, `${name}${pendingSuffix}`], { token: this.token });
    else await this.takeBack();
    return arriving.length === 0;
  }

  /**
   * Everything as it was: the old metadata once more under the lock, so that the server knows that the folder was
   * touched, and so that no signature of ours is left pending; then the lock is removed with all that hangs on it.
   * Not where a new folder has metadata already: app 1.18 fails at a folder that vanishes while it takes things back.
   * There the old metadata becomes real again, and the folder, which nothing names, goes with the next change.
   */
  async takeBack(): Promise<void> {
    const { account, e2ee } = this.#account;
    for (const { folder, before } of this.entry.touched) {
      // Metadata of version 1 have no signature, but the server takes none without, and forgets this one.
      if (before !== null) await e2ee.folders.replace(folder, { ...before, signature: before.signature || unsigned }, this.token);
    }
    for (const { folder, name } of this.entry.wrote) {
      await this.#memories.change(account.id, folder, (memory) => ({ ...memory, left: [...memory.left.filter((known) => known !== name), name] }));
    }
    const hasMade = this.entry.touched.some(({ before }) => before === null);
    if (this.entry.touched.length === 0 || hasMade) await e2ee.folders.unlock(this.entry.folder, this.token);
    else await e2ee.folders.abort(this.entry.folder, this.token);
    await this.#journal.remove(this.entry);
  }

  /** Remembers what has become real. */
  async committed(): Promise<void> {
    for (const { folder, counter, key, keyChecksums } of this.#written) {
      await this.#memories.change(this.#account.account.id, folder, (memory) => {
        const next = { ...memory, counter: Math.max(counter, memory.counter), left: [], suspect: false };
        return key === null ? next : withKey({ ...next, keyChecksums: [...keyChecksums] }, key);
      });
    }
  }

  #counterOf({ entry, content }: Before): number {
    return entry.fileId === this.entry.folder ? this.entry.counter : content.counter + 1;
  }

  #sealed(session: FolderSession, folder: Before, next: Next): Promise<SealedMetadata> {
    const { isRoot, root, metadata } = folder;
    const users = next.users ?? metadata.users;
    return sealMetadata({
      content: { ...next.content, counter: this.#counterOf(folder) }, key: next.key ?? root.key, version: next.version ?? versionFor(root.metadata, users),
      users: isRoot ? users : null, fileDrop: next.fileDrop ?? metadata.fileDrop,
    }, authorOf(session));
  }

  async #touch({ entry, stored }: Pick<Before, 'entry' | 'stored'>, { wrote, after }: { wrote?: string; after?: SealedMetadata } = {}): Promise<void> {
    const known = this.entry.touched.find(({ folder }) => folder === entry.fileId);
    if (known === undefined) this.entry.touched.push({ folder: entry.fileId, before: stored, after: after?.text ?? null });
    else known.after = after?.text ?? known.after;
    if (wrote !== undefined) this.entry.wrote.push({ folder: entry.fileId, name: wrote });
    await this.#journal.write(this.entry);
  }
}

/** Public links came with 2.1, which older desktops cannot read. */
export function versionFor({ version }: Pick<Metadata, 'version'>, users: readonly FolderUser[]): Metadata['version'] {
  return users.some(({ userId }) => tokenOf(userId) !== null) ? '2.1' : version;
}

export function authorOf({ identity, nowSeconds }: FolderSession): Author {
  return { keys: identity.keys, certificate: identity.certificate, now: nowSeconds() };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Failure && error.problem.kind === 'not-found')) throw error;
}
