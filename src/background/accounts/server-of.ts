/**
 * How an account's server is called: one place decides what its requests carry.
 * @module
 */

import { basic, nobody } from '../../clients/authentication.ts';
import type { Server } from '../../clients/http.ts';
import { Failure } from '../../core/problem.ts';
import { originPattern } from '../../core/server-address.ts';
import type { Account } from '../session/contents.ts';
import type { LastUsed } from './last-used.ts';
import type { RefusedApps } from './refused-apps.ts';

export interface Permissions {
  contains: (wanted: { origins: string[] }) => Promise<boolean>;
  remove: (unwanted: { origins: string[] }) => Promise<boolean>;
  getAll: () => Promise<{ origins?: string[] }>;
}

export interface ServerWorld {
  fetch: typeof globalThis.fetch;
  permissions: Permissions;
  /** Without it nobody can be signed in as an app. */
  refusedApps?: RefusedApps;
  /** Left out where nobody shows it. */
  lastUsed?: LastUsed;
}

/** Nextcloud's desktop app, as servers before Nextcloud 31 know it among those that they let into encrypted folders. */
export const desktopAgent = 'Mozilla/5.0 (Linux) mirall/3.15.0 (Latchkey)';

declare const __FIREFOX__: boolean;

/** What the permission for an account's server is asked for, in this browser. */
export function permissionFor(server: string): string {
  return originPattern(server, __FIREFOX__ ? 'without-ports' : 'with-ports');
}

/** A server without a login. @throws {Failure} `no-permission` */
export async function strangerServer(server: string, { fetch, permissions }: ServerWorld): Promise<Server> {
  if (!(await permissions.contains({ origins: [permissionFor(server)] }))) throw new Failure({ kind: 'no-permission', host: new URL(server).host });
  return { server, authentication: nobody, fetch };
}

/** @throws {Failure} `no-permission` */
export async function serverOf(account: Account, world: ServerWorld): Promise<Server> {
  const stranger: Server = { ...(await strangerServer(account.server, world)), ...(account.asDesktop === true && { folderAgent: desktopAgent }) };
  const noted = world.lastUsed?.noting(account.id, stranger.fetch) ?? stranger.fetch;
  const { appApi, userId } = account;
  if (appApi === undefined) return { ...stranger, authentication: basic(account.loginName, account.appPassword), fetch: noted };
  if (world.refusedApps === undefined) throw new Failure({ kind: 'bug' });
  const fetch = world.refusedApps.guarded(account.id, new URL(account.server).host, noted);
  return { ...stranger, authentication: { by: 'appapi', ...appApi, userId }, fetch };
}
