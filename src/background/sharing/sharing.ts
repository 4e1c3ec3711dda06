/**
 * Sharing one's own credentials: with people, and by a public link.
 * @see contracts: Passman §3
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import type { Passman } from '../../clients/passman/passman.ts';
import type { Access } from '../../clients/passman/sharing-shapes.ts';
import type { PersonVault } from '../../clients/passman/sharing.ts';
import { publicLink } from '../../core/credential/public-link.ts';
import { isFromOthers, permission, permissionsFor, rightsIn } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { encryptSharedKey, readPublicKey } from '../../core/envelopes/sharing-keys.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { accountOf, guidOf, type AccountId, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { ScreenRequests, Sharee, SharingView } from '../../messages/contract.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { Writes } from '../writes/writes.ts';
import { ItemKeys, type OwnItem } from './item-keys.ts';
import { knownKeys, type KnownKeys } from './known-keys.ts';
import { itemKeyOf } from './reseal.ts';
import { steps, type Step, type Steps } from './steps.ts';

export interface SharingWorld {
  servers: ServerWorld;
  keyring: Keyring;
  vaults: Vaults;
  writes: Pick<Writes, 'send' | 'alone' | 'journal'>;
  blobs: SealedBlobs;
  keepAlive: KeepAlive;
  now: () => number;
  changed: () => void;
}

type Ask<Name extends keyof ScreenRequests> = ScreenRequests[Name]['ask'];

const daySeconds = 24 * 60 * 60;
/** More than anybody looks through. */
const mostPeople = 50;

export class Sharing {
  readonly #world: SharingWorld;
  readonly #steps: Steps;
  readonly #known: KnownKeys;
  readonly #keys: ItemKeys;

  constructor(world: SharingWorld) {
    this.#world = world;
    this.#steps = steps(world.blobs);
    this.#known = knownKeys(world.blobs);
    this.#keys = new ItemKeys({ ...world, steps: this.#steps }, (item, record, itemKey, person) => this.#offer(item, record, itemKey, person));
  }

  async view(given: CredentialId): Promise<SharingView> {
    return this.#viewOf(await this.#own(given));
  }

  async findPeople({ credential, name }: Ask<'findPeople'>): Promise<{ userId: string; displayName: string }[]> {
    const { client } = await this.#own(credential);
    const found = await client.sharing.search(name.slice(0, 100));
    return found.slice(0, mostPeople).map(({ userId, displayName }) => ({ userId, displayName: displayName.slice(0, 200) }));
  }

  async shareWith({ credential, userId, rights, trustNewKeys }: Ask<'shareWith'>): Promise<SharingView> {
    const item = await this.#own(credential);
    // Before anything is changed: whoever has no key cannot be given one.
    const targets = await targetsOf(item.client, userId);
    if (!trustNewKeys) await this.#known.check(item.account.id, userId, targets);
    await this.#known.remember(item.account.id, userId, targets);
    await this.#done(this.#keys.give(item, { userId, permissions: permissionsFor(rights) }));
    return this.#viewOf(item);
  }

  async setRights({ credential, userId, rights }: Ask<'setRights'>): Promise<SharingView> {
    const item = await this.#own(credential);
    await item.client.sharing.setPermissions(guidOf(item.credential), userId, permissionsFor(rights));
    return this.#viewOf(item);
  }

  async unshareFrom({ credential, userId }: Ask<'unshareFrom'>): Promise<SharingView> {
    const item = await this.#own(credential);
    await item.client.sharing.unshareFrom(guidOf(item.credential), userId);
    return this.#viewOf(item);
  }

  async stop(given: CredentialId): Promise<SharingView> {
    const item = await this.#own(given);
    await this.#done(this.#keys.takeBack(item));
    return this.#viewOf(item);
  }

  async publish({ credential, days, views }: Ask<'publishLink'>): Promise<SharingView> {
    const item = await this.#own(credential);
    await this.#done(this.#keys.give(item, null));
    const expires = Math.floor(this.#world.now() / 1000) + days * daySeconds;
    await this.#writeLink(item, { expires, views: views ?? -1 });
    return this.#viewOf(item);
  }

  /** The server can't remove a link alone, so it is made to have ended. */
  async withdraw(given: CredentialId): Promise<SharingView> {
    const item = await this.#own(given);
    await this.#writeLink(item, { expires: 1, views: 0 });
    return this.#viewOf(item);
  }

  /** The address holds the item's key. @throws {Failure} `gone`: there is no link */
  async linkOf(given: CredentialId): Promise<string> {
    const item = await this.#own(given);
    const { sealed } = await this.#world.vaults.record(item.credential);
    const itemKey = await itemKeyOf(sealed, item.vault);
    if (itemKey === null) throw new Failure({ kind: 'gone', what: 'credential' });
    return publicLink(item.account.server, guidOf(item.credential), itemKey);
  }

  /** Brings what was broken off to its end. What the server refuses now is tried at the next sync. */
  async takeUp(account: Account): Promise<void> {
    for (const { credential } of await this.#steps.all(`${account.id}/`)) {
      const item = await this.#own(credential).catch(() => null);
      if (item !== null) await this.#done(this.#keys.takeUp(item)).catch(() => undefined);
    }
  }

  async forget(beginning: string): Promise<void> {
    await this.#steps.forget(beginning);
    await this.#known.forget(beginning);
  }

  #done(work: Promise<void>): Promise<void> {
    return this.#world.keepAlive(work.finally(this.#world.changed));
  }

