/**
 * Gets the lock on a folder. It is never waited for: each refusal counts against everybody behind the same address.
 * @see contracts: e2ee §0.6, §3.8, §4.6
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { FolderAccount } from './folder-world.ts';

export interface Lock { folder: number; token: string; counter: number }

/** How far the server's counter may be ahead of the folder's: somebody locked it with a larger one and gave up. */
const jumps = [1, 2, 8, 64];

/**
 * @param counter - inside the folder, as it was just read
 * @param about - told of each counter before it is tried
 * @throws {Failure} `folder-refused`
 */
export async function lockFolder({ e2ee }: FolderAccount, folder: number, counter: number, about: (counter: number) => Promise<void>): Promise<Lock> {
  for (const jump of jumps) {
    const wanted = counter + jump;
    await about(wanted);
    try {
      return { folder, token: await e2ee.folders.lock(folder, wanted), counter: wanted };
    } catch (cause) {
      if (!isOutdated(cause) || jump === jumps.at(-1)) throw cause;
    }
  }
  throw new Failure({ kind: 'bug' });
}

/** App 1.17 and older fail altogether at a counter that is too low. @see contracts: e2ee §0.1 */
function isOutdated(cause: unknown): boolean {
  if (!(cause instanceof Failure)) return false;
  const { problem } = cause;
  return (problem.kind === 'folder-refused' && problem.why === 'outdated') || (problem.kind === 'server-error' && problem.status === 500);
}
