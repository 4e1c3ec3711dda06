/**
 * What our script in a web page may answer. The process of a hostile page can answer in its stead, so nothing of its
 * own wording gets through to a screen.
 * @see guides: threats S-12
 * @module
 */

import * as v from 'valibot';

import type { FieldAnswer, FillOutcome, PageLook, UndoOutcome } from '../../messages/contract.ts';

const role = v.picklist(['username', 'email', 'current-password', 'new-password', 'one-time-code', 'none']);
const roles = v.pipe(v.array(role), v.maxLength(1000));
const parts = v.pipe(v.array(v.union([role, v.literal('custom')])), v.maxLength(1000));
/** Nothing but an origin, as a browser writes it. */
const origin = v.pipe(v.string(), v.maxLength(2048), v.check((text) => /^https?:\/\//.test(text) && URL.parse(text)?.origin === text));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));
/** Kinds only: a problem that names a host or a login would be the page's own words. */
const problem = v.strictObject({ kind: v.picklist(['restricted-page', 'page-changed', 'no-fields', 'only-new-password', 'nothing-to-fill', 'locked', 'not-allowed', 'outdated', 'bug']) });
const fieldLength = v.nullable(v.pipe(v.number(), v.integer()));
/** The only text of a page that gets through; `core/password-rules.ts` makes characters and numbers of it. */
const fieldRules = v.object({ passwordRules: v.pipe(v.string(), v.maxLength(2000)), minLength: fieldLength, maxLength: fieldLength });
const look = v.object({
  origin: v.pipe(v.string(), v.maxLength(2048)),
  place: v.picklist(['open', 'no-fields', 'only-new-password']),
  roles,
  newPassword: v.nullable(fieldRules),
  custom: v.pipe(v.array(count), v.maxLength(500)),
  // Compared with names that we have; shown nowhere.
  typed: v.pipe(v.string(), v.maxLength(200)),
  focused: v.boolean(),
  sendsTo: v.nullable(origin),
  frames: v.pipe(v.array(origin), v.maxLength(10)),
  loading: v.boolean(),
});
/** What the page refused for another reason, e.g. its site, means that it is no longer the page that was chosen. */
const outcome = v.object({ filled: parts, problem: v.fallback(v.nullable(problem), { kind: 'page-changed' }) });

const undone = v.object({ restored: count });
/** Kept sealed, and shown to nobody but the page it came from. */
const field = v.object({ mark: v.nullable(v.pipe(v.string(), v.maxLength(200))) });

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

/** Null: no answer of our script. */
export function readUndone(reply: unknown): UndoOutcome | null {
  const read = v.safeParse(undone, reply);
  return read.success ? read.output : null;
}

/** Null: no answer of our script. */
export function readField(reply: unknown): FieldAnswer | null {
  const read = v.safeParse(field, reply);
  return read.success ? read.output : null;
}

const described = v.fallback(v.object({ address: v.pipe(v.string(), v.maxLength(8192)), origin: v.string(), around: v.array(v.string()) }), { address: '', origin: 'null', around: ['null'] });

/** What a document says of where it is. */
export function readDescribed(result: unknown): v.InferOutput<typeof described> {
  return v.parse(described, result);
}
