/**
 * The files of credentials: renamed and removed as ordinary writes of the record that names them, with the server's
 * copy following by a chore.
 * @module
 */

import { fileFields, textIn, withName, withoutFile, type FileField } from '../../core/credential/file-lists.ts';
import { refuseLost } from '../../core/credential/replace.ts';
import { refuseWithout } from '../../core/credential/rights.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { ScreenRequests, Transfer, Written } from '../../messages/contract.ts';
import type { Chores } from '../chores/chores.ts';
import { writerFor } from '../writes/merge.ts';
import { Attaching, type AttachingWorld } from './attaching.ts';
import { OpenedFiles, type OpenedFilesWorld } from './opened-files.ts';

export interface FilesWorld extends AttachingWorld, OpenedFilesWorld { chores: Chores }

/** Longer than any undo: what it brings back must still be there. */
const graceMs = 20_000;

export class Files {
  readonly attaching: Attaching;
  readonly opened: OpenedFiles;
  readonly #world: FilesWorld;

  constructor(world: FilesWorld) {
    this.#world = world;
    this.attaching = new Attaching(world);
    this.opened = new OpenedFiles(world);
  }

  async rename({ credential: given, fileId, name }: ScreenRequests['renameFile']['ask']): Promise<Written> {
    const { vaults, writes, chores } = this.#world;
    const credential = await writes.journal.resolve(given);
    const { vault, sealed } = await vaults.record(credential);
    const written = await this.#change(credential, (field, text) => withName(field, text, { fileId, name }));
    // The record is what is shown; the name beside the content only follows.
    const sealedName = await (await writerFor(sealed, vault)).seal(name);
    await chores.add({ do: 'rename-file', fileId, sealedName }, { credential });
    void chores.run();
    return written;
  }

  /** The server's copy goes later, and only if nothing names it then. */
  async remove({ credential: given, fileId }: ScreenRequests['removeFile']['ask']): Promise<Written> {
    const credential = await this.#world.writes.journal.resolve(given);
    // First, so that whatever happens between leaves nothing behind.
    await this.#world.chores.add({ do: 'remove-files', fileIds: [fileId] }, { credential, notBefore: this.#world.now() + graceMs });
    return this.#change(credential, (field, text) => withoutFile(field, text, fileId));
  }

  /** Uploads and copies that are not over, and downloads. */
  async transfers(given: CredentialId): Promise<Transfer[]> {
    const { chores, writes } = this.#world;
    const credential = await writes.journal.resolve(given);
    const meant = (await chores.all()).filter((chore) => chore.credential === credential || chore.credential === given);
    const uploads = meant.flatMap((chore): Transfer[] => {
      const { id, problem } = chore;
      const state = chore.stuck ? 'stuck' : chores.isBusy(id) ? 'running' : 'waiting';
      const about = { problem, state, bytes: null, fileId: null } as const;
      if (chore.do === 'upload') return [{ id, what: 'upload', name: chore.name, size: chore.size, ...about }];
      if (chore.do !== 'copy-files') return [];
      return chore.files.filter(({ filled }) => !filled).map(({ file }): Transfer => ({ id: `${id}/${file.fileId}`, what: 'copy', name: file.name, size: file.size, ...about }));
    });
    const downloads = this.opened.coming().filter((one) => one.credential === credential)
      .map(({ fileId, bytes }): Transfer => ({ id: `download:${fileId}`, what: 'download', name: '', size: 0, problem: null, state: 'running', bytes, fileId }));
    return [...uploads, ...downloads];
  }

  async retry(id: string): Promise<void> {
    const chore = (await this.#world.chores.all()).find((one) => one.id === id);
    if (!chore) throw new Failure({ kind: 'gone', what: 'file' });
    await this.#world.chores.change({ ...chore, stuck: false, problem: null });
    await this.#world.chores.run();
  }

  /** Calls an upload off. What the server has of it already is deleted. */
  async drop(id: string): Promise<void> {
    const { chores } = this.#world;
    const chore = (await chores.all()).find((one) => one.id === id);
    if (chore?.do !== 'upload' || chores.isBusy(id)) throw new Failure({ kind: 'gone', what: 'file' });
    if (chore.made !== null) await chores.add({ do: 'remove-files', fileIds: [chore.made.fileId] }, { credential: chore.credential });
    await chores.remove(id);
    void chores.run();
  }

  /** Latchkey locks. */
  forget(): void {
    this.attaching.forget();
    this.opened.forget();
  }

  /** @throws {Failure} `gone` where no list names the file */
  async #change(credential: CredentialId, next: (field: FileField, text: string | null) => string | null): Promise<Written> {
    const { vault, sealed } = await this.#world.vaults.record(credential);
    refuseLost(sealed);
    refuseWithout('write', sealed);
    refuseWithout('files', sealed);
    const [openings = {}] = await vault.reader.open([sealed], fileFields);
    const after = { ...sealed };
    let changed = false;
    for (const field of fileFields) {
      const text = openings[field]?.state === 'unreadable' ? null : next(field, textIn(openings, field));
      if (text === null) continue;
      after[field] = await (await writerFor(sealed, vault)).seal(text);
      changed = true;
    }
    if (!changed) throw new Failure({ kind: 'gone', what: 'file' });
    return this.#world.writes.commit({ what: 'edit', credential, before: sealed, after, yields: false });
  }
}
