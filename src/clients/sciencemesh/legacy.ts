/**
 * Invitations through the `sciencemesh` app of 2022 and 2023 (Nextcloud 28 and before). It answers in plain text, and
 * says "accepted" whatever happened: who accepts reads the list of people before and after.
 * @see contracts: ScienceMesh §1 (routes of the app)
 * @module
 */

import * as v from 'valibot';

import { readInvite, type Invite } from '../../core/people/invite.ts';
import { Failure } from '../../core/problem.ts';
import { hostOf, send, type Answer, type Ask, type Server } from '../http.ts';
import { badShape, problemOf } from '../refusal.ts';
import { readHostileJson } from '../body.ts';
import { textOrEmpty } from '../shapes.ts';

/** Somebody whose invitation was accepted, or who accepted ours. */
export interface MeshPerson { user: string; provider: string; name: string; email: string }

const base = '/index.php/apps/sciencemesh';
const person2022 = v.object({ id: v.object({ idp: v.string(), opaque_id: v.string() }), display_name: textOrEmpty, mail: textOrEmpty });
const person2023 = v.object({ idp: v.string(), user_id: v.string(), display_name: textOrEmpty, mail: textOrEmpty });

/** Whether the app is there. */
export async function hasMesh(server: Server): Promise<boolean> {
  const answer = await call(server, { method: 'GET', path: '/contacts/users' });
  if (answer.status === 404 || answer.status === 405) return false;
  if (answer.status !== 200) throw new Failure(problemOf(server, answer));
  return people(server, answer) !== null;
}

/** Everybody that an invitation has brought together with this person. */
export async function listPeople(server: Server): Promise<MeshPerson[]> {
  const answer = await call(server, { method: 'GET', path: '/contacts/users' });
  if (answer.status !== 200) throw new Failure(problemOf(server, answer));
  const found = people(server, answer);
  if (found === null) throw badShape(server);
  return found;
}

/** Makes an invitation; it is good for a day. @throws Failure `invite` `mesh-down` if the mesh's own server is down */
export async function makeMeshInvite(server: Server): Promise<Invite> {
  const answer = await call(server, { method: 'GET', path: '/invitations/generate' });
  if (answer.status >= 500) throw new Failure({ kind: 'invite', host: hostOf(server), why: 'mesh-down' });
  if (answer.status !== 200) throw new Failure(problemOf(server, answer));
  const reading = readInvite(textOf(answer), { own: null, local: 'allowed' });
  if (!('invite' in reading)) throw new Failure({ kind: 'invite', host: hostOf(server), why: 'mesh-down' });
  return reading.invite;
}

/** Sends it off. What comes back says nothing: whether it worked shows in {@link listPeople}. */
export async function acceptMeshInvite(server: Server, { token, provider }: Invite): Promise<void> {
  const answer = await call(server, { method: 'POST', path: '/contacts/accept', form: { providerDomain: provider, token } });
  if (answer.status >= 500) throw new Failure({ kind: 'invite', host: hostOf(server), why: 'mesh-down' });
  if (answer.status !== 200) throw new Failure(problemOf(server, answer));
}

function call(server: Server, ask: Ask): Promise<Answer> {
  return send(server, { ...ask, path: base + ask.path, headers: { 'OCS-APIRequest': 'true', 'Accept': 'text/plain, application/json' }, answerIs: 'text' });
}

function textOf({ json }: Answer): string {
  return typeof json === 'string' ? json : '';
}

/** Both generations; nobody is the word `null`, or nothing at all. */
function people(server: Server, answer: Answer): MeshPerson[] | null {
  const text = textOf(answer).trim();
  if (text === '' || text === 'null') return [];
  const value = readHostileJson(text, hostOf(server));
  const of2022 = v.safeParse(v.object({ accepted_users: v.nullish(v.array(v.unknown())) }), value);
  if (of2022.success && !Array.isArray(value)) return (of2022.output.accepted_users ?? []).flatMap(from2022);
  return Array.isArray(value) ? value.flatMap(from2023) : null;
}

function from2022(value: unknown): MeshPerson[] {
  const read = v.safeParse(person2022, value);
  return read.success ? [{ user: read.output.id.opaque_id, provider: hostIn(read.output.id.idp), name: read.output.display_name, email: read.output.mail }] : [];
}

function from2023(value: unknown): MeshPerson[] {
  const read = v.safeParse(person2023, value);
  return read.success ? [{ user: read.output.user_id, provider: hostIn(read.output.idp), name: read.output.display_name, email: read.output.mail }] : [];
}

/** An identity provider is named by an address or by its host. */
function hostIn(idp: string): string {
  return URL.canParse(idp) && /^https?:/.test(idp) ? new URL(idp).host : idp.replace(/[/?#].*$/s, '').toLowerCase();
}
