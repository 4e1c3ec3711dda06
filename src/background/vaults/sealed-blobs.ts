/**
 * Anything else that rests beside the vaults, sealed: each blob is bound to its name.
 * @module
 */

import { delMany, get, promisifyRequest, type UseStore } from 'idb-keyval';

import { openJson, sealJson } from '../../core/envelopes/keyring.ts';
import { Failure } from '../../core/problem.ts';

export interface SealedBlobs {
  /** Null: there is none, or none that we can open. The shape is the caller's to check. */
  read: (name: string) => Promise<unknown>;
  /** Resolves when it is on the disk. @throws {Failure} `locked`, `storage-failed` */
  write: (name: string, value: unknown) => Promise<void>;
  /** All or none of them. @throws {Failure} as above */
  writeAll: (values: ReadonlyMap<string, unknown>) => Promise<void>;
  remove: (names: readonly string[]) => Promise<void>;
  /** Writes and removes, in one step: nobody ever finds half of it, whenever the worker dies. @throws {Failure} as above */
  exchange: (values: ReadonlyMap<string, unknown>, gone: readonly string[]) => Promise<void>;
  /** Names that begin so, sorted. */
  names: (beginning: string) => Promise<string[]>;
}

export function sealedBlobs(store: UseStore, dataKey: () => Promise<CryptoKey>): SealedBlobs {
  const exchange = async (values: ReadonlyMap<string, unknown>, gone: readonly string[]) => {
    const key = await dataKey();
    const sealed = await Promise.all([...values].map(async ([name, value]): Promise<[string, Uint8Array]> => [name, await sealJson(key, value, name)]));
    await kept(() => store('readwrite', (objects) => {
      for (const name of gone) objects.delete(name);
      for (const [name, value] of sealed) objects.put(value, name);
      return promisifyRequest(objects.transaction);
    }));
  };
  const writeAll = (values: ReadonlyMap<string, unknown>) => exchange(values, []);
  return {
    async read(name) {
      const key = await dataKey();
      const sealed = await kept(() => get<unknown>(name, store));
      return sealed instanceof Uint8Array ? openJson(key, sealed, name) : null;
    },
    write: (name, value) => writeAll(new Map([[name, value]])),
    writeAll,
    exchange,
    remove: (names) => kept(() => delMany([...names], store)),
    names: (beginning) => kept(() => store('readonly', (objects) => promisifyRequest(objects.getAllKeys(IDBKeyRange.bound(beginning, `${beginning}\uffff`)))) as Promise<string[]>),
  };
}

async function kept<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Failure({ kind: 'storage-failed' }, { cause });
  }
}
