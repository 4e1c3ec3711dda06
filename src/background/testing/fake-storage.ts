/**
 * A storage area in memory, for tests. Copies what it is given, as the browser does.
 * @module
 */

import type { StorageArea } from '../stored.ts';

export interface FakeStorage extends StorageArea {
  /** Everything in it, as text: to look for what must not be there. */
  dump: () => string;
}

export function fakeStorage(): FakeStorage {
  const items = new Map<string, string>();
  return {
    get: (key) => {
      const found = items.get(key);
      return Promise.resolve(found === undefined ? {} : { [key]: JSON.parse(found) as unknown });
    },
    set: (given) => {
      for (const [key, value] of Object.entries(given)) items.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
    remove: (key) => {
      items.delete(key);
      return Promise.resolve();
    },
    dump: () => JSON.stringify([...items]),
  };
}
