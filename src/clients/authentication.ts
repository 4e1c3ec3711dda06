/**
 * As whom a server is asked: the one place that decides what a request carries to prove it. One kind at a time, since
 * servers take the first that fits, or fall through to the next.
 * @see contracts: AppAPI §1, §2; SelfPrivacy §1
 * @module
 */

import { encodeBase64, encodeUtf8 } from '../core/bytes.ts';
import { Failure } from '../core/problem.ts';

/** A Nextcloud app's own way in: its secret opens every account, so the user is named beside it. */
export interface AppApiLogin {
  by: 'appapi';
  appId: string;
  appVersion: string;
  /** Of AppAPI itself, as the server's capabilities say it. */
  aaVersion: string;
  /** The user id, not the login name or an e-mail address. */
  userId: string;
  secret: string;
}

export type Authentication =
  | { by: 'nobody' }
  /** A person's login name with an app password. */
  | { by: 'basic'; loginName: string; password: string }
  | AppApiLogin
  /** A device's token on a SelfPrivacy server. */
  | { by: 'bearer'; token: string };

export const nobody: Authentication = { by: 'nobody' };

export function basic(loginName: string, password: string): Authentication {
  return { by: 'basic', loginName, password };
}

/** All headers that any kind of authentication may use, lower case. */
const authenticating = new Set(['authorization', 'authorization-app-api', 'ex-app-id', 'ex-app-version', 'aa-version', 'cookie']);
/** What can stand in a header as it is. */
const headerText = /^[\x21-\x7e]+$/;

/**
 * The headers that prove who asks.
 *
 * @throws Failure `bug` for a token, an app id or a version that no header can carry
 */
export function authenticationHeaders(who: Authentication): Record<string, string> {
  switch (who.by) {
    case 'nobody':
      return {};
    case 'basic':
      // Both parts as UTF-8, RFC 7617.
      return { Authorization: `Basic ${joined(who.loginName, who.password)}` };
    case 'bearer':
      return { Authorization: `Bearer ${asHeader(who.token)}` };
    case 'appapi':
      return {
        'AA-VERSION': asHeader(who.aaVersion),
        'EX-APP-ID': asHeader(who.appId),
        'EX-APP-VERSION': asHeader(who.appVersion),
        'AUTHORIZATION-APP-API': joined(who.userId, who.secret),
      };
  }
}

/** @throws Failure `bug` if a request's own headers would prove something too */
export function refuseSecondAuthentication(headers: Readonly<Record<string, string>>): void {
  if (Object.keys(headers).some((name) => authenticating.has(name.toLowerCase()))) throw new Failure({ kind: 'bug' });
}

function joined(name: string, secret: string): string {
  return encodeBase64(encodeUtf8(`${name}:${secret}`));
}

function asHeader(text: string): string {
  if (!headerText.test(text)) throw new Failure({ kind: 'bug' });
  return text;
}
