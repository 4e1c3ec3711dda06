/**
 * The servers that this browser is paired with, and how each is called. Their tokens rest in the keyring only.
 * @module
 */

import type { Server } from '../../clients/http.ts';
import { isServerId, type ServerId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { apiOf } from '../../core/selfprivacy/domain.ts';
import { strangerServer, type ServerWorld } from '../accounts/server-of.ts';
import type { PairedServer } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';

export interface PairedWorld { keyring: Keyring; servers: ServerWorld }

export async function pairedServers({ keyring }: Pick<PairedWorld, 'keyring'>): Promise<readonly PairedServer[]> {
  return (await keyring.contents()).servers ?? [];
}

/** @throws {Failure} `gone` */
export async function pairedServer(id: ServerId, world: Pick<PairedWorld, 'keyring'>): Promise<PairedServer> {
  const found = (await pairedServers(world)).find((server) => server.id === id);
  if (!found) throw new Failure({ kind: 'gone', what: 'server' });
  return found;
}

/** @throws {Failure} `no-permission` */
export async function apiServer(domain: string, token: string | null, { servers }: Pick<PairedWorld, 'servers'>): Promise<Server> {
  const server = await strangerServer(apiOf(domain), servers);
  return token === null ? server : { ...server, authentication: { by: 'bearer', token } };
}

/** Pairing anew takes the place of an earlier one with the same server. */
export async function keepServer(domain: string, token: string, { keyring }: Pick<PairedWorld, 'keyring'>): Promise<ServerId> {
  let id = newServerId();
  await keyring.change((contents) => {
    const before = contents.servers ?? [];
    id = before.find((server) => server.domain === domain)?.id ?? id;
    return { ...contents, servers: [...before.filter((server) => server.id !== id), { id, domain, token }] };
  });
  return id;
}

export async function changeToken(id: ServerId, token: string, { keyring }: Pick<PairedWorld, 'keyring'>): Promise<void> {
  await keyring.change((contents) => ({ ...contents, servers: (contents.servers ?? []).map((server) => (server.id === id ? { ...server, token } : server)) }));
}

export async function forgetServer(id: ServerId, { keyring }: Pick<PairedWorld, 'keyring'>): Promise<void> {
  await keyring.change((contents) => ({ ...contents, servers: (contents.servers ?? []).filter((server) => server.id !== id) }));
}

function newServerId(): ServerId {
  const id = crypto.randomUUID();
  if (!isServerId(id)) throw new Failure({ kind: 'bug' });
  return id;
}
