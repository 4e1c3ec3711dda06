/**
 * REST as two families of servers give it: Flask up to 1.2, FastAPI in 2.x.
 * @see contracts: SelfPrivacy §1, §2
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import { Arguments } from './arguments.ts';
import { compactJson, pythonJson } from './python-json.ts';
import { Refused } from './refused.ts';
import type { Call, Route } from './route.ts';
import { routes } from './routes.ts';
import type { SelfPrivacyState, Token } from './state.ts';

const publicPaths = /^\/(?:api|auth\/new_device\/authorize|auth\/recovery_token\/use)/;
const notFoundPage = '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n';
const noOne: Token = { token: '', name: '', date: '' };

export function answerRest(ask: Ask, state: SelfPrivacyState): Reply {
  const refused = admitted(ask, state);
  if (refused !== null) return refused;
  if (ask.path === '/api/version' && ask.method === 'GET') return pythonJson({ version: state.version });
  if (ask.path === '/api/swagger.json' && state.family === 'flask') return pythonJson({}, 404);
  const path = ask.path === '/api/version' ? [] : routes.filter(([, pattern]) => pattern.test(ask.path));
  const isVersion = ask.path === '/api/version';
  if (path.length === 0 && !isVersion) return notFound(state);
  if (ask.method === 'OPTIONS') return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', allow: allowed(path, isVersion) }, body: '' };
  const route = path.find(([method]) => method === ask.method);
  if (route === undefined) return wrongMethod(state, allowed(path, isVersion));
  if (state.family === 'fastapi' && state.since('2.2.1') && ask.path.startsWith('/services/restic/')) return pythonJson({ detail: 'This endpoint is deprecated, please use GraphQL API' }, 410);
  return run(route, ask, state);
}

/** The check before the routes: null for who may go on. */
function admitted(ask: Ask, state: SelfPrivacyState): Reply | null {
  if (publicPaths.test(ask.path)) return null;
  const header = ask.headers.authorization;
  const say = (flask: string, fastapi: string): Reply => (state.family === 'flask' ? compactJson({ error: flask }, 401) : pythonJson({ detail: fastapi }, 401));
  if (header === undefined) return say('Missing Authorization header', 'Token not provided');
  return callerOf(header, state) === undefined ? say('Invalid token', 'Invalid token') : null;
}

function callerOf(header: string | undefined, state: SelfPrivacyState): Token | undefined {
  const said = (header ?? '').replace('Bearer ', '');
  return state.tokens.find(({ token }) => token === said);
}

function run([, pattern, answer]: Route, ask: Ask, state: SelfPrivacyState): Reply {
  try {
    // The calls about tokens look for the scheme themselves, and fall over one that isn't there.
    if (ask.path === '/auth/tokens' && ask.headers.authorization?.startsWith('Bearer ') !== true) throw new Refused(500, 'Internal Server Error', 'message');
    const call: Call = { state, arguments: new Arguments(ask), part: decodeURIComponent(pattern.exec(ask.path)?.[1] ?? ''), caller: callerOf(ask.headers.authorization, state) ?? noOne, now: ask.now };
    const { status = 200, json } = answer(call);
    return pythonJson(json, status);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refusal(error, state);
  }
}

function refusal({ status, says, key }: Refused, state: SelfPrivacyState): Reply {
  if (state.family === 'flask') return pythonJson(key === 'bare' ? says : { [key]: says }, status);
  if (typeof says === 'string') return pythonJson({ detail: says }, status);
  return pythonJson({ detail: Object.keys(says as object).map((name) => ({ loc: ['body', name], msg: 'field required', type: 'value_error.missing' })) }, 422);
}

function notFound(state: SelfPrivacyState): Reply {
  return state.family === 'flask' ? { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, body: notFoundPage } : pythonJson({ detail: 'Not Found' }, 404);
}

function wrongMethod(state: SelfPrivacyState, allow: string): Reply {
  const reply = state.family === 'flask' ? pythonJson({ message: 'The method is not allowed for the requested URL.' }, 405) : pythonJson({ detail: 'Method Not Allowed' }, 405);
  return { ...reply, headers: { ...reply.headers, allow } };
}

function allowed(path: readonly Route[], isVersion: boolean): string {
  const methods = isVersion ? ['GET'] : path.map(([method]) => method);
  return [...(methods.includes('GET') ? ['HEAD'] : []), ...methods, 'OPTIONS'].join(', ');
}
