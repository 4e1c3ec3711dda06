/**
 * One typed item in the browser's storage. What comes back is checked, since an older or damaged version may lie there.
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../core/problem.ts';

/** As much of `chrome.storage.*` as an item needs. */
export interface StorageArea {
  get: (key: string) => Promise<Record<string, unknown>>;
  set: (items: Record<string, unknown>) => Promise<void>;
  remove: (keys: string) => Promise<void>;
}

export interface Stored<Value> {
  /** Null when nothing is there, or nothing that fits: unreadable items are left where they are. */
  read: () => Promise<Value | null>;
  /** @throws {Failure} `storage-failed` */
  write: (value: Value) => Promise<void>;
  remove: () => Promise<void>;
}

export function stored<Schema extends v.GenericSchema>(area: StorageArea, key: string, shape: Schema): Stored<v.InferOutput<Schema>> {
  return {
    async read() {
      const found = (await area.get(key))[key];
      const parsed = v.safeParse(shape, found);
      return parsed.success ? parsed.output : null;
    },
    async write(value) {
      try {
        await area.set({ [key]: value });
      } catch (cause) {
        throw new Failure({ kind: 'storage-failed' }, { cause });
      }
    },
    remove: () => area.remove(key),
  };
}

/**
 * The same item, read from the browser once in a worker's life: for items that nobody else writes and that are
 * asked for at every request.
 */
export function remembered<Value>(item: Stored<Value>): Stored<Value> {
  let known: Promise<Value | null> | null = null;
  const forgetOnFailure = <Result>(change: Promise<Result>): Promise<Result> => {
    change.catch(() => { known = null; });
    return change;
  };
  return {
    read: () => (known ??= forgetOnFailure(item.read())),
    async write(value) {
      await forgetOnFailure(item.write(value));
      known = Promise.resolve(value);
    },
    async remove() {
      await forgetOnFailure(item.remove());
      known = Promise.resolve(null);
    },
  };
}
