/**
 * What waits to be sent, shown as if it had been.
 * @module
 */

import { mergeSealed } from '../../core/credential/replace.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf, type CredentialId } from '../../core/ids.ts';
import type { Entry } from './journal.ts';
import { holds } from './send.ts';

/** Records as they will be once the entries have been sent. @param only - entries about other credentials must not be among them */
export function overlaid(records: readonly SealedCredential[], entries: readonly Entry[], only?: CredentialId): SealedCredential[] {
  let shown = [...records];
  for (const entry of entries) {
    if (entry.what === 'create') {
      if (!holds(shown, entry.record)) shown.push(entry.record);
      continue;
    }
    const guid = only === undefined ? guidOf(entry.credential) : null;
    const isMeant = (record: SealedCredential) => guid === null || record.guid === guid;
    shown = entry.what === 'destroy'
      ? shown.filter((record) => !isMeant(record))
      : shown.map((record) => (isMeant(record) ? mergeSealed(entry.before, entry.after, record).record : record));
  }
  return shown;
}
