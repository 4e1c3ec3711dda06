/**
 * Outermost encrypted folders made, marked, begun again and deleted, one after the other, each after what was begun before.
 * @module
 */

import type { FolderPlace } from '../../core/folders/place.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { FolderChanges } from './folder-changes.ts';
import type { FolderJournal } from './folder-journal.ts';
import { assertKeyHolds } from './folder-setup.ts';
import type { FolderAccount } from './folder-world.ts';
import type { OpeningWorld } from './open-folder.ts';
import { beginAgain, emptying, encryptFolder, makeRoot, removal, settleRoot, settleRoots, type RootWorld } from './root-folders.ts';

interface RootsWorld { changes: FolderChanges; journal: FolderJournal; keepAlive: KeepAlive; session: (account: AccountId) => Promise<OpeningWorld> }

export class FolderRoots {
  readonly #world: RootsWorld;

  constructor(world: RootsWorld) {
    this.#world = world;
  }

  async make({ account, path, name }: ScreenRequests['makeRootFolder']['ask']): Promise<{ place: FolderPlace }> {
    const session = await this.#sound(account);
    return { place: { account, root: await this.#alone(session, (world) => makeRoot(world, path, name)), inside: [] } };
  }

  async encrypt({ account, path }: ScreenRequests['encryptFolder']['ask']): Promise<{ place: FolderPlace }> {
    const session = await this.#sound(account);
    await this.#alone(session, (world) => encryptFolder(world, path));
    return { place: { account, root: path, inside: [] } };
  }

  async beginAgain({ account, root }: FolderPlace): Promise<void> {
    return this.#alone(await this.#sound(account), (world) => beginAgain(world, root));
  }

  /** @throws {Failure} `not-allowed` unless its name was typed */
  async remove({ place, confirm }: ScreenRequests['removeRootFolder']['ask']): Promise<void> {
    if (confirm !== place.root.at(-1) || place.inside.length > 0) throw new Failure({ kind: 'not-allowed' });
    const { changes, journal, keepAlive } = this.#world;
    const session = await this.#world.session(place.account);
    const work = removal(session, place.root);
    await keepAlive(changes.run(session, place, emptying({ session, journal }, work))).catch(async (cause: unknown) => {
      await journal.endRoot(work);
      throw cause;
    });
    await this.#alone(session, (world) => settleRoot(world, work));
    // Somebody has put something into it meanwhile.
    if (await session.dav.exists(place.root)) throw new Failure({ kind: 'folder-refused', host: session.host, why: 'not-empty' });
  }

  /** What a worker's death has left. @throws {Failure} what keeps it from its end */
  async settle(id: AccountId, account: () => Promise<FolderAccount>): Promise<void> {
    const { changes, journal, keepAlive } = this.#world;
    if ((await journal.rootsOf(id)).length === 0) return;
    const session = await account();
    await keepAlive(changes.inTurn(id, () => settleRoots({ session, journal })));
  }

  async #sound(account: AccountId): Promise<OpeningWorld> {
    const session = await this.#world.session(account);
    await assertKeyHolds(session, session.identity);
    return session;
  }

  #alone<Result>(session: OpeningWorld, task: (world: RootWorld) => Promise<Result>): Promise<Result> {
    const { changes, journal, keepAlive } = this.#world;
    const world = { session, journal };
    return keepAlive(changes.inTurn(session.account.id, async () => {
      await settleRoots(world).catch(() => undefined);
      return task(world);
    }));
  }
}
