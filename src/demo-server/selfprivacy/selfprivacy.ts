/**
 * The SelfPrivacy server of the embedded cloud: whatever is asked of `api.` and any domain.
 *
 * Its API stands behind a web server, which lets browsers keep answers for ten minutes, and answers alone while the
 * API is away. There is no CORS before 2.0.
 * @see contracts: SelfPrivacy §1
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import { answerGraphql } from './graphql.ts';
import { pythonJson } from './python-json.ts';
import { answerRest } from './rest.ts';
import { SelfPrivacyState, type SelfPrivacyOptions } from './state.ts';

export class SelfPrivacy {
  state: SelfPrivacyState;

  constructor(options?: SelfPrivacyOptions) {
    this.state = new SelfPrivacyState(options);
  }

  answer(ask: Ask): Reply {
    const { state } = this;
    state.settle(ask.now);
    if (ask.now < state.awayUntil) return badGateway;
    return this.#dress(this.#route(ask), ask);
  }

  #route(ask: Ask): Reply {
    const { state } = this;
    if (state.family !== 'flask' && ask.method === 'OPTIONS') return { status: 200, headers: { 'access-control-allow-methods': '*' }, body: 'OK' };
    if (state.family !== 'flask' && ask.path === '/graphql' && ask.method === 'POST') return answerGraphql(ask, state);
    if (state.family !== 'graphql') return answerRest(ask, state);
    return ask.path === '/api/version' ? pythonJson({ version: state.version }) : pythonJson({ detail: 'Not Found' }, 404);
  }

  #dress(reply: Reply, { method }: Ask): Reply {
    const kept = method === 'GET' && (reply.status === 200 || reply.status === 201);
    const headers = { 'strict-transport-security': 'max-age=31536000', ...(kept && { 'cache-control': 'max-age=600' }), ...(this.state.family !== 'flask' && { 'access-control-allow-origin': '*' }), ...reply.headers };
    return { ...reply, headers };
  }
}

const badGateway: Reply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
};
