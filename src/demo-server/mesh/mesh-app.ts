/**
 * The `sciencemesh` app of 2022 and 2023 with a revad behind it, as far as a person's own client reaches it.
 * @see contracts: ScienceMesh §1 (routes of the app)
 * @module
 */

import { randomUUID } from 'node:crypto';
import { parametersOf, type Ask } from '../http/ask.ts';
import { errorPage, pageNotFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Person } from '../nextcloud/people.ts';
import type { Mesh } from './mesh.ts';
import { remember, type MeshState } from './invites.ts';

const directory = 'https://mesh.directory.example/iop/meshdir/';
const lifeSeconds = 24 * 3600;

export interface MeshAppCall {
  ask: Ask;
  person: Person;
  state: MeshState;
  mesh: Mesh;
  host: string;
  generation: 'mesh-2022' | 'mesh-2023';
  /** Whether revad answers. */
  revaUp: boolean;
}

/** @param route - behind `/apps/sciencemesh` */
export function answerMeshApp(route: string, call: MeshAppCall): Reply {
  const { ask, generation, revaUp } = call;
  if (route === '/invitations/generate' && ask.method === 'GET') return revaUp ? generate(call) : generation === 'mesh-2022' ? errorPage(500, 'Internal Server Error', 'cURL error') : text('Unexpected response from Reva', 500);
  if (route === '/contacts/users' && ask.method === 'GET') return revaUp ? users(call) : text('');
  if (route === '/contacts/accept' && ask.method === 'POST') return acceptance(call);
  return pageNotFound();
}

function generate({ ask, person, state, host }: MeshAppCall): Reply {
  const token = randomUUID();
  const now = Math.floor(ask.now / 1000);
  state.invites.push({ token, userId: person.userId, email: null, createdAt: now, expiredAt: now + lifeSeconds, acceptedAt: null, recipientProvider: null, recipientUserId: null });
  return text(`${directory}?token=${token}&providerDomain=${host}`);
}

function users({ person, state, generation }: MeshAppCall): Reply {
  const mine = state.accepted.filter(({ userId }) => userId === person.userId);
  if (generation === 'mesh-2022') {
    return text(JSON.stringify({ status: { code: 1, trace: '' }, accepted_users: mine.map(({ idp, opaqueId, name, email }) => ({ id: { idp: `https://${idp}`, opaque_id: opaqueId, type: 1 }, display_name: name, mail: email })) }));
  }
  return text(mine.length === 0 ? 'null' : JSON.stringify(mine.map(({ idp, opaqueId, name, email }) => ({ display_name: name, idp, user_id: opaqueId, mail: email }))));
}

/** The later generation says that it worked, whatever happened. */
function acceptance(call: MeshAppCall): Reply {
  const worked = call.revaUp && forwarded(call);
  if (call.generation === 'mesh-2023') return text('Accepted invite');
  if (!call.revaUp) return text('');
  return text(JSON.stringify(worked ? { message: 'Success' } : { code: 'INVALID_PARAMETER', message: 'invalid or non existing token' }));
}

/** revad-R asks revad-S, and both remember each other. */
function forwarded({ ask, person, state, mesh, host, generation }: MeshAppCall): boolean {
  const { token, providerDomain } = parametersOf(ask);
  const other = typeof providerDomain === 'string' && providerDomain !== host ? mesh.at(providerDomain) : undefined;
  if (other === undefined || typeof token !== 'string') return false;
  const body = JSON.stringify({ recipientProvider: host, token, userID: person.userId, email: person.email ?? '-', name: person.displayName });
  const answer = other.ask({ ...ask, method: 'POST', path: '/index.php/ocm/invite-accepted', headers: { 'content-type': 'application/json' }, body: Buffer.from(body) });
  if (answer.status !== 200) return false;
  const said = JSON.parse(answer.body.toString()) as { userID: string; email: string; name: string };
  remember(state, person.userId, { personality: generation, idp: other.host, opaqueId: said.userID, name: said.name, email: said.email });
  return true;
}

function text(body: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body };
}
