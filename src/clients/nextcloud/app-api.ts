/**
 * AppAPI: whether a server has it, and what it says of the app that asks.
 * @see contracts: AppAPI §2, §5
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { nobody } from '../authentication.ts';
import { hostOf, type Server } from '../http.ts';
import { integer, readShape } from '../shapes.ts';
import { readCapabilities } from './capabilities.ts';
import { ocsData, sendOcs } from './ocs.ts';

const capability = v.object({ version: v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)*$/), v.maxLength(40)) });

/**
 * The version of AppAPI, which requests carry. Asks as nobody, whatever the server object holds.
 *
 * @throws Failure `no-app-api` where it isn't enabled
 */
export async function readAppApiVersion(server: Server): Promise<string> {
  const { apps } = await readCapabilities({ ...server, authentication: nobody });
  const read = v.safeParse(capability, apps.get('app_api'));
  if (!read.success) throw new Failure({ kind: 'no-app-api', host: hostOf(server) });
  return read.output.version;
}

/**
 * Whether an administrator has switched the app off: the one question that it may ask then, too.
 *
 * @param server - with the app's own login
 * @throws Failure `app-refused` for a wrong secret, an unknown app, or too many tries (`throttled`)
 */
export async function readExAppState(server: Server): Promise<'enabled' | 'disabled'> {
  const answer = await sendOcs(server, { method: 'GET', path: '/apps/app_api/ex-app/state' });
  return readShape(server, integer, ocsData(server, answer)) === 1 ? 'enabled' : 'disabled';
}

/** Versions in which a disabled app could still read and write files. @param version - as {@link readAppApiVersion} */
export function disabledKeepsFiles(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const mended = new Map([[32, 10], [33, 4]]).get(major);
  return mended === undefined ? major < 32 : minor === 0 && patch < mended;
}
