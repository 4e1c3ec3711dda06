/**
 * One request to a server, and its answer as data. Every client goes through here.
 *
 * Never sends a cookie, never follows a redirect, never waits for ever, never reads without a limit.
 * @module
 */

import { Failure, type Problem } from '../core/problem.ts';
import { authenticationHeaders, refuseSecondAuthentication, type Authentication } from './authentication.ts';
import { readBody, readHostileJson } from './body.ts';

/** A server, and as whom we ask it. */
export interface Server {
  /** Base address without a trailing slash. */
  server: string;
  authentication: Authentication;
  fetch: typeof globalThis.fetch;
  /** What a 401 means: at sign-in that the login is wrong; later (as if left out) that it was revoked. */
  refusal?: 'wrong-login' | 'signed-out';
}

/** One request. */
export interface Ask {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the base address, with its leading slash. Build variable parts with {@link segment}. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** JSON text in parts, for what is too long for one. */
  jsonParts?: readonly string[];
  /** Sent as a form. */
  form?: Record<string, string>;
  /** `text`: the answer's `json` is its body as it came, in one string. Left out: JSON. */
  answerIs?: 'text';
  /** For everything, the body included. */
  timeoutMs?: number;
  /** Bytes of the answer; an ordinary limit unless told. */
  largest?: number;
  /** Told how many bytes of a success have come. */
  progress?: (bytes: number) => void;
}

/** What came back, whatever its status. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Undefined where the body isn't JSON. */
  json: unknown;
}

/** For everything but what makes the server decrypt a whole vault or a file. */
export const ordinaryTimeoutMs = 30_000;
/** A small computer decrypts its copy of a vault first: 28 s were seen for 257 items. */
export const patientTimeoutMs = 60_000;
const largestAnswer = 32 * 1024 * 1024;
const largestRefusal = 256 * 1024;

/** Host with port: how problems name a server. */
export function hostOf(server: Server): string {
  return new URL(server.server).host;
}

/**
 * One part of a path, whatever a server or a person put into it.
 *
 * @throws Failure `bug` for `.` and `..`, which no encoding keeps from climbing
 */
export function segment(text: string | number): string {
  const part = encodeURIComponent(text);
  if (part === '' || part === '.' || part === '..') throw new Failure({ kind: 'bug' });
  return part;
}

/**
 * Sends one request. Any status is an answer; `refusal.ts` says what it means.
 *
 * @throws Failure `unreachable`, `timeout`, `cut-off`, `redirected`, or `bad-answer` for a success that
 *   is too large or too deep
 */
export async function send(server: Server, ask: Ask): Promise<Answer> {
  const host = hostOf(server);
  const signal = AbortSignal.timeout(ask.timeoutMs ?? ordinaryTimeoutMs);
  const headers = headersOf(server, ask);
  const response = await reach(server, ask, { headers, signal }).catch((cause: unknown) => {
    throw new Failure({ kind: signal.aborted ? 'timeout' : 'unreachable', host }, { cause });
  });
  refuseRedirect(server, response);
  const { status, headers: answered } = response;
  try {
    const text = await readBody(response, host, response.ok ? { limit: ask.largest ?? largestAnswer, progress: ask.progress } : { limit: largestRefusal });
    return { status, headers: answered, json: text === null ? undefined : ask.answerIs === 'text' ? text : readHostileJson(text, host) };
  } catch (cause) {
    // What stands in an error page doesn't matter: its status says enough.
    if (!response.ok && !signal.aborted) return { status, headers: answered, json: undefined };
    if (cause instanceof Failure) throw cause;
    throw new Failure({ kind: signal.aborted ? 'timeout' : 'cut-off', host }, { cause });
  }
}

function headersOf({ authentication }: Server, ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...ask.headers };
  refuseSecondAuthentication(headers);
  return Object.assign(headers, authenticationHeaders(authentication));
}

async function reach({ server, fetch }: Server, ask: Ask, { headers, signal }: { headers: Record<string, string>; signal: AbortSignal }): Promise<Response> {
  const init: RequestInit = {
    method: ask.method,
    headers,
    signal,
    // With cookies, the server would answer as the browser's own session, and hand out a new one.
    credentials: 'omit',
    cache: 'no-store',
    // Not `follow`: the login would go along. Not `error`: that looks like an unreachable server.
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  };
  if (ask.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(ask.json);
  }
  if (ask.jsonParts !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = new Blob([...ask.jsonParts]);
  }
  if (ask.form !== undefined) {
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
    init.body = new URLSearchParams(ask.form).toString();
  }
  return fetch(server + ask.path, init);
}

function refuseRedirect(server: Server, response: Response): void {
  const moved = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (!moved && !response.redirected) return;
  void response.body?.cancel().catch(() => undefined);
  const problem: Problem = { kind: 'redirected', host: hostOf(server), to: target(server, response) };
  throw new Failure(problem);
}

/** The host that an answer points to; empty where the browser hides it. */
function target(server: Server, response: Response): string {
  const place = response.headers.get('Location') ?? (response.redirected ? response.url : '');
  if (place === '' || !URL.canParse(place, server.server)) return '';
  return new URL(place, server.server).host;
}
