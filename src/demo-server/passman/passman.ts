/**
 * Passman's router: which route, who may call it, and the answers that come before any route does.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { parametersOf } from '../http/ask.ts';
import { html, internalError, json, pageNotFound, redirect, wrongMethod } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { passesCsrfCheck } from '../nextcloud/identity.ts';
import type { Identity } from '../nextcloud/identity.ts';
import type { Person } from '../nextcloud/people.ts';
import { PhpError } from './call.ts';
import type { Call } from './call.ts';
import { routes } from './routes.ts';
import type { Route } from './routes.ts';
import { isSharingOn } from './settings.ts';
import type { Tables } from './tables.ts';

export interface PassmanWorld {
  people: readonly Person[];
  tables: Tables;
  /** Origin and sub-path of the Nextcloud. */
  base: string;
}

/** @param route - the path behind `/apps/passman` */
export function answerPassman(route: string, ask: Ask, identity: Identity, world: PassmanWorld): Reply {
  const isApi = route.startsWith('/api/v2/');
  if (ask.method === 'OPTIONS' && isApi) return preflight(ask);
  const found = routes.find((candidate) => candidate.method === ask.method && candidate.path.test(route));
  if (found === undefined) {
    // The catch-all for OPTIONS makes every unknown path of the API a known path with a wrong method.
    return isApi || routes.some((candidate) => candidate.path.test(route)) ? wrongMethod() : pageNotFound();
  }
  const reply = refusal(found, ask, identity, world) ?? run(found, callOf(found, route, ask, { identity, world }));
  if (isApi) reply.headers['access-control-allow-origin'] ??= ask.headers.origin ?? '*';
  return reply;
}

function refusal(route: Route, ask: Ask, identity: Identity, { tables, base }: PassmanWorld): Reply | undefined {
  if (route.open !== true) {
    if (identity.kind !== 'person') return notSignedIn(ask, base);
    const passes = passesCsrfCheck(ask, identity.session);
    if (!passes && route.guard === 'csrf') return json({ message: 'CSRF check failed' }, 412);
    if (!passes && identity.by === 'session' && route.guard === undefined) return json({ message: 'CORS requires basic auth' }, 401);
    if (route.admin === true && !identity.person.admin) return json({ message: 'Logged in account must be an admin' }, 403);
  }
  const { sharing } = route;
  if (sharing === undefined || sharing.needs.some((feature) => isSharingOn(tables, feature))) return undefined;
  const reply = json([]);
  Object.assign(reply.headers, { 'passman-sharing': 'disabled', 'passman-method': `ShareController.${sharing.method}` });
  return reply;
}

function notSignedIn(ask: Ask, base: string): Reply {
  return (ask.headers.accept ?? '').includes('html') ? redirect(`${base}/index.php/login`) : json({ message: 'Current user is not logged in' }, 401);
}

function callOf(found: Route, route: string, ask: Ask, { identity, world }: { identity: Identity; world: PassmanWorld }): Call {
  const person = identity.kind === 'person' ? identity.person : undefined;
  return {
    ask, params: (found.path.exec(route) ?? []).slice(1).map(decode), body: parametersOf(ask), userId: person?.userId ?? '', admin: person?.admin ?? false,
    people: world.people, tables: world.tables, seconds: Math.floor(ask.now / 1000),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function run(route: Route, call: Call): Reply {
  try {
    return route.answer(call);
  } catch (error) {
    if (error instanceof PhpError) return internalError();
    throw error;
  }
}

function preflight(ask: Ask): Reply {
  const reply = html('');
  Object.assign(reply.headers, {
    'access-control-allow-origin': ask.headers.origin ?? '*',
    'access-control-allow-methods': 'GET, POST, DELETE, PUT, PATCH, OPTIONS',
    'access-control-max-age': '86400',
    'access-control-allow-headers': 'Authorization, Content-Type, Accept',
    'access-control-allow-credentials': 'false',
  });
  return reply;
}
