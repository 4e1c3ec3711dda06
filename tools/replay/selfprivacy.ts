/**
 * Replays the recordings of a SelfPrivacy server: each answer must be the same, byte by byte.
 *
 * Tokens and phrases are the server's own; what it was given before is put into later requests, a phrase in the same
 * spelling. Times of the recording's own day are compared by their form.
 * @module
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { startCloud, type Cloud } from '../../src/demo-server/cloud.ts';
import type { SelfPrivacyState } from '../../src/demo-server/selfprivacy/state.ts';
import type { Replayed } from './run.ts';

interface Exchange {
  request: { method: string; path: string; auth: string | null; headers: Record<string, string>; json?: unknown; data?: string };
  response: { status: number; content_type: string; body: string; headers: Record<string, string> };
}
interface Answer { status: number; contentType: string; body: string; allow: string }

export const selfPrivacyRecordings = ['selfprivacy-1.2.0', 'selfprivacy-1.2.7'] as const;

/** The recorded server's start, and the moment that its clock stands still at. */
const start = {
  tokens: [{ token: 'TEST_TOKEN', name: 'test_token', date: '2022-01-14 08:31:10.789314' }, { token: 'T2', name: 'second', date: '2022-01-14 08:31:10.789314' }],
  mainUser: 'tester', users: ['u1'], domain: 'example.org', awayMs: 0,
};
const recordedDay = '2026-11-22';

/** What was changed on the recorded server by hand, by the number of the exchange before which it was. */
const between: Readonly<Record<number, (state: SelfPrivacyState) => void>> = {
  66: (state) => { state.dkim = null; },
  67: (state) => { state.dkim = 'c2VsZWN0b3IuX2RvbWFpbmtleSBJTiBUWFQgKCAidj1ES0lNMTsgLi4uIiApCg=='; },
  125: (state) => { state.pullCrashes = true; },
  // After it the machine would be away: there, nothing rebooted.
  134: (state) => { state.awayUntil = 0; },
  143: (state) => { state.restic.state = 'NO_KEY'; },
  146: (state) => { state.restic.state = 'NOT_INITIALIZED'; },
  149: (state) => { state.restic.state = 'INITIALIZED'; },
  152: (state) => { state.restic.state = 'BACKING_UP'; },
  155: (state) => { state.restic.state = 'RESTORING'; },
  158: (state) => { state.restic.state = 'ERROR'; },
  161: (state) => { state.restic.state = 'INITIALIZING'; },
};

export async function replaySelfPrivacy(name: string, path: string): Promise<Replayed> {
  const { exchanges } = JSON.parse(readFileSync(path, 'utf8')) as { exchanges: Exchange[] };
  const cloud = await startCloud({ selfPrivacy: { ...start, version: name.replace('selfprivacy-', '') }, now: () => Date.parse(`${recordedDay}T12:00:00Z`) });
  const ours = new Map<string, string>();
  const result: Replayed = { name, exchanges: exchanges.length, meant: 0, unmeant: [] };
  try {
    for (const [index, { request, response }] of exchanges.entries()) {
      between[index]?.(cloud.control.selfPrivacy());
      const answer = await send(cloud, request, ours);
      learn(response.body, answer.body, ours);
      for (const difference of differences(response, answer, ours)) result.unmeant.push({ title: `#${index} ${request.method} ${request.path}`, difference });
    }
  } finally {
    await cloud.close();
  }
  return result;
}

/** Tokens and phrases stand under one key, in every answer that hands out one. */
function learn(recorded: string, own: string, ours: Map<string, string>): void {
  const [theirs, mine] = [recorded, own].map((body) => /"token": "([^"]+)"/.exec(body)?.[1]);
  if (theirs !== undefined && mine !== undefined && theirs.split(' ').length === mine.split(' ').length) ours.set(theirs, mine);
}

function differences(recorded: Exchange['response'], answer: Answer, ours: ReadonlyMap<string, string>): Replayed['unmeant'][number]['difference'][] {
  const translated = [...ours].reduce((body, [theirs, mine]) => body.replaceAll(`"${theirs}"`, `"${mine}"`), recorded.body);
  const pairs: readonly [string, string, string][] = [
    ['status', String(recorded.status), String(answer.status)],
    ['content type', recorded.content_type, answer.contentType],
    ['body', withoutTimes(translated), withoutTimes(answer.body)],
    // A set in Python: its order is another one at each start.
    ['allow', sorted(recorded.headers['Allow'] ?? ''), sorted(answer.allow)],
  ];
  return pairs.filter(([, theirs, mine]) => theirs !== mine).map(([path, theirs, mine]) => ({ path, recorded: theirs, ours: mine }));
}

function withoutTimes(body: string): string {
  return body.replace(new RegExp(`${recordedDay}([ T])\\d\\d:\\d\\d:\\d\\d\\.\\d{6}(Z?)`, 'g'), '<then$1$2>');
}

function sorted(list: string): string {
  return list.split(', ').sort().join(', ');
}

async function send(cloud: Cloud, request: Exchange['request'], ours: ReadonlyMap<string, string>): Promise<Answer> {
  const isJson = request.json !== undefined;
  const body = request.data ?? (isJson ? JSON.stringify(request.json, (_, value: unknown) => (typeof value === 'string' ? translatedPhrase(value, ours) : value)) : undefined);
  const headers: Record<string, string> = { Host: 'api.example.org', ...request.headers };
  if (isJson) headers['Content-Type'] = 'application/json';
  // Node sends the body of a DELETE without its length otherwise.
  if (body !== undefined) headers['Content-Length'] = String(Buffer.byteLength(body));
  if (request.auth !== null) headers['Authorization'] = [...ours].reduce((auth, [theirs, mine]) => auth.replace(theirs, mine), request.auth);
  return new Promise((resolve, reject) => {
    const sent = http.request({ port: cloud.httpPort, host: '127.0.0.1', method: request.method, path: request.path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body: Buffer.concat(chunks).toString('utf8'), allow: response.headers.allow ?? '' }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Word by word, in the case and the length that each was written in. */
function translatedPhrase(text: string, ours: ReadonlyMap<string, string>): string {
  const written = text.match(/\w+/g) ?? [];
  for (const [theirs, mine] of ours) {
    const words = theirs.split(' ');
    if (words.length < 12 || words.length !== written.length || !words.every((word, at) => word.startsWith((written[at] ?? '').toLowerCase()))) continue;
    const own = mine.split(' ');
    let at = 0;
    return text.replace(/\w+/g, (typed) => {
      const word = own[at] ?? '';
      const isCut = typed.length < (words[at] ?? '').length;
      at += 1;
      const cut = isCut ? word.slice(0, typed.length) : word;
      return typed === typed.toUpperCase() ? cut.toUpperCase() : cut;
    });
  }
  return text;
}
