/**
 * What a person may let a fill do all the same, after being told what is the matter: once, and for the host that was
 * named.
 * @see guides: threats S-02, S-05
 * @module
 */

import type { Problem } from '../../core/problem.ts';
import type { FillConsent } from '../../messages/contract.ts';

export function isAllowed(problem: Extract<Problem, { kind: FillConsent['kind'] }>, allow: readonly FillConsent[]): boolean {
  return allow.some(({ kind, host }) => kind === problem.kind && host === problem.host);
}
