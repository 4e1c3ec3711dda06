/**
 * Files that the background has opened: read from the browser's private file system, saved, and closed again.
 * @module
 */

import type { OpenedFile } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';

/** Where the background puts them. */
const directory = 'opened';

/** Read from the disk as it is needed. Null: a lock has taken it away meanwhile. */
export async function contentOf({ opened }: OpenedFile): Promise<File | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await (await (await root.getDirectoryHandle(directory)).getFileHandle(opened)).getFile();
  } catch {
    return null;
  }
}

export async function close({ opened }: OpenedFile): Promise<void> {
  await send('closeFolderFile', { opened });
}

/** How long the browser has to copy it: at least a minute, and a second for each 10 MB. */
const copyingMs = (size: number): number => 60_000 + size / 10_000;

/** Hands it to the browser's downloads. Never under its own type: a page of somebody else's must not open as one of ours. */
export function save(file: OpenedFile, content: Blob): void {
  const url = URL.createObjectURL(content.slice(0, content.size, 'application/octet-stream'));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
    void close(file);
  }, copyingMs(file.size));
}
