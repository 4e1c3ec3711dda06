/**
 * Logins that were typed and wait to be saved: for their tab and their site, for ten minutes, in the browser's memory.
 *
 * What was typed is sealed so that it can be put away while Latchkey is locked, and read only while it isn't.
 * @see guides: threats S-13
 * @module
 */

import * as v from 'valibot';

import { decodeBase64, encodeBase64 } from '../../core/bytes.ts';
import type { TypedLogin } from '../../messages/contract.ts';
import { stored, type StorageArea } from '../stored.ts';
import type { LetterBox } from '../writes/letter-box.ts';
import type { Place } from './place.ts';

export const captureAlarm = 'captures';
export const keptMs = 10 * 60_000;
const snoozedMs = 60 * 60_000;
const most = 20;

/** `typed`: the page may still take it. `quiet`: it was refused, as it seems. `offered`: it was taken, the person is asked. */
const stage = v.picklist(['typed', 'quiet', 'offered']);
const pendingShape = v.object({ id: v.string(), tabId: v.number(), site: v.string(), address: v.string(), documentId: v.string(), at: v.number(), stage, sealed: v.string() });
const snoozedShape = v.object({ tabId: v.number(), site: v.string(), until: v.number() });
const shape = v.object({ pending: v.array(pendingShape), snoozed: v.array(snoozedShape) });

export type Pending = v.InferOutput<typeof pendingShape>;
export type PendingStage = Pending['stage'];
type Kept = v.InferOutput<typeof shape>;

const loginShape = v.object({ username: v.string(), password: v.string(), newPassword: v.nullable(v.string()) });

/** Not safe against two at once: the caller does one thing after the other. */
export class PendingLogins {
  readonly #item;
  readonly #box: Pick<LetterBox, 'seal' | 'open'>;
  readonly #now: () => number;
  readonly #expire: (at: number) => void;

  /** @param world - `expire`: have `prune` called then, in milliseconds since 1970 */
  constructor({ session, box, now, expire }: { session: StorageArea; box: Pick<LetterBox, 'seal' | 'open'>; now: () => number; expire: (at: number) => void }) {
    this.#item = stored(session, 'captures', shape);
    this.#box = box;
    this.#now = now;
    this.#expire = expire;
  }

  /** What is not out of date, the newest first. */
  async all(): Promise<readonly Pending[]> {
    return (await this.#read()).pending;
  }

  /** Takes the place of what was typed before in this tab on this site. @throws {Failure} `locked` where it cannot be sealed */
  async put(place: Place, login: TypedLogin, as: PendingStage): Promise<void> {
    const id = crypto.randomUUID();
    const { username, password, newPassword } = login;
    const sealed = encodeBase64(await this.#box.seal({ username, password, newPassword }, contextOf(id)));
    const { tabId, site, address, documentId } = place;
    await this.#change(({ pending, snoozed }) => ({
      pending: [{ id, tabId, site, address, documentId, at: this.#now(), stage: as, sealed }, ...pending.filter((each) => each.tabId !== tabId || each.site !== site)].slice(0, most),
      snoozed,
    }));
    this.#expire(this.#now() + keptMs);
  }

  /** Null: it was sealed before everything was forgotten. @throws {Failure} `locked` */
  async open({ id, sealed }: Pending): Promise<TypedLogin | null> {
    const read = v.safeParse(loginShape, await this.#box.open(decodeBase64(sealed) ?? new Uint8Array(), contextOf(id)));
    return read.success ? read.output : null;
  }

  move(id: string, to: PendingStage): Promise<void> {
    return this.#change(({ pending, snoozed }) => ({ pending: pending.map((each) => (each.id === id ? { ...each, stage: to } : each)), snoozed }));
  }

  remove(gone: (pending: Pending) => boolean): Promise<void> {
    return this.#change(({ pending, snoozed }) => ({ pending: pending.filter((each) => !gone(each)), snoozed }));
  }

  snooze({ tabId, site }: Pick<Pending, 'tabId' | 'site'>): Promise<void> {
    return this.#change(({ pending, snoozed }) => ({ pending, snoozed: [...snoozed, { tabId, site, until: this.#now() + snoozedMs }] }));
  }

  async isSnoozed({ tabId, site }: Pick<Pending, 'tabId' | 'site'>): Promise<boolean> {
    return (await this.#read()).snoozed.some((each) => each.tabId === tabId && each.site === site);
  }

  /** With all that was known of a tab. */
  forgetTab(tabId: number): Promise<void> {
    return this.#change(({ pending, snoozed }) => ({ pending: pending.filter((each) => each.tabId !== tabId), snoozed: snoozed.filter((each) => each.tabId !== tabId) }));
  }

  /** What is out of date goes. */
  prune(): Promise<void> {
    return this.#change((kept) => kept);
  }

  async #read(): Promise<Kept> {
    const kept = (await this.#item.read()) ?? { pending: [], snoozed: [] };
    const now = this.#now();
    return { pending: kept.pending.filter(({ at }) => now - at < keptMs && at <= now), snoozed: kept.snoozed.filter(({ until }) => now < until) };
  }

  async #change(change: (kept: Kept) => Kept): Promise<void> {
    const before = await this.#item.read();
    const after = change(await this.#read());
    if (after.pending.length + after.snoozed.length > 0) await this.#item.write(after);
    else if (before !== null) await this.#item.remove();
  }
}

function contextOf(id: string): string {
  return `latchkey capture ${id}`;
}
