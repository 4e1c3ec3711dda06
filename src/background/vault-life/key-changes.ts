/**
 * Changes a vault's key, or brings all of it under the one it has: begun, stopped, gone on with, turned round.
 *
 * The keyring holds both keys, sealed, from before the first write until after the last, so that whatever is under
 * either can be read all the time. Turning round is nothing but the same with the keys changed places.
 * @see guides: reliability R-05
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import { manyKeysReader } from '../../core/envelopes/many-keys.ts';
import { checkVaultKey } from '../../core/envelopes/vault-reader.ts';
import { accountOf, guidOf, type VaultId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { KeyChange } from '../../messages/contract.ts';
import { problemOf, readRecords } from '../accounts/refresh.ts';
import { serverOf } from '../accounts/server-of.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import { keysOf, without, type KnownVault } from '../session/contents.ts';
import type { LifeWorld } from './life-world.ts';
import { accountIn } from './make-vault.ts';
import { marks as createMarks, type Marks } from './marks.ts';
import { rekeyVault, type Left, type RunWorld } from './rekey-run.ts';
import { resealer } from './reseal.ts';

/** Keys from before that are still tried where the vault's own doesn't fit. */
const mostOthers = 5;
/** Screens are told of the progress so often, in milliseconds at least. */
const newsEveryMs = 150;

/** What is known of a change as long as this worker lives. */
interface Course { running: boolean; done: number; total: number | null; problem: Problem | null; left: readonly Left[] }

/** Thrown into a run that shall stop, and caught by who started it. */
class Stopped extends Error {}

export interface KeyChangesWorld extends LifeWorld { now: () => number }

export class KeyChanges {
  readonly #world: KeyChangesWorld;
  readonly #marks: Marks;
  readonly #courses = new Map<VaultId, Course>();
  readonly #queues = new Map<VaultId, Queue>();
  /** A run that hasn't begun yet does for all who want one. */
  readonly #waiting = new Set<VaultId>();

  constructor(world: KeyChangesWorld) {
    this.#world = world;
    this.#marks = createMarks(world.blobs);
  }

  /** Resolves when both keys are kept; the rest follows. @throws {Failure} `wrong-vault-key`, `writes-waiting`, `not-allowed` */
  async start(id: VaultId, current: string, next: string): Promise<void> {
    const vault = await this.#vault(id);
    if (current !== vault.key) throw new Failure({ kind: 'wrong-vault-key', vault: vault.name });
    if (next === current || vault.change || vault.unfinished) throw new Failure({ kind: 'not-allowed' });
    await this.#assertServerAgrees(vault, current);
    await this.#settleWrites(id);
    await this.#begin(id, (known) => ({ ...known, key: next, change: aChange(current) }));
  }

  /** Brings under the key whatever isn't, without changing it. */
  async gather(id: VaultId): Promise<void> {
    const vault = await this.#vault(id);
    if (vault.key === null || vault.change || vault.unfinished) throw new Failure({ kind: 'not-allowed' });
    const { key } = vault;
    await this.#begin(id, (known) => ({ ...known, change: aChange(key) }));
  }

  async pause(id: VaultId): Promise<void> {
    await this.#edit(id, (vault) => (vault.change ? { ...vault, change: { ...vault.change, paused: true } } : vault));
  }

  async resume(id: VaultId): Promise<void> {
    await this.#edit(id, (vault) => (vault.change ? { ...vault, change: { ...vault.change, paused: false } } : vault));
    this.#run(id);
  }

  async undo(id: VaultId): Promise<void> {
    const { change, key } = await this.#vault(id);
    if (!change || key === null) throw new Failure({ kind: 'not-allowed' });
    // Nothing is turned round where the key stays the same.
    if (change.from === key) await this.#end(id);
    else await this.#begin(id, (vault) => (vault.change?.id === change.id ? { ...vault, key: change.from, change: { ...aChange(key), undoing: !change.undoing } } : vault));
  }

