/**
 * End-to-end encrypted folders: the door to all that can be done with them.
 * @module
 */

import { shares } from '../../clients/nextcloud/shares.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderPeer, FolderView, ScreenRequests } from '../../messages/contract.ts';
import { FolderChanges, type Write } from './folder-changes.ts';
import { checkFolder, removingMissing, removingStrays } from './folder-check.ts';
import { FolderDownloads } from './folder-downloads.ts';
import { adoptingDrops, makingFolder, removing, renaming } from './folder-edits.ts';
import { restoring, versionsOf } from './folder-history.ts';
import { FolderJournal } from './folder-journal.ts';
import { FolderLinks } from './folder-links.ts';
import { migrate } from './folder-migration.ts';
import { movingFile } from './folder-moves.ts';
import { puttingBack } from './folder-orphans.ts';
import { reseal, type Resealed } from './folder-resealing.ts';
import { FolderRoots } from './folder-roots.ts';
import { finishingRotation, viewPeer } from './folder-rotation.ts';
import { assertKeyHolds, FolderSetup } from './folder-setup.ts';
import { shareFolder, unshareFolder } from './folder-sharing.ts';
import { dropCopy, moveFolder } from './folder-tree-moves.ts';
import { FolderTransfers } from './folder-transfers.ts';
import { FolderUploads } from './folder-uploads.ts';
import { browse, viewFolder } from './folder-view.ts';
import { folderAccount, folderSession, type FoldersWorld } from './folder-world.ts';
import { Identities } from './identities.ts';
import { FolderMemories } from './memories.ts';
import { assertOpen, innermost, openPlace, type OpeningWorld } from './open-folder.ts';
import { beginVisit, endVisits, leaveVisited } from './visits.ts';

type Ask<Name extends keyof ScreenRequests> = ScreenRequests[Name]['ask'];

/** Says in the browser's own session that nothing is left of the one before. */
const swept = 'foldersSwept';

export class Folders {
  readonly setup: FolderSetup;
  readonly transfers: FolderTransfers;
  readonly uploads: FolderUploads;
  readonly downloads: FolderDownloads;
  readonly #world: FoldersWorld;
  readonly #identities: Identities;
  readonly #memories: FolderMemories;
  readonly #journal: FolderJournal;
  readonly #changes: FolderChanges;
  readonly #links: FolderLinks;
  readonly #roots: FolderRoots;
  #settling: Promise<void> | null = null;
  #resealing = false;

