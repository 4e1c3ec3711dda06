/**
 * One Nextcloud's side of the mesh: what other servers ask it, and what its own people ask it about others.
 * @module
 */

import type { Tree } from '../files/tree.ts';
import type { Ask } from '../http/ask.ts';
import { json, wrongMethod } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { passesCsrfCheck } from '../nextcloud/identity.ts';
import type { Identity } from '../nextcloud/identity.ts';
import { ok, type OcsAnswer } from '../nextcloud/ocs-reply.ts';
import type { People, Person } from '../nextcloud/people.ts';
import { answerAddressBook } from './address-book.ts';
import { answerContacts, whereAreYouFrom } from './contacts-app.ts';
import { answerFederated, leave, mountedFileId, notificationsOf, outgoingOf, type IncomingShare } from './federated-shares.ts';
import { ForeignFiles, mountOf, type Behind } from './foreign-files.ts';
import { inviteAccepted, type MeshState } from './invites.ts';
import { answerMeshApp } from './mesh-app.ts';
import { Mesh, type Neighbour } from './mesh.ts';
import { answersWellKnown, discovery, type Personality } from './personality.ts';

export interface MeshParts { host: string; personality: Personality; mesh: Mesh; state: MeshState; people: People; tree: Tree }

type SignedIn = Extract<Identity, { kind: 'person' }>;

export class MeshSide {
  /** Whether invitations without an address may be made. */
  optionalMail = true;
  /** Whether the revad behind the ScienceMesh app answers. */
  revaUp = true;
  personality: Personality;
  readonly #parts: MeshParts;

