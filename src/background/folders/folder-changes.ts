/**
 * Changes of encrypted folders, each of them whole or not at all: lock, read again, change, write files, write metadata,
 * unlock. What goes wrong in between is taken back; what was ended by the worker's death is settled at its next start.
 * @see contracts: e2ee §4.5, §4.6, §4.13
 * @module
 */

import { encodeBase64 } from '../../core/bytes.ts';
import { readMetadata } from '../../core/envelopes/e2ee/metadata.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import type { FolderChange, FolderJournal } from './folder-journal.ts';
import type { FolderAccount } from './folder-world.ts';
import { lockFolder, type Lock } from './lock-folder.ts';
import type { FolderMemories } from './memories.ts';
import { OpenChange } from './open-change.ts';
import { assertOpen, innermost, openPlace, type OldReading, type OpenFolder, type OpeningWorld } from './open-folder.ts';

interface Place { root: readonly string[]; inside: readonly string[] }

/** How often it is begun again because others were faster. */
const mostTries = 3;
/** Servers take locks back after a day: longer than this nothing of ours can be waiting there. */
const longestMs = 48 * 3_600_000;
/** A day, and the hour after which a server looks again. */
const lockLivesMs = 25 * 3_600_000;

/** What a change does under its lock. May be called again when others were faster. */
export type Write<Folder = OpenFolder> = (change: OpenChange, folder: Folder) => Promise<void>;

/** The folder that is locked: read before, and again under the lock. `name`: for people. */
export interface Target<Folder> { name: string; open: () => Promise<Folder> }

interface ChangesWorld { journal: FolderJournal; memories: FolderMemories; now: () => number }

export class FolderChanges {
  readonly #world: ChangesWorld;
  readonly #queues = new Map<AccountId, Queue>();

  constructor(world: ChangesWorld) {
    this.#world = world;
  }

  /**
   * One change of one folder, or of a tree under its lock.
   *
   * @throws {Failure} whatever went wrong, after all of it was taken back; `change-unsettled` where nobody knows yet
   */
  run(session: OpeningWorld, place: Place, write: Write): Promise<void> {
    const open = async (): Promise<OpenFolder> => assertOpen(innermost(await openPlace(session, place)));
    return this.runOn(session, { name: place.root.at(-1) ?? '', open }, write);
  }

  /** As {@link run}, of a folder that is perhaps of version 1. */
  runOn<Folder extends OpenFolder | OldReading>(session: OpeningWorld, target: Target<Folder>, write: Write<Folder>): Promise<void> {
    return this.inTurn(session.account.id, async () => {
      // What cannot be settled now holds its lock, and so keeps us from that folder but from no other.
      await this.#settleAll(session).catch(() => undefined);
      for (let tries = 1; tries <= mostTries; tries++) if (await this.#try(session, target, write)) return;
      throw new Failure({ kind: 'folder-refused', host: session.host, why: 'outdated' });
    });
  }

  /** Finishes or takes back what a worker's death has left. @throws {Failure} what keeps it from doing so */
  settle(account: FolderAccount): Promise<void> {
    return this.inTurn(account.account.id, () => this.#settleAll(account));
  }

  /** What others have left half done in a folder is taken back before it is changed the next time. */
  async suspect(account: AccountId, folder: number): Promise<void> {
    await this.#world.memories.change(account, folder, (memory) => ({ ...memory, suspect: true }));
  }

  /** What nobody knows the end of. */
  waiting(account: AccountId): Promise<FolderChange[]> {
    return this.#world.journal.of(account);
  }

  /** All changes of an account are one after the other. */
  inTurn<Result>(account: AccountId, task: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(account) ?? oneAtATime();
    this.#queues.set(account, queue);
    return queue(task);
  }

  /** False: others have changed it meanwhile, and nothing was written. */
  async #try<Folder extends OpenFolder | OldReading>(session: OpeningWorld, { name, open }: Target<Folder>, write: Write<Folder>): Promise<boolean> {
    const before = await open();
    const entry: FolderChange = {
      id: crypto.randomUUID(), account: session.account.id, name, at: this.#world.now(),
      folder: before.entry.fileId, counter: 0, token: null, phase: 'open', touched: [], wrote: [],
    };
    const lock = await this.#lock(session, entry, before.content.counter);
    const change = new OpenChange(session, entry, this.#world);
    try {
      entry.token = lock.token;
      await this.#world.journal.write(entry);
      // What we have asked for before is gone, or never was.
      await this.#world.memories.change(entry.account, entry.folder, (memory) => ({ ...memory, lockLost: 0 }));
      const fresh = await open();
      if (fresh.content.counter >= lock.counter) {
        await change.takeBack();
        return false;
      }
      if (await change.clear(fresh)) return false;
      await change.sweep(fresh);
      await write(change, fresh);
    } catch (cause) {
      await takeBack(change, cause);
    }
    await this.#close(session, entry);
    await change.committed();
    return true;
  }

  async #lock(session: OpeningWorld, entry: FolderChange, counter: number): Promise<Lock> {
    try {
      return await lockFolder(session, entry.folder, counter, async (wanted) => {
        entry.counter = wanted;
        await this.#world.journal.write(entry);
      });
    } catch (cause) {
      if (refusalOf(cause) === 'locked') await this.suspect(entry.account, entry.folder);
      else if (!isRefusal(cause)) await this.#loseLock(entry);
      // Without a token there is nothing that could be settled.
      await this.#world.journal.remove(entry);
      throw refusalOf(cause) === 'locked' ? await this.#whoseLock(entry, cause) : cause;
    }
  }

  /** The server may have locked the folder, and told it to nobody. */
  async #loseLock({ account, folder, at }: FolderChange): Promise<void> {
    await this.#world.memories.change(account, folder, (memory) => ({ ...memory, lockLost: at }));
  }

