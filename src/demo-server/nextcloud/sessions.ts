/**
 * Browser sessions: the cookies that Nextcloud sets on every answer, also on those to a Basic header.
 * @module
 */

import { cookiesOf } from '../http/ask.ts';
import type { Ask } from '../http/ask.ts';
import { randomText } from './people.ts';

const sessionCookie = 'oclatchkeydemo';
const mostSessions = 2000;

export interface Session {
  id: string;
  userId: string | null;
  loginName: string;
  /** A password was right, the second factor is still to come. */
  waitingFor: string | null;
  /** The login token of the flow that this browser is in. */
  flow: string | null;
  requestToken: string;
}

export class Sessions {
  readonly #all = new Map<string, Session>();

  find(ask: Ask): Session | undefined {
    return this.#all.get(cookiesOf(ask).get(sessionCookie) ?? '');
  }

  create(userId: string | null, loginName: string): Session {
    const session: Session = { id: randomText(26).toLowerCase(), userId, loginName, waitingFor: null, flow: null, requestToken: randomText(32) };
    this.#all.set(session.id, session);
    const [oldest] = this.#all.keys();
    if (this.#all.size > mostSessions && oldest !== undefined) this.#all.delete(oldest);
    return session;
  }

  end(session: Session): void {
    this.#all.delete(session.id);
  }

  clear(): void {
    this.#all.clear();
  }
}

/** The `Set-Cookie` lines of an answer that belongs to this session. */
export function cookieLines(session: Session, ask: Ask): string[] {
  const secure = ask.secure ? '; secure' : '';
  return [
    `${sessionCookie}=${session.id}; path=/${secure}; HttpOnly; SameSite=Lax`,
    `oc_sessionPassphrase=${session.requestToken}; path=/${secure}; HttpOnly; SameSite=Lax`,
    `nc_sameSiteCookielax=true; path=/; httponly${secure}; expires=Fri, 31-Dec-2100 23:59:59 GMT; SameSite=lax`,
    `nc_sameSiteCookiestrict=true; path=/; httponly${secure}; expires=Fri, 31-Dec-2100 23:59:59 GMT; SameSite=strict`,
  ];
}
