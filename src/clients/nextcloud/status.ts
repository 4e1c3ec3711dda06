/**
 * `status.php`: is there a Nextcloud at this address, and which?
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { nobody } from '../authentication.ts';
import { hostOf, send, type Server } from '../http.ts';
import { problemOf } from '../refusal.ts';

/** What a Nextcloud says of itself to anybody. */
export interface Status {
  /** As the administrator calls it; at most 80 characters. */
  productName: string;
  /** For people, e.g. `32.0.1`; at most 40 characters. */
  version: string;
  maintenance: boolean;
}

const shape = v.object({
  installed: v.literal(true),
  maintenance: v.fallback(v.boolean(), false),
  productname: v.fallback(v.string(), 'Nextcloud'),
  version: v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)+/)),
  versionstring: v.optional(v.string()),
});

/**
 * Asks as nobody, whatever login the server object holds: it may not be a Nextcloud at all.
 *
 * @throws Failure `not-nextcloud`, and everything that can happen on the way
 */
export async function readStatus(server: Server): Promise<Status> {
  const answer = await send({ ...server, authentication: nobody }, { method: 'GET', path: '/status.php' });
  const busy = answer.status === 429 || answer.status >= 500;
  if (busy) throw new Failure(problemOf(server, answer));
  const read = v.safeParse(shape, answer.json);
  if (answer.status !== 200 || !read.success) throw new Failure({ kind: 'not-nextcloud', host: hostOf(server) });
  const { productname, versionstring, version, maintenance } = read.output;
  return { productName: productname.slice(0, 80), version: (versionstring ?? version).slice(0, 40), maintenance };
}