  /** Another device's, unless one of ours is about. */
  async #whoseLock({ account, folder, name }: FolderChange, cause: unknown): Promise<unknown> {
    const { journal, memories, now } = this.#world;
    if ((await journal.of(account)).some((other) => other.folder === folder)) return new Failure({ kind: 'change-unsettled', folder: name }, { cause });
    const until = ((await memories.read(account, folder))?.lockLost ?? 0) + lockLivesMs;
    return until > now() ? new Failure({ kind: 'own-lock-left', folder: name, until: Math.ceil(until / 1000) }, { cause }) : cause;
  }

  async #close(account: FolderAccount, entry: FolderChange): Promise<void> {
    entry.phase = 'closing';
    await this.#world.journal.write(entry);
    try {
      await account.e2ee.folders.unlock(entry.folder, entry.token ?? '');
    } catch (cause) {
      // Its answer may have been lost, or come too late.
      if ((await this.#settleOne(account, entry)) === 'undone') throw cause;
      return;
    }
    await this.#world.journal.remove(entry);
  }

  async #settleAll(account: FolderAccount): Promise<void> {
    const failed: unknown[] = [];
    for (const entry of await this.#world.journal.of(account.account.id)) {
      await this.#settleOne(account, entry).catch((cause: unknown) => failed.push(cause));
    }
    if (failed.length > 0) throw failed[0];
  }

  /** @throws {Failure} where it cannot be settled now */
  async #settleOne(account: FolderAccount, entry: FolderChange): Promise<'done' | 'undone'> {
    const { folders } = account.e2ee;
    const { folder, token, counter, phase } = entry;
    const end = async (as: 'done' | 'undone'): Promise<'done' | 'undone'> => {
      await this.#world.journal.remove(entry);
      return as;
    };
    if (this.#world.now() - entry.at > longestMs) return end('undone');
    // Without a token nothing can have been written; and such a lock, if there is one, is the server's to take back.
    if (token === null) {
      await this.#loseLock(entry);
      return end('undone');
    }
    if (await isCommitted(account, entry)) return end('done');
    const held = await folders.enterAgain(folder, token, counter).catch((refused: unknown) => {
      // Somebody else holds a lock there, or around there: ours may be hidden behind it.
      if (refusalOf(refused) === 'locked') throw new Failure({ kind: 'change-unsettled', folder: entry.name }, { cause: refused });
      if (!isRefusal(refused)) throw refused;
      return null;
    });
    if (held !== token) {
      // Ours was gone, and what was pending with it. The one that we have just made is of no use.
      if (held !== null) await folders.unlock(folder, held);
      return end('undone');
    }
    if (phase === 'open') {
      await new OpenChange(account, entry, this.#world).takeBack();
      return 'undone';
    }
    await folders.unlock(folder, token);
    return end('done');
  }
}

/** @throws {Failure} why it is taken back; where that fails too, the journal keeps it for later */
async function takeBack(change: OpenChange, cause: unknown): Promise<never> {
  try {
    await change.takeBack();
  } catch {
    throw new Failure({ kind: 'change-unsettled', folder: change.entry.name }, { cause });
  }
  throw cause;
}

/** Whether the server shows what was written. */
async function isCommitted({ e2ee }: FolderAccount, { touched }: FolderChange): Promise<boolean> {
  const wanted = touched.filter(({ after }) => after !== null);
  if (wanted.length === 0) return false;
  for (const { folder, before, after } of wanted) {
    const now = await e2ee.folders.read(folder).catch((cause: unknown) => {
      // Metadata of version 1.1 cannot be read so: they are there still.
      if (before?.signature === '' && cause instanceof Failure && cause.problem.kind === 'server-error') return null;
      throw cause;
    });
    if (now === null || payloadOf(now.text) !== payloadOf(after ?? '')) return false;
  }
  return true;
}

/** What is signed: the server adds dropped files by itself, and writes the rest in its own way then. */
function payloadOf(text: string): string {
  const read = readMetadata(text);
  return read.state === 'current' ? encodeBase64(read.metadata.payload) : text;
}

function refusalOf(error: unknown): string | null {
  return error instanceof Failure && error.problem.kind === 'folder-refused' ? error.problem.why : null;
}

/** The server has answered, and has done nothing. */
function isRefusal(error: unknown): boolean {
  return refusalOf(error) !== null || (error instanceof Failure && (error.problem.kind === 'forbidden' || error.problem.kind === 'not-found'));
}
