/**
 * Files larger than memory, on their way: in the browser's private file system, until they are closed.
 *
 * What is written becomes a file only when it is committed: plaintext that isn't proven yet can be read by nobody. A
 * service worker has no synchronous access there; this needs none.
 * @see contracts: e2ee §3.4
 * @module
 */

import type { Bytes } from '../../core/bytes.ts';

export interface Growing {
  write: (bytes: Bytes) => Promise<void>;
  /** Now it can be read. */
  commit: () => Promise<void>;
  /** As if it had never been. */
  abort: () => Promise<void>;
}

export interface TemporaryFiles {
  create: (directory: Directory, name: string) => Promise<Growing>;
  /** Read from the disk, when it is read. Null: there is none. */
  read: (directory: Directory, name: string) => Promise<Blob | null>;
  remove: (directory: Directory, name: string) => Promise<void>;
  /** All of them, e.g. on lock. */
  clear: (directory: Directory) => Promise<void>;
}

/** `opened`: plaintext for a screen. `sealed`: ciphertext for a server. */
export type Directory = 'opened' | 'sealed';

/** @param root - e.g. `navigator.storage.getDirectory` */
export function privateFiles(root: () => Promise<FileSystemDirectoryHandle>): TemporaryFiles {
  const directory = async (name: Directory) => (await root()).getDirectoryHandle(name, { create: true });
  return {
    async create(where, name) {
      const within = await directory(where);
      const stream = await (await within.getFileHandle(name, { create: true })).createWritable();
      return {
        write: (bytes) => stream.write(bytes),
        commit: () => stream.close(),
        async abort() {
          await stream.abort();
          await removeQuietly(within, name);
        },
      };
    },
    async read(where, name) {
      try {
        return await (await (await directory(where)).getFileHandle(name)).getFile();
      } catch {
        return null;
      }
    },
    remove: async (where, name) => removeQuietly(await directory(where), name),
    async clear(where) {
      await (await root()).removeEntry(where, { recursive: true }).catch(() => undefined);
    },
  };
}

async function removeQuietly(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  // Gone already, or still being read: then it goes with the next sweep.
  await directory.removeEntry(name).catch(() => undefined);
}