  constructor(parts: MeshParts) {
    this.#parts = parts;
    this.personality = parts.personality;
    parts.mesh.add(this.#asNeighbour());
    parts.tree.foreign = (person) => this.#acceptedBy(person).flatMap((share) => {
      const behind = this.#behind(share);
      return behind === null ? [] : [{ name: share.mountedAs, found: mountOf(behind, mountedFileId(share), share.mountedAs) }];
    });
  }

  /** What anybody may ask. @param base - origin and sub-path */
  open(ask: Ask, base: string): Reply | undefined {
    const { path } = ask;
    if (path === '/.well-known/ocm') return answersWellKnown(this.personality) ? discovery(this.personality, base) : undefined;
    if (/^(?:\/index\.php)?\/ocm-provider\/?$/.test(path)) return discovery(this.personality, base);
    if (/^(?:\/index\.php)?\/ocm\/invite-accepted$/.test(path)) return ask.method === 'POST' ? this.#inviteAccepted(ask) : wrongMethod();
    return undefined;
  }

  /** The apps' own routes. @param route - behind `/index.php` */
  app(route: string, ask: Ask, identity: Identity, base: string): Reply | undefined {
    const [, name = '', rest = ''] = /^\/apps\/(contacts|sciencemesh)(\/.*)?$/.exec(route) ?? [];
    if (name === '' || (name === 'contacts') !== this.personality.startsWith('contacts') || (name === 'sciencemesh' && !this.personality.startsWith('mesh'))) return undefined;
    if (rest.startsWith('/wayf')) return whereAreYouFrom();
    if (identity.kind !== 'person') return json({ message: 'Current user is not logged in' }, 401);
    if (name === 'contacts' && !passesCsrfCheck(ask, identity.session)) return json({ message: 'CSRF check failed' }, 412);
    return name === 'contacts' ? this.#contacts(rest, ask, identity, base) : this.#meshApp(rest, ask, identity);
  }

  /** @param route - behind `/ocs/v2.php` @returns null for what is about something else */
  ocs(route: string, ask: Ask, person: Person, base: string): OcsAnswer | null {
    const { state: { shares }, mesh, tree } = this.#parts;
    if (route === '/apps/notifications/api/v2/notifications' && ask.method === 'GET') return ok(notificationsOf({ ask, person, shares, base }));
    if (!route.startsWith('/apps/files_sharing/api/v1/')) return null;
    const kindOf = (path: string): 'file' | 'folder' | null => {
      const found = tree.find(person.userId, path.split('/').filter((part) => part !== ''), ask.now);
      return found === undefined ? null : found.node.isFolder ? 'folder' : 'file';
    };
    return answerFederated(route.slice('/apps/files_sharing/api/v1'.length), { ask, person, shares, mesh, base, kindOf, freeName: (name) => this.#freeName(person.userId, name, ask.now) });
  }

  /** To stand in the list of all that a person shares. */
  outgoing(ask: Ask, person: Person): object[] {
    return ask.query.get('shared_with_me') === 'true' ? [] : outgoingOf({ person, shares: this.#parts.state.shares }, ask.query.get('path'));
  }

  /** Somebody else's files, where a path of a person's leads into what is shared from elsewhere. */
  mounted(person: string, name: string | undefined): Tree | undefined {
    const share = this.#acceptedBy(person).find(({ mountedAs }) => mountedAs === name);
    const behind = share === undefined ? null : this.#behind(share);
    return share === undefined || behind === null ? undefined : new ForeignFiles(behind, share.mountedAs, () => { leave(share, { shares: this.#parts.state.shares, mesh: this.#parts.mesh }); });
  }

  dav(ask: Ask, person: Person, subPath: string): Reply {
    return answerAddressBook(ask, person.userId, this.#parts.state.cards, subPath);
  }

  #inviteAccepted(ask: Ask): Reply {
    return inviteAccepted(ask, { personality: this.personality, state: this.#parts.state, people: this.#parts.people.list });
  }

  #contacts(route: string, ask: Ask, { person }: SignedIn, base: string): Reply {
    if (this.personality === 'contacts-off') return json({ code: 'ocm_invites_disabled', message: 'OCM invites are disabled.' }, 403);
    const { state, mesh } = this.#parts;
    return answerContacts(route, { ask, person, state, mesh, base, optionalMail: this.optionalMail });
  }

  #meshApp(route: string, ask: Ask, { person }: SignedIn): Reply {
    const { state, mesh, host } = this.#parts;
    return answerMeshApp(route, { ask, person, state, mesh, host, generation: this.personality === 'mesh-2022' ? 'mesh-2022' : 'mesh-2023', revaUp: this.revaUp });
  }

  #asNeighbour(): Neighbour {
    const { host, state, people, tree } = this.#parts;
    // Changes of its personality show at once.
    const personality = (): Personality => this.personality;
    return {
      host,
      get takesInvites() { return personality() !== 'nextcloud-32' && personality() !== 'contacts-off'; },
      get mustInvite() { return personality() === 'reva'; },
      ask: (ask) => this.#inviteAccepted(ask),
      receive: (share) => {
        if (people.find(share.userId) === undefined) return false;
        state.shares.incoming.push({ ...share, id: state.shares.nextId++, accepted: false, mountedAs: '' });
        return true;
      },
      forget: (token) => {
        state.shares.incoming = state.shares.incoming.filter(({ shareToken }) => shareToken !== token);
        state.shares.outgoing = state.shares.outgoing.filter((share) => share.token !== token);
      },
      behind: (token) => {
        const share = state.shares.outgoing.find((each) => each.token === token);
        const node = share === undefined ? undefined : tree.find(share.ownerId, share.path.split('/').filter((part) => part !== ''), Date.now())?.node;
        return share === undefined || node === undefined ? null : { tree, node, permissions: share.permissions };
      },
    };
  }

  /** What is behind a share that was accepted; null where its sender has taken it back meanwhile. */
  #behind({ remote, shareToken }: IncomingShare): Behind | null {
    return this.#parts.mesh.at(new URL(remote).host)?.behind(shareToken) ?? null;
  }

  #acceptedBy(person: string): IncomingShare[] {
    return this.#parts.state.shares.incoming.filter(({ userId, accepted }) => userId === person && accepted);
  }

  /** As a server names what would have the name of something else: `Plan (2).txt`. */
  #freeName(person: string, name: string, now: number): string {
    const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
    for (let count = 1; ; count++) {
      const free = count === 1 ? name : `${stem} (${String(count)})${ending}`;
      if (this.#parts.tree.find(person, [free], now) === undefined) return free;
    }
  }
}
