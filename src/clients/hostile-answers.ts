/**
 * For tests: answers of a server, damaged at random, through every call of the clients. Few of them run in
 * `npm test`, ten thousand in `npm run soak`.
 * @module
 */

import { readCredential, readEntry } from '../core/credential/read-credential.ts';
import { encryptedFields, type SealedCredential } from '../core/credential/sealed.ts';
import type { FieldOpening } from '../core/credential/openings.ts';
import { credentialId, vaultId } from '../core/ids.ts';
import { Failure } from '../core/problem.ts';
import { chanceOf, type Chance } from '../core/testing/chance.ts';
import { basic } from './authentication.ts';
import { everyCall, sampleAccount, sampleItem } from './every-call.ts';
import type { Server } from './http.ts';

/** What a server said. `body` is its text. */
export interface Said { status: number; headers: Readonly<Record<string, string>>; body: string }

/**
 * One answer, mostly damaged, to one call. It is read, or refused with a problem of the server's; never anything else.
 *
 * @param recorded - what damage starts from
 */
export async function readOneAnswer(seed: number, recorded: readonly Said[]): Promise<void> {
  const chance = chanceOf(seed);
  const said = damage(chance, chance.pick(recorded));
  const server: Server = { server: 'https://cloud.example/nc', authentication: basic('alice', 'fake app password'), fetch: () => Promise.resolve(responseOf(chance, said)) };
  try {
    const read = await chance.pick(everyCall)(server);
    for (const credential of credentialsIn(read)) readHostilePlaintexts(chance, credential);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.problem.kind === 'bug') throw new Error('An answer was taken for a bug of ours.', { cause: error });
  }
  if (Reflect.get({}, 'polluted') !== undefined || Object.keys(Object.prototype).length > 0) throw new Error('An answer reached the prototype of all objects.');
}

function damage(chance: Chance, { status, headers, body }: Said): Said {
  const damaged = {
    status: chance.onceIn(5) ? chance.pick([200, 201, 204, 301, 400, 401, 403, 404, 405, 412, 429, 500, 503]) : status,
    headers: chance.onceIn(6) ? { ...headers, ...chance.pick(oddHeaders) } : headers,
    body: chance.onceIn(10) ? body : damagedText(chance, body),
  };
  // These have no body, or `Response` refuses to be made.
  return damaged.status === 204 ? { ...damaged, body: '' } : damaged;
}

const oddHeaders: readonly Record<string, string>[] = [
  { 'Content-Type': 'text/html' }, { 'Retry-After': '-1' }, { 'Retry-After': '99999999999' }, { 'Passman-sharing': 'disabled' },
  { Location: 'https://evil.example/' }, { Location: '::' }, { 'Content-Length': '999999999999' }, { 'Content-Length': '1' }, { 'Content-Length': 'x' },
];

function damagedText(chance: Chance, body: string): string {
  switch (chance.whole(0, 5)) {
    case 0: return body.slice(0, chance.whole(0, body.length));
    case 1: return chance.text(60);
    case 2: return `${'{"a":'.repeat(chance.whole(1, 100))}1`;
    case 3: return body.replace(/"[a-z_]+":/g, (key) => (chance.onceIn(8) ? '"__proto__":' : key));
    default: return JSON.stringify(damagedValue(chance, parsed(body)));
  }
}

/** The same value with a few of its parts replaced, dropped or doubled. */
function damagedValue(chance: Chance, value: unknown): unknown {
  if (chance.onceIn(15)) return chance.hostile();
  if (Array.isArray(value)) {
    const items = value.map((each) => damagedValue(chance, each));
    return chance.onceIn(10) ? [...items, chance.hostile(), ...items] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(() => !chance.onceIn(20)).map(([key, each]) => [chance.onceIn(40) ? '__proto__' : key, damagedValue(chance, each)] as const);
  return Object.fromEntries(parts);
}

function responseOf(chance: Chance, { status, headers, body }: Said): Response {
  if (status === 204) return new Response(null, { status });
  const bytes = new TextEncoder().encode(body);
  // Sometimes no text at all, sometimes cut off in the middle.
  if (chance.onceIn(30) && bytes.length > 0) bytes[chance.whole(0, bytes.length - 1)] = 0xff;
  return new Response(chance.onceIn(12) ? cutOff(bytes.slice(0, chance.whole(0, bytes.length))) : bytes, { status, headers });
}

function cutOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
}

/** Where an answer holds credentials, reading them must not fail either, whatever their envelopes held. */
function readHostilePlaintexts(chance: Chance, sealed: SealedCredential): void {
  const vault = vaultId(sampleAccount, sampleItem);
  const id = credentialId(vault, sealed.guid);
  const openings = Object.fromEntries(encryptedFields.map((field) => [field, openingOf(chance)]));
  readCredential(id, vault, sealed, openings);
  readEntry(id, sealed, openings);
}

function openingOf(chance: Chance): FieldOpening {
  const value = chance.onceIn(3) ? chance.text(30) : JSON.stringify(chance.onceIn(2) ? [{ label: chance.hostile(), value: chance.hostile(), secret: chance.hostile(), text: chance.hostile() }] : chance.hostile());
  return chance.onceIn(8) ? { state: 'unreadable', why: 'key' } : { state: 'read', value };
}

function credentialsIn(read: unknown): SealedCredential[] {
  if (Array.isArray(read)) return read.flatMap(credentialsIn);
  if (typeof read !== 'object' || read === null) return [];
  if ('custom_fields' in read && 'guid' in read) return [read as SealedCredential];
  return Object.values(read).flatMap((value: unknown) => (typeof value === 'object' ? credentialsIn(value) : []));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
