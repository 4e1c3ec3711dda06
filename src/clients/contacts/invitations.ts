/**
 * Invitations through the Contacts app of Nextcloud 33 and later: made, listed, revoked, accepted. Off unless the
 * administrator switched them on.
 * @see contracts: ScienceMesh §3
 * @module
 */

import * as v from 'valibot';

import { Failure, type InviteTrouble } from '../../core/problem.ts';
import { hostOf, segment, send, type Answer, type Ask, type Server } from '../http.ts';
import { problemOf } from '../refusal.ts';
import { integerOrZero, readItems, readShape, textOrEmpty } from '../shapes.ts';

/** An invitation that nobody has accepted yet. Times are Unix seconds. */
export interface OpenInvite {
  /** A secret: whoever has it may accept. */
  token: string;
  created: number;
  expires: number;
  /** Whom it was sent to; empty if it was handed over another way. */
  email: string;
}

/** `disabled`: the app is there, but its administrator has to switch invitations on. */
export type InviteSupport = 'enabled' | 'disabled' | 'absent';

const base = '/index.php/apps/contacts';
const tokenText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{8,128}$/));
const openInvite = v.object({ token: tokenText, createdAt: integerOrZero, expiredAt: integerOrZero, recipientEmail: textOrEmpty, accepted: v.fallback(v.unknown(), false) });
const made = v.object({ invite: v.pipe(v.string(), v.maxLength(4096)) });
const discovered = v.object({ inviteAcceptDialog: textOrEmpty });
const acceptedContact = v.object({ contact: textOrEmpty });

/** Whether invitations can be made and accepted here. */
export async function readInviteSupport(server: Server): Promise<InviteSupport> {
  const answer = await call(server, { method: 'GET', path: '/ocm/invitations' });
  if (answer.status === 200) return Array.isArray(answer.json) ? 'enabled' : 'absent';
  if (answer.status === 403) return 'disabled';
  if (answer.status === 404 || answer.status === 405) return 'absent';
  throw new Failure(problemOf(server, answer));
}

/** Those that are still open. */
export async function listInvites(server: Server): Promise<OpenInvite[]> {
  const answer = await succeed(server, { method: 'GET', path: '/ocm/invitations' });
  return readItems(server, openInvite, answer.json)
    .filter(({ accepted }) => accepted !== true && accepted !== 1)
    .map(({ token, createdAt, expiredAt, recipientEmail }) => ({ token, created: createdAt, expires: expiredAt, email: recipientEmail }));
}

/**
 * Makes one; it is good for 30 days. With an address the server mails it.
 *
 * @param note - goes into that mail
 * @returns its token
 */
export async function makeInvite(server: Server, { email, note }: { email: string; note: string }): Promise<string> {
  const answer = await succeed(server, { method: 'POST', path: '/ocm/invitations', json: { ...(email === '' ? {} : { email }), ...(note === '' ? {} : { message: note }) } });
  const { invite } = readShape(server, made, answer.json);
  return readShape(server, tokenText, invite.replace(/\/+$/, '').split('/').at(-1));
}

/** One that is gone already counts as revoked. */
export async function revokeInvite(server: Server, token: string): Promise<void> {
  const answer = await call(server, { method: 'DELETE', path: `/ocm/invitations/${segment(token)}` });
  if (answer.status !== 200 && answer.status !== 404) throw new Failure(troubleOf(server, answer));
}

/** Mails it once more, to the address that it was made for. */
export async function resendInvite(server: Server, token: string): Promise<void> {
  await succeed(server, { method: 'PATCH', path: `/ocm/invitations/${segment(token)}/resend` });
}

/** Gives an address to one that had none, and mails it. */
export async function mailInvite(server: Server, token: string, { email, note }: { email: string; note: string }): Promise<void> {
  await succeed(server, { method: 'PATCH', path: `/ocm/invitations/${segment(token)}/email`, json: { email, message: note } });
}

/**
 * Has the server accept somebody's invitation: it tells theirs our name, mail address and user id, and makes a contact.
 *
 * @param provider - the inviter's server, as the invitation names it
 * @returns the address of the new contact's page; empty where the server gave none
 */
export async function acceptInvite(server: Server, token: string, provider: string): Promise<string> {
  const answer = await succeed(server, { method: 'PATCH', path: `/ocm/invitations/${segment(token)}/accept`, json: { provider } });
  return readShape(server, acceptedContact, answer.json).contact;
}

/**
 * Has the server ask another one whether people there can accept invitations.
 *
 * @param provider - host, perhaps with a port
 * @throws Failure `invite` `disabled`, `throttled`, …
 */
export async function askThrough(server: Server, provider: string): Promise<boolean> {
  const answer = await call(server, { method: 'GET', path: `/discover?base=${segment(provider)}` });
  if (answer.status === 400 || answer.status === 404) return false;
  if (answer.status !== 200) throw new Failure(troubleOf(server, answer));
  return readShape(server, discovered, answer.json).inviteAcceptDialog !== '';
}

/** Without the header of OCS, Nextcloud refuses what comes from outside its own pages (412). */
function call(server: Server, ask: Ask): Promise<Answer> {
  return send(server, { ...ask, path: base + ask.path, headers: { 'OCS-APIRequest': 'true' } });
}

async function succeed(server: Server, ask: Ask): Promise<Answer> {
  const answer = await call(server, ask);
  if (answer.status !== 200) throw new Failure(troubleOf(server, answer));
  return answer;
}

function troubleOf(server: Server, answer: Answer): Failure['problem'] {
  const why = whyOf(answer);
  return why === null ? problemOf(server, answer) : { kind: 'invite', host: hostOf(server), why };
}

/** By the app's own code where it gives one, else by status; its sentences are matched only where it gives nothing else. */
const byCode: Readonly<Record<string, InviteTrouble>> = {
  ocm_invites_disabled: 'disabled', ocm_invite_already_accepted: 'used', ocm_invite_expired: 'expired',
  ocm_invite_already_has_email: 'has-address', ocm_invite_local_contact_create_failed: 'no-contact-made',
};

function whyOf({ status, json }: Answer): InviteTrouble | null {
  const read = v.safeParse(v.object({ code: textOrEmpty, message: textOrEmpty }), json);
  const { code, message } = read.success ? read.output : { code: '', message: '' };
  const coded = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (coded !== undefined) return coded;
  switch (status) {
    case 400:
      return of400(message);
    case 403:
      return 'disabled';
    case 404:
      return 'unknown';
    case 409:
      return /open invit|pending/i.test(message) ? 'invited-already' : 'used';
    case 410:
      return 'expired';
    case 422:
      return /mail/i.test(message) && !/profile|your/i.test(message) ? 'bad-address' : 'profile';
    case 502:
      return /mail/i.test(message) ? 'mail-failed' : 'remote-nonsense';
    default:
      return null;
  }
}

function of400(message: string): InviteTrouble {
  if (/mail address is required/i.test(message)) return 'address-needed';
  if (/own server|same server|yourself/i.test(message)) return 'own-server';
  if (/expired/i.test(message)) return 'expired';
  if (/provider/i.test(message)) return 'no-invites-there';
  return 'unknown';
}
