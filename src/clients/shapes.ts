/**
 * Small shapes that servers' answers are made of, as tolerant as PHP is careless.
 * @module
 */

import * as v from 'valibot';

import { isGuid } from '../core/ids.ts';
import { badShape } from './refusal.ts';
import type { Server } from './http.ts';

/** A number, also where a database driver made text of it. */
export const integer = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,15}$/), v.transform(Number))]),
  v.safeInteger(),
);
/** Null, too, for what is missing or no number. */
export const integerOrNull = v.fallback(v.nullable(integer), null);
/** Zero for what is missing or no number. */
export const integerOrZero = v.fallback(integer, 0);
/** PHP's idea of yes. */
export const flag = v.fallback(v.pipe(v.union([v.boolean(), integer]), v.transform((value) => value === true || (typeof value === 'number' && value !== 0))), false);
/** The server’s own ids: letters, digits and hyphens. */
export const guid = v.pipe(v.string(), v.guard(isGuid));
/** Empty for what is missing or no text. */
export const textOrEmpty = v.fallback(v.string(), '');
/** Null for what is missing or no text. */
export const textOrNull = v.fallback(v.nullable(v.string()), null);

/** @throws Failure `bad-answer` */
export function readShape<Schema extends v.GenericSchema>(server: Server, schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  // The schema's own error would quote what it read.
  if (!result.success) throw badShape(server);
  return result.output;
}

/**
 * The items of a list that can be read; one that cannot never hides the others.
 *
 * @throws Failure `bad-answer` if it is no list
 */
export function readItems<Schema extends v.GenericSchema>(server: Server, schema: Schema, value: unknown): v.InferOutput<Schema>[] {
  return listOf(server, value).flatMap((item) => {
    const result = v.safeParse(schema, item);
    return result.success ? [result.output] : [];
  });
}

/** A list as PHP writes it: one with gaps in its numbering becomes an object. @throws Failure `bad-answer` */
export function listOf(server: Server, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) return Object.values(value as object);
  throw badShape(server);
}
