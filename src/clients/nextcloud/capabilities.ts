/**
 * What a Nextcloud says it can do. Without a login it says little.
 * @module
 */

import * as v from 'valibot';

import type { Server } from '../http.ts';
import { integer, readShape } from '../shapes.ts';
import { ocsData, sendOcs } from './ocs.ts';

/** What we read of the server’s capabilities. */
export interface Capabilities {
  /** E.g. 32. */
  majorVersion: number;
  /** By app; unread, since every app has its own shape. */
  apps: ReadonlyMap<string, unknown>;
}

const shape = v.object({
  version: v.object({ major: integer }),
  // An empty PHP array is a list.
  capabilities: v.union([v.record(v.string(), v.unknown()), v.array(v.unknown())]),
});

/** @throws Failure everything that can happen on the way */
export async function readCapabilities(server: Server): Promise<Capabilities> {
  const answer = await sendOcs(server, { method: 'GET', path: '/cloud/capabilities' });
  const { version, capabilities } = readShape(server, shape, ocsData(server, answer));
  return { majorVersion: version.major, apps: new Map(Object.entries(capabilities)) };
}
