/**
 * Invitations that one server made, and what happens when another says that somebody has accepted one.
 * @see contracts: ScienceMesh §2 (invite-accepted), §3
 * @module
 */

import { parametersOf, type Ask } from '../http/ask.ts';
import { internalError, json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Person } from '../nextcloud/people.ts';
import { addContact, type StoredCard } from './address-book.ts';
import { emptyShares, type SharesState } from './federated-shares.ts';
import type { Personality } from './personality.ts';

/** Times are Unix seconds. */
export interface StoredInvite {
  token: string;
  userId: string;
  email: string | null;
  createdAt: number;
  expiredAt: number;
  acceptedAt: number | null;
  recipientProvider: string | null;
  recipientUserId: string | null;
}

/** What a server of the mesh remembers. */
export interface MeshState {
  invites: StoredInvite[];
  cards: StoredCard[];
  /** Whom an invitation brought together with whom, for the servers that keep no address book of it. */
  accepted: { userId: string; idp: string; opaqueId: string; name: string; email: string }[];
  shares: SharesState;
}

export const emptyMesh = (): MeshState => ({ invites: [], cards: [], accepted: [], shares: emptyShares() });

/** Who has accepted, as their server tells it. */
export interface Acceptance { recipientProvider: string; token: string; userID: string; email: string; name: string }

interface Host { personality: Personality; state: MeshState; people: readonly Person[] }

/** `POST {endPoint}/invite-accepted`: from server to server, nobody is signed in. */
export function inviteAccepted(ask: Ask, host: Host): Reply {
  const text = readTexts(parametersOf(ask));
  // It reads a spelling of its own; what the standard says makes it fail.
  const userID = host.personality === 'nextcloud-32' ? text('userId') : text('userID');
  if (host.personality === 'nextcloud-32' && userID === null) return internalError();
  const acceptance = { recipientProvider: text('recipientProvider'), token: text('token'), userID, email: text('email'), name: text('name') };
  if (!isWhole(acceptance)) return json({ message: 'Could not accept invite, user data is incomplete.' }, 404);
  return accept(acceptance, ask.now, host);
}

function accept(acceptance: Acceptance, now: number, { personality, state, people }: Host): Reply {
  const invite = state.invites.find(({ token }) => token === acceptance.token);
  const inviter = people.find(({ userId }) => userId === invite?.userId);
  if (invite === undefined || inviter === undefined) return refused(400, 'Invalid or non existing token');
  if (invite.acceptedAt !== null) return refused(409, 'Invite already accepted');
  if (invite.expiredAt * 1000 < now) return refused(400, 'Invitation expired');
  if (inviter.email === null) return refused(400, 'Invalid or non existing token');
  Object.assign(invite, { acceptedAt: Math.floor(now / 1000), recipientProvider: acceptance.recipientProvider, recipientUserId: acceptance.userID });
  remember(state, inviter.userId, { personality, idp: acceptance.recipientProvider, opaqueId: acceptance.userID, name: acceptance.name, email: acceptance.email });
  return json({ userID: inviter.userId, email: inviter.email, name: inviter.displayName });
}

/** Makes a contact where the server keeps them in an address book. @returns its file name */
export function remember(state: MeshState, userId: string, { personality, idp, opaqueId, name, email }: { personality: Personality; idp: string; opaqueId: string; name: string; email: string }): string {
  if (personality === 'contacts') return addContact(state.cards, userId, { name, email, cloudId: `${opaqueId}@${idp}` });
  state.accepted.push({ userId, idp, opaqueId, name, email });
  return '';
}

function readTexts(parameters: Readonly<Record<string, unknown>>): (key: string) => string | null {
  return (key) => {
    const value = parameters[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
}

function isWhole(acceptance: Record<keyof Acceptance, string | null>): acceptance is Acceptance {
  return Object.values(acceptance).every((value) => value !== null);
}

function refused(status: number, message: string): Reply {
  return json({ message, error: true }, status);
}
