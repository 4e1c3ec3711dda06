/**
 * The six shapes in which SelfPrivacy servers refuse, made one problem.
 * @see contracts: SelfPrivacy §2
 * @module
 */

import { Failure, type Problem } from '../../core/problem.ts';
import { refusalOf } from '../../core/selfprivacy/refusals.ts';
import { hostOf, send, type Answer, type Ask, type Server } from '../http.ts';
import { badShape } from '../refusal.ts';

/** The official app's own value; enough for all that doesn't wait for other programs. */
const timeoutMs = 10_000;

/** The web server's own page while the API behind it is down: normal while the server rebuilds itself. */
export function restarting({ status }: Answer): boolean {
  return status === 502 || status === 503 || status === 504;
}

/**
 * One REST call.
 *
 * @returns the JSON of a success: an object, a list, a number or a text
 * @throws Failure `device-revoked`, `restarting`, `server-cannot`, `server-refused`, …
 */
export async function callRest(server: Server, ask: Ask): Promise<unknown> {
  const answer = await send(server, { timeoutMs, ...ask });
  if (answer.status !== 200 && answer.status !== 201) throw new Failure(refusedWith(server, answer));
  if (answer.json === undefined) throw new Failure({ kind: 'bad-answer', host: hostOf(server), why: 'not-json' });
  return answer.json;
}

/** @param answer - any but a success */
export function refusedWith(server: Server, answer: Answer): Problem {
  const host = hostOf(server);
  const { status, json } = answer;
  if (restarting(answer)) return { kind: 'restarting', host };
  if (status === 401) return { kind: 'device-revoked', host };
  const sentence = sentenceOf(json);
  // A page instead of JSON, or FastAPI's own words: there is no such call.
  const noSuchCall = status === 404 && (json === undefined || sentence === 'Not Found');
  if (status === 410 || status === 405 || noSuchCall) return { kind: 'server-cannot', host };
  const why = refusalOf(sentence);
  if (why === 'other' && status >= 500) return { kind: 'server-error', host, status };
  return { kind: 'server-refused', host, why };
}

/** The server's own words, for telling causes apart; never shown. */
function sentenceOf(json: unknown): string | null {
  if (typeof json === 'string') return json;
  if (typeof json !== 'object' || json === null) return null;
  const said: unknown = Reflect.get(json, 'error') ?? Reflect.get(json, 'message') ?? Reflect.get(json, 'detail');
  if (typeof said === 'string') return said;
  // `{field: help}` names an argument, `{message}` a failed pull, a list what FastAPI could not read.
  const inner: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'message') : null;
  return typeof inner === 'string' ? inner : null;
}

/** The token of an answer. @throws Failure `bad-answer` */
export function tokenIn(server: Server, json: unknown): string {
  const token: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'token') ?? Reflect.get(json, 'key') : null;
  if (typeof token !== 'string' || token === '' || token.length > 512) throw badShape(server);
  return token;
}

/** As many words as such a phrase has. @throws Failure `bad-answer` */
export function phraseIn(server: Server, json: unknown): string {
  const phrase = tokenIn(server, json);
  if (!/^[a-z]+(?: [a-z]+){11,23}$/.test(phrase)) throw badShape(server);
  return phrase;
}

/** A refused phrase is one that is wrong, used or over: the server doesn't say which. */
export async function forPhrase(server: Server, asked: Promise<unknown>): Promise<string> {
  try {
    return tokenIn(server, await asked);
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'server-refused' && error.problem.why === 'no-such-device') throw new Failure({ kind: 'wrong-phrase', host: hostOf(server) }, { cause: error });
    throw error;
  }
}

/** The day of a date in any of the forms that servers write. */
export function dayOf(date: unknown): string | null {
  return typeof date === 'string' && /^\d{4}-\d\d-\d\d/.test(date) ? date.slice(0, 10) : null;
}
