/**
 * What isn't on a server yet: drafts, also those that were typed while Latchkey locked, and writes that wait.
 * @see guides: reliability R-01
 * @module
 */

import { accountOf, vaultOf, type AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { DraftRow, QueuedWrite, ScreenRequests } from '../../messages/contract.ts';
import type { Drafts } from './drafts.ts';
import type { Journal } from './journal.ts';
import type { LateDrafts } from './late-drafts.ts';
import { labelOf } from './write-many.ts';

export interface DraftingWorld { drafts: Drafts; late: LateDrafts; journal: Journal; now: () => number }

export class Drafting {
  readonly #world: DraftingWorld;

  constructor(world: DraftingWorld) {
    this.#world = world;
  }

  /** Before a form opens: what was typed last is a draft, and whatever will be typed can be kept. */
  async ready(): Promise<void> {
    await this.#takeInLate();
    await this.#world.late.prepare();
  }

  /** What was typed and not saved, the newest first. */
  async list(): Promise<DraftRow[]> {
    await this.#takeInLate();
    const all = await this.#world.drafts.all();
    return all.map(({ id, credential, vault, form, problem, at }) => ({ id, credential, vault, label: form.label, problem, at })).sort((one, other) => other.at - one.at);
  }

  /** Keeps what is typed, whether it is locked or not. @throws {Failure} `locked` where it never was unlocked for a form, `storage-failed` */
  async keep({ credential: given, ...ask }: ScreenRequests['keepDraft']['ask']): Promise<void> {
    const { drafts, late, journal, now } = this.#world;
    const draft = { ...ask, problem: null, at: now() };
    try {
      await drafts.keep({ ...draft, credential: given && (await journal.resolve(given)) });
    } catch (error) {
      if (!(error instanceof Failure && error.problem.kind === 'locked')) throw error;
      await late.put({ ...draft, credential: given });
    }
  }

  /** Writes that wait, oldest first, then those that are stuck. */
  async queue(): Promise<QueuedWrite[]> {
    const waiting = (await this.#world.journal.all()).map((entry): QueuedWrite => ({
      id: entry.id, what: entry.what, credential: entry.credential, vault: vaultOf(entry.credential), at: entry.at, problem: entry.problem, stuck: false, label: labelOf(entry),
    }));
    const stuck = (await this.#world.drafts.all()).flatMap(({ id, credential, vault, form, problem, at, base }): QueuedWrite[] =>
      problem === null || credential === null ? [] : [{ id, what: base === null ? 'create' : 'edit', credential, vault, label: form.label, at, problem, stuck: true }]);
    return [...waiting, ...stuck];
  }

  /** What would be lost with an account. */
  async unsentOf(account: AccountId): Promise<{ writes: number; drafts: number }> {
    await this.#takeInLate();
    const writes = (await this.#world.journal.all()).filter(({ credential }) => accountOf(credential) === account).length;
    return { writes, drafts: (await this.#world.drafts.all()).filter(({ vault }) => accountOf(vault) === account).length };
  }

  /** What was put away while it was locked becomes the draft that it belongs to. */
  async #takeInLate(): Promise<void> {
    const { drafts, late, journal } = this.#world;
    for (const { name, draft } of await late.all()) {
      const credential = draft.credential && (await journal.resolve(draft.credential));
      const before = await drafts.read(credential, draft.vault);
      // A worker that dies before the removal takes it in once more, unless something newer came meanwhile.
      if (before === null || before.at <= draft.at) await drafts.keep({ ...draft, credential });
      await late.remove(name);
    }
  }
}
