/**
 * How an account's server is called: one place decides what its requests carry.
 * @module
 */

import { basic, type Server } from '../../clients/http.ts';
import { Failure } from '../../core/problem.ts';
import type { Account } from '../session/contents.ts';

export interface Permissions {
  contains: (wanted: { origins: string[] }) => Promise<boolean>;
  remove: (unwanted: { origins: string[] }) => Promise<boolean>;
  getAll: () => Promise<{ origins?: string[] }>;
}

export interface ServerWorld { fetch: typeof globalThis.fetch; permissions: Permissions }

declare const __FIREFOX__: boolean;

/** What a permission is asked for. Firefox's patterns know no ports. */
export function originPattern(server: string, portless: boolean = __FIREFOX__): string {
  const { protocol, hostname, origin } = new URL(server);
  return portless ? `${protocol}//${hostname}/*` : `${origin}/*`;
}

/** A server without a login. @throws {Failure} `no-permission` */
export async function strangerServer(server: string, { fetch, permissions }: ServerWorld): Promise<Server> {
  if (!(await permissions.contains({ origins: [originPattern(server)] }))) throw new Failure({ kind: 'no-permission', host: new URL(server).host });
  return { server, authorization: null, fetch };
}

/** @throws {Failure} `no-permission` */
export async function serverOf(account: Pick<Account, 'server' | 'loginName' | 'appPassword'>, world: ServerWorld): Promise<Server> {
  return { ...(await strangerServer(account.server, world)), authorization: basic(account.loginName, account.appPassword) };
}
