/**
 * Login Flow v2: the person signs in on the server's own page and grants us an app password.
 *
 * Who opens the page, how often to ask and when to give up (20 minutes) is the caller's.
 * @see contracts: Nextcloud §8.1
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { nobody } from '../authentication.ts';
import { hostOf, send, type Server } from '../http.ts';
import { jsonOf } from '../refusal.ts';
import { readShape } from '../shapes.ts';

/** Where to ask whether access was granted. The token is a secret: it fetches the app password. */
export interface Poll {
  token: string;
  endpoint: string;
}

/** What the server says when a login begins. */
export interface BegunLogin {
  /** The page to open; of the server's own origin. */
  login: string;
  poll: Poll;
}

/** What the server hands out once access was granted. */
export interface GrantedLogin {
  /** What the server calls itself; a proxy may make that differ from what was typed. */
  server: string;
  /** May be an e-mail address: ask `whoAmI` for the user id. */
  loginName: string;
  appPassword: string;
}

const longUrl = v.pipe(v.string(), v.maxLength(4096));
const begun = v.object({ login: longUrl, poll: v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)), endpoint: longUrl }) });
const granted = v.object({
  server: longUrl,
  loginName: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  appPassword: v.pipe(v.string(), v.minLength(8), v.maxLength(1024)),
});

/**
 * @param deviceName - shown to the person and in their list of devices, where the browser lets us say it
 * @throws Failure `foreign-login-address` if the server sends people, or us, to another origin
 */
export async function beginLogin(server: Server, deviceName = 'Latchkey'): Promise<BegunLogin> {
  const stranger = { ...server, authentication: nobody };
  const answer = await send(stranger, { method: 'POST', path: '/index.php/login/v2', headers: { 'User-Agent': deviceName } });
  const { login, poll } = readShape(server, begun, jsonOf(server, answer));
  return { login: ownAddress(server, login), poll: { token: poll.token, endpoint: ownAddress(server, poll.endpoint) } };
}

/**
 * Asks once whether the person has granted access. The server answers this question once.
 *
 * @returns null while it has nothing to say; a flow that has expired looks the same
 */
export async function pollLogin(server: Server, poll: Poll): Promise<GrantedLogin | null> {
  const endpoint = new URL(ownAddress(server, poll.endpoint));
  const stranger = { ...server, server: endpoint.origin, authentication: nobody };
  const answer = await send(stranger, { method: 'POST', path: endpoint.pathname + endpoint.search, form: { token: poll.token } });
  if (answer.status === 404) return null;
  return readShape(server, granted, jsonOf(server, answer));
}

/**
 * Lets an address through if it has the server's own origin. One that differs only by saying http
 * (a proxy that the server doesn't know about) is corrected to https.
 */
function ownAddress(server: Server, address: string): string {
  const base = new URL(server.server);
  if (!URL.canParse(address)) throw new Failure({ kind: 'bad-answer', host: base.host, why: 'shape' });
  const url = new URL(address);
  if (url.protocol === 'http:' && base.protocol === 'https:') url.protocol = 'https:';
  if (url.origin !== base.origin || url.username !== '' || url.password !== '') throw new Failure({ kind: 'foreign-login-address', host: hostOf(server), to: url.host });
  return url.href;
}
