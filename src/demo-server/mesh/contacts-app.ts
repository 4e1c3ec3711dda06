/**
 * The Contacts app's routes for invitations (Nextcloud 33 and later).
 * @see contracts: ScienceMesh §3
 * @module
 */

import { randomUUID } from 'node:crypto';
import { parametersOf, type Ask } from '../http/ask.ts';
import { html, json, pageNotFound, wrongMethod } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Person } from '../nextcloud/people.ts';
import { remember, type MeshState, type StoredInvite } from './invites.ts';
import type { Mesh } from './mesh.ts';

const lifeSeconds = 30 * 24 * 3600;
const mostInAnHour = 60;

export interface ContactsCall {
  ask: Ask;
  person: Person;
  state: MeshState;
  mesh: Mesh;
  /** Origin and sub-path of this Nextcloud. */
  base: string;
  /** Whether an invitation may be made without an address. */
  optionalMail: boolean;
}

/** @param route - behind `/apps/contacts` */
export function answerContacts(route: string, call: ContactsCall): Reply {
  const { ask, state } = call;
  if (route === '/ocm/invitations') return ask.method === 'GET' ? list(call) : ask.method === 'POST' ? make(call) : wrongMethod();
  if (route === '/discover') return ask.method === 'GET' ? discover(call) : wrongMethod();
  const [, token = '', verb = ''] = /^\/ocm\/invitations\/([^/]+)(?:\/(resend|email|accept))?$/.exec(route) ?? [];
  if (token === '') return pageNotFound();
  const invite = state.invites.find((each) => each.token === token && each.userId === call.person.userId);
  if (verb === 'accept') return ask.method === 'PATCH' ? accept(token, call) : wrongMethod();
  if (verb === '' && ask.method === 'DELETE') {
    if (invite === undefined) return json({ message: 'Invite not found' }, 404);
    state.invites.splice(state.invites.indexOf(invite), 1);
    return json({ token });
  }
  if (ask.method !== 'PATCH' || verb === '') return wrongMethod();
  return invite === undefined ? json({ message: 'Invite not found' }, 404) : again(verb, invite, call);
}

function discover({ ask, mesh }: ContactsCall): Reply {
  const host = (ask.query.get('base') ?? '').replace(/^https:\/\//, '').replace(/\/.*$/, '').toLowerCase();
  if (host === '') return json({ message: 'The base is missing.' }, 400);
  if (mesh.at(host)?.takesInvites !== true) return json({ message: 'No invite accept dialog was found.' }, 404);
  const dialog = '/index.php/apps/contacts/ocm/invite-accept-dialog';
  return json({ base: `https://${host}`, inviteAcceptDialog: dialog, inviteAcceptDialogAbsolute: `https://${host}${dialog}`, providerDomain: host });
}

function list({ person, state }: ContactsCall): Reply {
  return json(state.invites.filter(({ userId, acceptedAt }) => userId === person.userId && acceptedAt === null).map(shown));
}

function shown({ token, userId, email, createdAt, expiredAt, acceptedAt, recipientProvider, recipientUserId }: StoredInvite): object {
  return { accepted: acceptedAt !== null, acceptedAt, createdAt, expiredAt, recipientEmail: email, recipientName: null, recipientProvider, recipientUserId, token, userId };
}

function make({ ask, person, state, base, optionalMail }: ContactsCall): Reply {
  const { email } = parametersOf(ask);
  const address = typeof email === 'string' && email !== '' ? email : null;
  if (address === null && !optionalMail) return json({ message: 'Email address is required.' }, 400);
  if (address !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return json({ message: 'The email address is not valid.' }, 422);
  const now = Math.floor(ask.now / 1000);
  const mine = state.invites.filter(({ userId }) => userId === person.userId);
  if (address !== null && mine.some((each) => each.email === address && each.acceptedAt === null)) return json({ message: 'An open invitation for this email address exists.' }, 409);
  if (mine.filter(({ createdAt }) => createdAt > now - 3600).length >= mostInAnHour) return json({ message: 'Too many requests' }, 429);
  const token = randomUUID();
  state.invites.push({ token, userId: person.userId, email: address, createdAt: now, expiredAt: now + lifeSeconds, acceptedAt: null, recipientProvider: null, recipientUserId: null });
  return json({ invite: `${base}/index.php/apps/contacts/ocm-invites/${token}` });
}

function again(verb: string, invite: StoredInvite, { ask }: ContactsCall): Reply {
  if (invite.acceptedAt !== null) return json({ code: 'ocm_invite_already_accepted', message: 'Invite was accepted already.' }, 409);
  if (invite.expiredAt * 1000 < ask.now) return json({ code: 'ocm_invite_expired', message: 'Invite has expired.' }, 410);
  if (verb === 'resend') return invite.email === null ? json({ message: 'The invite has no email address.' }, 422) : json(shown(invite));
  if (invite.email !== null) return json({ code: 'ocm_invite_already_has_email', message: 'The invite has an email address.' }, 409);
  const { email } = parametersOf(ask);
  if (typeof email !== 'string' || !email.includes('@')) return json({ message: 'The email address is not valid.' }, 422);
  invite.email = email;
  return json(shown(invite));
}

function accept(token: string, { ask, person, state, mesh, base }: ContactsCall): Reply {
  const { provider } = parametersOf(ask);
  const host = typeof provider === 'string' ? provider.replace(/^https:\/\//, '').replace(/\/.*$/, '').toLowerCase() : '';
  const own = new URL(base).hostname;
  if (host === '') return json({ message: 'The provider is missing or invalid.' }, 400);
  if (host.replace(/:\d+$/, '') === own) return json({ message: 'The provider is your own server.' }, 400);
  if (person.email === null || person.displayName === '') return json({ message: 'Your profile needs an email address and a display name.' }, 422);
  const other = mesh.at(host);
  if (other?.takesInvites !== true) return json({ message: 'The provider could not be discovered, or takes no invites.' }, 400);
  const answer = other.ask({ ...ask, method: 'POST', path: '/index.php/ocm/invite-accepted', body: Buffer.from(JSON.stringify({ recipientProvider: own, token, userID: person.userId, email: person.email, name: person.displayName })), headers: { 'content-type': 'application/json' } });
  const said = readJson(answer);
  if (answer.status === 409) return json({ message: 'The invite was accepted already.' }, 409);
  if (answer.status === 400 || answer.status === 404) return json({ message: said['message'] ?? 'Invalid or non existing token' }, 400);
  if (answer.status !== 200 || typeof said['userID'] !== 'string') return json({ message: 'The remote server answered nonsense.' }, 502);
  const file = remember(state, person.userId, { personality: 'contacts', idp: host, opaqueId: said['userID'], name: String(said['name']), email: String(said['email']) });
  return json({ contact: `${base}/index.php/apps/contacts/direct/contact/${file}` });
}

function readJson({ body }: Reply): Record<string, unknown> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The page that an invitation's link leads to: for people, and nothing that a client would read. */
export function whereAreYouFrom(): Reply {
  return html('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Where are you from?</title></head><body><main><h1>Where are you from?</h1></main></body></html>\n');
}
