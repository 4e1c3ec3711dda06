/**
 * One WebDAV request: what it carries into encrypted folders, and what a refusal means there and elsewhere.
 * @see contracts: e2ee §2.4
 * @module
 */

import { Failure, type FolderRefusal } from '../../core/problem.ts';
import { readXml } from '../../core/xml.ts';
import { hostOf, send, type Answer, type Ask, type Server } from '../http.ts';
import { knowsEncryption } from '../knows-encryption.ts';
import { badShape, problemOf, throttled } from '../refusal.ts';

/**
 * Not a browser's own question for a password, whatever the server answers. And behind public links a server that
 * takes part in no sharing with others answers nobody else.
 */
export const ofProgram = { 'X-Requested-With': 'XMLHttpRequest', 'Accept': '*/*' } as const;

/** Sends a request that succeeds with one of these statuses. @throws Failure for any other */
export async function sendDav(server: Server, ask: Ask, wanted: readonly number[]): Promise<Answer> {
  const headers = { ...ofProgram, ...knowsEncryption(server), ...ask.headers };
  const answer = await send(server, { ...ask, headers, answerIs: 'text' });
  if (!wanted.includes(answer.status)) throw davFailure(server, answer);
  return answer;
}

/** @param answer - with its body as text */
export function davFailure(server: Server, answer: Answer): Failure {
  const host = hostOf(server);
  const said = typeof answer.json === 'string' ? messageIn(answer.json) : '';
  const why = whyRefused(answer.status, said);
  if (why !== undefined) return new Failure({ kind: 'folder-refused', host, why });
  // What too many wrong tries through AppAPI look like here.
  if (answer.status === 500 && said === 'Reached maximum delay') return new Failure(throttled(server));
  // Where a folder on the way isn't there (any more).
  if (answer.status === 409) return new Failure({ kind: 'not-found', host });
  return new Failure(problemOf(server, { ...answer, json: { message: said } }));
}

function whyRefused(status: number, said: string): FolderRefusal | undefined {
  if (status === 507) return 'storage-full';
  // Our token was sent, so something on the way took it out.
  if (status === 403 && said.endsWith('no token sent')) return 'headers-lost';
  if (status === 403 && said.includes('not allowed to access end-to-end encrypted')) return 'client';
  if (status === 423) return said.includes('requires token') ? 'lock-lost' : 'locked';
  return undefined;
}

/** The server's own text, for telling causes apart; never shown. */
function messageIn(body: string): string {
  const root = readXml(body);
  return root?.children.find(({ name }) => name === '{http://sabredav.org/ns}message')?.text.trim() ?? '';
}

/** What proves the right to write into an encrypted folder. */
export function tokenHeader(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { 'e2e-token': token };
}

/** From `00000233oc3jkt0270wd`: the number, padded, and the server's own name. */
export function fileIdOf(server: Server, { headers }: Pick<Answer, 'headers'>): number {
  const id = /^0*(\d{1,15})(?!\d)/.exec(headers.get('OC-FileId') ?? '')?.[1];
  if (id === undefined) throw badShape(server);
  return Number(id);
}
