/**
 * For tests: a server that gives the answers it was told to, and remembers what it was asked.
 * @module
 */

import { basic } from './authentication.ts';
import type { Server } from './http.ts';

/** One request, as a client made it. */
export interface Asked {
  url: string;
  init: RequestInit;
}

/** An answer, or what happens instead. */
export type Scripted = Response | Error | ((asked: Asked) => Response | Promise<Response>);

/** To be handed to a client in place of a real server. */
export interface FakeServer extends Server {
  /** In order. */
  asked: Asked[];
}

/** Answers in order; the last one again and again. */
export function fakeServer(...answers: Scripted[]): FakeServer {
  const asked: Asked[] = [];
  const last = answers.at(-1);
  return {
    server: 'https://cloud.example/nc',
    authentication: basic('alice', 'fake app password'),
    asked,
    fetch: async (input, init = {}) => {
      const request = { url: input instanceof Request ? input.url : String(input), init };
      asked.push(request);
      const answer = answers[asked.length - 1] ?? last;
      if (answer === undefined) throw new TypeError('no answer was scripted');
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(request) : answer.clone();
    },
  };
}

/** A JSON answer, as Nextcloud sends it. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers } });
}

/** The page that Nextcloud shows where it has no JSON for us. */
export function html(status = 200): Response {
  return new Response('<!DOCTYPE html><html><body>Internal Server Error</body></html>', { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' } });
}

/** The JSON that was sent with a request. */
export function sentJson(asked: Asked | undefined): unknown {
  return typeof asked?.init.body === 'string' ? JSON.parse(asked.init.body) : undefined;
}
