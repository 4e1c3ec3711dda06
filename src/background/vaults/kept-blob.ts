/**
 * One sealed blob of a known shape. What lies there and doesn't fit it is put aside before anything takes its place:
 * another version may be able to read it.
 * @module
 */

import * as v from 'valibot';

import type { SealedBlobs } from './sealed-blobs.ts';

/** Behind the name of what was put aside. */
export const putAside = '~unread';

export interface KeptBlob<Value> {
  /** Null: there is none, or none that fits. @throws {Failure} `locked` */
  read: () => Promise<Value | null>;
  /** Resolves when it is on the disk. @throws {Failure} `locked`, `storage-failed` */
  write: (value: Value) => Promise<void>;
}

export function keptBlob<Schema extends v.GenericSchema>(blobs: Pick<SealedBlobs, 'read' | 'write'>, name: string, shape: Schema): KeptBlob<v.InferOutput<Schema>> {
  return {
    async read() {
      const found = v.safeParse(shape, await blobs.read(name));
      return found.success ? found.output : null;
    },
    async write(value) {
      const there = await blobs.read(name);
      // Beside it, so that it goes when all that begins with its name does.
      if (there !== null && !v.safeParse(shape, there).success) await blobs.write(name + putAside, there);
      await blobs.write(name, value);
    },
  };
}

/** Whether something lies there that can't be read; also what isn't sealed under our key. For what must not be taken for never known. */
export async function isUnread<Value>(blobs: Pick<SealedBlobs, 'names'>, name: string, kept: KeptBlob<Value>): Promise<boolean> {
  // In this order: what comes meanwhile is read, and is no loss.
  return (await blobs.names(name)).includes(name) && (await kept.read()) === null;
}
