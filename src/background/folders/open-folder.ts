/**
 * Opens encrypted folders: every level from the root down is read, verified and only then believed.
 * @see contracts: e2ee §3.5, §3.7, §4.3; guides: threats S-33
 * @module
 */

import type { StoredMetadata } from '../../clients/e2ee/folders.ts';
import type { FileEntry } from '../../clients/webdav/entries.ts';
import { decodeBase64, encodeBase64, type Bytes } from '../../core/bytes.ts';
import { checkCertificate, readCertificate } from '../../core/envelopes/e2ee/certificate.ts';
import { checkHistory, remember } from '../../core/envelopes/e2ee/history.ts';
import type { JsonObject } from '../../core/envelopes/e2ee/json.ts';
import { unwrap } from '../../core/envelopes/e2ee/key-pair.ts';
import { keyChecksum, openMetadata, readMetadata, type Metadata } from '../../core/envelopes/e2ee/metadata.ts';
import { openOldMetadata, type OldFolder } from '../../core/envelopes/e2ee/metadata-v1.ts';
import { findSigner, type Signer } from '../../core/envelopes/e2ee/signature.ts';
import type { FolderContent } from '../../core/folders/content.ts';
import { tokenOf } from '../../core/folders/link.ts';
import { Failure, type FolderDoubt } from '../../core/problem.ts';
import type { FolderAccount, FolderSession } from './folder-world.ts';
import type { Identities } from './identities.ts';
import { emptyMemory, withKey, withPeople, type Kept, type Memory } from './memories.ts';

/** What holds for a whole tree. */
export interface Root { fileId: number; path: readonly string[]; key: Bytes; checksum: string; metadata: Metadata; signers: readonly Signer[]; memory: Memory; entry: FileEntry }

/** A folder that was verified. */
export interface OpenFolder {
  state: 'open';
  root: Root;
  isRoot: boolean;
  entry: FileEntry;
  /** As the server keeps it now: what a change that is given up goes back to. */
  stored: Kept;
  metadata: Metadata;
  content: FolderContent;
  /** Under an older key of the root: its last change of key was interrupted. */
  stale: boolean;
  /** Who has come and gone since the root was last opened here. */
  joined: readonly string[];
  left: readonly string[];
}

/** Marked, but it has no metadata; or those of version 1, which are unsigned. */
export type UnopenFolder = { state: 'unstarted'; entry: FileEntry } | OldReading;
/** `json`: as it was read, for its checksum. */
export interface OldReading { state: 'old'; entry: FileEntry; stored: Kept; json: JsonObject; content: FolderContent; old: OldFolder }
export type FolderReading = OpenFolder | UnopenFolder;

export interface OpeningWorld extends FolderSession { identities: Identities }

/** @throws {Failure} `folder-doubt`, `keys-changed`, `bad-certificate`, `gone`, and what the server says */
export async function openRoot(session: OpeningWorld, path: readonly string[]): Promise<FolderReading> {
  const entry = await entryAt(session, path);
  if (entry.isMarked !== true) throw new Failure({ kind: 'gone', what: 'folder' });
  const stored = await storedOf(session, entry);
  const name = path.at(-1) ?? '';
  if (stored === null) return { state: 'unstarted', entry };
  const read = readMetadata(stored.text);
  if (read.state === 'old') return openOld(session, { entry, stored, name }, read.json);
  if (read.state !== 'current') throw doubt(name, read.state === 'damaged' ? 'tampered' : 'unknown-version');
  const { metadata } = read;
  const key = await ownKey(session, metadata, name);
  const content = await openMetadata(metadata, key);
  if (content === null) throw doubt(name, 'tampered');
  const checksum = await keyChecksum(key);
  const memory = await memoryOf(session, { entry, name });
  const fault = checkHistory(content, checksum, memory);
  if (fault !== null) throw doubt(name, fault);
  const signers = await signersOf(session, metadata);
  await verify(session, stored, { metadata, signers, name });
  const people = signers.map(({ userId, spki }) => [userId, encodeBase64(spki)] as const);
  // None: seen for the first time, or since we have changed them ourselves.
  const known = new Set((memory?.people ?? []).map(([, own]) => own));
  const next = withKey(withPeople({ ...(memory ?? emptyMemory), ...remember(content, true, memory) }, people), key);
  await session.memories.change(session.account.id, entry.fileId, () => next);
  await session.memories.keepDrops(session.account.id, entry.fileId, { entries: metadata.fileDrop, isTaken: (id) => content.files.has(id) });
  const root: Root = { fileId: entry.fileId, path, key, checksum, metadata, signers, memory: next, entry };
  return {
    state: 'open', root, isRoot: true, entry, stored: { text: stored.text, signature: stored.signature ?? '' }, metadata, content, stale: false,
    joined: known.size === 0 ? [] : people.filter(([, own]) => !known.has(own)).map(([userId]) => userId),
    left: (memory?.people ?? []).filter(([, own]) => !people.some(([, other]) => other === own)).map(([userId]) => userId),
  };
}

