/**
 * OCS answers: one envelope, written as JSON or as XML, for the two entry points v1.php and v2.php.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { phpJson } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

/** What a resource says, before the entry point and the format are applied. */
export interface OcsAnswer {
  /** 200, or the OCS code of a failure: 403, 404, 997 (not signed in), 998 (no such route), 429, 503. */
  code: number;
  message: string;
  data: unknown;
}

export const ok = (data: unknown): OcsAnswer => ({ code: 200, message: 'OK', data });
export const failure = (code: number, message: string): OcsAnswer => ({ code, message, data: [] });

const httpStatus: Readonly<Record<number, number>> = { 997: 401, 998: 404 };

export function ocsReply(ask: Ask, answer: OcsAnswer): Reply {
  const first = ask.path.startsWith('/ocs/v1.php');
  const succeeded = answer.code === 200;
  const meta: Record<string, unknown> = { status: succeeded ? 'ok' : 'failure', statuscode: first && succeeded ? 100 : answer.code, message: answer.message };
  if (first) Object.assign(meta, { totalitems: '', itemsperpage: '' });
  const wanted = httpStatus[answer.code] ?? answer.code;
  // The first version speaks HTTP only where a browser must act on it.
  const status = first && wanted !== 401 && wanted !== 429 && wanted !== 503 ? 200 : wanted;
  if (ask.query.get('format') === 'json') {
    return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: phpJson({ ocs: { meta, data: answer.data } }) };
  }
  const body = `<?xml version="1.0"?>\n<ocs>\n${xmlOf({ meta, data: answer.data }, 1)}</ocs>\n`;
  return { status, headers: { 'content-type': 'application/xml; charset=utf-8' }, body };
}

/** Lists and numeric keys become `<element>`; false and empty texts `<a></a>`; null and empty lists `<a/>`. */
function xmlOf(value: object, depth: number): string {
  const pad = ' '.repeat(depth);
  return Object.entries(value).map(([key, inner]: [string, unknown]) => {
    if (key.startsWith('$')) return `${pad}<!--${String(inner)}-->\n`;
    const name = /^\d+$/.test(key) ? 'element' : key;
    if (inner === null) return `${pad}<${name}/>\n`;
    if (typeof inner === 'object') {
      return Object.keys(inner).length === 0 ? `${pad}<${name}/>\n` : `${pad}<${name}>\n${xmlOf(inner, depth + 1)}${pad}</${name}>\n`;
    }
    return `${pad}<${name}>${escapeXml(phpText(inner))}</${name}>\n`;
  }).join('');
}

function phpText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
