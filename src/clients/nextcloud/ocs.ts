/**
 * Nextcloud's OCS calls: their header, their wrapping.
 * @module
 */

import * as v from 'valibot';

import { send, type Ask, type Answer, type Server } from '../http.ts';
import { jsonOf } from '../refusal.ts';
import { readShape } from '../shapes.ts';

const wrapped = v.object({ ocs: v.object({ data: v.unknown() }) });

/** A call: its path without a query. */
export interface OcsAsk extends Ask { query?: Readonly<Record<string, string>> }

/** Sends a call below `/ocs/v2.php`, whatever its status. */
export async function sendOcs(server: Server, { query, ...ask }: OcsAsk): Promise<Answer> {
  const parameters = new URLSearchParams({ format: 'json', ...query }).toString();
  return send(server, { ...ask, path: `/ocs/v2.php${ask.path}?${parameters}`, headers: { ...ask.headers, 'OCS-APIRequest': 'true' } });
}

/** The `data` inside the wrapping. @throws Failure for any other answer than a success */
export function ocsData(server: Server, answer: Answer): unknown {
  return readShape(server, wrapped, jsonOf(server, answer)).ocs.data;
}