/** A folder inside of one that was opened. @throws {Failure} as {@link openRoot} */
export async function openInside(session: OpeningWorld, around: FolderReading, id: string): Promise<FolderReading> {
  const entry = await entryAt(session, [...around.entry.path, id]);
  const stored = await storedOf(session, entry);
  const name = around.state === 'unstarted' ? id : around.content.folders.get(id) ?? id;
  if (stored === null) return { state: 'unstarted', entry };
  const read = readMetadata(stored.text);
  if (read.state === 'old') return openOld(session, { entry, stored, name }, read.json);
  if (read.state !== 'current') throw doubt(name, read.state === 'damaged' ? 'tampered' : 'unknown-version');
  if (around.state !== 'open') throw doubt(name, 'tampered');
  return openUnderRoot(session, around.root, { entry, stored, metadata: read.metadata, name });
}

interface Inside { entry: FileEntry; stored: StoredMetadata; metadata: Metadata; name: string }

async function openUnderRoot(session: OpeningWorld, root: Root, { entry, stored, metadata, name }: Inside): Promise<OpenFolder> {
  const keys = [root.key, ...root.memory.keys.flatMap((text) => decodeBase64(text) ?? [])];
  const { content, index } = await firstThatOpens(metadata, keys, name);
  const memory = await memoryOf(session, { entry, name });
  const fault = checkHistory(content, null, memory);
  if (fault !== null) throw doubt(name, fault);
  const stale = index > 0 && keys[index] !== undefined && (await keyChecksum(keys[index])) !== root.checksum;
  // Whoever was removed while it still had the older key may have been the last to sign it.
  const former = stale ? root.memory.former.flatMap(([userId, key]): Signer[] => {
    const spki = decodeBase64(key);
    return spki ? [{ userId, spki }] : [];
  }) : [];
  await verify(session, stored, { metadata, signers: [...root.signers, ...former], name });
  await session.memories.change(session.account.id, entry.fileId, (known) => ({ ...known, ...remember(content, false, known) }));
  return { state: 'open', root, isRoot: false, entry, stored: { text: stored.text, signature: stored.signature ?? '' }, metadata, content, stale, joined: [], left: [] };
}

async function firstThatOpens(metadata: Metadata, keys: readonly Bytes[], name: string): Promise<{ content: FolderContent; index: number }> {
  for (const [index, key] of keys.entries()) {
    const content = await openMetadata(metadata, key);
    if (content !== null) return { content, index };
  }
  throw doubt(name, 'tampered');
}

/** Opens a place from its root down. @returns every level, the innermost last */
export async function openPlace(session: OpeningWorld, { root, inside }: { root: readonly string[]; inside: readonly string[] }): Promise<[FolderReading, ...FolderReading[]]> {
  const levels: [FolderReading, ...FolderReading[]] = [await openRoot(session, root)];
  for (const id of inside) levels.push(await openInside(session, levels.at(-1) ?? levels[0], id));
  return levels;
}

export function innermost(levels: readonly [FolderReading, ...FolderReading[]]): FolderReading {
  return levels.at(-1) ?? levels[0];
}

/** Only what was verified may be written to. @throws {Failure} `folder-doubt` */
export function assertOpen(reading: FolderReading): OpenFolder {
  if (reading.state !== 'open') throw doubt(reading.entry.path.at(-1) ?? '', reading.state === 'old' ? 'old-version' : 'unstarted');
  return reading;
}

