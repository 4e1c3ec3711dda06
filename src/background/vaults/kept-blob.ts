/**
 * One sealed blob of a known shape. What lies there and doesn't fit it is put aside before anything takes its place:
 * another version may be able to read it.
 * @module
 */

import * as v from 'valibot';

import type { SealedBlobs } from './sealed-blobs.ts';

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
      if (there !== null && !v.safeParse(shape, there).success) await blobs.write(`${name}~unread`, there);
      await blobs.write(name, value);
    },
  };
}
