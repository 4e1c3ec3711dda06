/**
 * What an answer that isn't the wished one means, in terms of {@link Problem}.
 * @module
 */

import { Failure, type Problem } from '../core/problem.ts';
import { hostOf, send, type Answer, type Ask, type Server } from './http.ts';

const appApiWindowSeconds = 30 * 60;

/** Sends a request that succeeds with JSON, or throws what went wrong. */
export async function sendForJson(server: Server, ask: Ask): Promise<unknown> {
  return jsonOf(server, await send(server, ask));
}

/**
 * The JSON of a success.
 *
 * @throws Failure for any other status, and for a success that isn't JSON (a sign-in page of a hotel)
 */
export function jsonOf(server: Server, answer: Answer): unknown {
  if (answer.status < 200 || answer.status > 299) throw new Failure(problemOf(server, answer));
  if (answer.json === undefined) throw new Failure({ kind: 'bad-answer', host: hostOf(server), why: 'not-json' });
  return answer.json;
}

/** For a JSON value that lacks what the contract promises. */
export function badShape(server: Server): Failure {
  return new Failure({ kind: 'bad-answer', host: hostOf(server), why: 'shape' });
}

/** @param answer - with a status outside 200–299 */
export function problemOf(server: Server, { status, headers, json }: Answer): Problem {
  const host = hostOf(server);
  switch (status) {
    case 401:
      return { kind: unauthorized(server, messageOf(json)), host };
    case 403:
      return { kind: 'forbidden', host };
    case 404:
      return { kind: 'not-found', host };
    case 429:
      return throttled(server, retryAfter(headers));
    case 503:
      return { kind: 'maintenance', host };
    default:
      return { kind: 'server-error', host, status };
  }
}

/** Too many tries. AppAPI counts by itself, and says for how long nowhere. @see contracts: AppAPI §2 */
export function throttled(server: Server, retryAfterSeconds: number | null = null): Problem {
  const otherwise = server.authentication.by === 'appapi' ? appApiWindowSeconds : null;
  return { kind: 'throttled', host: hostOf(server), retryAfterSeconds: retryAfterSeconds ?? otherwise };
}

/**
 * A wrong password and a revoked one are refused by name; a right one that is not enough (two-factor
 * is on) is treated as if nobody had signed in.
 */
function unauthorized(server: Server, message: string | null): 'wrong-login' | 'signed-out' | 'needs-login-flow' | 'forbidden' | 'app-refused' {
  if (message === passmansNo) return 'forbidden';
  if (server.authentication.by === 'appapi') return 'app-refused';
  if (server.refusal !== 'wrong-login') return 'signed-out';
  const { authentication } = server;
  if (message !== 'Current user is not logged in' || authentication.by !== 'basic') return 'wrong-login';
  return looksLikeAppPassword(authentication.password) ? 'wrong-login' : 'needs-login-flow';
}

/** Passman's own word for "you may read this, but not write", with status 401: the login is not in doubt. */
const passmansNo = 'Not authorized';

/** @param json - of an answer with status 401 */
export function isPassmansNo(json: unknown): boolean {
  return messageOf(json) === passmansNo;
}

/** The server's own text, for telling causes apart; never shown. */
function messageOf(json: unknown): string | null {
  const at = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined);
  const found = at(json, 'message') ?? at(json, 'msg') ?? at(at(at(json, 'ocs'), 'meta'), 'message');
  return typeof found === 'string' ? found : null;
}

/** The two shapes that Nextcloud makes: 72 letters and digits, or five groups of five to type. */
export function looksLikeAppPassword(password: string): boolean {
  return /^(?:[A-Za-z0-9]{72}|[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){4})$/.test(password);
}

/** Seconds; null for none, or for a date. */
function retryAfter(headers: Headers): number | null {
  const text = headers.get('Retry-After')?.trim() ?? '';
  return /^\d{1,7}$/.test(text) ? Number(text) : null;
}
