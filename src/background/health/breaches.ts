/**
 * Asks a service which passwords are known from breaches. Off until a person names a service; then the first five
 * digits of each password's SHA-1 go to it, one request after the other, in no order that says anything.
 * @module
 */

import * as v from 'valibot';

import { readRange } from '../../clients/breaches/range.ts';
import { readBreachService } from '../../core/breach-service.ts';
import { encodeHex, encodeUtf8, randomBytes } from '../../core/bytes.ts';
import { Failure } from '../../core/problem.ts';
import type { BreachView } from '../../messages/contract.ts';
import { permissionFor, strangerServer, type ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import { stored, type StorageArea, type Stored } from '../stored.ts';
import type { Health } from './health.ts';
import { LongCheck, type Stopped } from './long-check.ts';
import type { KnownLogins, Login } from './logins.ts';

export interface BreachesWorld {
  local: StorageArea;
  servers: ServerWorld;
  logins: KnownLogins;
  health: Health;
  /** Whether an account is on the server with this permission. */
  needed: (permission: string) => Promise<boolean>;
  keepAlive: KeepAlive;
  now: () => number;
  changed: () => void;
  wait: (milliseconds: number) => Promise<void>;
}

const shape = v.strictObject({ service: v.string(), checkedAt: v.nullable(v.number()) });
type Chosen = v.InferOutput<typeof shape>;

/** Between two requests: at most five a second. */
const pauseMs = 200;
/** Waited for once where a service asks for patience; for longer, a person tries again. */
const longestPatienceSeconds = 60;
/** Passwords that are open at the same time. */
const batch = 32;

interface Asked { login: Login; suffix: string }

export class Breaches {
  readonly #world: BreachesWorld;
  readonly #chosen: Stored<Chosen>;
  readonly #run: LongCheck;

  constructor(world: BreachesWorld) {
    this.#world = world;
    this.#run = new LongCheck(world.keepAlive);
    this.#chosen = stored(world.local, 'breaches', shape);
  }

  async view(): Promise<BreachView> {
    const chosen = await this.#chosen.read();
    return { service: chosen?.service ?? null, checkedAt: chosen?.checkedAt ?? null, progress: this.#run.progress, problem: this.#run.problem };
  }

  /** @throws {Failure} `bad-address`, `plain-http`, `no-permission`, `storage-failed` */
  async choose(typed: string | null): Promise<void> {
    const before = await this.#chosen.read();
    this.cancel();
    this.#run.problem = null;
    if (typed === null) await this.#chosen.remove();
    else await this.#chosen.write({ service: await this.#allowed(typed), checkedAt: null });
    // Found by another service, or wished forgotten.
    await this.#forgetFound();
    if (before !== null && before.service !== (await this.#chosen.read())?.service) await this.#dropPermission(before.service);
    this.#world.changed();
  }

  /** Resolves when every password was asked about or it was called off; never rejects: `view` says what went wrong. */
  check(): Promise<void> {
    return this.#run.start((stopped) => this.#checkAll(stopped)).finally(this.#world.changed);
  }

  cancel(): void {
    this.#run.cancel();
  }

  /** On lock. */
  forget(): void {
    this.#run.forget();
  }

  async #checkAll(stopped: Stopped): Promise<void> {
    const { health, logins, now } = this.#world;
    const chosen = await this.#chosen.read();
    if (chosen === null) return;
    await health.check();
    const all = await logins.all();
    if (stopped()) return;
    const asked = await this.#hashes(all, stopped);
    try {
      await this.#ask(asked, chosen.service, stopped);
    } finally {
      if (!stopped()) await logins.keep(all);
    }
    if (!stopped()) await this.#chosen.write({ ...chosen, checkedAt: now() });
  }

  /** Suffixes by prefix, in no order. */
  async #hashes(all: readonly Login[], stopped: Stopped): Promise<Map<string, Asked[]>> {
    const byPrefix = new Map<string, Asked[]>();
    for (let from = 0; from < all.length && !stopped(); from += batch) {
      await Promise.all(all.slice(from, from + batch).map(async (login) => {
        const password = (await this.#world.logins.open(login))?.password;
        if (password === undefined || password.state === 'unreadable' || password.value === '') return;
        const hash = encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-1', encodeUtf8(password.value)))).toUpperCase();
        const prefix = hash.slice(0, 5);
        byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), { login, suffix: hash.slice(5) }]);
      }));
    }
    return shuffled(byPrefix);
  }

  async #ask(asked: ReadonlyMap<string, readonly Asked[]>, service: string, stopped: Stopped): Promise<void> {
    let done = 0;
    for (const [prefix, passwords] of asked) {
      if (stopped()) return;
      this.#run.progress = { done, total: asked.size };
      if (done > 0) await this.#world.wait(pauseMs);
      const counts = await this.#range(service, prefix, stopped);
      if (counts === null) return;
      for (const { login, suffix } of passwords) await this.#note(login, counts.get(suffix) ?? 0, stopped);
      done += 1;
    }
  }

  /** Null: called off. */
  async #range(service: string, prefix: string, stopped: Stopped): Promise<ReadonlyMap<string, number> | null> {
    const ask = async () => (!stopped() ? readRange(await strangerServer(service, this.#world.servers), prefix) : null);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Failure) || error.problem.kind !== 'throttled') throw error;
      const seconds = error.problem.retryAfterSeconds ?? longestPatienceSeconds + 1;
      if (seconds > longestPatienceSeconds) throw error;
      await this.#world.wait(seconds * 1000);
      return ask();
    }
  }

  async #note({ vault, entry, digest }: Login, seen: number, stopped: Stopped): Promise<void> {
    const facts = await this.#world.logins.factsOf(vault.id);
    const fact = facts.get(entry.id);
    if (!stopped() && fact?.digest === digest) facts.set(entry.id, { ...fact, seen });
  }

  async #forgetFound(): Promise<void> {
    const { logins } = this.#world;
    const all = await logins.all();
    for (const id of new Set(all.map(({ vault }) => vault.id))) {
      const facts = await logins.factsOf(id);
      for (const [credential, fact] of facts) facts.set(credential, { ...fact, seen: null });
    }
    await logins.keep(all);
  }

  async #allowed(typed: string): Promise<string> {
    const service = readBreachService(typed);
    if (service === null) throw new Failure({ kind: 'bad-address' });
    await strangerServer(service, this.#world.servers);
    return service;
  }

  async #dropPermission(service: string): Promise<void> {
    const permission = permissionFor(service);
    if (await this.#world.needed(permission)) return;
    await this.#world.servers.permissions.remove({ origins: [permission] }).catch(() => false);
  }
}

/** So that the order of requests says nothing of the order of logins. */
function shuffled<Key, Value>(map: ReadonlyMap<Key, Value>): Map<Key, Value> {
  const keyed = [...map].map((pair) => ({ pair, by: new DataView(randomBytes(4).buffer).getUint32(0) }));
  return new Map(keyed.sort((one, other) => one.by - other.by).map(({ pair }) => pair));
}
