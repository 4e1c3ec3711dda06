/**
 * One call of the end-to-end encryption app: its headers, its envelope in JSON or XML, its two shapes of error.
 * @see contracts: e2ee §0.4, §0.5, §1.1
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { readXml, type XmlElement } from '../../core/xml.ts';
import { readHostileJson } from '../body.ts';
import { hostOf, type Answer, type Ask, type Server } from '../http.ts';
import { knowsEncryption } from '../knows-encryption.ts';
import { sendOcs } from '../nextcloud/ocs.ts';
import { badShape, problemOf } from '../refusal.ts';
import { integerOrZero, textOrEmpty } from '../shapes.ts';

/** A server, and perhaps the public link through which its folders are reached. */
export interface E2eeServer extends Server {
  /** Of a link with a key of its own (app 2.0 and newer). */
  shareToken?: string;
}

/** One call. */
export interface E2eeAsk {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** 1 for metadata of version 1 only. 2 if left out. */
  api?: 1 | 2;
  /** Below the version. */
  path: string;
  query?: Readonly<Record<string, string>>;
  json?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}

/** What the app answered, whatever its status. */
export interface E2eeReply {
  status: number;
  /** Of the success; of a counted refusal. */
  data: unknown;
  /** The server's own text, in any language, for telling causes apart; never shown. */
  message: string;
  /** Whether the app threw its error, which is not counted against us and was all that old lines did. */
  thrown: boolean;
  headers: Headers;
}

const envelope = v.object({ ocs: v.object({ meta: v.object({ statuscode: v.unknown(), message: v.unknown() }), data: v.unknown() }) });
const counted = v.object({ message: v.string() });

/** OCS' word for a route that no app has. */
const noSuchRoute = 998;

/**
 * Sends one call.
 *
 * @throws Failure what can happen on the way, `no-e2ee` where the app isn't there, and for an answer that
 *   is not the app's: what its status says
 */
export async function callE2ee(server: E2eeServer, { api = 2, path, headers, ...ask }: E2eeAsk): Promise<E2eeReply> {
  const token: Record<string, string> = server.shareToken === undefined ? {} : { 'x-nc-e2ee-share-token': server.shareToken };
  const whole: Ask = { ...ask, path: `/apps/end_to_end_encryption/api/v${api}${path}`, headers: { ...knowsEncryption(server), ...token, ...headers }, answerIs: 'text' };
  const answer = await sendOcs(server, whole);
  const json = typeof answer.json === 'string' ? read(server, answer.json) : undefined;
  const found = v.safeParse(envelope, json);
  if (!found.success) throw notTheApp(server, { ...answer, json });
  const { meta, data } = found.output.ocs;
  const said = v.safeParse(counted, data);
  const thrown = textOf(meta.message);
  if (numberOf(meta.statuscode) === noSuchRoute) throw new Failure({ kind: 'no-e2ee', host: hostOf(server) });
  if (answer.status === 401 || answer.status === 429 || answer.status === 503) throw new Failure(problemOf(server, { ...answer, json }));
  return { status: answer.status, data, message: said.success ? said.output.message : thrown, thrown: !said.success, headers: answer.headers };
}

function notTheApp(server: Server, answer: Answer): Failure {
  if (answer.status < 200 || answer.status > 299) return new Failure(problemOf(server, answer));
  return answer.json === undefined ? new Failure({ kind: 'bad-answer', host: hostOf(server), why: 'not-json' }) : badShape(server);
}

function textOf(value: unknown): string {
  return v.parse(textOrEmpty, value);
}

function numberOf(value: unknown): number {
  return v.parse(integerOrZero, value);
}

function read(server: Server, text: string): unknown {
  if (!text.trimStart().startsWith('<')) return readHostileJson(text, hostOf(server));
  const root = readXml(text);
  return root?.name === 'ocs' ? { ocs: valueOf(root) } : undefined;
}

/** OCS' XML as its JSON would be, with every number a text and every empty list an empty text. */
function valueOf({ children, text }: XmlElement): unknown {
  if (children.length === 0) return text;
  if (children.every(({ name }) => name === 'element')) return children.map(valueOf);
  return Object.fromEntries(children.map((child) => [child.name, valueOf(child)]));
}
