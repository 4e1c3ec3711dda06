/**
 * One GraphQL call: its answer is always 200, and what went wrong stands inside.
 * @see contracts: SelfPrivacy §4
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { refusalOf, type ServerRefusal } from '../../core/selfprivacy/refusals.ts';
import { hostOf, send, type Server } from '../http.ts';
import { badShape } from '../refusal.ts';
import { readShape } from '../shapes.ts';
import { refusedWith } from './refusal.ts';

const timeoutMs = 30_000;
const answerShape = v.object({ data: v.optional(v.unknown()), errors: v.optional(v.array(v.object({ message: v.fallback(v.string(), '') }))) });
const outcome = v.looseObject({ success: v.boolean(), message: v.fallback(v.string(), ''), code: v.fallback(v.number(), 0) });

/** What a value of the query is, by its name. */
export type Variables = Readonly<Record<string, unknown>>;

/** @returns `data` @throws Failure `device-revoked`, `restarting`, `server-cannot`, `bad-answer`, … */
export async function query(server: Server, text: string, variables: Variables = {}): Promise<unknown> {
  const answer = await send(server, { method: 'POST', path: '/graphql', json: { query: text, variables }, timeoutMs });
  if (answer.status !== 200) throw new Failure(refusedWith(server, answer));
  const { data, errors } = readShape(server, answerShape, answer.json);
  const host = hostOf(server);
  if (errors?.some(({ message }) => /authenticated/i.test(message))) throw new Failure({ kind: 'device-revoked', host });
  // A field or an argument that this version's schema lacks, or wants beside ours.
  if (errors?.some(({ message }) => /^cannot query|^unknown (?:argument|type|field)|field '\w+' is not defined|got invalid value/i.test(message))) throw new Failure({ kind: 'server-cannot', host });
  if (errors !== undefined || data === null || data === undefined) throw badShape(server);
  return data;
}

/** Asks otherwise where the schema of this version lacks what was asked for. */
export async function whereLacking<Value>(asked: Promise<Value>, instead: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'server-cannot') return instead();
    throw error;
  }
}

/** The value that lies in `data` under these names. @throws Failure `bad-answer` */
export function inside<Schema extends v.GenericSchema>(server: Server, data: unknown, path: string, schema: Schema): v.InferOutput<Schema> {
  const found = path.split('.').reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), data);
  return readShape(server, schema, found);
}

/** By the codes that mutations give, where their words are of the person's language. */
export type Codes = Readonly<Record<number, ServerRefusal>>;

/**
 * A change. `path` names it inside of its groups, e.g. `system.rebootSystem`.
 *
 * @returns what it answers beside its success
 * @throws Failure `server-refused`, and as {@link query}
 */
export async function mutate(server: Server, path: string, { head = '', call, payload = '', variables, codes = {} }: { head?: string; call: string; payload?: string; variables?: Variables; codes?: Codes }): Promise<Record<string, unknown>> {
  const groups = path.split('.').slice(0, -1);
  const body = `${call} { success message code ${payload} }`;
  const text = `mutation${head} ${groups.reduceRight((inner, group) => `{ ${group} ${inner} }`, `{ ${body} }`)}`;
  const { success, message, code, ...rest } = inside(server, await query(server, text, variables), path, outcome);
  if (success) return rest;
  const said = refusalOf(message);
  throw new Failure({ kind: 'server-refused', host: hostOf(server), why: said === 'other' ? codes[code] ?? 'other' : said });
}