  constructor(world: FoldersWorld) {
    this.#world = world;
    this.#identities = new Identities(world.blobs);
    this.#memories = new FolderMemories(world.blobs);
    this.#journal = new FolderJournal(world.blobs);
    this.#changes = new FolderChanges({ journal: this.#journal, memories: this.#memories, now: world.now });
    this.#links = new FolderLinks({ changes: this.#changes, journal: this.#journal, words: () => this.#words() });
    this.#roots = new FolderRoots({ changes: this.#changes, journal: this.#journal, keepAlive: world.keepAlive, session: (account) => this.#session(account) });
    this.setup = new FolderSetup(world, this.#identities);
    this.transfers = new FolderTransfers(world.changed);
    const parts = { ...world, transfers: this.transfers, changes: this.#changes, session: (place: FolderPlace) => this.#session(place.account) };
    this.uploads = new FolderUploads(parts);
    this.downloads = new FolderDownloads(parts);
  }

  async browse({ account, path }: Ask<'browseFolders'>): Promise<ScreenRequests['browseFolders']['reply']> {
    return { folders: await browse(await folderAccount(account, this.#world), path) };
  }

  async view(place: FolderPlace): Promise<FolderView> {
    const view = await viewFolder(await this.#session(place.account), place, await this.#words());
    return { ...view, notices: view.notices.filter(({ notice }) => notice !== 'resealing' || !this.#resealing) };
  }

  makeRoot(ask: Ask<'makeRootFolder'>): Promise<{ place: FolderPlace }> {
    return this.#told(this.#roots.make(ask));
  }

  encrypt(ask: Ask<'encryptFolder'>): Promise<{ place: FolderPlace }> {
    return this.#told(this.#roots.encrypt(ask));
  }

  make({ place, name }: Ask<'makeFolder'>): Promise<void> {
    return this.#change(place, (session) => makingFolder(session, name));
  }

  rename({ place, id, name }: Ask<'renameInFolder'>): Promise<void> {
    return this.#change(place, (session) => renaming(session, id, name));
  }

  async move(ask: Ask<'moveInFolder'>): Promise<void> {
    const { place, id, to } = ask;
    const session = await this.#session(place.account);
    const { content, entry } = assertOpen(innermost(await openPlace(session, place)));
    const { temporary, keepAlive } = this.#world;
    const folder = content.folders.get(id);
    const size = (await session.dav.look([...entry.path, id]))?.size ?? null;
    const moving = this.transfers.begin({ what: 'move', name: folder ?? content.files.get(id)?.filename ?? '', size });
    try {
      if (folder === undefined) await this.#change({ ...place, inside: [] }, () => movingFile(session, { temporary, moving }, { id, from: place.inside, to }));
      else await keepAlive(moveFolder({ session, changes: this.#changes, journal: this.#journal, temporary, moving }, ask));
      this.#world.changed();
    } finally {
      moving.end();
    }
  }

  /** @throws {Failure} `not-allowed` while it is under way */
  async reseal({ place }: Ask<'resealFolder'>): Promise<Resealed> {
    if (this.#resealing) throw new Failure({ kind: 'not-allowed' });
    this.#resealing = true;
    try {
      const session = await this.#session(place.account);
      await assertKeyHolds(session, session.identity);
      const { temporary, keepAlive } = this.#world;
      const name = place.root.at(-1) ?? '';
      return await this.#told(keepAlive(reseal({ session, changes: this.#changes, temporary }, place, (size) => this.transfers.begin({ what: 'reseal', name, size }))));
    } finally {
      this.#resealing = false;
    }
  }

  remove({ place, id }: Ask<'removeFromFolder'>): Promise<void> {
    return this.#change(place, (session) => removing(session, id));
  }

  removeRoot(ask: Ask<'removeRootFolder'>): Promise<void> {
    return this.#told(this.#roots.remove(ask));
  }

  async repair({ place, what, unnamed }: Ask<'repairFolder'>): Promise<void> {
    switch (what) {
      case 'drops': return this.#change(place, (session) => adoptingDrops(session));
      case 'orphans': return this.#change(place, (session) => puttingBack(session, unnamed));
      case 'missing': return this.#change(place, (session) => removingMissing(session));
      case 'strays': return this.#change(place, (session) => removingStrays(session));
      case 'rotation': return this.#change({ ...place, inside: [] }, (session) => finishingRotation(session));
      case 'half-done': return this.#finishOthers(place);
      case 'start': return this.#told(this.#roots.beginAgain(place));
    }
  }

  async check({ place }: Ask<'checkFolder'>): Promise<ScreenRequests['checkFolder']['reply']> {
    return this.#world.keepAlive(checkFolder(await this.#session(place.account), place));
  }

  /** Earlier lists of a folder's contents that are kept here. */
  async versions({ place }: Ask<'getFolderVersions'>): Promise<ScreenRequests['getFolderVersions']['reply']> {
    const session = await this.#session(place.account);
    return { versions: await versionsOf(session, assertOpen(innermost(await openPlace(session, place)))) };
  }

  restore({ place, version }: Ask<'restoreFolder'>): Promise<void> {
    return this.#change(place, (session) => restoring(session, version));
  }

  async migrate(ask: Ask<'migrateFolder'>): Promise<void> {
    const session = await this.#session(ask.place.account);
    await assertKeyHolds(session, session.identity);
    await this.#world.keepAlive(migrate(session, this.#changes, ask));
    this.#world.changed();
  }

  /** Takes what the server shows of it next for the truth. */
  async trust({ account, root, inside }: FolderPlace): Promise<void> {
    const { dav } = await folderAccount(account, this.#world);
    for (let depth = 0; depth <= inside.length; depth++) {
      const entry = await dav.look([...root, ...inside.slice(0, depth)]);
      if (entry !== null) await this.#memories.startAnew(account, entry.fileId);
    }
  }

  trustKey({ account, who }: Ask<'trustFolderKey'>): Promise<void> {
    return this.#identities.unpin(account, who);
  }

  async peer({ account, userId }: Ask<'getFolderPeer'>): Promise<FolderPeer> {
    return viewPeer(await this.#session(account), userId, await this.#words());
  }

  async findPeople({ account, name }: Ask<'findFolderPeople'>): Promise<ScreenRequests['findFolderPeople']['reply']> {
    const { server } = await folderAccount(account, this.#world);
    return { people: (await shares(server).search(name)).map((found) => ({ userId: found.userId, displayName: found.name })) };
  }

  async share(ask: Ask<'shareFolder'>): Promise<void> {
    const session = await this.#session(ask.place.account);
    await assertKeyHolds(session, session.identity);
    await this.#world.keepAlive(shareFolder(session, this.#changes, ask, await this.#words()));
  }

  async unshare(ask: Ask<'unshareFolder'>): Promise<void> {
    await this.#world.keepAlive(unshareFolder(await this.#session(ask.place.account), this.#changes, ask));
  }

  async links({ place }: Ask<'getFolderLinks'>): Promise<ScreenRequests['getFolderLinks']['reply']> {
    return this.#links.of(await this.#session(place.account), place);
  }

  async makeLink({ place, may }: Ask<'makeFolderLink'>): Promise<ScreenRequests['makeFolderLink']['reply']> {
    const session = await this.#session(place.account);
    await assertKeyHolds(session, session.identity);
    return this.#world.keepAlive(this.#links.make(session, place, may));
  }

  /** Somebody else's. The words are given next. */
  async openLink({ link }: Ask<'openFolderLink'>): Promise<{ place: FolderPlace }> {
    return { place: await beginVisit(link, this.#world) };
  }

  async withdrawLink({ place, token }: Ask<'withdrawFolderLink'>): Promise<void> {
    await this.#world.keepAlive(this.#links.withdraw(await this.#session(place.account), place, token));
  }

  /** Finishes or takes back what an earlier worker has left half done. Never rejects: what remains is told by {@link troubles}. */
  async settle({ again }: { again: boolean }): Promise<void> {
    if (again || this.#settling === null) this.#settling = this.#settle().catch(() => undefined);
    await this.#settling;
  }

  /** Files that a browser which ended has left behind, plaintext among them. */
  async sweep(): Promise<void> {
    const { session, temporary } = this.#world;
    if ((await session.get(swept))[swept] === true) return;
    await temporary.clear('opened');
    await temporary.clear('sealed');
    await endVisits(this.#world);
    await session.set({ [swept]: true });
  }

  async troubles(): Promise<ScreenRequests['getFolderTroubles']['reply']['troubles']> {
    const { accounts } = await this.#world.keyring.contents();
    const all = await Promise.all(accounts.map(async ({ id }) => [...await this.#changes.waiting(id), ...(await this.#links.unfinished(id)).map(({ account, root }) => ({ account, name: root.at(-1) ?? '' }))]));
    return all.flat().map(({ account, name }) => ({ account, name }));
  }

  /** Latchkey locks. */
  forget(): void {
    this.uploads.forget();
    this.transfers.forget();
    this.downloads.forget();
    this.#identities.forget();
  }

  /** What is kept of accounts. */
  readonly kept = {
    forget: async (beginning: string): Promise<void> => {
      await this.#world.blobs.remove(await this.#world.blobs.names(`folders:${beginning}`));
    },
  };

  async #settle(): Promise<void> {
    await leaveVisited(this.#world).catch(() => undefined);
    // What keeps one account's from its end keeps no other's.
    for (const { id } of (await this.#world.keyring.contents()).accounts) await this.#settleAccount(id).catch(() => undefined);
  }

  async #settleAccount(id: AccountId): Promise<void> {
    const { keepAlive } = this.#world;
    if ((await this.#changes.waiting(id)).length > 0) await keepAlive(this.#changes.settle(await folderAccount(id, this.#world)));
    await this.#roots.settle(id, () => folderAccount(id, this.#world));
    // While one is on its way here, all of them may be.
    const copies = this.transfers.list().some(({ what }) => what === 'move') ? [] : await this.#journal.copiesOf(id);
    for (const copy of copies) await keepAlive(dropCopy({ session: await this.#session(id), changes: this.#changes, journal: this.#journal }, copy));
    for (const link of await this.#links.unfinished(id)) await keepAlive(this.#links.settle(await this.#session(id), link));
  }

  async #finishOthers(place: FolderPlace): Promise<void> {
    const session = await this.#session(place.account);
    await this.#changes.suspect(place.account, assertOpen(innermost(await openPlace(session, place))).entry.fileId);
    // What is done about it is done before a change, whichever that is.
    await this.#change(place, () => async (change, folder) => { await change.replace(session, folder, { content: folder.content }); });
  }

  async #change(place: FolderPlace, write: (session: OpeningWorld) => Write): Promise<void> {
    const session = await this.#session(place.account);
    await this.#world.keepAlive(this.#changes.run(session, place, write(session)));
    this.#world.changed();
  }

  /** Screens look again once it is done. */
  async #told<Result>(doing: Promise<Result>): Promise<Result> {
    const result = await doing;
    this.#world.changed();
    return result;
  }

  async #session(account: AccountId): Promise<OpeningWorld> {
    const parts = { identities: this.#identities, memories: this.#memories };
    return { ...(await folderSession(account, this.#world, parts)), identities: this.#identities };
  }

  async #words(): Promise<readonly string[]> {
    return (await this.#world.words()).words;
  }
}
