/**
 * Is there a SelfPrivacy server at this address, and which?
 * @see contracts: SelfPrivacy §4
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { abilitiesOf, type Abilities } from '../../core/selfprivacy/versions.ts';
import { nobody } from '../authentication.ts';
import { hostOf, send, type Server } from '../http.ts';
import { restarting } from './refusal.ts';

export interface KnownServer { version: string; abilities: Abilities }

const shape = v.object({ version: v.pipe(v.string(), v.maxLength(40)) });
const timeoutMs = 10_000;

/**
 * Asks as nobody, whatever token the server object holds. Servers renew themselves: ask again each time.
 *
 * @throws Failure `not-selfprivacy`, `server-too-old`, `restarting`, and everything that can happen on the way
 */
export async function readServerVersion(server: Server): Promise<KnownServer> {
  const host = hostOf(server);
  const answer = await send({ ...server, authentication: nobody }, { method: 'GET', path: '/api/version', timeoutMs });
  if (restarting(answer)) throw new Failure({ kind: 'restarting', host });
  const read = v.safeParse(shape, answer.json);
  if (answer.status !== 200 || !read.success) throw new Failure({ kind: 'not-selfprivacy', host });
  const { version } = read.output;
  const abilities = abilitiesOf(version);
  if (abilities === 'unknown') throw new Failure({ kind: 'not-selfprivacy', host });
  if (abilities === 'too-old') throw new Failure({ kind: 'server-too-old', host, version });
  return { version, abilities };
}
