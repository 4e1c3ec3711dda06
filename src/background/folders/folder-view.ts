/**
 * Encrypted folders as screens see them.
 * @see contracts: e2ee §2.3, §4.3
 * @module
 */

import type { FileEntry } from '../../clients/webdav/entries.ts';
import { decodeBase64 } from '../../core/bytes.ts';
import { shownFileName } from '../../core/credential/file-name.ts';
import { fingerprintWords } from '../../core/envelopes/e2ee/certificate.ts';
import { tagBytes } from '../../core/envelopes/e2ee/file-content.ts';
import type { FileEntry as SealedFile, FolderContent } from '../../core/folders/content.ts';
import { isHostileName } from '../../core/folders/hostile-name.ts';
import { placeInside, type FolderNotice, type FolderPlace, type PlacedFolder } from '../../core/folders/place.ts';
import { isVisit } from '../../core/folders/visit.ts';
import { Failure } from '../../core/problem.ts';
import type { BrowsedFolder, FolderPerson, FolderRow, FolderView } from '../../messages/contract.ts';
import { dropsIn } from './folder-edits.ts';
import { orphansIn, withLostEntries } from './folder-orphans.ts';
import { unfinished } from './folder-resealing.ts';
import type { FolderAccount } from './folder-world.ts';
import { innermost, isOwn, openPlace, type FolderReading, type OpeningWorld } from './open-folder.ts';

const folderType = 'httpd/unix-directory';

/** Folders at an ordinary place. @throws {Failure} `not-found` */
export async function browse({ dav, account }: FolderAccount, path: readonly string[]): Promise<BrowsedFolder[]> {
  const { folder, children } = await dav.list(path);
  // Inside of an encrypted one, names are read from its metadata only.
  if (folder.isMarked === true) throw new Failure({ kind: 'not-allowed' });
  return children.filter(({ isFolder }) => isFolder).map((entry) => ({
    name: entry.path.at(-1) ?? '', encrypted: entry.isMarked === true, owner: entry.ownerId === account.userId || entry.ownerId === '' ? null : entry.ownerId,
    modified: entry.modified, size: entry.size,
  }));
}

export async function viewFolder(session: OpeningWorld, place: FolderPlace, words: readonly string[]): Promise<FolderView> {
  const levels = await openPlace(session, place);
  const reading = innermost(levels);
  const { children } = await session.dav.list(reading.entry.path);
  const [root] = levels;
  return {
    place, crumbs: crumbsOf(levels, place), owned: isOwn(session, root.entry),
    rows: reading.state === 'unstarted' ? [] : rowsOf(reading.content, children),
    people: root.state === 'open' ? await peopleOf(root.root.signers, session.account.userId, words) : [],
    // A link is for reading here, whatever it lets one do.
    mayWrite: reading.state === 'open' && !isVisit(place.account) && /[WCK]/.test(reading.entry.permissions),
    notices: await noticesOf(session, reading, { root, children }),
  };
}

/** From the root down to the innermost of these levels. */
export function crumbsOf(levels: readonly FolderReading[], place: FolderPlace): PlacedFolder[] {
  let at: FolderPlace = { ...place, inside: [] };
  const crumbs: PlacedFolder[] = [{ name: shownFileName(place.root.at(-1) ?? ''), place: at }];
  for (const [depth, id] of place.inside.entries()) {
    const around = levels[depth];
    at = placeInside(at, id);
    crumbs.push({ name: shownFileName((around && around.state !== 'unstarted' ? around.content.folders.get(id) : null) ?? ''), place: at });
  }
  return crumbs;
}

function rowsOf(content: FolderContent, children: readonly FileEntry[]): FolderRow[] {
  const there = new Map(children.map((entry) => [entry.path.at(-1) ?? '', entry]));
  const folders = [...content.folders].map(([id, name]): FolderRow => {
    const entry = there.get(id);
    return { ...common(id, name, entry), kind: 'folder', mimetype: folderType, size: null, state: entry?.isFolder === true ? 'ready' : 'missing' };
  });
  const files = [...content.files].map(([id, file]): FolderRow => {
    const entry = there.get(id);
    const size = entry === undefined || entry.isFolder ? null : Math.max(0, entry.size - tagBytes);
    return { ...common(id, file.filename, entry), kind: 'file', mimetype: file.mimetype, size, state: size === null ? 'missing' : opens(file) ? 'ready' : 'damaged' };
  });
  return [...folders, ...files];
}

function common(id: string, name: string, entry: FileEntry | undefined): Pick<FolderRow, 'id' | 'name' | 'hostile' | 'modified'> {
  return { id, name: shownFileName(name), hostile: isHostileName(name), modified: entry?.modified ?? null };
}

function opens({ key, nonce }: SealedFile): boolean {
  return decodeBase64(key)?.length === 16 && (decodeBase64(nonce)?.length ?? 0) > 0;
}

async function peopleOf(signers: readonly { userId: string; spki: Uint8Array }[], self: string, words: readonly string[]): Promise<FolderPerson[]> {
  return Promise.all(signers.map(async ({ userId, spki }) => ({ userId, self: userId === self, fingerprint: await fingerprintWords(spki, words) })));
}

export async function noticesOf(session: OpeningWorld, reading: FolderReading, { root, children }: { root: FolderReading; children: readonly FileEntry[] }): Promise<FolderNotice[]> {
  if (reading.state === 'unstarted') return [{ notice: 'unstarted' }];
  if (reading.state === 'old') return [{ notice: 'old-version' }];
  const orphans = orphansIn(reading, children).length;
  const { found } = await withLostEntries(session, reading, children);
  const drops = dropsIn(reading, children).length;
  const { joined, left } = root.state === 'open' ? root : { joined: [], left: [] };
  return [
    ...(reading.stale ? [{ notice: 'rotation' } as const] : []),
    ...(reading.isRoot && unfinished(reading.root) !== null ? [{ notice: 'resealing' } as const] : []),
    ...(drops > 0 ? [{ notice: 'drops', count: drops } as const] : []),
    ...(orphans > 0 ? [{ notice: 'orphans', count: orphans, known: found } as const] : []),
    ...(joined.length + left.length > 0 ? [{ notice: 'people', joined, left } as const] : []),
  ];
}
