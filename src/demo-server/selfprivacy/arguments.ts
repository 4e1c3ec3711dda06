/**
 * A call's arguments as flask-restful reads them: from JSON, a form or the query alike.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { formOf } from '../http/ask.ts';
import { Refused } from './refused.ts';

const usualHelp = 'Missing required parameter in the JSON body or the post body or the query string';

export class Arguments {
  readonly #json: Readonly<Record<string, unknown>>;
  readonly #texts: URLSearchParams;

  constructor(ask: Ask) {
    this.#json = jsonOf(ask);
    this.#texts = new URLSearchParams([...formOf(ask), ...ask.query]);
  }

  /** A text that must be there; null passes for one, and numbers become one. */
  text(name: string, help = usualHelp): string {
    const value = this.#value(name);
    if (value === undefined) throw new Refused(400, { [name]: help }, 'message');
    return asText(value) ?? '';
  }

  /** Several of them at once: all that are missing are named. */
  texts(names: readonly string[]): string[] {
    const missing = names.filter((name) => this.#value(name) === undefined);
    if (missing.length > 0) throw new Refused(400, Object.fromEntries(missing.map((name) => [name, usualHelp])), 'message');
    return names.map((name) => this.text(name));
  }

  optionalText(name: string): string | null {
    const value = this.#value(name);
    return value === undefined ? null : asText(value);
  }

  optionalInteger(name: string, help: string): number | null {
    const value = this.optionalText(name);
    if (value === null) return null;
    if (!/^-?\d+$/.test(value)) throw new Refused(400, { [name]: help }, 'message');
    return Number(value);
  }

  /** Python's idea of truth: the text `false` is true. */
  optionalTruth(name: string): boolean | null {
    const value = this.#value(name);
    return value === undefined || value === null ? null : Boolean(value);
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#json, name) ? this.#json[name] : this.#texts.get(name) ?? undefined;
  }
}

/** Python's text of a value. */
function asText(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function jsonOf(ask: Ask): Record<string, unknown> {
  if (!(ask.headers['content-type'] ?? '').startsWith('application/json') || ask.body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(ask.body.toString('utf8'));
  } catch {
    throw new Refused(400, 'The browser (or proxy) sent a request that this server could not understand.', 'message');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(500, 'Internal Server Error', 'message');
  return value as Record<string, unknown>;
}
