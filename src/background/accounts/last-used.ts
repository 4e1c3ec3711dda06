/**
 * When each account's server last answered well. Noted in memory at every answer, and kept in the keyring once an hour and
 * when Latchkey locks: not with every request.
 * @module
 */

import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';

const hourMs = 3_600_000;
/** Closer than this, what is kept is near enough. */
const nearMs = 60_000;

export class LastUsed {
  readonly #world: { keyring: Pick<Keyring, 'change'>; now: () => number };
  readonly #at = new Map<AccountId, number>();
  /** When this worker last looked whether something is to be kept. */
  #looked = -Infinity;

  constructor(world: { keyring: Pick<Keyring, 'change'>; now: () => number }) {
    this.#world = world;
  }

  /** The same network, which notes what goes well. */
  noting(account: AccountId, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (...request) => {
      const response = await fetch(...request);
      if (response.ok) this.#note(account);
      return response;
    };
  }

  /** Milliseconds since 1970; null: never yet. */
  at({ id, usedAt }: Account): number | null {
    return this.#at.get(id) ?? usedAt ?? null;
  }

  /** Before Latchkey locks. */
  async keep(): Promise<void> {
    if (this.#at.size > 0) await this.#keep(nearMs);
  }

  forget(): void {
    this.#at.clear();
  }

  #note(account: AccountId): void {
    const now = this.#world.now();
    this.#at.set(account, now);
    if (now - this.#looked < hourMs) return;
    this.#looked = now;
    // Locked meanwhile, or signed out: then there is nothing to keep.
    void this.#keep(hourMs).catch(() => undefined);
  }

  async #keep(olderMs: number): Promise<void> {
    await this.#world.keyring.change((contents) => {
      // An edit of nothing would start a keyring after everything was forgotten.
      if (!contents.accounts.some(({ id }) => this.#at.has(id))) throw new Failure({ kind: 'gone', what: 'account' });
      const isOld = ({ id, usedAt = 0 }: Account): boolean => (this.#at.get(id) ?? 0) - usedAt >= olderMs;
      return contents.accounts.some(isOld) ? { ...contents, accounts: contents.accounts.map((account) => (isOld(account) ? { ...account, usedAt: this.#at.get(account.id) } : account)) } : contents;
    });
  }
}
