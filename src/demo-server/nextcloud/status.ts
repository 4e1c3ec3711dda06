/**
 * `status.php`, and the versions that this stand-in speaks for.
 * @module
 */

import { phpJson } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

/** Major, minor and patch. */
export type NextcloudVersion = readonly [number, number, number];
export const passmanVersion = '2.5.1';

export function status(version: NextcloudVersion, maintenance: boolean): Reply {
  const body = {
    installed: true, maintenance, needsDbUpgrade: false, version: `${version.join('.')}.2`, versionstring: version.join('.'),
    edition: '', productname: 'Nextcloud', extendedSupport: false,
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: phpJson(body) };
}
