/**
 * Signs in as an app of the server, through AppAPI: for people who administer it, since the app's secret opens every account.
 * @see contracts: AppAPI §6, §7
 * @module
 */

import { disabledKeepsFiles, readAppApiVersion, readExAppState } from '../../clients/nextcloud/app-api.ts';
import { whoAmI } from '../../clients/nextcloud/user.ts';
import type { Server } from '../../clients/http.ts';
import { encodeBase64, encodeHex, randomBytes } from '../../core/bytes.ts';
import { registerCommand } from '../../core/ex-app-commands.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { readServerAddress } from '../../core/server-address.ts';
import type { ExAppProposal } from '../../messages/contract.ts';
import type { ProposedApp } from '../session/contents.ts';
import { serverOf, strangerServer } from './server-of.ts';
import { keepAccount, passmanOf, type SignInWorld } from './sign-in.ts';

export interface ExAppAsk {
  server: string;
  userId: string;
  /** The user id once more, where it is an administrator's. */
  confirmAdmin: string;
}

const appVersion = '1.0.0';
const secretBytes = 32;
const idBytes = 3;

/**
 * What an administrator registers. The secret is made once for a server and rests sealed: the page may be closed
 * while it is registered.
 *
 * @throws {Failure} `no-app-api`, `plain-http`, …
 */
export async function proposeExApp(text: string, world: SignInWorld): Promise<ExAppProposal> {
  const { server, host } = encryptedServer(text);
  const aaVersion = await readAppApiVersion(await strangerServer(server, world));
  await world.keyring.change((contents) => (contents.proposedApp?.server === server ? contents : { ...contents, proposedApp: newApp(server) }));
  const { appId } = await proposedFor(server, world);
  return { server, host, appId, appVersion, keepsFilesWhenDisabled: disabledKeepsFiles(aaVersion) };
}

/** The one command that holds the secret. @throws {Failure} `gone` */
export async function commandWithSecret(server: string, world: SignInWorld): Promise<string> {
  const app = await proposedFor(server, world);
  return registerCommand(app, app.secret);
}

/**
 * First whether the app is known and enabled, then whose account it opens: one try each.
 *
 * @returns null if the user is an administrator and the name was not typed again
 * @throws {Failure} `app-refused`, `app-disabled`, `throttled`, …
 */
export async function pairExApp({ server: text, userId: typed, confirmAdmin }: ExAppAsk, world: SignInWorld): Promise<AccountId | null> {
  const { server: address, host } = encryptedServer(text);
  const { appId, secret } = await proposedFor(address, world);
  const stranger = await strangerServer(address, world);
  const aaVersion = await readAppApiVersion(stranger);
  const as = (userId: string): Server => ({ ...stranger, authentication: { by: 'appapi', appId, appVersion, aaVersion, userId, secret } });
  if ((await readExAppState(as(typed))) === 'disabled') throw new Failure({ kind: 'app-disabled', host });
  const user = await whoAmI(as(typed));
  // The header names the user: a server that answers as somebody else is not to be trusted with it. It may know the case better.
  if (user.userId.toLowerCase() !== typed.toLowerCase()) throw new Failure({ kind: 'app-refused', host });
  if (user.isAdmin && confirmAdmin !== typed) return null;
  const passmanVersion = await passmanOf(as(user.userId));
  const login = { server: address, loginName: user.userId, password: '', appApi: { appId, appVersion, aaVersion, secret } };
  const id = await keepAccount(login, { user, passmanVersion }, world);
  await world.keyring.change((contents) => withoutProposal(contents));
  return id;
}

/** Asks once more, because a person wants it: the app was switched off, or is registered again. @throws {Failure} as {@link pairExApp} */
export async function checkExApp(id: AccountId, world: SignInWorld): Promise<void> {
  const account = (await world.keyring.contents()).accounts.find((one) => one.id === id);
  if (account?.appApi === undefined) throw new Failure({ kind: 'gone', what: 'account' });
  await world.refusedApps?.forgive(id);
  const state = await readExAppState(await serverOf(account, world));
  if (state === 'disabled') throw new Failure({ kind: 'app-disabled', host: new URL(account.server).host });
}

/** The secret opens every account of the server: never without TLS, but on this computer. */
function encryptedServer(text: string): { server: string; host: string } {
  const address = readServerAddress(text);
  if (!address) throw new Failure({ kind: 'bad-address' });
  if (address.plainHttp) throw new Failure({ kind: 'plain-http', host: address.host });
  return address;
}

/** An id of its own for each browser, so that one can be taken back alone. */
function newApp(server: string): ProposedApp {
  const secret = encodeBase64(randomBytes(secretBytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { server, appId: `latchkey-${encodeHex(randomBytes(idBytes))}`, appVersion, secret };
}

async function proposedFor(server: string, { keyring }: SignInWorld): Promise<ProposedApp> {
  const { proposedApp } = await keyring.contents();
  if (proposedApp?.server !== server) throw new Failure({ kind: 'gone', what: 'account' });
  return proposedApp;
}

function withoutProposal<Contents extends { proposedApp?: unknown }>(contents: Contents): Contents {
  const rest = { ...contents };
  Reflect.deleteProperty(rest, 'proposedApp');
  return rest;
}
