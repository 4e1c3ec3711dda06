/**
 * Who can open a tree of folders: each change of its people gives it a new key, from the root down to the last folder.
 * @see contracts: e2ee §4.10
 * @module
 */

import { checkCertificate, fingerprintWords, readCertificate } from '../../core/envelopes/e2ee/certificate.ts';
import { createContentKey } from '../../core/envelopes/e2ee/file-content.ts';
import { wrapFor } from '../../core/envelopes/e2ee/key-pair.ts';
import { keyChecksum, type FolderUser, type Metadata } from '../../core/envelopes/e2ee/metadata.ts';
import type { Bytes } from '../../core/bytes.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderPeer } from '../../messages/contract.ts';
import type { Write } from './folder-changes.ts';
import { adopt } from './folder-edits.ts';
import { versionFor, type OpenChange } from './open-change.ts';
import { openInside, type FolderReading, type OldReading, type OpenFolder, type OpeningWorld } from './open-folder.ts';

/** Someone as they are named in metadata, without the wrapped key. */
export interface Peer { userId: string; certificate: string; spki: Bytes }

/** @throws {Failure} `no-folder-keys`, `bad-certificate` */
export async function readPeer({ e2ee, identity, nowSeconds }: OpeningWorld, userId: string): Promise<Peer> {
  const pem = (await e2ee.keys.certificates([userId]))?.get(userId);
  if (pem === undefined) throw new Failure({ kind: 'no-folder-keys', who: userId });
  const certificate = readCertificate(pem);
  const fault = certificate === null ? 'unreadable' : await checkCertificate(certificate, { serverKey: identity.serverKey, userId, now: nowSeconds() });
  if (certificate === null || fault !== null) throw new Failure({ kind: 'bad-certificate', who: userId, why: fault ?? 'unreadable' });
  return { userId, certificate: pem, spki: certificate.spki };
}

export async function viewPeer(session: OpeningWorld, userId: string, words: readonly string[]): Promise<FolderPeer> {
  const { spki } = await readPeer(session, userId);
  return { userId, fingerprint: await fingerprintWords(spki, words), known: await session.identities.known(session.account.id, userId, spki) };
}

/**
 * A new key for the whole tree. Dropped files are taken in first: whoever comes new could not open them.
 *
 * @param people - everybody who can open it from now on
 */
export function rotating(session: OpeningWorld, people: (users: readonly FolderUser[]) => readonly Peer[]): Write {
  return async (change, root) => {
    if (!root.isRoot) throw new Failure({ kind: 'bug' });
    const { key } = createContentKey();
    const users = await Promise.all(people(root.metadata.users).map(async ({ userId, certificate, spki }): Promise<FolderUser> => ({ userId, certificate, encryptedMetadataKey: await wrapFor(spki, key) })));
    if (!users.some(({ userId }) => userId === session.identity.userId)) throw new Failure({ kind: 'bug' });
    await rotateBelow(change, session, { around: root, key, version: versionFor(root.metadata, users) });
    const { content, fileDrop } = await adopt(session, root);
    const keyChecksums = [...(content.keyChecksums ?? []), await keyChecksum(key)];
    await change.replace(session, root, { content: { ...content, keyChecksums }, key, users, fileDrop });
  };
}

/** Brings what an interrupted change of key has left behind under the root's present one. */
export function finishingRotation(session: OpeningWorld): Write {
  return async (change, root) => {
    await rotateBelow(change, session, { around: root, key: root.root.key, version: root.metadata.version, staleOnly: true });
    // Touched too, so that all of it becomes real in one step.
    await change.replace(session, root, { content: root.content });
  };
}

export function usersAsPeers(users: readonly FolderUser[]): Peer[] {
  return users.flatMap(({ userId, certificate: pem }) => {
    const certificate = readCertificate(pem);
    return certificate === null ? [] : [{ userId, certificate: pem, spki: certificate.spki }];
  });
}

interface Below { around: OpenFolder; key: Bytes; version: Metadata['version']; staleOnly?: boolean }

/** Folders are found on the server: a list in metadata may lack one. */
async function rotateBelow(change: OpenChange, session: OpeningWorld, { around, key, version, staleOnly = false }: Below): Promise<void> {
  const { children } = await session.dav.list(around.entry.path);
  for (const { path, isFolder } of children) {
    const id = path.at(-1) ?? '';
    if (!isFolder) continue;
    const inside = await openOrOrphan(session, around, id);
    if (inside?.state !== 'open') continue;
    if (!staleOnly || inside.stale) await change.replace(session, inside, { content: inside.content, key, version });
    await rotateBelow(change, session, { around: inside, key, version, staleOnly });
  }
}

/** A folder that no entry names and that doesn't open is nobody's; one that is named must open, or nothing is changed. */
export async function openOrOrphan(session: OpeningWorld, around: OpenFolder | OldReading, id: string): Promise<FolderReading | null> {
  try {
    return await openInside(session, around, id);
  } catch (cause) {
    if (around.content.folders.has(id) || !(cause instanceof Failure && cause.problem.kind === 'folder-doubt')) throw cause;
    return null;
  }
}
