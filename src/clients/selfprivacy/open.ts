/**
 * Chooses how a server is spoken to, by what its version speaks.
 * @module
 */

import type { Abilities } from '../../core/selfprivacy/versions.ts';
import type { Server } from '../http.ts';
import { graphqlPairing, overGraphql } from './graphql.ts';
import { overRest, restPairing } from './rest.ts';
import type { Pairing, SelfPrivacy } from './selfprivacy.ts';

/** @param server - with a device's token */
export function selfPrivacy(server: Server, { speaks }: Abilities): SelfPrivacy {
  return speaks === 'rest' ? overRest(server) : overGraphql(server);
}

/** @param server - asked as nobody */
export function pairing(server: Server, { speaks }: Abilities): Pairing {
  return speaks === 'rest' ? restPairing(server) : graphqlPairing(server);
}
