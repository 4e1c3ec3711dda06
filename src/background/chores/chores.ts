/**
 * Chores: what a server is to do beside the records, kept until it is done. Files are uploaded, renamed and deleted,
 * revisions deleted. Each can be repeated without harm, so a lost answer is settled by doing it again.
 * @see guides: reliability
 * @module
 */

import { accountOf, vaultOf, type AccountId, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { passman, type Passman } from '../../clients/passman/passman.ts';
import { problemOf } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Keyring } from '../session/keyring.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { isFinal, isOwn } from '../writes/send.ts';
import type { Writes } from '../writes/writes.ts';
import { choreName, chorePrefix, newChore, type Chore, type Work } from './chore.ts';
import { doChore } from './do-chore.ts';

export interface ChoresWorld {
  servers: ServerWorld;
  keyring: Keyring;
  vaults: Vaults;
  writes: Writes;
  blobs: SealedBlobs;
  keepAlive: KeepAlive;
  now: () => number;
  changed: () => void;
  wait: (milliseconds: number) => Promise<void>;
}

const partPrefix = 'chore-part:';

export class Chores {
  readonly #world: ChoresWorld;
  readonly #queue = oneAtATime();
  /** Ids whose parts are being written; those of a worker that died are swept away. */
  readonly #growing = new Set<string>();
  /** What is being done now. */
  #busy: string | null = null;

  constructor(world: ChoresWorld) {
    this.#world = world;
  }

  /** An id to keep parts under, before their chore is added. */
  reserve(): string {
    const id = crypto.randomUUID();
    this.#growing.add(id);
    return id;
  }

  async keepPart(id: string, number: number, text: string): Promise<void> {
    await this.#world.blobs.write(partName(id, number), text);
  }

  async abandon(id: string): Promise<void> {
    this.#growing.delete(id);
    await this.#removeParts(id);
  }

  /** Resolves when it is on the disk. @param notBefore - milliseconds since 1970; 0: at once. @param id - as reserved */
  async add(work: Work, { credential, notBefore = 0, id = crypto.randomUUID() }: { credential: CredentialId; notBefore?: number; id?: string }): Promise<Chore> {
    const { blobs, now } = this.#world;
    const chore = newChore(work, { id, credential, at: now(), notBefore });
    await blobs.write(choreName(id), chore);
    this.#growing.delete(id);
    if (notBefore > now()) void this.#world.wait(notBefore - now() + 50).then(() => this.run(), () => undefined);
    return chore;
  }

  /** The oldest first. */
  async all(): Promise<Chore[]> {
    const { blobs } = this.#world;
    const found = await Promise.all((await blobs.names(chorePrefix)).map((name) => blobs.read(name)));
    return (found.filter((chore) => chore !== null) as Chore[]).sort((one, other) => one.at - other.at);
  }

  /** Whether a file waits to be attached to it. */
  async isAttaching(credential: CredentialId): Promise<boolean> {
    return (await this.all()).some((chore) => chore.do === 'upload' && chore.credential === credential);
  }

  /** Numbers of files on the server that no credential of the vault names yet, or any more. */
  async filesOf(vault: VaultId): Promise<number[]> {
    return (await this.all()).filter(({ credential }) => vaultOf(credential) === vault).flatMap((chore): readonly number[] => {
      if (chore.do === 'remove-files') return chore.fileIds;
      return (chore.do === 'upload' ? [chore] : chore.do === 'copy-files' ? chore.files : []).flatMap(({ made }) => made?.fileId ?? []);
    });
  }

  isBusy(id: string): boolean {
    return this.#busy === id;
  }

  async change(chore: Chore): Promise<void> {
    await this.#world.blobs.write(choreName(chore.id), chore);
  }

  async remove(id: string): Promise<void> {
    await this.#world.blobs.remove([choreName(id)]);
    await this.#removeParts(id);
  }

