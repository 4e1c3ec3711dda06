/**
 * The three questions of Nextcloud to an app that is registered by hand.
 * @see contracts: AppAPI §6
 * @module
 */

import { createServer, type Server } from 'node:http';

const answers: Readonly<Record<string, unknown>> = { 'GET /heartbeat': { status: 'ok' }, 'PUT /enabled': { error: '' } };

/** @param print - told each question, without its headers: they hold the secret */
export function exAppStub(print: (line: string) => void): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stub');
    const question = `${request.method ?? ''} ${pathname}`;
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    // `POST /init` counts as done when there is no such thing.
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
    print(question);
  });
}
