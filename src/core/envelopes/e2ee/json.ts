/**
 * JSON of folders: read as if it meant harm, repaired where the web app has mistaken its letters, written canonically.
 * @see contracts: e2ee §3.6, §3.7
 * @module
 */

import { decodeLatin1, decodeUtf8 } from '../../bytes.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const deepest = 32;

/** Undefined where it isn't an object, or nested beyond reason. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isFlatterThan(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty where it is no text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** An object's own parts; none where PHP has made `[]` of an empty one. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Keys sorted by code unit, no blanks, nothing escaped that needn't be. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`;
}

/**
 * Texts that were decoded as Latin-1, one character a byte: those that are UTF-8 become what they say, the others are
 * what the web app wrote and stay.
 */
export function repairTexts(value: unknown): unknown {
  if (typeof value === 'string') return repaired(value);
  if (Array.isArray(value)) return value.map(repairTexts);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [repaired(key), repairTexts(inner)]));
}

function repaired(text: string): string {
  // An escaped letter beyond Latin-1 was never a byte.
  return /[^\0-\xff]/.test(text) ? text : decodeUtf8(decodeLatin1(text)) ?? text;
}

function isFlatterThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isFlatterThan(inner, depth - 1));
}
