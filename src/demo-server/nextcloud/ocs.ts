/**
 * The OCS resources: capabilities, one's own account, app passwords, and the refusals for the rest.
 * @module
 */

import type { E2eeApp } from '../e2ee/app.ts';
import { answerShares } from '../files/shares.ts';
import type { Tree } from '../files/tree.ts';
import type { Ask } from '../http/ask.ts';
import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { AppApi } from './app-api.ts';
import type { MeshSide } from '../mesh/mesh-side.ts';
import { capabilities } from './capabilities.ts';
import { passesCsrfCheck } from './identity.ts';
import type { Identity } from './identity.ts';
import { failure, ocsReply, ok } from './ocs-reply.ts';
import type { OcsAnswer } from './ocs-reply.ts';
import type { AppPassword, People, Person } from './people.ts';
import { profile, sharees } from './profile.ts';

type SignedIn = Extract<Identity, { kind: 'person' }>;

const noSuchRoute = 'Invalid query, please check the syntax. API specifications are here: http://www.freedesktop.org/wiki/Specifications/open-collaboration-services.\n';

interface Parts { people: People; tree: Tree; e2ee: E2eeApp; appApi: AppApi; mesh: MeshSide }

/** @param base - origin and sub-path of this Nextcloud */
export function answerOcs(ask: Ask, identity: Identity, parts: Parts, base: string): Reply {
  const { people, e2ee, appApi } = parts;
  if (identity.kind === 'throttled') return ocsReply(ask, failure(429, 'Reached maximum delay'));
  if (identity.kind === 'refused') {
    const reply = ocsReply(ask, failure(997, 'Unauthorised'));
    reply.headers['www-authenticate'] = 'Basic realm="Authorisation Required"';
    return reply;
  }
  const route = ask.path.replace(/^\/ocs\/v[12]\.php/, '').replace(/\/$/, '');
  if (route === '/cloud/capabilities' && ask.method === 'GET') {
    const reply = ocsReply(ask, ok(capabilities({ base, version: e2ee.manner.nextcloud, withAppApi: appApi.installed }, identity.kind === 'person' ? appsOf(e2ee, identity.person) : null)));
    reply.headers.etag = `"${identity.kind === 'person' ? 'b49b90dcc3e56410ec0caf2b5d730be1' : '4008ca2a1889898bb8cc698d1979e4a4'}"`;
    return reply;
  }
  const toApp = appApi.installed ? answerAppApi(`${ask.method} ${route}`, ask, identity, parts) : undefined;
  if (toApp !== undefined) return ocsReply(ask, toApp);
  const resource = resources[`${ask.method} ${route}`];
  const ofApp = /^\/apps\/(?:end_to_end_encryption|files_sharing|notifications)\//.test(route);
  if (resource === undefined && !ofApp) return ocsReply(ask, failure(998, noSuchRoute));
  if (identity.kind !== 'person') {
    const open = identity.kind === 'guest' && passesCsrfCheck(ask, identity.session) ? e2ee.answer(ask, null) : undefined;
    return open ?? ocsReply(ask, failure(997, 'Current user is not logged in'));
  }
  if (!passesCsrfCheck(ask, identity.session)) return json({ message: 'CSRF check failed' }, 412);
  if (resource !== undefined) return ocsReply(ask, resource({ ask, identity, people }));
  const federated = parts.mesh.ocs(route, ask, identity.person, base);
  if (federated !== null) return ocsReply(ask, federated);
  const shares = answerShares({ ask, person: identity.person, people, tree: parts.tree });
  if (shares === undefined) return e2ee.answer(ask, identity) ?? ocsReply(ask, failure(998, noSuchRoute));
  const isList = route === '/apps/files_sharing/api/v1/shares' && ask.method === 'GET' && Array.isArray(shares.data);
  return ocsReply(ask, isList ? ok([...(shares.data as unknown[]), ...parts.mesh.outgoing(ask, identity.person)]) : shares);
}

function appsOf(e2ee: E2eeApp, person: Person): Record<string, object> {
  return e2ee.installed ? { 'end-to-end-encryption': e2ee.capability(person.userId) } : {};
}

/** AppAPI's own calls, which an app may make without a user. */
function answerAppApi(call: string, ask: Ask, identity: Identity, { people, appApi }: Parts): OcsAnswer | undefined {
  if (!call.startsWith('GET /apps/app_api/')) return undefined;
  const isApp = identity.kind === 'app' || (identity.kind === 'person' && identity.by === 'appapi');
  const app = appApi.apps.get(String(ask.headers['ex-app-id']));
  switch (call) {
    case 'GET /apps/app_api/ex-app/state': return isApp ? ok(app?.enabled === true ? 1 : 0) : failure(997, 'AppAPI authentication failed');
    case 'GET /apps/app_api/api/v1/users': return isApp ? ok(people.list.map(({ userId }) => userId).sort()) : failure(997, 'AppAPI authentication failed');
    case 'GET /apps/app_api/api/v1/ex-app/info': return identity.kind === 'person' ? ok([]) : failure(997, 'Current user is not logged in');
    default: return undefined;
  }
}

type Resource = (call: { ask: Ask; identity: SignedIn; people: People }) => OcsAnswer;

const resources: Readonly<Record<string, Resource>> = {
  'GET /cloud/user': ({ identity }) => ok(profile(identity.person)),
  'GET /cloud/users': ({ identity, people }) => identity.person.admin
    ? ok({ users: people.list.map((person) => person.userId) })
    : failure(403, 'Logged in account must be at least a sub admin'),
  'GET /core/getapppassword': ({ ask, identity, people }) => identity.by === 'basic' && identity.appPassword === null
    ? ok({ apppassword: people.issue(identity.person, identity.loginName, ask.headers['user-agent'] ?? 'unknown').token })
    : failure(403, 'You cannot request an new apppassword with an apppassword'),
  'POST /core/apppassword/rotate': ({ identity, people }) => withAppPassword(identity, (row) => {
    people.revoke(row.token);
    return ok({ apppassword: people.issue(identity.person, row.loginName, row.name).token });
  }),
  'DELETE /core/apppassword': ({ identity, people }) => withAppPassword(identity, (row) => {
    people.revoke(row.token);
    return ok([]);
  }),
  'GET /apps/files_sharing/api/v1/sharees': ({ ask, identity, people }) => ok(sharees(people.list, identity.person, ask.query.get('search') ?? '')),
};

function withAppPassword(identity: SignedIn, use: (row: AppPassword, person: Person) => OcsAnswer): OcsAnswer {
  return identity.appPassword === null ? failure(403, 'no app password in use') : use(identity.appPassword, identity.person);
}