  async #writeLink({ client, credential, vault }: OwnItem, terms: { expires: number; views: number }): Promise<void> {
    const record = await client.credentials.get(guidOf(credential));
    if ((await itemKeyOf(record, vault)) === null) throw new Failure({ kind: 'gone', what: 'credential' });
    // Reading only: files can't be had by a link anyway.
    await client.sharing.publish({ itemId: record.credential_id, itemGuid: record.guid, permissions: permission.read, ...terms });
  }

  async #offer({ client, account }: OwnItem, record: SealedCredential, itemKey: string, { userId, permissions }: NonNullable<Step['person']>): Promise<void> {
    const targets = await targetsOf(client, userId);
    await this.#known.check(account.id, userId, targets);
    const vaults = targets.flatMap((vault) => {
      const key = readPublicKey(vault.publicSharingKey ?? '');
      const sealed = key && encryptSharedKey(key, itemKey);
      return sealed ? [{ vaultId: vault.vaultId, guid: vault.guid, userId, key: sealed }] : [];
    });
    const { outcome } = await client.sharing.share({ itemId: record.credential_id, itemGuid: record.guid, permissions, vaults });
    // Offered before: then these rights are meant.
    if (outcome !== 'requested') await client.sharing.setPermissions(record.guid, userId, permissions);
  }

  async #viewOf({ credential, client }: OwnItem): Promise<SharingView> {
    const { sealed } = await this.#world.vaults.record(credential);
    const { userSharing, linkSharing } = await client.settings();
    const accesses = userSharing || linkSharing ? await client.sharing.accessesOf(guidOf(credential)) : [];
    return {
      people: peopleIn(accesses),
      link: linkIn(accesses, Math.floor(this.#world.now() / 1000)),
      allowed: { people: userSharing, links: linkSharing },
      keyed: isShared(sealed),
      unfinished: (await this.#steps.of(credential)) !== null,
    };
  }

  /** @throws {Failure} `not-allowed` for what others share with us: only its owner shares it on */
  async #own(given: CredentialId): Promise<OwnItem> {
    const { vaults, keyring, servers, writes } = this.#world;
    const credential = await writes.journal.resolve(given);
    const { vault, sealed } = await vaults.record(credential);
    if (isFromOthers(sealed)) throw new Failure({ kind: 'not-allowed' });
    const account = accountIn((await keyring.contents()).accounts, accountOf(credential));
    return { credential, vault, account, client: passman(await serverOf(account, servers)) };
  }
}

/** @throws {Failure} `gone` */
export function accountIn(accounts: readonly Account[], id: AccountId): Account {
  const account = accounts.find((each) => each.id === id);
  if (!account) throw new Failure({ kind: 'gone', what: 'account' });
  return account;
}

/** @throws {Failure} `no-sharing-keys` */
async function targetsOf(client: Passman, userId: string): Promise<PersonVault[]> {
  const usable = (await client.sharing.vaultsOf(userId)).filter((vault) => vault.userId === userId && readPublicKey(vault.publicSharingKey ?? '') !== null);
  if (usable.length === 0) throw new Failure({ kind: 'no-sharing-keys', who: userId });
  return usable;
}

/** Somebody who was asked has an entry for each vault. */
function peopleIn(accesses: readonly Access[]): Sharee[] {
  const people = new Map<string, Sharee>();
  for (const { userId, permissions, pending, created } of accesses) {
    if (userId === null || people.get(userId)?.state === 'accepted') continue;
    people.set(userId, { userId, rights: rightsIn(permissions), state: pending ? 'offered' : 'accepted', since: created });
  }
  return [...people.values()];
}

/** Null where there is none that still works. */
function linkIn(accesses: readonly Access[], now: number): SharingView['link'] {
  const link = accesses.find(({ userId, pending }) => userId === null && !pending);
  if (!link || link.views === 0 || (link.expires > 0 && link.expires < now)) return null;
  return { expires: link.expires > 0 ? link.expires : null, viewsLeft: link.views < 0 ? null : link.views };
}
