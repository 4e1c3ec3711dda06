/**
 * Replays a recording against a fresh embedded cloud, exchange by exchange.
 * @module
 */

import http from 'node:http';
import { startCloud } from '../../src/demo-server/cloud.ts';
import type { Cloud, CloudUser } from '../../src/demo-server/cloud.ts';
import { compare } from './compare.ts';
import type { Answer, Difference } from './compare.ts';
import { meantDifferences } from './meant.ts';
import { readRecording } from './recording.ts';
import type { Exchange } from './recording.ts';
import { Twins } from './twins.ts';

/** A recording that can be replayed: who was there, and what happened between its exchanges. */
export interface Script {
  name: string;
  users: readonly CloudUser[];
  /** The recorded server's address, which stands in its answers. */
  address: string;
  /** By the title of the exchange before which it happened; `ask` is that exchange, translated. */
  between?: Readonly<Record<string, (cloud: Cloud, ask: Exchange['request']) => void>>;
}

const aliceAndBob: readonly CloudUser[] = [
  { userId: 'alice', password: 'al1ce-Passw0rd!' },
  { userId: 'bob', password: 'b0b-Passw0rd!!' },
];

export const scripts: readonly Script[] = [
  {
    name: 'nextcloud-login', users: aliceAndBob, address: 'http://localhost:8080',
    between: {
      'login flow v2: poll after the user granted': (cloud, ask) => {
        cloud.control.grant(typeof ask.body === 'string' ? ask.body.replace(/^token=/, '') : '', 'alice');
      },
    },
  },
  { name: 'passman', users: aliceAndBob, address: 'http://localhost:8080' },
  {
    name: 'e2ee-v2', users: [...aliceAndBob, { userId: 'admin', password: 'adm1n-Passw0rd!', admin: true }], address: 'http://localhost:8080',
    between: filesGetTheirNumbers({
      'server public key': 83, 'make a folder': 233, 'upload a file: PUT the ciphertext': 245, 'subfolder: MKCOL': 257, 'bob: sign the public key': 159,
    }),
  },
  {
    name: 'appapi', users: [...aliceAndBob, { userId: 'admin', password: 'adm1n-Passw0rd!', admin: true }], address: 'http://localhost:8080',
    between: { 'OCS as alice': (cloud) => { cloud.control.appApi().register({ id: 'latchkey', version: '1.0.0', secret: 's3cr3t-s3cr3t-s3cr3t' }); } },
  },
];

/** What else the recorded server made in between took numbers too, and numbers stand in sentences. */
function filesGetTheirNumbers(numbers: Readonly<Record<string, number>>): NonNullable<Script['between']> {
  return Object.fromEntries(Object.entries(numbers).map(([title, number]) => [title, (cloud: Cloud) => { cloud.control.nextFileId(number); }]));
}

export interface Replayed {
  name: string;
  exchanges: number;
  /** Exchanges that differ, and only as the table says. */
  meant: number;
  unmeant: { title: string; difference: Difference }[];
}

export async function replay(script: Script, path: string): Promise<Replayed> {
  const recording = readRecording(path);
  const recordedAt = Date.parse(recording.recorded) / 1000 + 12 * 60 * 60;
  const cloud = await startCloud({ users: script.users });
  const twins = new Twins();
  const result: Replayed = { name: script.name, exchanges: recording.exchanges.length, meant: 0, unmeant: [] };
  try {
    for (const { title, request, response } of recording.exchanges) {
      const ask = translated(request, twins);
      script.between?.[title]?.(cloud, ask);
      const answer = await send(cloud, ask, script.address);
      const differences = compare(response, answer, { twins, recordedAt, now: Date.now() / 1000 });
      judge(result, title, differences);
    }
  } finally {
    await cloud.close();
  }
  return result;
}

function judge(result: Replayed, title: string, differences: readonly Difference[]): void {
  const entries = meantDifferences.filter((entry) => entry.recording === result.name && entry.title === title);
  const unmeant = differences.filter(({ path }) => !entries.some((entry) => entry.paths.test(path)));
  result.unmeant.push(...unmeant.map((difference) => ({ title, difference })));
  if (differences.length > 0 && unmeant.length === 0) result.meant += 1;
  if (differences.length === 0 && entries.length > 0) {
    result.unmeant.push({ title, difference: { path: '(table)', recorded: 'a meant difference is listed', ours: 'there is none any more' } });
  }
}

function translated(request: Exchange['request'], twins: Twins): Exchange['request'] {
  const headers = { ...request.headers };
  const basic = headers['Authorization'];
  if (basic !== undefined) headers['Authorization'] = twins.translateBasic(basic);
  // A lock's token.
  for (const [name, value] of Object.entries(headers)) headers[name] = name === 'e2e-token' ? twins.translate(value) : value;
  const ask = { ...request, headers, path: twins.translatePath(request.path) };
  const { body } = request;
  return typeof body === 'string' ? { ...ask, body: twins.translateBody(body) } : ask;
}

/** Node's own client, since `fetch` refuses some of the recorded headers, under the name that the recording client has. Our address is put back into the recorded one. */
async function send(cloud: Cloud, { method, path, headers, body }: Exchange['request'], address: string): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const request = http.request(cloud.url + path, { method, headers: { 'User-Agent': 'node', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const asRecorded = (text: string): string => text.replaceAll(cloud.url, address).replaceAll(cloud.url.replaceAll('/', '\\/'), address);
        const names = Object.entries(response.headers).map(([name, value]) => [name, asRecorded(String(value))] as const);
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(names), body: asRecorded(bytes.toString('utf8')), base64: bytes.toString('base64') });
      });
    });
    request.on('error', reject);
    request.end(typeof body === 'object' ? Buffer.from(body.base64, 'base64') : body);
  });
}

/** e.g. `passman: 79 exchanges, 3 meant differences, 0 unmeant` */
export function summary({ name, exchanges, meant, unmeant }: Replayed): string {
  return `${name}: ${exchanges} exchanges, ${meant} meant differences, ${unmeant.length} unmeant`;
}
