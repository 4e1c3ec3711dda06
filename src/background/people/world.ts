/**
 * What the stories about people on other servers share: an account, its server, and what is remembered of them.
 * @module
 */

import type { Server } from '../../clients/http.ts';
import { Failure } from '../../core/problem.ts';
import type { AccountId } from '../../core/ids.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { Writes } from '../writes/writes.ts';

export interface PeopleWorld {
  servers: ServerWorld;
  keyring: Pick<Keyring, 'contents'>;
  blobs: Pick<SealedBlobs, 'read' | 'write' | 'names' | 'remove'>;
  vaults: Pick<Vaults, 'record'>;
  writes: Pick<Writes, 'save'>;
  /** Keeps a file until a screen has read it. */
  hold: OpenedFiles['hold'];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** An account and its server, as it signs in there. */
export interface Signed { account: Account; server: Server }

/** Begins the names of all that is remembered of an account's people. */
export function keptOf(id: AccountId): string {
  return `${id}/people/`;
}

/** @throws {Failure} `gone`, `no-permission`, `locked` */
export async function signedIn({ keyring, servers }: Pick<PeopleWorld, 'keyring' | 'servers'>, id: AccountId): Promise<Signed> {
  const account = (await keyring.contents()).accounts.find((each) => each.id === id);
  if (account === undefined) throw new Failure({ kind: 'gone', what: 'account' });
  return { account, server: await serverOf(account, servers) };
}
