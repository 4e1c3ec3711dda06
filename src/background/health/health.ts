/**
 * The health check: looks at passwords that nobody has looked at since they changed, and says what was found.
 *
 * Passwords are opened a few at a time and forgotten when they are rated. What is known is kept sealed.
 * @module
 */

import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import type { CredentialId } from '../../core/ids.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { BreachView, HealthFinding, HealthView, ReuseGroup } from '../../messages/contract.ts';
import type { KeepAlive } from '../keep-alive.ts';
import { rowOf, type VaultNames } from '../rows.ts';
import type { Fact } from './facts.ts';
import { idsOf, numbersOf, reuseGroups, type Known } from './findings.ts';
import type { KnownLogins, Login } from './logins.ts';
import { LongCheck, type Stopped } from './long-check.ts';
import type { Rater } from './rater.ts';

export interface HealthWorld {
  logins: KnownLogins;
  rate: Rater;
  keepAlive: KeepAlive;
  /** Milliseconds since 1970. */
  now: () => number;
  changed: () => void;
}

/** Passwords that are open at the same time. */
const batch = 32;
/** Sealed after so many batches, so that a killed worker has to look at little again. */
const keepEvery = 16;
const mostRows = 20;
/** What only a look at the password can tell. */
const byPassword: ReadonlySet<HealthFinding> = new Set(['weak', 'reused', 'compromised']);

export class Health {
  readonly #world: HealthWorld;
  readonly #run: LongCheck;

  constructor(world: HealthWorld) {
    this.#world = world;
    this.#run = new LongCheck(world.keepAlive);
  }

  /** @throws {Failure} `locked` */
  async view(breach: BreachView): Promise<HealthView> {
    const known = await this.#known();
    const unknown = known.filter(({ fact }) => fact === undefined).length;
    return { numbers: numbersOf(known, this.#seconds()), progress: this.#run.progress, unknown, problem: this.#run.problem, breach };
  }

  /** For searches. Looks at what is not known yet behind the answer, and says so when it is done. */
  async judge(finding: HealthFinding): Promise<ReadonlySet<CredentialId>> {
    const known = await this.#known();
    if (byPassword.has(finding) && known.some(({ fact }) => fact === undefined)) void this.check();
    return idsOf(finding, known, this.#seconds());
  }

  async reused({ offset, limit }: { offset: number; limit: number }, names: VaultNames): Promise<{ groups: ReuseGroup[]; total: number }> {
    const groups = reuseGroups(await this.#known());
    const rows = groups.slice(offset, offset + limit).map((group) => ({ size: group.length, rows: group.slice(0, mostRows).map((entry) => rowOf(entry, names)) }));
    return { groups: rows, total: groups.length };
  }

  /** Resolves when all is looked at, or when it was called off; never rejects: `view` says what went wrong. */
  check(): Promise<void> {
    return this.#run.start((stopped) => this.#checkAll(stopped));
  }

  cancel(): void {
    this.#run.cancel();
  }

  /** On lock: nothing that was found stays in memory. */
  forget(): void {
    this.#run.forget();
    this.#world.logins.forget();
  }

  async #checkAll(stopped: Stopped): Promise<void> {
    const { logins, changed } = this.#world;
    const all = await logins.all();
    const facts = await logins.facts(all);
    const todo = all.filter(({ entry }) => !facts.has(entry.id));
    if (todo.length === 0 || stopped()) return;
    try {
      await this.#look(todo, stopped);
    } finally {
      if (!stopped()) await logins.keep(all);
    }
    changed();
  }

  async #look(todo: readonly Login[], stopped: Stopped): Promise<void> {
    for (let from = 0; from < todo.length; from += batch) {
      this.#run.progress = { done: from, total: todo.length };
      const part = todo.slice(from, from + batch);
      await this.#lookAt(part, stopped);
      if (stopped()) return;
      if ((from / batch) % keepEvery === keepEvery - 1) await this.#world.logins.keep(todo);
    }
  }

  async #lookAt(part: readonly Login[], stopped: Stopped): Promise<void> {
    const { logins, rate } = this.#world;
    const opened = await Promise.all(part.map(async (login) => ({ login, credential: await logins.open(login) })));
    const readable = opened.flatMap(({ login, credential }) => (credential === null ? [] : [{ login, credential, password: credential.password.state === 'unreadable' ? '' : credential.password.value }]));
    const ratings = await rate(readable.map(({ login, password }) => ({ password, known: knownOf(login) })));
    for (const [at, { login, credential, password }] of readable.entries()) {
      const facts = await logins.factsOf(login.vault.id);
      // Asked at the last moment: a lock in between has dropped all facts, and none may come back.
      if (stopped()) return;
      const flagged = credential.compromised.state !== 'unreadable' && credential.compromised.value;
      const rating = ratings[at];
      const fact: Fact = password === '' || rating === undefined
        ? { digest: login.digest, score: null, mark: '', flagged, seen: null }
        : { digest: login.digest, score: rating.score, mark: await markOf(password), flagged, seen: null };
      facts.set(login.entry.id, fact);
    }
  }

  async #known(): Promise<Known[]> {
    const all = await this.#world.logins.all();
    const facts = await this.#world.logins.facts(all);
    return all.map(({ entry }) => ({ entry, fact: facts.get(entry.id) }));
  }

  #seconds(): number {
    return Math.floor(this.#world.now() / 1000);
  }
}

/** What whoever guesses this login's password knows: its names. */
function knownOf({ entry }: Login): string[] {
  const domain = readAddresses(entry.url)[0]?.domain ?? '';
  const names = [entry.label, entry.username, entry.email.split('@')[0] ?? '', domain.split('.')[0] ?? '', domain];
  return names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]);
}

/** 12 bytes of a hash: tells equal passwords, and is kept only where the passwords themselves rest sealed as well. */
async function markOf(password: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', encodeUtf8(`latchkey health ${password}`));
  return encodeBase64(new Uint8Array(hash, 0, 12));
}
