/**
 * One call of a Passman route, and PHP's rules for what a parameter becomes on its way into a column.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Person } from '../nextcloud/people.ts';
import type { Tables } from './tables.ts';

export interface Call {
  ask: Ask;
  /** What the path's placeholders held, decoded. */
  params: readonly string[];
  body: Readonly<Record<string, unknown>>;
  /** Empty on public routes. */
  userId: string;
  admin: boolean;
  people: readonly Person[];
  tables: Tables;
  /** Unix seconds. */
  seconds: number;
}

/** An uncaught exception of the real server: the client sees Nextcloud's 500 page. */
export class PhpError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'PhpError';
  }
}

/** Passman's "not found" of the JSON routes: an empty list. */
export const jsonNotFound = (): Reply => json([], 404);

/** A value for a text column that may not be null: numbers and booleans are stringified, the rest fails. */
export function phpText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  throw new PhpError('TypeError: must be of type string');
}

export function phpTextOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : phpText(value);
}

/** PHP's cast to int: fractions are cut, texts count as far as they are numbers, anything else is 0. */
export function phpInt(value: unknown): number {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return 0;
  const leading = Number.parseFloat(value);
  return Number.isFinite(leading) ? Math.trunc(leading) : 0;
}

export function phpIntOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : phpInt(value);
}

/** What PHP's `if ($value)` asks. */
export function phpTruthy(value: unknown): boolean {
  return Boolean(value) && value !== '0' && !(Array.isArray(value) && value.length === 0);
}

/** A placeholder that the real route casts to int; texts that aren't numbers fail there. */
export function idOf(text: string | undefined): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new PhpError('TypeError: must be of type int');
  return Number(text);
}

/** The n-th placeholder. A route without it is a mistake of its pattern. */
export function param(call: Call, at: number): string {
  const text = call.params[at];
  if (text === undefined) throw new Error('the route has no such placeholder');
  return text;
}
