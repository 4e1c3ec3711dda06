/**
 * What is remembered of a folder, so that a server cannot show an older one as if it were the newest.
 * @see contracts: e2ee §3.5, §3.8; guides: threats S-33
 * @module
 */

import type { FolderContent } from '../../folders/content.ts';

/** Remembered of one folder: the highest counter seen, and the checksums of its keys. */
export interface FolderMemory { counter: number; keyChecksums: readonly string[] }

/** `unknown-key`: the key that opened it is not in its list. An empty list is let pass: some desktops forgot it. */
export type HistoryFault = 'rolled-back' | 'checksum-removed' | 'unknown-key';

/**
 * Compares a folder with what was remembered.
 *
 * @param checksum - of the key that opened it; null in a sub-folder, whose list means nothing
 * @returns null if all is well
 */
export function checkHistory({ counter, keyChecksums }: Pick<FolderContent, 'counter' | 'keyChecksums'>, checksum: string | null, memory: FolderMemory | null): HistoryFault | null {
  if (memory !== null && counter < memory.counter) return 'rolled-back';
  if (checksum === null) return null;
  const listed = keyChecksums ?? [];
  if (listed.length > 0 && !listed.includes(checksum)) return 'unknown-key';
  return memory !== null && !memory.keyChecksums.every((known, index) => listed[index] === known) ? 'checksum-removed' : null;
}

/** What to remember from now on. */
export function remember({ counter, keyChecksums }: Pick<FolderContent, 'counter' | 'keyChecksums'>, isRoot: boolean, memory: FolderMemory | null): { counter: number; keyChecksums: string[] } {
  return { counter: Math.max(counter, memory?.counter ?? 0), keyChecksums: isRoot ? [...keyChecksums ?? []] : [] };
}
