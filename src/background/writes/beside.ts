/**
 * What is kept in the step in which the journal forgets a write that was sent.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import { choreBeside } from '../chores/chore.ts';
import { clashOf } from './clashes.ts';
import type { Entry } from './journal.ts';
import type { Sent } from './send.ts';

/**
 * Names of blobs and what they hold: what it clashed with, and that the files of what was destroyed go too. Only now:
 * had the server refused, it would be there without them.
 * @param as.at - milliseconds since 1970
 */
export function besideOf(entry: Entry, sent: Sent, { id, at }: { id: CredentialId; at: number }): [string, unknown][] {
  const beside = clashOf(entry, sent, id);
  if (entry.what === 'destroy' && entry.files.length > 0) beside.push(choreBeside({ do: 'remove-files', fileIds: entry.files, unnamed: true }, { credential: id, at }));
  return beside;
}
