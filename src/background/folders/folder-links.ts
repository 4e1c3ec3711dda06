/**
 * Public links of encrypted folders: one with a key of its own, which twelve words open, and one for dropping files, which
 * needs none. A link with a key is whole or not at all: whatever ends its making or its withdrawing, the share, its keys
 * and its place among the people of the folder go together.
 * @see contracts: e2ee §4.11, §4.12
 * @module
 */

import { e2ee, e2eeCapability } from '../../clients/e2ee/e2ee.ts';
import { readCapabilities } from '../../clients/nextcloud/capabilities.ts';
import { shares, type Share } from '../../clients/nextcloud/shares.ts';
import { badShape } from '../../clients/refusal.ts';
import { encodeHex, randomBytes } from '../../core/bytes.ts';
import { readCertificate } from '../../core/envelopes/e2ee/certificate.ts';
import { certificateRequest, createPrivateKey, importPrivateKey } from '../../core/envelopes/e2ee/key-pair.ts';
import { linkUser, tokenOf, type LinkRight } from '../../core/folders/link.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import { Failure } from '../../core/problem.ts';
import type { FolderLink, ScreenRequests } from '../../messages/contract.ts';
import type { FolderChanges } from './folder-changes.ts';
import type { FolderJournal, UnfinishedLink } from './folder-journal.ts';
import { rotating, usersAsPeers, type Peer } from './folder-rotation.ts';
import { drawWords, proveCertificate, storeKey } from './folder-setup.ts';
import { acceptPeople, assertOwnRoot } from './folder-sharing.ts';
import type { FolderAccount } from './folder-world.ts';
import { openRoot, type OpeningWorld } from './open-folder.ts';

/** Sums of 1 read, 2 change, 4 create. */
const permissions: Readonly<Record<LinkRight, number>> = { read: 1, write: 7, drop: 4 };
/** Of the app: links have had keys since then. */
const leastVersion = 2.1;
const soundToken = /^[\w-]{1,64}$/;

interface LinksWorld { changes: FolderChanges; journal: FolderJournal; words: () => Promise<readonly string[]> }

export class FolderLinks {
  readonly #world: LinksWorld;
  /** Being made or withdrawn by this worker. */
  readonly #running = new Set<string>();

  constructor(world: LinksWorld) {
    this.#world = world;
  }

  /** Those of a root of one's own, whoever made them; and keys of links that are gone from the server. */
  async of(session: OpeningWorld, place: FolderPlace): Promise<ScreenRequests['getFolderLinks']['reply']> {
    const { metadata } = await assertOwnRoot(session, place);
    const [capabilities, all] = await Promise.all([readCapabilities(session.server), shares(session.server).of(place.root)]);
    const keyed = new Set(metadata.users.flatMap(({ userId }) => tokenOf(userId) ?? []));
    const links = all.filter(({ kind }) => kind === 3).flatMap(({ token, permissions: rights, expires }): FolderLink[] => {
      if (token === null || !soundToken.test(token)) return [];
      const may = (rights & permissions.read) === 0 ? 'drop' : (rights & 2) === 0 ? 'read' : 'write';
      return [{ token, url: addressOf(session, token), may, opens: may === 'drop' || keyed.has(token), expires }];
    });
    for (const { token } of links) keyed.delete(token);
    const closed = [...keyed].map((token): FolderLink => ({ token, url: null, may: 'read', opens: true, expires: null }));
    return { canMake: (e2eeCapability(capabilities)?.apiVersion ?? 0) >= leastVersion, links: [...links, ...closed] };
  }

