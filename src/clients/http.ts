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
  /** What requests for encrypted folders call themselves, where a server lets in programs by their name; left out: the browser's. */
  folderAgent?: string;
  /** What a 401 means: at sign-in that the login is wrong; later (as if left out) that it was revoked. */
  refusal?: 'wrong-login' | 'signed-out';
}

/** One request. */
export interface Ask {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'MKCOL' | 'MOVE' | 'PROPFIND' | 'REPORT';
  /** Below the base address, with its leading slash. Build variable parts with {@link segment}. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** JSON text in parts, for what is too long for one. */
  jsonParts?: readonly string[];
  /** Sent as a form. */
  form?: Record<string, string>;
  /** Sent as it is. The browser reads a `Blob` piece by piece: it may be larger than memory. */
  content?: { body: Blob | string; type: string };
  /** `text`: the answer's `json` is its body as it came, in one string. Left out: JSON. */
  answerIs?: 'text';
  /** For everything, the body included. */
  timeoutMs?: number;
  /** Bytes of the answer; an ordinary limit unless told. */
  largest?: number;
  /** Told how many bytes of a success have come. */
  progress?: (bytes: number) => void;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
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
 * @throws Failure `unreachable`, `timeout`, `cut-off`, `cancelled`, `redirected`, or `bad-answer` for a
 *   success that is too large or too deep
 */
export async function send(server: Server, ask: Ask): Promise<Answer> {
  const host = hostOf(server);
  const late = AbortSignal.timeout(ask.timeoutMs ?? ordinaryTimeoutMs);
  const end: Endings = { late, cancelled: ask.signal };
  const response = await reach(server, ask, end);
  const { status, headers } = response;
  try {
    const text = await readBody(response, host, response.ok ? { limit: ask.largest ?? largestAnswer, progress: ask.progress } : { limit: largestRefusal });
    return { status, headers, json: text === null ? undefined : ask.answerIs === 'text' ? text : readHostileJson(text, host) };
  } catch (cause) {
    // What stands in an error page doesn't matter: its status says enough.
    if (!response.ok && !late.aborted && ask.signal?.aborted !== true) return { status, headers, json: undefined };
    throw endedBy(cause, 'cut-off', end, host);
  }
}

/** What may end a request before its time. */
export interface Endings { late: AbortSignal; cancelled: AbortSignal | undefined }

/** Why a request or the reading of its answer failed: the caller's wish, the clock, or else `otherwise`. */
export function endedBy(cause: unknown, otherwise: 'unreachable' | 'cut-off', { late, cancelled }: Endings, host: string): Failure {
  if (cause instanceof Failure) return cause;
  if (cancelled?.aborted === true) return new Failure({ kind: 'cancelled' }, { cause });
  return new Failure({ kind: late.aborted ? 'timeout' : otherwise, host }, { cause });
}

/** The answer as soon as its headers are here. @throws Failure as {@link send} */
export async function reach(server: Server, ask: Ask, end: Endings): Promise<Response> {
  const signal = end.cancelled === undefined ? end.late : AbortSignal.any([end.late, end.cancelled]);
  const response = await request(server, ask, signal).catch((cause: unknown) => {
    throw endedBy(cause, 'unreachable', end, hostOf(server));
  });
  refuseRedirect(server, response);
  return response;
}

function headersOf({ authentication }: Server, ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...ask.headers };
  refuseSecondAuthentication(headers);
  return Object.assign(headers, authenticationHeaders(authentication));
}

async function request(server: Server, ask: Ask, signal: AbortSignal): Promise<Response> {
  const headers = headersOf(server, ask);
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
  if (ask.content !== undefined) {
    headers['Content-Type'] = ask.content.type;
    init.body = ask.content.body;
  }
  // Without a receiver, as browsers insist.
  const { fetch } = server;
  return fetch(server.server + ask.path, init);
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
