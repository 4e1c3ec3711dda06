/**
 * The Nextcloud of the embedded cloud: from a request to the part that answers it, with what every answer carries.
 * @module
 */

import { E2eeApp } from '../e2ee/app.ts';
import { Tree } from '../files/tree.ts';
import type { Ask } from '../http/ask.ts';
import { originOf } from '../http/ask.ts';
import { errorPage, html, json, pageNotFound, wrongMethod } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { MeshSide } from '../mesh/mesh-side.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Personality } from '../mesh/personality.ts';
import { answerPassman } from '../passman/passman.ts';
import type { CloudState } from '../state.ts';
import { AppApi } from './app-api.ts';
import { answerBrowserLogin } from './browser-login.ts';
import { answerDav, answerPublicDav, davMaintenance } from './dav.ts';
import { identify } from './identity.ts';
import type { Doors, Identity } from './identity.ts';
import { Flows } from './login-flow.ts';
import { failure, ocsReply } from './ocs-reply.ts';
import { answerOcs } from './ocs.ts';
import { People } from './people.ts';
import { cookieLines, Sessions } from './sessions.ts';
import { status } from './status.ts';
import { Throttle } from './throttle.ts';
import { answerWipe } from './wipe.ts';

export interface NextcloudOptions {
  /** e.g. `/nextcloud`, or empty */
  subPath: string;
  prettyUrls: boolean;
  /** As other servers call it. */
  host: string;
  mesh: Mesh;
  personality: Personality;
}

export class Nextcloud {
  maintenance = false;
  passmanInstalled = true;
  readonly sessions = new Sessions();
  readonly throttle = new Throttle();
  readonly appApi = new AppApi();
  readonly people: People;
  readonly flows: Flows;
  readonly tree: Tree;
  readonly e2ee: E2eeApp;
  readonly mesh: MeshSide;
  readonly state: CloudState;
  readonly options: NextcloudOptions;

  constructor(state: CloudState, options: NextcloudOptions) {
    this.state = state;
    this.options = options;
    this.people = new People(state.people, state.appPasswords);
    this.flows = new Flows(state.flows);
    this.tree = new Tree(state.files);
    this.e2ee = new E2eeApp(this.tree);
    this.mesh = new MeshSide({ ...options, state: state.mesh, people: this.people, tree: this.tree });
  }

  answer(ask: Ask): Reply {
    const { subPath } = this.options;
    if (subPath !== '' && ask.path !== subPath && !ask.path.startsWith(`${subPath}/`)) return pageNotFound();
    const inside = { ...ask, path: ask.path.slice(subPath.length) || '/' };
    const identity = this.#identify(inside);
    // Whoever signs in has files, if only the folder for them.
    if (identity.kind === 'person') this.tree.home(identity.person.userId, ask.now);
    const reply = this.#route(inside, identity);
    return dress(reply, inside, identity, this.sessions);
  }

  /** `status.php` and the maintenance page come before any login. */
  #identify(ask: Ask): Identity {
    const withoutLogin = this.maintenance || ask.path === '/status.php' || ask.method === 'OPTIONS';
    return withoutLogin ? { kind: 'guest', session: undefined } : identify(ask, this.#doors());
  }

  #doors(): Doors {
    return { people: this.people, sessions: this.sessions, throttle: this.throttle, appApi: this.appApi };
  }

  #route(ask: Ask, identity: Identity): Reply {
    const base = originOf(ask) + this.options.subPath;
    if (ask.path === '/status.php') return status(this.e2ee.manner.nextcloud, this.maintenance);
    if (this.maintenance) return maintenanceReply(ask);
    const open = this.mesh.open(ask, base);
    if (open !== undefined) return open;
    if (/^\/ocs\/v[12]\.php(?:\/|$)/.test(ask.path)) return answerOcs(ask, identity, this, base);
    if (/^\/remote\.php\/(?:dav|webdav)(?:\/|$)/.test(ask.path)) return answerDav(ask, identity, { tree: this.tree, app: this.e2ee, mesh: this.mesh, subPath: this.options.subPath });
    if (ask.path.startsWith('/public.php/dav/files/')) return answerPublicDav(ask, { tree: this.tree, app: this.e2ee, subPath: this.options.subPath });
    const route = this.#entryRoute(ask.path);
    if (route === undefined) return html('<!DOCTYPE html>\n<title>404 Not Found</title><h1>Not Found</h1>\n', 404);
    if (identity.kind === 'refused') return json({ message: '' }, 401);
    if (identity.kind === 'throttled') return json({ message: 'Reached maximum delay' }, 429);
    return this.#index(route, ask, { identity, base });
  }

  /** What follows `/index.php`; without it only where pretty addresses are on, and for the start page. */
  #entryRoute(path: string): string | undefined {
    if (path === '/') return '';
    if (path === '/index.php' || path.startsWith('/index.php/')) return path.slice('/index.php'.length);
    return this.options.prettyUrls ? path : undefined;
  }

  #index(route: string, ask: Ask, { identity, base }: { identity: Identity; base: string }): Reply {
    if (route === '/login/v2') return ask.method === 'POST' ? this.flows.start(ask, base) : wrongMethod();
    if (route === '/login/v2/poll') return ask.method === 'POST' ? this.flows.poll(ask, base) : wrongMethod();
    if (route === '/core/wipe/check' && ask.method === 'POST') return answerWipe('check', ask, this.people);
    if (route === '/core/wipe/success' && ask.method === 'POST') return answerWipe('success', ask, this.people);
    if (this.passmanInstalled && route.startsWith('/apps/passman')) {
      return answerPassman(route.slice('/apps/passman'.length), ask, identity, { people: this.people.list, tables: this.state.passman, base });
    }
    const ofMesh = this.mesh.app(route, ask, identity, base);
    if (ofMesh !== undefined) return ofMesh;
    return answerBrowserLogin(route, { ask, doors: this.#doors(), flows: this.flows, base }) ?? pageNotFound();
  }
}

function maintenanceReply(ask: Ask): Reply {
  const reply = ask.path.startsWith('/ocs/') ? ocsReply(ask, failure(503, 'Service unavailable'))
    : ask.path.startsWith('/remote.php/') ? davMaintenance()
    : errorPage(503, 'Maintenance mode', 'This Nextcloud instance is currently in maintenance mode, which may take a while.');
  Object.assign(reply.headers, { 'x-nextcloud-maintenance-mode': '1', 'retry-after': '120' });
  return reply;
}

const security: Readonly<Record<string, string>> = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-cache, no-store, must-revalidate',
};
const pagePolicy = "default-src 'none'; base-uri 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'self'";
const answerPolicy = "default-src 'none';base-uri 'none';manifest-src 'self';frame-ancestors 'none'";

/** Adds what every answer of a Nextcloud carries; a Basic login gets a session cookie, like it or not. */
function dress(reply: Reply, ask: Ask, identity: Identity, sessions: Sessions): Reply {
  const isPage = reply.headers['content-type']?.includes('html') ?? false;
  const headers: Reply['headers'] = { ...security, 'content-security-policy': isPage ? pagePolicy : answerPolicy, ...reply.headers };
  if (identity.kind === 'person') {
    // Errors that never reach a controller don't name the user; see the recordings.
    if (!isPage) headers['x-user-id'] = identity.person.userId;
    if (identity.by !== 'session') headers['set-cookie'] = cookieLines(sessions.create(identity.person.userId, identity.loginName), ask);
  }
  return { ...reply, headers };
}
