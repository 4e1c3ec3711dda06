/**
 * Puts the logins first whose name is typed in the page already.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Row } from '../../messages/contract.ts';

/** @param named - the best first; all others keep their order behind them */
export function byName(rows: readonly Row[], named: readonly CredentialId[]): readonly Row[] {
  if (named.length === 0) return rows;
  const first = named.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  return [...first, ...rows.filter((row) => !first.includes(row))];
}
