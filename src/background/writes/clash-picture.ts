/**
 * The one part that no history keeps: of two pictures that were chosen at the same time, the one that did not stay is kept
 * with the notice, until somebody takes it or dismisses it.
 * @see contracts: Passman §1.3
 * @module
 */

import { iconUrl, sameIcon } from '../../core/credential/read-icon.ts';
import { Failure } from '../../core/problem.ts';
import type { Written } from '../../messages/contract.ts';
import type { Entry } from './journal.ts';
import type { Sent } from './send.ts';
import type { Writes } from './writes.ts';

/** As `ClashNotice.picture`. */
export function pictureNotKept(entry: Entry, { clashes, replaced }: Sent): string | undefined {
  if (!clashes.includes('icon') || !('after' in entry)) return undefined;
  const other = entry.what !== 'move' && entry.yields ? entry.after.icon : replaced?.icon ?? entry.theirPicture;
  if (other === undefined) return undefined;
  return sameIcon(other, null) ? '' : iconUrl(other) ?? undefined;
}

/** Puts it in the place of the other. @throws {Failure} `gone` where there is no such notice, or no picture with it */
export async function takePicture(id: string, writes: Pick<Writes, 'notices' | 'editPart' | 'commit'>): Promise<Written> {
  const clash = (await writes.notices.clashes()).find((each) => each.id === id);
  if (clash?.picture === undefined) throw new Failure({ kind: 'gone', what: 'credential' });
  const write = await writes.editPart(clash.credential, { icon: clash.picture });
  const written: Written = write === null ? { state: 'saved', undo: null } : await writes.commit(write);
  await writes.notices.dismiss(id);
  return written;
}
