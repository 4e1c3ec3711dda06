/**
 * GraphQL, the only API since 3.0: always 200, and what went wrong stands inside.
 * @see contracts: SelfPrivacy §4
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { json, type Reply } from '../http/reply.ts';
import { parseOperation, SchemaError, type Field, type Operation } from './graphql-parse.ts';
import { mutationRoot, queryRoot } from './graphql-schema.ts';
import type { SelfPrivacyState } from './state.ts';

/** What may be asked without a token, by its path. */
const openToAll = new Set(['api.version', 'api.authorizeWithNewDeviceApiKey', 'api.useRecoveryApiKey']);

export function answerGraphql(ask: Ask, state: SelfPrivacyState): Reply {
  try {
    const { query, variables = {} } = JSON.parse(ask.body.toString('utf8')) as { query: string; variables?: Record<string, unknown> };
    const operation = parseOperation(query, variables);
    const token = (ask.headers.authorization ?? '').replace(/^Bearer /, '');
    const caller = state.tokens.find((one) => one.token === token);
    if (caller === undefined && !isOpen(operation)) return refused('You must be authenticated to access this resource.');
    const root = operation.kind === 'mutation' ? mutationRoot : queryRoot;
    return json({ data: chosen(root({ state, caller, now: ask.now }), operation.fields, { type: operation.kind, without: state.withoutFields }) });
  } catch (error) {
    if (error instanceof SchemaError) return refused(error.message);
    throw error;
  }
}

function refused(message: string): Reply {
  return json({ data: null, errors: [{ message, locations: [], path: [] }] });
}

function isOpen({ fields }: Operation): boolean {
  return fields.every(({ name, fields: inner }) => inner.every((field) => openToAll.has(`${name}.${field.name}`)));
}

/** Only what was asked for. @throws SchemaError for a field that there isn't */
function chosen(value: unknown, fields: readonly Field[], at: { type: string; without: ReadonlySet<string> }): unknown {
  if (Array.isArray(value)) return value.map((item) => chosen(item, fields, at));
  if (typeof value !== 'object' || value === null || fields.length === 0) return value;
  return Object.fromEntries(fields.map(({ name, given, fields: inner }) => {
    if (!Object.hasOwn(value, name) || at.without.has(name)) throw new SchemaError(`Cannot query field '${name}' on type '${at.type}'.`);
    const found: unknown = Reflect.get(value, name);
    return [name, chosen(typeof found === 'function' ? (found as (given: Record<string, unknown>) => unknown)(given) : found, inner, { ...at, type: name })];
  }));
}
