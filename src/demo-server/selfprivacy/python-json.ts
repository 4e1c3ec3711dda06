/**
 * JSON as Python writes it: a blank after each comma and colon, everything beyond ASCII as `\uXXXX`, a line end.
 * @module
 */

import type { Reply } from '../http/reply.ts';

export function pythonJson(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: `${written(value)}\n` };
}

/** Without blanks, as the check before the routes writes it. */
export function compactJson(value: unknown, status: number): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(value)}\n` };
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, inner]) => `${written(key)}: ${written(inner)}`).join(', ')}}`;
  return (JSON.stringify(value)).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
