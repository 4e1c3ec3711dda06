/**
 * People on other servers, for one account at a time: who they are, who was invited, and what is shared with whom.
 * @module
 */

import { remoteShares } from '../../clients/nextcloud/remote-shares.ts';
import { whoAmI, type User } from '../../clients/nextcloud/user.ts';
import type { AccountId } from '../../core/ids.ts';
import { ownCloudId, writeCloudId } from '../../core/people/cloud-id.ts';
import { shownText } from '../../core/people/shown-text.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { PeopleView } from '../../messages/people-contract.ts';
import { problemOf } from '../accounts/refresh.ts';
import { serverOf } from '../accounts/server-of.ts';
import type { Account } from '../session/contents.ts';
import { Contacts } from './contacts.ts';
import { Invites } from './invites.ts';
import { SealedMail } from './sealed.ts';
import { SealKeys } from './seal-keys.ts';
import { FederatedShares } from './shares.ts';
import { keptOf, signedIn, type PeopleWorld } from './world.ts';

export class People {
  readonly invites: Invites;
  readonly contacts: Contacts;
  readonly shares: FederatedShares;
  readonly keys: SealKeys;
  readonly sealed: SealedMail;
  readonly #world: PeopleWorld;
  readonly #waiting = new Map<AccountId, number>();

  constructor(world: PeopleWorld) {
    this.#world = world;
    this.invites = new Invites(world);
    this.keys = new SealKeys(world);
    this.contacts = new Contacts(world, this.keys);
    this.shares = new FederatedShares(world);
    this.sealed = new SealedMail(world, this);
  }

  /** Each part by itself: what one of them cannot say hides no other. @throws {Failure} `locked`, `gone`, `no-permission` */
  async view(id: AccountId, again: boolean): Promise<PeopleView> {
    const signed = await signedIn(this.#world, id);
    const problems: Problem[] = [];
    const part = async <Value>(read: () => Promise<Value>, otherwise: Value): Promise<Value> => {
      try {
        return await read();
      } catch (error) {
        const problem = problemOf(error);
        if (problem.kind === 'locked') throw new Failure(problem);
        // Said once, though every part has met it.
        if (!problems.some((each) => JSON.stringify(each) === JSON.stringify(problem))) problems.push(problem);
        return otherwise;
      }
    };
    const way = await part(() => this.invites.way(signed, again), 'none' as const);
    const [me, invites, contacts, sent, received] = await Promise.all([
      part((): Promise<Pick<User, 'userId' | 'displayName' | 'email'>> => whoAmI(signed.server), { userId: signed.account.userId, displayName: signed.account.displayName, email: null }),
      part(() => this.invites.list(signed, way), []),
      part(() => this.contacts.list(signed, way), []),
      part(() => this.shares.sent(signed), []),
      part(() => this.shares.received(signed), []),
    ]);
    this.#waiting.set(id, received.filter(({ accepted }) => !accepted).length);
    return { way, me: { cloudId: writeCloudId(ownCloudId(me.userId, signed.account.server)), name: shownText(me.displayName), email: shownText(me.email ?? '') }, invites, contacts, sent, received, problems };
  }

  /** How many shares of people elsewhere wait for an answer, as of the last look. */
  waiting(id: AccountId): number {
    return this.#waiting.get(id) ?? 0;
  }

  /** Looks for what waits. Never rejects for a server's troubles: the page about people tells them. */
  async look(account: Account): Promise<void> {
    try {
      this.#waiting.set(account.id, (await remoteShares(await serverOf(account, this.#world.servers)).pending()).length);
    } catch {
      this.#waiting.delete(account.id);
    }
  }

  /** What there is now, to be compared with what there was: names of shares that wait and of open invitations, and cloud ids. Null: a part can't be read. */
  async standing(account: Account): Promise<{ shares: string[]; invites: string[]; contacts: string[] } | null> {
    const { invites, contacts, received, problems } = await this.view(account.id, false);
    if (problems.length > 0) return null;
    return { shares: received.flatMap(({ id, accepted }) => (accepted ? [] : [id])), invites: invites.map(({ ref }) => ref), contacts: contacts.map(({ cloudId }) => cloudId) };
  }

  /** The account is signed out: nothing of its people stays. */
  async leave(id: AccountId): Promise<void> {
    const { blobs } = this.#world;
    this.forget();
    await blobs.remove(await blobs.names(keptOf(id)));
  }

  /** What was read of servers goes with the lock. */
  forget(): void {
    this.#waiting.clear();
    this.invites.forget();
    this.contacts.forget();
  }
}
