/**
 * What the end-to-end encryption app means by refusing. The same status means different things of
 * different calls, and the same cause has had different statuses.
 * @see contracts: e2ee §0.1, §0.6, §1.2
 * @module
 */

import { Failure, type FolderRefusal } from '../../core/problem.ts';
import { hostOf, type Server } from '../http.ts';
import { problemOf } from '../refusal.ts';
import { readShape } from '../shapes.ts';
import type { GenericSchema, InferOutput } from 'valibot';
import type { E2eeReply } from './call.ts';

/** What was asked, as far as refusals depend on it. */
export type Asked = 'read' | 'make-certificate' | 'store-key' | 'remove-key' | 'mark' | 'lock' | 'unlock' | 'write' | 'drop';

/** The meaning of a status, by what was asked. What isn't listed is what every server means by it. */
const meanings: Readonly<Record<Asked, Readonly<Record<number, FolderRefusal>>>> = {
  'read': {},
  'make-certificate': { 400: 'bad-key', 403: 'wrong-name', 409: 'keys-exist' },
  'store-key': { 400: 'bad-key', 409: 'keys-exist' },
  'remove-key': { 403: 'needs-password' },
  'mark': { 404: 'not-empty' },
  'lock': { 400: 'headers-lost', 412: 'outdated', 423: 'locked' },
  'unlock': { 400: 'headers-lost', 403: 'lock-lost', 404: 'lock-lost', 423: 'lock-lost' },
  'write': { 400: 'headers-lost', 404: 'no-metadata', 409: 'metadata-exists', 412: 'lock-lost', 423: 'lock-lost' },
  'drop': { 404: 'no-metadata', 412: 'locked', 423: 'locked' },
};

/** @throws Failure if the reply is not a success, or not of this shape */
export function dataOf<Schema extends GenericSchema>(server: Server, reply: E2eeReply, asked: Asked, shape: Schema): InferOutput<Schema> {
  refuse(server, reply, asked);
  return readShape(server, shape, reply.data);
}

/** @throws Failure if the reply is not a success */
export function refuse(server: Server, reply: E2eeReply, asked: Asked): void {
  const { status, headers } = reply;
  if (status >= 200 && status <= 299) return;
  const why = whyRefused(reply, asked);
  if (why !== undefined) throw new Failure({ kind: 'folder-refused', host: hostOf(server), why });
  throw new Failure(problemOf(server, { status, headers, json: { message: reply.message } }));
}

function whyRefused({ status, message, thrown }: E2eeReply, asked: Asked): FolderRefusal | undefined {
  // Not translated by the server, unlike most of its texts.
  if (status === 403 && message.includes('not allowed to access end-to-end encrypted')) return 'client';
  // Before app 1.17 a conflict was a thrown 403; since then a 403 is counted, and means rights.
  if (status === 403 && thrown && (asked === 'lock' || asked === 'drop')) return 'locked';
  // Creating metadata under another's lock, or none: thrown to this day; rights are counted.
  if (status === 403 && thrown && asked === 'write') return 'lock-lost';
  return meanings[asked][status];
}
