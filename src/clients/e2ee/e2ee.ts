/**
 * The end-to-end encryption app on one server: ciphertext in and out.
 * @see contracts: e2ee §0.2, §1
 * @module
 */

import * as v from 'valibot';

import type { Capabilities } from '../nextcloud/capabilities.ts';
import type { E2eeServer } from './call.ts';
import { folders, type Folders } from './folders.ts';
import { keys, type Keys } from './keys.ts';
import { legacyFolders, type LegacyFolders } from './legacy-folders.ts';

/** All calls, by resource. */
export interface E2ee {
  keys: Keys;
  folders: Folders;
  /** Folders whose metadata are still of version 1. */
  legacy: LegacyFolders;
}

/** What a server says of the app. */
export interface E2eeCapability {
  /** E.g. 2.1: what metadata it knows of. */
  apiVersion: number;
  /** Whether the person has a certificate and a private key there; null where the server doesn't tell. */
  keysExist: boolean | null;
}

const capability = v.object({
  // "1.2", "2", "2.0", 2.1: all have been seen.
  'api-version': v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.finite()),
  'keys-exist': v.fallback(v.nullable(v.boolean()), null),
});

/** @param server - with the login of the person whose folders they are, or of nobody for a public link */
export function e2ee(server: E2eeServer): E2ee {
  return { keys: keys(server), folders: folders(server), legacy: legacyFolders(server) };
}

/** @returns null where the app isn't there, or this person may not use it */
export function e2eeCapability({ apps }: Capabilities): E2eeCapability | null {
  const found = v.safeParse(capability, apps.get('end-to-end-encryption'));
  return found.success ? { apiVersion: found.output['api-version'], keysExist: found.output['keys-exist'] } : null;
}