  /** @returns the words only now. @throws {Failure} what went wrong, after all of it was taken back or noted for later */
  async make(session: OpeningWorld, place: FolderPlace, may: LinkRight): Promise<{ url: string; words: readonly string[] | null }> {
    await assertOwnRoot(session, place);
    // By this name, which its owner sees too, it is found again should the answer never come.
    const label = `Latchkey ${encodeHex(randomBytes(4))}`;
    const ask = async (): Promise<string> => tokenIn(session, await shares(session.server).create({ path: place.root, permissions: permissions[may], kind: 'link', label }));
    if (may === 'drop') return { url: addressOf(session, await ask()), words: null };
    const link: UnfinishedLink = { account: session.account.id, root: [...place.root], label, token: null };
    return this.#noted(link, async () => {
      try {
        link.token = await ask();
        await this.#world.journal.writeLink(link);
        const words = drawWords(await this.#world.words());
        await this.#letIn(session, place, await makeKeys(session, link.token, words));
        await this.#world.journal.removeLink(link);
        return { url: addressOf(session, link.token), words };
      } catch (cause) {
        // What cannot be taken back now stays noted.
        await this.#takeBack(session, link).catch(() => undefined);
        throw cause;
      }
    });
  }

  /** Ends the share, and gives the folder a key that the link doesn't have. */
  async withdraw(session: OpeningWorld, place: FolderPlace, token: string): Promise<void> {
    await assertOwnRoot(session, place);
    const link: UnfinishedLink = { account: session.account.id, root: [...place.root], label: `withdrawn ${token}`, token };
    await this.#noted(link, () => this.#takeBack(session, link));
  }

  /** Those that a worker's death or a failure has left, as far as nobody here is about them. */
  async unfinished(account: UnfinishedLink['account']): Promise<UnfinishedLink[]> {
    return (await this.#world.journal.linksOf(account)).filter(({ label }) => !this.#running.has(label));
  }

  /** @throws {Failure} what keeps it from its end; it stays noted */
  settle(session: OpeningWorld, link: UnfinishedLink): Promise<void> {
    return this.#takeBack(session, link);
  }

  async #noted<Result>(link: UnfinishedLink, work: () => Promise<Result>): Promise<Result> {
    this.#running.add(link.label);
    try {
      await this.#world.journal.writeLink(link);
      return await work();
    } finally {
      this.#running.delete(link.label);
    }
  }

  async #letIn(session: OpeningWorld, place: FolderPlace, peer: Peer): Promise<void> {
    await this.#world.changes.run(session, place, rotating(session, (users) => [...usersAsPeers(users), peer]));
    await acceptPeople(session, place);
  }

  /** The share first, and its keys with it; then its place among the people. */
  async #takeBack(session: OpeningWorld, link: UnfinishedLink): Promise<void> {
    const { changes, journal } = this.#world;
    const api = shares(session.server);
    const made = (await api.all()).filter(({ kind, token, label }) => kind === 3 && (link.token === null ? label === link.label : token === link.token));
    for (const { shareId } of made) await api.remove(shareId).catch(ignore('not-found'));
    // Without a token nothing came of it but the share.
    if (link.token !== null) {
      const userId = linkUser(link.token);
      // A change that nobody knows the end of may still make it one of them.
      await changes.settle(session);
      const root = made[0]?.path.split('/').filter((name) => name !== '') ?? link.root;
      const folder = await openRoot(session, root).catch(ignore('gone'));
      if (folder?.state === 'open' && folder.metadata.users.some((user) => user.userId === userId)) {
        const place = { account: link.account, root, inside: [] };
        await changes.run(session, place, rotating(session, (users) => usersAsPeers(users).filter((known) => known.userId !== userId)));
        await acceptPeople(session, place);
      }
    }
    await journal.removeLink(link);
  }
}

/** The link's own key, certified for its name and stored under its words. */
async function makeKeys(session: OpeningWorld, token: string, words: readonly string[]): Promise<Peer> {
  const userId = linkUser(token);
  const link = e2ee({ ...session.server, shareToken: token });
  const pkcs8 = await createPrivateKey();
  const keys = await importPrivateKey(pkcs8);
  if (keys === null) throw new Failure({ kind: 'bug' });
  const certificate = await link.keys.makeCertificate(await certificateRequest(keys, userId));
  await proveCertificate(session, certificate, { keys, serverKey: session.identity.serverKey, userId });
  await storeKey({ e2ee: link }, pkcs8, words.join(' '));
  const { spki } = readCertificate(certificate) ?? keys;
  return { userId, certificate, spki };
}

/** Works with and without short addresses. */
function addressOf({ server }: FolderAccount, token: string): string {
  return `${server.server}/index.php/s/${encodeURIComponent(token)}`;
}

function tokenIn({ server }: FolderAccount, { token }: Share): string {
  if (token === null || !soundToken.test(token)) throw badShape(server);
  return token;
}

function ignore(kind: 'gone' | 'not-found') {
  return (error: unknown): null => {
    if (error instanceof Failure && error.problem.kind === kind) return null;
    throw error;
  };
}
