/**
 * The keyring: the one place where secrets rest, and whether it is open.
 *
 * At rest (`storage.local`): the contents sealed under a random data key, and that key wrapped under the
 * unlock password. While unlocked the data key lies in `storage.session` (trusted contexts only): it survives the
 * worker's death and dies with the browser. Before the first unlock password is set (`new`), nothing wraps
 * the data key, so what was entered so far is lost when the browser closes: it must not rest unsealed.
 * @module
 */

import * as v from 'valibot';

import { decodeBase64, encodeBase64 } from '../../core/bytes.ts';
import { createDataKey, importDataKey, keyringRounds, openJson, sealJson, unwrapDataKey, wrapDataKey } from '../../core/envelopes/keyring.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { remembered, stored, type StorageArea, type Stored } from '../stored.ts';
import { contentsShape, isNewerContents, noContents, storageFormat, type Contents } from './contents.ts';
import type { Tries } from './tries.ts';

const restingKey = 'keyring';
const context = 'latchkey keyring contents';
const wrappedShape = v.object({ v: v.literal(1), kdf: v.literal('PBKDF2-SHA-256'), rounds: v.number(), salt: v.string(), sealed: v.string() });
/** `format` stands beside the seal, so that a newer one is known before anybody has unlocked. */
const restingShape = v.object({ format: v.optional(v.pipe(v.number(), v.maxValue(storageFormat)), storageFormat), wrapped: v.nullable(wrappedShape), contents: v.string() });
const newerShape = v.union([v.object({ format: v.pipe(v.number(), v.minValue(storageFormat + 1)) }), v.object({ wrapped: v.object({ v: v.pipe(v.number(), v.minValue(2)) }) })]);

/** What a newer Latchkey has left here is refused with `newer-data` by all but `lock` and `erase`, and stays as it is. */
export interface Keyring {
  state: () => Promise<'new' | 'locked' | 'unlocked'>;
  /** Whether there is anything that `contents` could open. */
  hasContents: () => Promise<boolean>;
  /** @throws {Failure} `locked`, `damaged-keyring` */
  contents: () => Promise<Contents>;
  /**
   * Seals the changed contents before it resolves. An edit that throws changes nothing, and starts no keyring either.
   * @throws {Failure} `locked`, `damaged-keyring`, `storage-failed`
   */
  change: (edit: (contents: Contents) => Contents) => Promise<void>;
  /** Seals and opens what rests elsewhere (the vault store). @throws {Failure} `locked` */
  dataKey: () => Promise<CryptoKey>;
  /** Sets the first unlock password. Does nothing if there is one. */
  protect: (password: string) => Promise<void>;
  /** @throws {Failure} `wrong-unlock-password`, `too-many-tries`, `damaged-keyring` */
  unlock: (password: string) => Promise<void>;
  /** Whether it is the unlock password. Changes nothing. @throws {Failure} as `unlock` */
  check: (password: string) => Promise<void>;
  lock: () => Promise<void>;
  /** @throws {Failure} `locked`, `wrong-unlock-password`, `too-many-tries` */
  changePassword: (current: string, next: string) => Promise<void>;
  /** Forgets everything. */
  erase: () => Promise<void>;
}

export interface KeyringWorld {
  local: StorageArea;
  session: StorageArea;
  tries: Tries;
  /** Rounds of PBKDF2; left out: the real number. Tests use fewer. */
  rounds?: number;
}

export function keyring(world: KeyringWorld): Keyring {
  return new SealedKeyring(world);
}

class SealedKeyring implements Keyring {
  readonly #world: KeyringWorld;
  readonly #rounds: number;
  readonly #resting: Stored<v.InferOutput<typeof restingShape>>;
  readonly #held: Stored<string>;
  readonly #queue = oneAtATime();
  /** A cache of what `#held` and `#resting` say; empty after the worker's death or a lock. */
  #open: { encoded: string; key: CryptoKey; contents: Contents | null } | null = null;

  constructor(world: KeyringWorld) {
    this.#world = world;
    this.#rounds = world.rounds ?? keyringRounds;
    this.#resting = remembered(stored(world.local, restingKey, restingShape));
    this.#held = remembered(stored(world.session, 'dataKey', v.string()));
  }

