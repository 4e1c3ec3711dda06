/**
 * Faults on demand: what a test wants to go wrong with which request.
 * @module
 */

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../http/ask.ts';
import { html, json, phpJson } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

export interface FaultMatch {
  method?: string;
  /** A regular expression, tried on path and query as they were sent. */
  path: string;
  /** A regular expression, tried on the host name; without it every host matches. */
  host?: string;
}

export type FaultKind =
  /** Waits, then goes on, to other faults too. */
  | { kind: 'delay'; milliseconds: number }
  /** Waits until all faults are taken away, then goes on. */
  | { kind: 'hold' }
  /** Closes the connection without doing or answering anything. */
  | { kind: 'drop' }
  /** Answers at once, without doing anything. The body is Nextcloud's usual `{"message":…}` unless given. */
  | { kind: 'status'; status: number; body?: string; contentType?: string; headers?: Record<string, string> }
  /** Answers an HTML page, without doing anything; 200 unless told otherwise. */
  | { kind: 'html'; status?: number }
  /** Does it, sends the first bytes of the answer (half of it unless told), then closes the connection. */
  | { kind: 'cut'; bytes?: number }
  /** Does it, then closes the connection without an answer. */
  | { kind: 'lost-answer' }
  /** Does it twice, and answers the second: a browser sends again what a connection hung up on. */
  | { kind: 'twice' }
  /** Does it, and spoils every such key of the JSON answer: with `value`, or by changing one character. */
  | { kind: 'corrupt-field'; field: string; value?: unknown }
  /** Answers exactly this, without doing anything. */
  | { kind: 'body'; body: string; contentType?: string; status?: number }
  /** Sends the client elsewhere, without doing anything; 302 unless told otherwise. */
  | { kind: 'redirect'; to: string; status?: number };

/** `times`: how many requests it spoils; without it, all until it is removed. */
export type Fault = { match: FaultMatch; times?: number } & FaultKind;

export class Faults {
  #all: Fault[] = [];
  #held: (() => void)[] = [];

  add(fault: Fault): void {
    // A mistyped expression fails here, in the test that wrote it.
    new RegExp(fault.match.path);
    this.#all.push({ ...fault });
  }

  clear(): void {
    this.#all = [];
    for (const go of this.#held.splice(0)) go();
  }

  /** Resolves when the faults are cleared. */
  cleared(): Promise<void> {
    return new Promise((resolve) => { this.#held.push(resolve); });
  }

  /** How many requests wait for that. */
  get held(): number {
    return this.#held.length;
  }

  get none(): boolean {
    return this.#all.length === 0;
  }

  /** The delays that fit, and the first other fault that fits; each loses one of its times. */
  take(ask: Ask): { delay: number; fault: Fault | undefined } {
    const fitting = this.#all.filter((fault) => fits(fault, ask));
    const delays = fitting.filter((fault) => fault.kind === 'delay');
    const fault = fitting.find(({ kind }) => kind !== 'delay');
    for (const used of fault === undefined ? delays : [...delays, fault]) {
      if (used.times !== undefined) used.times -= 1;
    }
    this.#all = this.#all.filter((candidate) => candidate.times === undefined || candidate.times > 0);
    return { delay: delays.reduce((sum, one) => sum + one.milliseconds, 0), fault };
  }
}

function fits({ match, times }: Fault, ask: Ask): boolean {
  const query = ask.query.toString();
  const target = query === '' ? ask.path : `${ask.path}?${query}`;
  return times !== 0
    && (match.method === undefined || match.method.toUpperCase() === ask.method)
    && (match.host === undefined || new RegExp(match.host).test(ask.hostname))
    && new RegExp(match.path).test(target);
}

/** Answers the request with what goes wrong with it. Returns the status that was sent, 0 for none. */
export async function answerWith(faults: Faults, ask: Ask, { response, answer }: { response: ServerResponse; answer: () => Reply }): Promise<number> {
  // A browser sends a request again, whatever its method, when a connection that it used before hangs up.
  if (!faults.none) response.shouldKeepAlive = false;
  const { delay, fault } = faults.take(ask);
  if (delay > 0) await sleep(delay);
  if (fault?.kind === 'hold') await faults.cleared();
  const instead = fault === undefined ? undefined : insteadOfAnswer(fault);
  if (instead !== undefined) return send(response, instead);
  if (fault?.kind === 'drop') return hangUp(response);
  if (fault?.kind === 'twice') answer();
  const reply = answer();
  if (fault?.kind === 'lost-answer') return hangUp(response);
  if (fault?.kind === 'cut') return cut(response, reply, fault.bytes ?? Math.floor(Buffer.byteLength(reply.body) / 2));
  if (fault?.kind === 'corrupt-field') return send(response, { ...reply, body: spoil(reply.body, fault.field, fault.value) });
  return send(response, reply);
}

function insteadOfAnswer(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'status': {
      const usual = json({ message: '' }, fault.status);
      return { ...usual, headers: { 'content-type': fault.contentType ?? 'application/json; charset=utf-8', ...fault.headers }, body: fault.body ?? usual.body };
    }
    case 'html': return html('<!DOCTYPE html>\n<title>Not what you expected</title><h1>A page, not data</h1>\n', fault.status ?? 200);
    case 'body': return { status: fault.status ?? 200, headers: { 'content-type': fault.contentType ?? 'application/json; charset=utf-8' }, body: fault.body };
    case 'redirect': return { status: fault.status ?? 302, headers: { location: fault.to, 'content-type': 'text/html; charset=UTF-8' }, body: '' };
    case 'delay': case 'hold': case 'drop': case 'cut': case 'lost-answer': case 'twice': case 'corrupt-field': return undefined;
  }
}

function send(response: ServerResponse, reply: Reply): number {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
  return reply.status;
}

function hangUp(response: ServerResponse): number {
  response.destroy();
  return 0;
}

function cut(response: ServerResponse, reply: Reply, bytes: number): number {
  const whole = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Math.max(whole.length, bytes + 1) });
  response.write(whole.subarray(0, bytes), () => { response.destroy(); });
  return reply.status;
}

function spoil(body: string | Buffer, field: string, value: unknown): string {
  const parsed: unknown = JSON.parse(body.toString());
  return phpJson(spoiled(parsed, field, value));
}

function spoiled(value: unknown, field: string, replacement: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => spoiled(inner, field, replacement));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => {
    if (key !== field) return [key, spoiled(inner, field, replacement)];
    return [key, replacement === undefined && typeof inner === 'string' ? changeOne(inner) : replacement ?? false];
  }));
}

/** One character in the middle becomes another one of base64. */
function changeOne(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
