/**
 * Login Flow v2: a client starts one, a person grants it in the browser, the client's poll is answered once.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { formOf, parametersOf } from '../http/ask.ts';
import { internalError, json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { randomText } from './people.ts';
import type { People, Person } from './people.ts';

/** From the start, until which a person may grant. */
const lifetimeMilliseconds = 20 * 60 * 1000;

export interface Flow {
  pollToken: string;
  loginToken: string;
  /** The User-Agent that started it: what the person is shown. */
  clientName: string;
  /** Unix milliseconds. */
  startedAt: number;
  granted: { loginName: string; appPassword: string } | null;
}

export class Flows {
  readonly #all: Flow[];

  constructor(all: Flow[]) {
    this.#all = all;
  }

  start(ask: Ask, base: string): Reply {
    const flow: Flow = { pollToken: randomText(128), loginToken: randomText(128), clientName: ask.headers['user-agent'] ?? 'unknown', startedAt: ask.now, granted: null };
    this.#all.push(flow);
    return json({ poll: { token: flow.pollToken, endpoint: `${base}/index.php/login/v2/poll` }, login: `${base}/index.php/login/v2/flow/${flow.loginToken}` });
  }

  /** Pending, unknown, expired and answered all look the same to a client: 404. */
  poll(ask: Ask, base: string): Reply {
    const token = formOf(ask).get('token') ?? parametersOf(ask)['token'] ?? ask.query.get('token');
    if (typeof token !== 'string') return internalError();
    const flow = this.#all.find((candidate) => candidate.pollToken === token && alive(candidate, ask.now));
    if (flow?.granted == null) return json([], 404);
    this.#all.splice(this.#all.indexOf(flow), 1);
    return json({ server: base, loginName: flow.granted.loginName, appPassword: flow.granted.appPassword });
  }

  byLoginToken(token: string, now: number): Flow | undefined {
    return this.#all.find((flow) => flow.loginToken === token && alive(flow, now));
  }

  /** Whichever token a test has at hand: the client's or the one in the browser's address. */
  byAnyToken(token: string, now: number): Flow | undefined {
    return this.#all.find((flow) => [flow.pollToken, flow.loginToken].some((own) => token.includes(own)) && alive(flow, now));
  }

  grant(flow: Flow, people: People, as: { person: Person; loginName: string }): void {
    flow.granted = { loginName: as.loginName, appPassword: people.issue(as.person, as.loginName, flow.clientName).token };
  }
}

function alive(flow: Flow, now: number): boolean {
  return now - flow.startedAt <= lifetimeMilliseconds;
}
