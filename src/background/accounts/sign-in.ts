/**
 * Makes a signed-in account out of a login that works, and leaves nothing behind of one that doesn't.
 * @module
 */

import { exchangePassword, revoke } from '../../clients/nextcloud/app-password.ts';
import { readStatus } from '../../clients/nextcloud/status.ts';
import { whoAmI, type User } from '../../clients/nextcloud/user.ts';
import { passman } from '../../clients/passman/passman.ts';
import { basic } from '../../clients/authentication.ts';
import type { Server } from '../../clients/http.ts';
import { isAccountId, type AccountId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { readServerAddress } from '../../core/server-address.ts';
import type { ServerProbe } from '../../messages/contract.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import { serverOf, strangerServer, type ServerWorld } from './server-of.ts';

export interface SignInWorld extends ServerWorld { keyring: Keyring }
/** `deviceName`: what the server is to call this browser. */
export interface Login { server: string; loginName: string; password: string; deviceName?: string | undefined }
/** `appApi`: signed in as an app, with no password. */
type KeptLogin = Login & Pick<Account, 'appApi'>;
/** What the server has said of it. */
interface Known { user: User; passmanVersion: string | null }

/** Corrects the address and asks the server who it is. @throws {Failure} `bad-address`, `not-nextcloud`, `maintenance`, … */
export async function probeServer(text: string, world: ServerWorld): Promise<Omit<ServerProbe, 'deviceName'>> {
  const address = readServerAddress(text);
  if (!address) throw new Failure({ kind: 'bad-address' });
  const status = await readStatus(await strangerServer(address.server, world));
  if (status.maintenance) throw new Failure({ kind: 'maintenance', host: address.host });
  return { server: address.server, host: address.host, productName: status.productName, version: status.version, plainHttp: address.plainHttp };
}

/** The base address to use. @throws {Failure} `bad-address`, `plain-http` unless the person has said yes to it */
export function agreedServer(text: string, acceptPlainHttp: boolean): string {
  const address = readServerAddress(text);
  if (!address) throw new Failure({ kind: 'bad-address' });
  if (address.plainHttp && !acceptPlainHttp) throw new Failure({ kind: 'plain-http', host: address.host });
  return address.server;
}

/** With what a person typed: a real password is exchanged for an app password and forgotten. */
export async function signInTyped(login: Login, world: SignInWorld): Promise<AccountId> {
  const server = await serverFor(login, world);
  await whoAmI(server);
  const passmanVersion = await passmanOf(server);
  const exchanged = await exchangePassword(server, login.deviceName);
  // An app password got its name where it was made.
  if (exchanged === null) return keepAccount({ ...login, deviceName: undefined }, { user: await userOf(login, world), passmanVersion }, world);
  const granted = { ...login, password: exchanged };
  try {
    return await keepAccount(granted, { user: await userOf(granted, world), passmanVersion }, world);
  } catch (problem) {
    await revokeLogin(granted, world);
    throw problem;
  }
}

/** With the app password that Login Flow v2 has made. One that is of no use is revoked again; after a passing trouble it can be tried once more. */
export async function signInGranted(login: Login, world: SignInWorld): Promise<AccountId> {
  try {
    const passmanVersion = await passmanOf(await serverFor(login, world));
    return await keepAccount(login, { user: await userOf(login, world), passmanVersion }, world);
  } catch (error) {
    if (!(error instanceof Failure && isPassing(error.problem))) await revokeLogin(login, world);
    throw error;
  }
}

/** Troubles of a server or the way to it that may be over in a moment. */
export function isPassing({ kind }: Problem): boolean {
  return kind === 'unreachable' || kind === 'timeout' || kind === 'cut-off' || kind === 'throttled' || kind === 'server-error' || kind === 'maintenance';
}

/** As far as the server can be told. */
export async function revokeLogin(login: Login, world: ServerWorld): Promise<void> {
  await serverFor(login, world).then(revoke).catch(() => undefined);
}

/** While signing in, a 401 means that the login is wrong, not that it was revoked. */
async function serverFor({ server, loginName, password }: Login, world: ServerWorld): Promise<Server> {
  return { ...(await strangerServer(server, world)), authentication: basic(loginName, password), refusal: 'wrong-login' };
}

async function userOf(login: Login, world: ServerWorld): Promise<User> {
  return whoAmI(await serverFor(login, world));
}

/** Null: of an unknown version. @throws {Failure} `no-passman` */
export async function passmanOf(server: Server): Promise<string | null> {
  const client = passman(server);
  await client.vaults.list();
  return client.version();
}

/** Takes the place of an earlier account of the same person there, however that one was signed in. */
export async function keepAccount({ server, loginName, password, deviceName, appApi }: KeptLogin, { user: { userId, displayName }, passmanVersion }: Known, world: SignInWorld): Promise<AccountId> {
  let id = newAccountId();
  let replaced: Account | null = null;
  await world.keyring.change((contents) => {
    const before = contents.accounts.find((account) => account.server === server && account.userId === userId);
    if (before) id = before.id;
    replaced = before ?? null;
    const account: Account = { id, server, loginName, userId, displayName, appPassword: password, passmanVersion, ...(deviceName !== undefined && { deviceName }), ...(before?.asDesktop === true && { asDesktop: true }), ...(appApi && { appApi }) };
    return { ...contents, accounts: [...contents.accounts.filter((other) => other.id !== id), account] };
  });
  await world.refusedApps?.forgive(id);
  await revokeReplaced(replaced, password, world);
  return id;
}

/** Signing in again leaves no second app password behind. */
async function revokeReplaced(replaced: Account | null, current: string, world: ServerWorld): Promise<void> {
  if (replaced && replaced.appApi === undefined && replaced.appPassword !== current) await revoke(await serverOf(replaced, world)).catch(() => undefined);
}

function newAccountId(): AccountId {
  const id = crypto.randomUUID();
  if (!isAccountId(id)) throw new Failure({ kind: 'bug' });
  return id;
}
