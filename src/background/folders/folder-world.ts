/**
 * What the procedures of encrypted folders need of the world, and one account's part of it.
 * @module
 */

import { e2ee, type E2ee } from '../../clients/e2ee/e2ee.ts';
import { hostOf, type Server } from '../../clients/http.ts';
import { webdav, type Webdav } from '../../clients/webdav/webdav.ts';
import { isVisit } from '../../core/folders/visit.ts';
import type { AccountId } from '../../core/ids.ts';
import type { WordBook } from '../../core/mnemonic/word-book.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import type { StorageArea } from '../stored.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Identities, Identity } from './identities.ts';
import type { FolderMemories } from './memories.ts';
import type { TemporaryFiles } from './temporary-files.ts';
import { visitAccount } from './visits.ts';

export interface FoldersWorld {
  servers: ServerWorld;
  keyring: Pick<Keyring, 'contents' | 'change'>;
  blobs: SealedBlobs;
  temporary: TemporaryFiles;
  /** Empty when the browser has started. */
  session: StorageArea;
  keepAlive: KeepAlive;
  /** The list of words that keys are written in. */
  words: () => Promise<WordBook>;
  now: () => number;
  changed: () => void;
}

/** An account and its server; or a public link that stands in its place, whose user is `s:TOKEN`. */
export interface FolderAccount { account: Pick<Account, 'id' | 'userId'>; host: string; server: Server; e2ee: E2ee; dav: Webdav; nowSeconds: () => number }

/** An account whose key is at hand. */
export interface FolderSession extends FolderAccount { identity: Identity; memories: FolderMemories }

/** @throws {Failure} `gone`, `no-permission`, `locked` */
export async function folderAccount(id: AccountId, world: FoldersWorld): Promise<FolderAccount> {
  if (isVisit(id)) return visitAccount(id, world);
  const account = (await world.keyring.contents()).accounts.find((one) => one.id === id);
  if (!account) throw new Failure({ kind: 'gone', what: 'account' });
  const server = await serverOf(account, world.servers);
  return { account, server, host: hostOf(server), e2ee: e2ee(server), dav: webdav(server, { userId: account.userId }), nowSeconds: () => Math.floor(world.now() / 1000) };
}

/** @throws {Failure} `folders-closed` until the words were given, and as {@link folderAccount} */
export async function folderSession(id: AccountId, world: FoldersWorld, { identities, memories }: { identities: Identities; memories: FolderMemories }): Promise<FolderSession> {
  const account = await folderAccount(id, world);
  const identity = await identities.open(id);
  if (identity === null) throw new Failure({ kind: 'folders-closed', host: account.host });
  return { ...account, identity, memories };
}
