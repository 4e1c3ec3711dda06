/**
 * Folders of version 1 brought to version 2: the root and every folder below it, in one change. Only when asked for,
 * since apps that know version 1 alone cannot read them afterwards. What is replaced is kept here, sealed, for ever.
 * @see contracts: e2ee §3.10
 * @module
 */

import { createContentKey } from '../../core/envelopes/e2ee/file-content.ts';
import { importPrivateKey, sameKey, wrapFor } from '../../core/envelopes/e2ee/key-pair.ts';
import { keyChecksum } from '../../core/envelopes/e2ee/metadata.ts';
import { checkOldMetadata } from '../../core/envelopes/e2ee/metadata-v1.ts';
import { openPrivateKey } from '../../core/envelopes/e2ee/private-key-blob.ts';
import type { Bytes } from '../../core/bytes.ts';
import { freeName, withFile, type FolderContent } from '../../core/folders/content.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderChanges, Write } from './folder-changes.ts';
import { openOrOrphan } from './folder-rotation.ts';
import type { Before, OpenChange } from './open-change.ts';
import { doubt, isOwn, openRoot, type OldReading, type OpenFolder, type OpeningWorld } from './open-folder.ts';
import { newVersion } from './root-folders.ts';

type Tree = OpenFolder | OldReading;

/**
 * @param words - the twelve: what says whether a list of files is the one that its owner wrote is made with them
 * @throws {Failure} `wrong-words`; `not-allowed` for what is shared with us; `folder-doubt` where anything in it is not whole
 */
export async function migrate(session: OpeningWorld, changes: FolderChanges, { place, words }: { place: FolderPlace; words: string }): Promise<void> {
  await assertWords(session, words);
  const name = place.root.at(-1) ?? '';
  const open = async (): Promise<Tree> => {
    const root = await openRoot(session, place.root);
    if (root.state === 'unstarted') throw doubt(name, 'unstarted');
    if (!isOwn(session, root.entry)) throw new Failure({ kind: 'not-allowed' });
    return root;
  };
  await changes.runOn(session, { name, open }, migrating(session, words));
}

function migrating(session: OpeningWorld, words: string): Write<Tree> {
  return async (change, root) => {
    if (root.state === 'open') {
      // Another client got this far and no further.
      await migrateBelow(change, session, { around: root, key: root.root.key, version: root.root.metadata.version, words });
      await change.replace(session, root, { content: root.content });
      return;
    }
    const { key } = createContentKey();
    const { identity } = session;
    const content = { ...await checkedContent(root, words), keyChecksums: [await keyChecksum(key)] };
    await migrateBelow(change, session, { around: root, key, version: newVersion, words });
    const users = [{ userId: identity.userId, certificate: identity.certificatePem, encryptedMetadataKey: await wrapFor(identity.keys.spki, key) }];
    await change.replace(session, asBefore(root, { key, version: newVersion, isRoot: true }), { content, users });
  };
}

interface Below { around: Tree; key: Bytes; version: Before['root']['metadata']['version']; words: string }

async function migrateBelow(change: OpenChange, session: OpeningWorld, { around, ...how }: Below): Promise<void> {
  const { children } = await session.dav.list(around.entry.path);
  for (const { path, isFolder } of children) {
    const inside = isFolder ? await openOrOrphan(session, around, path.at(-1) ?? '') : null;
    if (inside === null || inside.state === 'unstarted') continue;
    await migrateBelow(change, session, { ...how, around: inside });
    if (inside.state === 'open') continue;
    // Below a root that is signed, what is not must at least have a checksum.
    const content = await checkedContent(inside, how.words, around.state === 'open');
    await change.replace(session, asBefore(inside, { ...how, isRoot: false }), { content });
  }
}

/** All that it lists, with what others dropped. @throws {Failure} `folder-doubt` where its list was changed, or an entry doesn't open: it would be lost */
async function checkedContent({ old, json, content, entry }: OldReading, words: string, needsChecksum = false): Promise<FolderContent> {
  const checked = await checkOldMetadata(json, words);
  if (old.unreadable.length > 0 || checked === false || (needsChecksum && checked === null)) throw doubt(entry.path.at(-1) ?? '', 'tampered');
  return [...old.dropped].filter(([id]) => !content.files.has(id)).reduce((whole, [id, file]) => withFile(whole, id, { ...file, filename: freeName(whole, file.filename.normalize('NFC')) }), content);
}

function asBefore({ entry, stored, content }: OldReading, { key, version, isRoot }: Pick<Below, 'key' | 'version'> & { isRoot: boolean }): Before {
  return { entry, stored, content, isRoot, root: { key, metadata: { version } }, metadata: { users: [], fileDrop: new Map() } };
}

async function assertWords({ e2ee, identity }: OpeningWorld, words: string): Promise<void> {
  const blob = await e2ee.keys.privateKey();
  const pkcs8 = blob === null ? null : await openPrivateKey(blob, words);
  const keys = pkcs8 && (await importPrivateKey(pkcs8));
  if (!keys || !sameKey(keys.spki, identity.keys.spki)) throw new Failure({ kind: 'wrong-words' });
}
