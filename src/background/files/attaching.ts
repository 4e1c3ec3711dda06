/**
 * Files on their way from a screen: each part is sealed as it comes, and rests sealed until the last is there.
 * Then a chore takes them to the server.
 * @module
 */

import { largestFile, safeMimetype } from '../../core/credential/file-name.ts';
import { refuseLost } from '../../core/credential/replace.ts';
import { refuseWithout } from '../../core/credential/rights.ts';
import type { FileSealer } from '../../core/envelopes/file-sealer.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { ScreenRequests, WriteState } from '../../messages/contract.ts';
import type { Upload } from '../chores/chore.ts';
import type { Chores } from '../chores/chores.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { writerFor } from '../writes/merge.ts';
import type { Writes } from '../writes/writes.ts';

export interface AttachingWorld { vaults: Vaults; writes: Writes; chores: Chores; now: () => number; wait: (milliseconds: number) => Promise<void> }

/** How long a person is kept waiting for a server before the upload is called queued. */
const patienceMs = 8000;
/** A screen that was closed in the middle never comes back. */
const idleMs = 10 * 60_000;
const mostAtOnce = 8;

interface Growing { credential: CredentialId; upload: Upload; sealer: FileSealer; parts: number; queue: Queue; heard: number }

export class Attaching {
  readonly #world: AttachingWorld;
  readonly #growing = new Map<string, Growing>();

  constructor(world: AttachingWorld) {
    this.#world = world;
  }

  /** @throws {Failure} `gone`; `not-permitted`; `unreadable-field` where the list can't be read; `not-allowed` for too large a file */
  async begin({ credential: given, name, mimetype, size, field }: ScreenRequests['beginAttaching']['ask']): Promise<string> {
    const { vaults, writes, chores, now } = this.#world;
    await this.#dropIdle();
    if (size > largestFile || this.#growing.size >= mostAtOnce) throw new Failure({ kind: 'not-allowed' });
    const credential = await writes.journal.resolve(given);
    const { vault, sealed } = await vaults.record(credential);
    refuseLost(sealed);
    refuseWithout('write', sealed);
    refuseWithout('files', sealed);
    const list = field === null ? 'files' : 'custom_fields';
    const [openings = {}] = await vault.reader.open([sealed], [list]);
    if (openings[list]?.state === 'unreadable') throw new Failure({ kind: 'unreadable-field', label: sealed.label });
    const writer = await writerFor(sealed, vault);
    const type = safeMimetype(mimetype);
    const [sealedName, sealer] = [await writer.seal(name), await writer.sealFile({ mimetype: type, size })];
    const upload: Upload = { do: 'upload', name, sealedName, mimetype: type, size, field, sharedKey: sealed.shared_key || '', made: null, filled: false };
    const id = chores.reserve();
    this.#growing.set(id, { credential, upload, sealer, parts: 0, queue: oneAtATime(), heard: now() });
    return id;
  }

  /** @throws {Failure} `gone` after a lock or a restart; `not-allowed` for what is no part of the file */
  async part(id: string, base64: string): Promise<void> {
    const growing = this.#known(id);
    await growing.queue(() => this.#keep(id, growing, () => growing.sealer.add(base64)));
  }

  /** Resolves when the file is on the server, or is sure to get there later. */
  async end(id: string): Promise<WriteState> {
    const { chores, wait } = this.#world;
    const growing = this.#known(id);
    await growing.queue(() => this.#keep(id, growing, () => growing.sealer.end()));
    await chores.add(growing.upload, { credential: growing.credential, id });
    this.#growing.delete(id);
    await Promise.race([chores.run(), wait(patienceMs)]);
    const left = (await chores.all()).find((chore) => chore.id === id);
    if (left?.stuck === true && left.problem !== null) throw new Failure(left.problem);
    return left ? 'queued' : 'saved';
  }

  async drop(id: string): Promise<void> {
    if (this.#growing.delete(id)) await this.#world.chores.abandon(id);
  }

  /** What came so far is swept away later: nothing may be written while Latchkey is locked. */
  forget(): void {
    this.#growing.clear();
  }

  #known(id: string): Growing {
    const growing = this.#growing.get(id);
    if (!growing) throw new Failure({ kind: 'gone', what: 'file' });
    growing.heard = this.#world.now();
    return growing;
  }

  async #keep(id: string, growing: Growing, seal: () => string): Promise<void> {
    let text: string;
    try {
      text = seal();
    } catch (cause) {
      await this.drop(id);
      throw new Failure({ kind: 'not-allowed' }, { cause });
    }
    await this.#world.chores.keepPart(id, growing.parts++, text);
  }

  async #dropIdle(): Promise<void> {
    const now = this.#world.now();
    for (const [id, { heard }] of this.#growing) if (now - heard > idleMs) await this.drop(id);
  }
}
