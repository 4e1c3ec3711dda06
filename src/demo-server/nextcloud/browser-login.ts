/**
 * What a person's browser asks for: login form, second factor, grant page of Login Flow v2.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { formOf } from '../http/ask.ts';
import { errorPage, json, redirect } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Doors } from './identity.ts';
import type { Flows } from './login-flow.ts';
import { donePage, expiredPage, grantPage, homePage, loginPage, secondFactorPage } from './login-pages.ts';
import { cookieLines } from './sessions.ts';
import type { Session } from './sessions.ts';

/** The code that every account with a second factor accepts. */
export const secondFactorCode = '123456';

interface Visit {
  ask: Ask;
  doors: Doors;
  flows: Flows;
  session: Session;
  /** `<origin><sub-path>/index.php` */
  entry: string;
}

type PageHandler = (visit: Visit) => Reply;

const pages: Readonly<Record<string, PageHandler>> = {
  'GET /login': showLogin,
  'POST /login': sendLogin,
  'GET /login/challenge': showChallenge,
  'POST /login/challenge': sendChallenge,
  'GET /login/v2/flow': showGrant,
  'GET /login/v2/grant': showGrant,
  'POST /login/v2/grant': sendGrant,
  'GET /login/v2/done': donePage,
  'GET /apps/dashboard': showHome,
  'GET ': ({ session, entry }) => redirect(session.userId === null ? `${entry}/login` : `${entry}/apps/dashboard/`),
};

/** Answers a page of the login, or nothing when the route isn't one. */
export function answerBrowserLogin(route: string, world: Omit<Visit, 'session' | 'entry'> & { base: string }): Reply | undefined {
  const { ask, doors, flows, base } = world;
  const entry = `${base}/index.php`;
  const loginToken = /^\/login\/v2\/flow\/([A-Za-z0-9]+)$/.exec(route)?.[1];
  const handler = loginToken !== undefined && ask.method === 'GET' ? openFlow(loginToken) : pages[`${ask.method} ${route.replace(/\/$/, '')}`];
  if (handler === undefined) return undefined;
  const session = doors.sessions.find(ask) ?? doors.sessions.create(null, '');
  const sent = formOf(ask).get('requesttoken');
  const reply = ask.method === 'POST' && sent !== session.requestToken
    ? json({ message: 'CSRF check failed' }, 412)
    : handler({ ask, doors, flows, session, entry });
  reply.headers['set-cookie'] = cookieLines(session, ask);
  return reply;
}

function openFlow(loginToken: string): PageHandler {
  return ({ ask, flows, session, entry }) => {
    if (flows.byLoginToken(loginToken, ask.now) === undefined) return expiredPage();
    session.flow = loginToken;
    return redirect(`${entry}/login/v2/flow?user=&direct=0`);
  };
}

function showGrant({ ask, doors, flows, session, entry }: Visit): Reply {
  const flow = session.flow === null ? undefined : flows.byLoginToken(session.flow, ask.now);
  if (flow === undefined) return expiredPage();
  const person = session.userId === null ? undefined : doors.people.find(session.userId);
  if (person === undefined) return redirectToLogin(entry, session);
  return grantPage({ action: `${entry}/login/v2/grant`, requestToken: session.requestToken }, flow.clientName, person.displayName);
}

function redirectToLogin(entry: string, session: Session): Reply {
  return session.waitingFor === null ? redirect(`${entry}/login`) : redirect(`${entry}/login/challenge`);
}

function sendGrant({ ask, doors, flows, session, entry }: Visit): Reply {
  const flow = session.flow === null ? undefined : flows.byLoginToken(session.flow, ask.now);
  const person = session.userId === null ? undefined : doors.people.find(session.userId);
  if (flow === undefined || person === undefined) return expiredPage();
  flows.grant(flow, doors.people, { person, loginName: session.loginName });
  session.flow = null;
  return redirect(`${entry}/login/v2/done`);
}

function showLogin({ session, entry }: Visit): Reply {
  return loginPage({ action: `${entry}/login`, requestToken: session.requestToken }, null);
}

function sendLogin({ ask, doors, session, entry }: Visit): Reply {
  const form = formOf(ask);
  const name = form.get('user') ?? '';
  if (doors.throttle.refuses(ask.now)) return errorPage(429, 'Too many requests', 'There were too many requests from your network. Retry later.');
  const proof = doors.people.prove(name, form.get('password') ?? '');
  if (proof.kind === 'wrong') {
    doors.throttle.fail(name, ask.now);
    return loginPage({ action: `${entry}/login`, requestToken: session.requestToken }, 'Wrong login or password.');
  }
  doors.throttle.succeed(name);
  session.loginName = name;
  if (proof.kind === 'second-factor-missing') {
    session.waitingFor = proof.person.userId;
    return redirect(`${entry}/login/challenge`);
  }
  return signIn(session, proof.person.userId, entry);
}

function signIn(session: Session, userId: string, entry: string): Reply {
  session.userId = userId;
  session.waitingFor = null;
  return redirect(session.flow === null ? `${entry}/apps/dashboard/` : `${entry}/login/v2/grant`);
}

function showChallenge({ session, entry }: Visit): Reply {
  if (session.waitingFor === null) return redirect(`${entry}/login`);
  return secondFactorPage({ action: `${entry}/login/challenge`, requestToken: session.requestToken }, null);
}

function sendChallenge({ ask, session, entry }: Visit): Reply {
  if (session.waitingFor === null) return redirect(`${entry}/login`);
  if (formOf(ask).get('challenge') !== secondFactorCode) {
    return secondFactorPage({ action: `${entry}/login/challenge`, requestToken: session.requestToken }, 'Wrong code.');
  }
  return signIn(session, session.waitingFor, entry);
}

function showHome({ doors, session, entry }: Visit): Reply {
  const person = session.userId === null ? undefined : doors.people.find(session.userId);
  return person === undefined ? redirect(`${entry}/login`) : homePage(person.displayName);
}