  /** Ends it although something had to be left; that stays readable here, under its old key. */
  async finish(id: VaultId): Promise<void> {
    const course = this.#courses.get(id);
    if (!course || course.running || course.left.length === 0 || course.problem !== null) throw new Failure({ kind: 'not-allowed' });
    await this.#end(id);
  }

  /** Another key for what doesn't open: it becomes the vault's where it opens more than that. @throws {Failure} `wrong-vault-key` */
  async learnKey(id: VaultId, key: string): Promise<void> {
    const vault = await this.#vault(id);
    const records = await readRecords(id, passman(await serverOf(await accountIn(accountOf(id), this.#world), this.#world.servers)));
    const opened = async (tried: string | null) => {
      const reader = manyKeysReader(tried === null ? [] : [tried]);
      const keys = await Promise.all(records.map((record) => reader.keyOfRecord(record)));
      return keys.filter((each) => each !== null).length;
    };
    const [byIt, byOurs] = [await opened(key), await opened(vault.key)];
    if (byIt === 0) throw new Failure({ kind: 'wrong-vault-key', vault: vault.name });
    const becomesFirst = byIt > byOurs && !vault.change;
    await this.#edit(id, (known) => (becomesFirst ? withOthers({ ...known, key }, known.key) : withOthers(known, key)));
    await this.#reread(id);
  }

  /** Takes up what was going on when the last worker died, or what an earlier attempt could not bring to its end. */
  async takeUp({ again }: { again: boolean }): Promise<void> {
    const { vaults } = await this.#world.keyring.contents();
    for (const { id, key, change } of vaults) {
      const course = this.#courses.get(id);
      if (change && !change.paused && key !== null && (course === undefined || (again && !course.running))) this.#run(id);
    }
  }

  /** Null: nothing is going on. */
  view({ id, key, change }: KnownVault): KeyChange | null {
    if (!change || key === null) return null;
    const { running = false, done = 0, total = null, problem = null, left = [] } = this.#courses.get(id) ?? {};
    const state = running ? (change.paused ? 'pausing' : 'running') : change.paused ? 'paused' : problem === null && left.length > 0 ? 'incomplete' : 'waiting';
    return { state, undoing: change.undoing, gathering: change.from === key, done, total, problem, left };
  }

  /** Resolves when nothing runs any more. For tests. */
  async idle(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue(() => Promise.resolve())));
  }

  /** Locked: nothing of it stays in memory. What runs ends by itself at its next step. */
  forget(): void {
    for (const [id, { running }] of this.#courses) if (!running) this.#courses.delete(id);
  }

  /** Forgets what was going on in vaults whose ids begin so. */
  async forgetAll(beginning: string): Promise<void> {
    for (const id of this.#courses.keys()) if (`${id}/`.startsWith(beginning)) this.#courses.delete(id);
    await this.#marks.clear(beginning.replace(/\/$/, '') as VaultId);
  }

  async #begin(id: VaultId, edit: (vault: KnownVault) => KnownVault): Promise<void> {
    await this.#edit(id, (vault) => {
      const next = edit(vault);
      return next === vault ? vault : withOthers(next, vault.key);
    });
    this.#courses.delete(id);
    this.#run(id);
  }

  /** Both keys are on the disk before anything is sent. */
  async #edit(id: VaultId, edit: (vault: KnownVault) => KnownVault): Promise<void> {
    const { keyring, vaults, changed } = this.#world;
    await keyring.change((contents) => ({ ...contents, vaults: contents.vaults.map((vault) => (vault.id === id ? edit(vault) : vault)) }));
    (await vaults.load()).get(id)?.useKeys(keysOf(await this.#vault(id)));
    changed();
  }

  /** One run of a vault after the other: one that was turned round waits until what is under way has ended. */
  #run(id: VaultId): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    const queue = this.#queues.get(id) ?? oneAtATime();
    this.#queues.set(id, queue);
    // A bug shows in the course; there is nobody else to tell.
    void this.#world.keepAlive(queue(() => this.#runOnce(id))).catch(() => undefined);
  }

  async #runOnce(id: VaultId): Promise<void> {
    this.#waiting.delete(id);
    const course: Course = { running: true, done: 0, total: null, problem: null, left: [] };
    try {
      const vault = await this.#vault(id);
      if (!vault.change || vault.change.paused) return;
      this.#courses.set(id, course);
      this.#world.changed();
      course.left = await rekeyVault(await this.#runWorld(vault, vault.change.id, course));
      if (course.left.length === 0) await this.#end(id);
    } catch (error) {
      if (!(error instanceof Stopped)) course.problem = problemOf(error);
    } finally {
      course.running = false;
      if (course.problem?.kind === 'locked') this.#courses.delete(id);
      this.#world.changed();
    }
  }

  async #runWorld(vault: KnownVault, change: string, course: Course): Promise<RunWorld> {
    const { servers, vaults, now, changed } = this.#world;
    const opened = (await vaults.load()).get(vault.id);
    if (!opened) throw new Failure({ kind: 'gone', what: 'vault' });
    let told = 0;
    return {
      vault: vault.id, change, marks: this.#marks,
      client: passman(await serverOf(await accountIn(vault.account, this.#world), servers)),
      resealer: resealer(keysOf(vault), opened.reader),
      check: async () => {
        const at = await this.#vault(vault.id);
        if (at.change?.id !== change || at.change.paused) throw new Stopped();
      },
      settleWrites: () => this.#settleWrites(vault.id),
      progress: (done, total) => {
        Object.assign(course, { done, total });
        if (now() - told < newsEveryMs && done < total) return;
        told = now();
        changed();
      },
    };
  }

  async #end(id: VaultId): Promise<void> {
    await this.#edit(id, (vault) => without(vault, 'change'));
    this.#courses.delete(id);
    await this.#marks.clear(id);
    // The change is over; should the server be away just now, the next sync brings its records.
    await this.#reread(id).catch(() => undefined);
  }

  async #reread(id: VaultId): Promise<void> {
    const { vaults, servers } = this.#world;
    const opened = (await vaults.load()).get(id);
    if (!opened) return;
    // What was read under fewer keys is read again.
    opened.replace([...opened.lines().values()].map((line) => ({ ...line, digest: '' })));
    await vaults.takeIn(opened, await readRecords(id, passman(await serverOf(await accountIn(accountOf(id), this.#world), servers))));
  }

  async #settleWrites(id: VaultId): Promise<void> {
    if (!(await this.#world.hasWaiting(id))) return;
    await this.#world.sendWaiting();
    if (await this.#world.hasWaiting(id)) throw new Failure({ kind: 'writes-waiting', vault: (await this.#vault(id)).name });
  }

  /** A key that somebody else has changed meanwhile must not be changed from here. */
  async #assertServerAgrees(vault: KnownVault, key: string): Promise<void> {
    const client = passman(await serverOf(await accountIn(vault.account, this.#world), this.#world.servers));
    const { credentials } = await client.vaults.get(guidOf(vault.id));
    if ((await checkVaultKey(key, null, credentials)) === 'wrong') throw new Failure({ kind: 'wrong-vault-key', vault: vault.name });
  }

  async #vault(id: VaultId): Promise<KnownVault> {
    const vault = (await this.#world.keyring.contents()).vaults.find((each) => each.id === id);
    if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
    return vault;
  }
}

function aChange(from: string): NonNullable<KnownVault['change']> {
  return { id: crypto.randomUUID(), from, paused: false, undoing: false };
}

/** What the vault's key was is tried first where the new one doesn't fit. */
function withOthers(vault: KnownVault, ...more: readonly (string | null)[]): KnownVault {
  const others = [...more, vault.change?.from ?? null, ...(vault.others ?? [])].filter((key) => key !== null && key !== vault.key);
  return { ...vault, others: [...new Set(others as string[])].slice(0, mostOthers) };
}