  async partsOf(id: string): Promise<string[]> {
    const { blobs } = this.#world;
    return (await Promise.all((await blobs.names(`${partPrefix}${id}/`)).map((name) => blobs.read(name)))).filter((part) => typeof part === 'string');
  }

  /** Everything that is kept of the vaults whose ids begin so. */
  async forget(beginning: string): Promise<void> {
    for (const { id, credential } of await this.all()) if (credential.startsWith(beginning)) await this.remove(id);
  }

  /** Does what is due, one after the other. Never rejects for a server's troubles. */
  run(): Promise<void> {
    return this.#world.keepAlive(this.#queue(async () => {
      await this.#runAll().catch((error: unknown) => {
        if (!(error instanceof Failure && error.problem.kind === 'locked')) throw error;
      });
    }));
  }

  async #runAll(): Promise<void> {
    const down = new Set<AccountId>();
    const all = await this.all();
    await this.#sweep(all);
    let did = false;
    for (const chore of all) {
      if (chore.stuck || chore.notBefore > this.#world.now() || down.has(accountOf(chore.credential))) continue;
      did = true;
      const problem = await this.#attempt(chore);
      if (problem !== null && !isOwn(problem)) down.add(accountOf(chore.credential));
    }
    if (did) this.#world.changed();
  }

  /** @returns why it is not done */
  async #attempt(given: Chore): Promise<Problem | null> {
    const { vaults, keyring, writes, servers } = this.#world;
    const credential = await writes.journal.resolve(given.credential);
    const account = (await keyring.contents()).accounts.find(({ id }) => id === accountOf(credential));
    // Its vault is closed here: it waits until somebody opens it again.
    if (!account || !(await vaults.load()).has(vaultOf(credential))) return null;
    const chore: Chore = { ...given, credential, tries: given.tries + 1 };
    await this.change(chore);
    this.#busy = chore.id;
    try {
      const client = passman(await serverOf(account, servers));
      const done = await doChore(chore, { client, account, vaults, writes, chores: this, clientOf: (other) => this.#clientOf(other) });
      if (done) await this.remove(chore.id);
      return null;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'locked' || problem.kind === 'storage-failed') throw error;
      const latest = (await this.all()).find(({ id }) => id === chore.id);
      if (latest) await this.#putOff(latest, problem);
      return problem;
    } finally {
      this.#busy = null;
    }
  }

  /** @throws {Failure} `gone` where its account or its vault is not known any more */
  async #clientOf(credential: CredentialId): Promise<Passman> {
    const { accounts, vaults } = await this.#world.keyring.contents();
    const account = accounts.find(({ id }) => id === accountOf(credential));
    if (!account) throw new Failure({ kind: 'gone', what: 'account' });
    if (!vaults.some(({ id }) => id === vaultOf(credential))) throw new Failure({ kind: 'gone', what: 'vault' });
    return passman(await serverOf(account, this.#world.servers));
  }

  /** Only an upload holds something that somebody would miss. */
  async #putOff(chore: Chore, problem: Problem): Promise<void> {
    if (!isFinal(problem)) await this.change({ ...chore, problem });
    else if (chore.do === 'upload') await this.change({ ...chore, problem, stuck: true });
    else await this.remove(chore.id);
  }

  /** Parts of an upload that was never finished. */
  async #sweep(all: readonly Chore[]): Promise<void> {
    const known = new Set([...all.map(({ id }) => id), ...this.#growing]);
    const stray = (await this.#world.blobs.names(partPrefix)).filter((name) => !known.has(name.slice(partPrefix.length, name.indexOf('/'))));
    if (stray.length > 0) await this.#world.blobs.remove(stray);
  }

  async #removeParts(id: string): Promise<void> {
    await this.#world.blobs.remove(await this.#world.blobs.names(`${partPrefix}${id}/`));
  }
}

function partName(id: string, number: number): string {
  return `${partPrefix}${id}/${String(number).padStart(6, '0')}`;
}
