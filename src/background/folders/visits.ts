/**
 * Public links of others that are open: each stands in an account's place, without a login, until the browser ends. What
 * is known of them rests sealed as if they were accounts. They are read only.
 * @see contracts: e2ee §4.11
 * @module
 */

import * as v from 'valibot';

import { e2ee } from '../../clients/e2ee/e2ee.ts';
import { hostOf } from '../../clients/http.ts';
import type { FileEntry } from '../../clients/webdav/entries.ts';
import type { FilePath } from '../../clients/webdav/place.ts';
import { webdav, type Webdav } from '../../clients/webdav/webdav.ts';
import { linkUser } from '../../core/folders/link.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { readLinkAddress, visitMark } from '../../core/folders/visit.ts';
import { isAccountId, type AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { permissionFor, strangerServer } from '../accounts/server-of.ts';
import type { FolderAccount, FoldersWorld } from './folder-world.ts';

const visitShape = v.object({ server: v.string(), token: v.string() });

/** Of everything that is kept of them. */
const beginning = `folders:${visitMark}`;
/** Of what servers we were allowed to reach for them, which outlives them. */
const visited = 'folders:visited/';
/** In the session's storage: names of those of earlier ones. */
const leftVisited = 'foldersLeftVisited';
const visitedShape = v.object({ server: v.string() });

/** Asks no server yet. @throws {Failure} `bad-address` */
export async function beginVisit(text: string, { blobs }: Pick<FoldersWorld, 'blobs'>): Promise<FolderPlace> {
  const link = readLinkAddress(text);
  if (link === null) throw new Failure({ kind: 'bad-address' });
  const account = `${visitMark}${crypto.randomUUID()}`;
  if (!isAccountId(account)) throw new Failure({ kind: 'bug' });
  await blobs.write(`${visited}${account}`, { server: link.server });
  await blobs.write(name(account), { server: link.server, token: link.token });
  return { account, root: [new URL(link.server).host], inside: [] };
}

/** @throws {Failure} `no-permission`; `gone` for one of an earlier session */
export async function visitAccount(id: AccountId, world: FoldersWorld): Promise<FolderAccount> {
  const visit = v.safeParse(visitShape, await world.blobs.read(name(id)));
  if (!visit.success) throw new Failure({ kind: 'gone', what: 'share' });
  const { server: address, token } = visit.output;
  const server = await strangerServer(address, world.servers);
  return {
    account: { id, userId: linkUser(token) }, server, host: hostOf(server), e2ee: e2ee({ ...server, shareToken: token }),
    dav: readOnly(webdav(server, { shareToken: token })), nowSeconds: () => Math.floor(world.now() / 1000),
  };
}

/** The browser has begun anew. Whether it is still locked or not; whom we may reach can be told only later, by {@link leaveVisited}. */
export async function endVisits({ blobs, session }: Pick<FoldersWorld, 'blobs' | 'session'>): Promise<void> {
  await session.set({ [leftVisited]: await blobs.names(visited) });
  await blobs.remove(await blobs.names(beginning));
}

/** Gives back the permissions for servers of ended visits, but not where one has an account or visits again. */
export async function leaveVisited({ blobs, session, keyring, servers: { permissions } }: FoldersWorld): Promise<void> {
  const left = v.parse(v.fallback(v.array(v.string()), []), (await session.get(leftVisited))[leftVisited]);
  if (left.length === 0) return;
  const originOf = async (one: string): Promise<string[]> => {
    const known = v.safeParse(visitedShape, await blobs.read(one));
    return known.success ? [permissionFor(known.output.server)] : [];
  };
  const again = (await blobs.names(visited)).filter((one) => !left.includes(one));
  const { accounts } = await keyring.contents();
  const needed = new Set([...accounts.map(({ server }) => permissionFor(server)), ...(await Promise.all(again.map(originOf))).flat()]);
  for (const origin of new Set((await Promise.all(left.map(originOf))).flat())) {
    // Refused for an origin that came with a wider permission: that one is the person's to take back.
    if (!needed.has(origin)) await permissions.remove({ origins: [origin] }).catch(() => false);
  }
  await blobs.remove(left);
  await session.set({ [leftVisited]: [] });
}

/** The first name of a path is the one that we show; the link leads to what is below it. */
function readOnly(dav: Webdav): Webdav {
  const real = (path: FilePath): FilePath => path.slice(1);
  const shown = (path: FilePath) => (entry: FileEntry): FileEntry => ({ ...entry, path: [path[0] ?? '', ...entry.path] });
  const refused = (): Promise<never> => Promise.reject(new Failure({ kind: 'not-allowed' }));
  return {
    async list(path) {
      const { folder, children } = await dav.list(real(path));
      return { folder: shown(path)(folder), children: children.map(shown(path)) };
    },
    async look(path) {
      const entry = await dav.look(real(path));
      return entry === null ? null : shown(path)(entry);
    },
    async lookWithMetadata(path) {
      const entry = await dav.lookWithMetadata(real(path));
      return entry === null ? null : shown(path)(entry);
    },
    exists: (path) => dav.exists(real(path)),
    read: (path, reading) => dav.read(real(path), reading),
    makeFolder: refused, write: refused, remove: refused,
  };
}

function name(id: AccountId): string {
  return `folders:${id}/visit`;
}
