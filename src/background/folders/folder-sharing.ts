/**
 * Whom an encrypted folder is shared with: its key first, then the server's share; and back in the other order.
 * @see contracts: e2ee §4.10
 * @module
 */

import { shares } from '../../clients/nextcloud/shares.ts';
import { fingerprintWords } from '../../core/envelopes/e2ee/certificate.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import type { FolderChanges } from './folder-changes.ts';
import { readPeer, rotating, usersAsPeers } from './folder-rotation.ts';
import { assertOpen, innermost, isOwn, openPlace, type OpenFolder, type OpeningWorld } from './open-folder.ts';

/** Sums of 1 read, 2 change, 4 create, 8 delete, 16 share on. */
const everything = 31;
const readOnly = 1;

type ShareAsk = ScreenRequests['shareFolder']['ask'];

/** @throws {Failure} `keys-changed` where the key is not the one that was shown; `no-folder-keys`, `bad-certificate` */
export async function shareFolder(session: OpeningWorld, changes: FolderChanges, { place, userId, mayWrite, fingerprint }: ShareAsk, words: readonly string[]): Promise<void> {
  await assertOwnRoot(session, place);
  const peer = await readPeer(session, userId);
  const shown = (await fingerprintWords(peer.spki, words)).join(' ');
  const { identities, account, host } = session;
  if (shown !== fingerprint.join(' ') || (await identities.pinned(account.id, userId, peer.spki)) === 'changed') throw new Failure({ kind: 'keys-changed', who: userId, host });
  const others = (people: Parameters<typeof usersAsPeers>[0]) => usersAsPeers(people).filter((known) => known.userId !== userId);
  await changes.run(session, place, rotating(session, (users) => [...others(users), peer]));
  await acceptPeople(session, place);
  const permissions = mayWrite ? everything : readOnly;
  const api = shares(session.server);
  const present = (await api.of(place.root)).find(({ kind, with: who }) => kind === 0 && who === userId);
  if (present !== undefined) return api.setPermissions(present.shareId, permissions);
  try {
    await api.create({ path: place.root, permissions, kind: 'person', userId });
  } catch (cause) {
    // Nobody keeps a key to what is not shared with them.
    await changes.run(session, place, rotating(session, others));
    await acceptPeople(session, place);
    throw cause;
  }
}

export async function unshareFolder(session: OpeningWorld, changes: FolderChanges, { place, userId }: { place: FolderPlace; userId: string }): Promise<void> {
  await assertOwnRoot(session, place);
  if (userId === session.identity.userId) throw new Failure({ kind: 'not-allowed' });
  const api = shares(session.server);
  for (const { shareId, kind, with: who } of await api.of(place.root)) if (kind === 0 && who === userId) await api.remove(shareId);
  await changes.run(session, place, rotating(session, (users) => usersAsPeers(users).filter((known) => known.userId !== userId)));
  await acceptPeople(session, place);
}

/** We have just changed them ourselves: no news. */
export async function acceptPeople({ memories, account, dav }: OpeningWorld, place: FolderPlace): Promise<void> {
  const entry = await dav.look(place.root);
  if (entry !== null) await memories.change(account.id, entry.fileId, (memory) => ({ ...memory, people: [] }));
}

/** @throws {Failure} `not-allowed` for what isn't the outermost folder, or somebody else's */
export async function assertOwnRoot(session: OpeningWorld, place: FolderPlace): Promise<OpenFolder> {
  const folder = assertOpen(innermost(await openPlace(session, place)));
  if (!folder.isRoot || !isOwn(session, folder.entry)) throw new Failure({ kind: 'not-allowed' });
  return folder;
}
