/**
 * Invitations as they are handed over: read out of whatever a person pastes, and written down in two ways.
 *
 * The server to ask always comes from the invitation's own parameter or code, never from the host of a link: the page
 * that a link leads to ("where are you from?") may be anybody's.
 * @see contracts: ScienceMesh §2 (invite formats)
 * @module
 */

import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from '../bytes.ts';
import { readProvider, sameProvider, withoutPort, type ProviderRefusal } from './provider.ts';

/** A token that a server made, and the server that knows it. The token is a secret until it is used. */
export interface Invite {
  token: string;
  /** ASCII, with a port if there is one. */
  provider: string;
}

/** What was found: an invitation, or why there is none to follow. `own-server`: made by the very server that would accept it. */
export type InviteReading = { invite: Invite } | { refused: 'no-invite' | 'own-server' | ProviderRefusal };

export interface ReadingRules {
  /** The host of the account that would accept. Null: not known yet. */
  own: string | null;
  local?: 'refused' | 'allowed';
}

const longestText = 10_000;
/** Opaque to us; every known server makes UUIDs of version 4. */
const token = '[A-Za-z0-9._~-]{8,128}';
const code = new RegExp(`^(${token})@([^\\s@]+)$`);
const uuidCode = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}@[a-z0-9.-]+(?::\d{1,5})?/gi;
const link = /https?:\/\/[^\s<>"'`]+/gi;
const encoded = /[A-Za-z0-9+/_-]{32,400}={0,2}/g;

/**
 * Reads the first invitation in a text: a link, a code, either of them in base64 (both alphabets), with noise around.
 */
export function readInvite(text: string, rules: ReadingRules): InviteReading {
  let refused: InviteReading | null = null;
  for (const found of candidates(text.slice(0, longestText))) {
    const reading = judge(found, rules);
    if ('invite' in reading) return reading;
    refused ??= reading;
  }
  return refused ?? { refused: 'no-invite' };
}

/**
 * Whether a text holds what looks like an invitation, for a page that is only looked at: links with both parameters,
 * and codes that begin with a UUID.
 */
export function holdsInvite(text: string): boolean {
  const bare = text.slice(0, longestText);
  return [...bare.matchAll(link)].some(([address]) => (fromLink(address)?.host ?? '') !== '') || bare.search(uuidCode) >= 0;
}

/** For people: leads to a page of the inviter's server that asks where they are from. @param server - base address */
export function inviteLink({ token: secret, provider }: Invite, server: string): string {
  const query = new URLSearchParams({ token: secret, providerDomain: withoutPort(provider) });
  return `${server}/index.php/apps/contacts/wayf?${query.toString()}`;
}

/** To type or paste into the field of another program. */
export function inviteCode({ token: secret, provider }: Invite): string {
  return `${secret}@${withoutPort(provider)}`;
}

/** The code for programs that take it encoded only: base64 with padding, as Nextcloud's Contacts writes it. */
export function encodedInvite(invite: Invite): string {
  return encodeBase64(encodeUtf8(inviteCode(invite)));
}

interface Found { token: string; host: string }

function* candidates(text: string): Generator<Found> {
  const bare = text.trim();
  for (const [address] of bare.matchAll(link)) yield* some(fromLink(address));
  for (const word of bare.split(/[\s<>"'`(),;]+/)) yield* some(fromCode(word));
  for (const [word] of bare.matchAll(encoded)) yield* some(fromEncoded(word));
}

function* some(found: Found | null): Generator<Found> {
  if (found !== null) yield found;
}

function fromLink(address: string): Found | null {
  // What a sentence puts behind a link.
  const bare = address.replace(/[.,;:!?)\]}]+$/, '').replaceAll('&amp;', '&');
  if (!URL.canParse(bare)) return null;
  const url = new URL(bare);
  // A link inside an application of one page has its query behind the hash.
  const parameters = [url.searchParams, new URLSearchParams(url.hash.replace(/^#[^?]*\??/, ''))];
  for (const query of parameters) {
    const secret = query.get('token');
    const host = query.get('providerDomain') ?? query.get('provider');
    if (secret !== null && host !== null && new RegExp(`^${token}$`).test(secret)) return { token: secret, host };
  }
  return null;
}

function fromCode(word: string): Found | null {
  const bare = word.replace(/[.,;:!?)\]}]+$/, '');
  const [, secret, host] = code.exec(bare) ?? [];
  // An e-mail address looks the same: only a token that a server makes counts, long and with a digit.
  if (secret === undefined || host === undefined || secret.length < 16 || !/\d/.test(secret)) return null;
  return { token: secret, host };
}

function fromEncoded(word: string): Found | null {
  const standard = word.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const bytes = decodeBase64(standard);
  const inner = bytes === null ? null : decodeUtf8(bytes);
  if (inner === null || /[^\x21-\x7e]/.test(inner)) return null;
  return fromCode(inner) ?? fromLink(inner);
}

function judge(found: Found, { own, local }: ReadingRules): InviteReading {
  const reading = readProvider(found.host, local);
  if ('refused' in reading) return reading;
  if (own !== null && sameProvider(own, reading.provider)) return { refused: 'own-server' };
  return { invite: { token: found.token, provider: reading.provider } };
}