/** Whether a folder is the account's own; nothing is a link's own. Some servers leave the owner out. */
export function isOwn({ account: { userId } }: FolderAccount, { ownerId }: FileEntry): boolean {
  return ownerId === userId || (ownerId === '' && tokenOf(userId) === null);
}

export function doubt(folder: string, why: FolderDoubt): Failure {
  return new Failure({ kind: 'folder-doubt', folder, why });
}

async function entryAt({ dav }: FolderSession, path: readonly string[]): Promise<FileEntry> {
  const entry = await dav.look(path);
  if (entry?.isFolder !== true) throw new Failure({ kind: 'gone', what: 'folder' });
  return entry;
}

/**
 * What the server cannot hand out for want of a signature it is asked for as a property: metadata of version 1.1, which
 * never had one, and such as have lost theirs.
 */
async function storedOf({ e2ee, dav }: FolderSession, { fileId, path }: FileEntry): Promise<StoredMetadata | null> {
  try {
    return await e2ee.folders.read(fileId);
  } catch (cause) {
    const isUnsigned = cause instanceof Failure && cause.problem.kind === 'server-error' && cause.problem.status === 500;
    const found = isUnsigned ? await dav.lookWithMetadata(path).catch(() => null) : null;
    if (found === null || found.metadata === null) throw cause;
    return { text: found.metadata, signature: '' };
  }
}

/** Null: never seen. @throws {Failure} `folder-doubt` where what was remembered cannot be read: that is not the same */
async function memoryOf({ account, memories }: FolderSession, { entry: { fileId }, name }: Pick<Inside, 'entry' | 'name'>): Promise<Memory | null> {
  const memory = await memories.read(account.id, fileId);
  if (memory === null && (await memories.isUnread(account.id, fileId))) throw doubt(name, 'memory-lost');
  return memory;
}

/** Nothing vouches for such metadata: a folder that was of version 2 once never is of version 1 again. */
async function openOld(session: FolderSession, { entry, stored, name }: Omit<Inside, 'metadata'>, json: JsonObject): Promise<OldReading> {
  const { identity } = session;
  if (((await memoryOf(session, { entry, name }))?.counter ?? 0) > 0) throw doubt(name, 'rolled-back');
  const old = await openOldMetadata(json, identity.keys);
  if (old === null) throw doubt(name, 'not-for-us');
  return { state: 'old', entry, stored: { text: stored.text, signature: '' }, json, content: old.content, old };
}

async function ownKey({ identity }: FolderSession, metadata: Metadata, name: string): Promise<Bytes> {
  const own = metadata.users.find(({ userId }) => userId === identity.userId);
  const key = own ? await unwrap(identity.keys, own.encryptedMetadataKey) : null;
  if (key?.length !== 16) throw doubt(name, 'not-for-us');
  return key;
}

/** The folder's people, each with a certificate that the server vouches for and a key that hasn't changed. */
async function signersOf(session: OpeningWorld, { users }: Metadata): Promise<Signer[]> {
  const { account, identities, identity, host } = session;
  return Promise.all(users.map(async ({ userId, certificate: pem }): Promise<Signer> => {
    const certificate = readCertificate(pem);
    const fault = certificate === null ? 'unreadable' : await checkCertificate(certificate, { serverKey: identity.serverKey, userId, now: session.nowSeconds() });
    // One that has ended made signatures while it was valid.
    if (certificate === null || (fault !== null && fault !== 'time')) throw new Failure({ kind: 'bad-certificate', who: userId, why: fault ?? 'unreadable' });
    return { userId, spki: certificate.spki };
  })).then(async (signers) => {
    // One after the other: each may be kept.
    for (const { userId, spki } of signers) {
      if ((await identities.pinned(account.id, userId, spki)) === 'changed') throw new Failure({ kind: 'keys-changed', who: userId, host });
    }
    return signers;
  });
}

async function verify({ host }: FolderSession, { signature }: StoredMetadata, { metadata: { payload }, signers, name }: { metadata: Metadata; signers: readonly Signer[]; name: string }): Promise<void> {
  // No header at all: it was taken out on the way, since the server sends at least an empty one.
  if (signature === null) throw new Failure({ kind: 'folder-refused', host, why: 'headers-lost' });
  if ((await findSigner(signature, payload, signers)) === null) throw doubt(name, 'unsigned');
}
