/**
 * What our script in a web page may answer. The process of a hostile page can answer in its stead, so nothing of its
 * own wording gets through to a screen.
 * @see guides: threats S-12
 * @module
 */

import * as v from 'valibot';

import type { FillOutcome, PageLook } from '../../messages/contract.ts';

const roles = v.pipe(v.array(v.picklist(['username', 'email', 'current-password', 'new-password', 'one-time-code', 'none'])), v.maxLength(1000));
/** Kinds only: a problem that names a host or a login would be the page's own words. */
const problem = v.strictObject({ kind: v.picklist(['restricted-page', 'page-changed', 'no-fields', 'only-new-password', 'nothing-to-fill', 'locked', 'not-allowed', 'outdated', 'bug']) });
const fieldLength = v.nullable(v.pipe(v.number(), v.integer()));
/** The only text of a page that gets through; `core/password-rules.ts` makes characters and numbers of it. */
const fieldRules = v.object({ passwordRules: v.pipe(v.string(), v.maxLength(2000)), minLength: fieldLength, maxLength: fieldLength });
const look = v.object({ origin: v.pipe(v.string(), v.maxLength(2048)), roles, newPassword: v.nullable(fieldRules) });
/** What the page refused for another reason, e.g. its site, means that it is no longer the page that was chosen. */
const outcome = v.object({ filled: roles, problem: v.fallback(v.nullable(problem), { kind: 'page-changed' }) });

/** Null: no answer of our script. */
export function readLook(reply: unknown): PageLook | null {
  const read = v.safeParse(look, reply);
  return read.success ? read.output : null;
}

/** Null: no answer of our script. */
export function readOutcome(reply: unknown): FillOutcome | null {
  const read = v.safeParse(outcome, reply);
  return read.success ? read.output : null;
}
