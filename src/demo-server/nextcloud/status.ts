/**
 * `status.php`, and the version that this stand-in speaks for.
 * @module
 */

import { phpJson } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

export const nextcloudVersion = { major: 32, minor: 0, micro: 1, string: '32.0.1' };
export const passmanVersion = '2.5.1';

export function status(maintenance: boolean): Reply {
  const body = {
    installed: true, maintenance, needsDbUpgrade: false, version: `${nextcloudVersion.string}.2`, versionstring: nextcloudVersion.string,
    edition: '', productname: 'Nextcloud', extendedSupport: false,
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: phpJson(body) };
}