  async state(): Promise<'new' | 'locked' | 'unlocked'> {
    const [isProtected, held] = await Promise.all([this.#isProtected(), this.#held.read()]);
    if (isProtected) return held === null ? 'locked' : 'unlocked';
    // A damaged keyring must not look like a first run, or its remains would be written over.
    const trouble = await this.#trouble();
    if (trouble?.kind === 'newer-data') throw new Failure(trouble);
    return trouble === null ? 'new' : 'locked';
  }

  async hasContents(): Promise<boolean> {
    return (await this.#held.read()) !== null;
  }

  async contents(): Promise<Contents> {
    const now = await this.#current();
    if (now.contents) return now.contents;
    const rest = await this.#resting.read();
    if (rest === null) return noContents;
    const sealed = decodeBase64(rest.contents);
    const opened = sealed && (await openJson(now.key, sealed, context));
    const parsed = v.safeParse(contentsShape, opened);
    if (!parsed.success) throw new Failure({ kind: isNewerContents(opened) ? 'newer-data' : 'damaged-keyring' });
    // A change may have come in between: what it has written is newer than what was read here.
    now.contents ??= parsed.output;
    return now.contents;
  }

  change(edit: (contents: Contents) => Contents): Promise<void> {
    return this.#queue(async () => {
      const started = await this.hasContents();
      if (!started) await this.#assertFirstRun();
      const before = started ? await this.contents() : noContents;
      const next = edit(before);
      if (!started) await this.#start();
      else if (next === before) return;
      const { key } = await this.#current();
      const rest = await this.#resting.read();
      await this.#resting.write({ format: storageFormat, wrapped: rest?.wrapped ?? null, contents: encodeBase64(await sealJson(key, next, context)) });
      if (this.#open) this.#open.contents = next;
    });
  }

  async dataKey(): Promise<CryptoKey> {
    return (await this.#current()).key;
  }

  protect(password: string): Promise<void> {
    return this.#queue(async () => {
      if (!(await this.#isProtected())) await this.#rewrap(password);
    });
  }

  unlock(password: string): Promise<void> {
    return this.#queue(async () => this.#hold(await this.#attempt(password)));
  }

  check(password: string): Promise<void> {
    return this.#queue(async () => {
      await this.#attempt(password);
    });
  }

  lock(): Promise<void> {
    return this.#queue(async () => {
      if (!(await this.#isProtected())) return;
      await this.#drop();
    });
  }

  changePassword(current: string, next: string): Promise<void> {
    return this.#queue(async () => {
      await this.#heldBytes();
      await this.#attempt(current);
      await this.#rewrap(next);
    });
  }

  erase(): Promise<void> {
    return this.#queue(async () => {
      await this.#drop();
      await this.#resting.remove();
      await this.#world.tries.succeed();
    });
  }

  async #isProtected(): Promise<boolean> {
    return ((await this.#resting.read())?.wrapped ?? null) !== null;
  }

  /** Something is there that is no keyring of ours, or not yet. */
  async #trouble(): Promise<Extract<Problem, { kind: 'newer-data' | 'damaged-keyring' }> | null> {
    if ((await this.#resting.read()) !== null) return null;
    const found = (await this.#world.local.get(restingKey))[restingKey];
    return found === undefined ? null : { kind: v.is(newerShape, found) ? 'newer-data' : 'damaged-keyring' };
  }

  async #assertFirstRun(): Promise<void> {
    if (await this.#isProtected()) throw new Failure({ kind: 'locked' });
    const trouble = await this.#trouble();
    if (trouble !== null) throw new Failure(trouble);
  }

  /** The first run. What was sealed before without a password is lost by design: its key died with the browser. */
  async #start(): Promise<void> {
    await this.#resting.remove();
    await this.#hold(createDataKey());
  }

  async #current(): Promise<{ key: CryptoKey; contents: Contents | null }> {
    const encoded = await this.#held.read();
    if (encoded === null) {
      this.#open = null;
      throw new Failure({ kind: 'locked' });
    }
    if (this.#open?.encoded === encoded) return this.#open;
    const fresh = { encoded, key: await importDataKey(await this.#heldBytes()), contents: null };
    // Asked again: a lock may have come while the key was imported, and nothing may stay in memory after it.
    if ((await this.#held.read()) !== encoded) throw new Failure({ kind: 'locked' });
    this.#open = fresh;
    return fresh;
  }

  /** Before, so that nobody uses the cache any more; and after, for whoever was just filling it. */
  async #drop(): Promise<void> {
    this.#open = null;
    await this.#held.remove();
    this.#open = null;
  }

  async #hold(dataKey: Uint8Array): Promise<void> {
    await this.#held.write(encodeBase64(dataKey));
  }

  async #heldBytes(): Promise<Uint8Array> {
    const bytes = decodeBase64((await this.#held.read()) ?? '');
    if (bytes?.length !== 32) throw new Failure({ kind: 'locked' });
    return bytes;
  }

  /** Tries a password against what rests. The try is counted before it is made, so that a killed worker cannot undo it. */
  async #attempt(password: string): Promise<Uint8Array> {
    const rest = await this.#resting.read();
    if (!rest?.wrapped) throw new Failure((await this.#trouble()) ?? { kind: 'damaged-keyring' });
    await this.#world.tries.begin();
    const dataKey = await unwrapDataKey(rest.wrapped, password, [this.#rounds]);
    if (dataKey === null) throw new Failure({ kind: 'wrong-unlock-password', retryAt: await this.#world.tries.retryAt() });
    await this.#world.tries.succeed();
    return dataKey;
  }

  async #rewrap(password: string): Promise<void> {
    const rest = await this.#resting.read();
    if (!rest) throw new Failure({ kind: 'damaged-keyring' });
    await this.#resting.write({ ...rest, wrapped: await wrapDataKey(await this.#heldBytes(), password, this.#rounds) });
  }
}
