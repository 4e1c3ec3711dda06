/**
 * Who asks: the session's cookie first, then AppAPI's header, then the Basic one; in the order of Nextcloud's own login.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { AppApi } from './app-api.ts';
import type { AppPassword, People, Person } from './people.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

export type Identity =
  | { kind: 'guest'; session: Session | undefined }
  | { kind: 'person'; person: Person; loginName: string; appPassword: AppPassword | null; session: Session | undefined; by: 'session' | 'basic' | 'appapi' }
  /** An app that acts as nobody: a guest, but for AppAPI's own calls. */
  | { kind: 'app'; session: Session | undefined }
  /** The second factor is missing: a guest for everything but WebDAV, which says why. */
  | { kind: 'half'; session: Session | undefined }
  | { kind: 'refused' }
  /** `by`: whose failures were too many; WebDAV answers otherwise. */
  | { kind: 'throttled'; by: 'basic' | 'appapi' };

export interface Doors {
  people: People;
  sessions: Sessions;
  throttle: Throttle;
  appApi: AppApi;
}

export function identify(ask: Ask, doors: Doors): Identity {
  const { people, sessions } = doors;
  const session = sessions.find(ask);
  const signedIn = session?.userId ? people.find(session.userId) : undefined;
  if (session !== undefined && signedIn !== undefined && !takesOver(ask, session, doors)) {
    return { kind: 'person', person: signedIn, loginName: session.loginName, appPassword: null, session, by: 'session' };
  }
  return byAppApi(ask, session, doors) ?? byBasic(ask, session, doors);
}

/** WebDAV asks AppAPI first, and the browser's open session becomes the user that the app names. */
function takesOver(ask: Ask, session: Session, { appApi, people }: Doors): boolean {
  const proof = ask.path.startsWith('/remote.php/') ? appApi.prove(ask, people) : { kind: 'none' as const };
  if (proof.kind === 'person') session.userId = proof.person.userId;
  return proof.kind === 'person';
}

/** Undefined where it doesn't pass: other ways are tried then. */
function byAppApi(ask: Ask, session: Session | undefined, { appApi, people }: Doors): Identity | undefined {
  const proof = appApi.prove(ask, people);
  switch (proof.kind) {
    case 'none': case 'failed': return undefined;
    case 'throttled': return { kind: 'throttled', by: 'appapi' };
    case 'app': return { kind: 'app', session };
    case 'person': return { kind: 'person', person: proof.person, loginName: proof.person.userId, appPassword: null, session, by: 'appapi' };
  }
}

function byBasic(ask: Ask, session: Session | undefined, { people, throttle }: Doors): Identity {
  const basic = basicOf(ask);
  if (basic === undefined) return { kind: 'guest', session };
  if (throttle.refuses(ask.now)) return { kind: 'throttled', by: 'basic' };
  const proof = people.prove(basic.name, basic.secret);
  switch (proof.kind) {
    case 'wrong':
      throttle.fail(basic.name, ask.now);
      return { kind: 'refused' };
    case 'second-factor-missing':
      return { kind: 'half', session };
    case 'password':
    case 'app-password':
      throttle.succeed(basic.name);
      return { kind: 'person', person: proof.person, loginName: proof.loginName, appPassword: proof.kind === 'app-password' ? proof.row : null, session, by: 'basic' };
  }
}

/** Name and secret of a Basic header, UTF-8 inside the base64. */
function basicOf(ask: Ask): { name: string; secret: string } | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(ask.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const cut = decoded.indexOf(':');
  return cut < 0 ? undefined : { name: decoded.slice(0, cut), secret: decoded.slice(cut + 1) };
}

/** Nextcloud takes a request for its own page's when it carries the session's token, or the OCS header. */
export function passesCsrfCheck(ask: Ask, session: Session | undefined): boolean {
  // Any value but none: PHP takes an empty header for a missing one.
  if ((ask.headers['ocs-apirequest'] ?? '') !== '') return true;
  return session !== undefined && ask.headers.requesttoken === session.requestToken;
}
