/**
 * Sharing: requests, who may do what, links.
 *
 * The server checks little of this; what it says about other people's items is not to be trusted.
 * @see contracts: Passman §1.7 and §3
 * @module
 */

import * as v from 'valibot';

import type { SealedCredential } from '../../core/credential/sealed.ts';
import type { Guid } from '../../core/ids.ts';
import { nobody } from '../authentication.ts';
import { patientTimeoutMs, segment, type Server } from '../http.ts';
import { badShape } from '../refusal.ts';
import { guid, integer, readItems, readShape, textOrNull } from '../shapes.ts';
import { callSharing } from './api.ts';
import { contentOnTheWay, fileShape, newFileBody, sealedFile, type NewFileInParts, type Progress, type SealedFile } from './files.ts';
import { readSealedCredential } from './sealed-credential.ts';
import { access, accessOf, request, requestOf, type Access, type ShareRequest } from './sharing-shapes.ts';

/** Somebody to share with. */
export interface Person {
  userId: string;
  displayName: string;
}

/** A vault of somebody else’s, as a target for sharing. */
export interface PersonVault {
  vaultId: number;
  guid: Guid;
  userId: string;
  /** PEM; without one nothing can be shared into this vault. */
  publicSharingKey: string | null;
}

/** All vaults of one person; `key` is the item key, RSA-encrypted to that vault, base64. */
export interface ShareOrder {
  itemId: number;
  itemGuid: Guid;
  permissions: number;
  vaults: readonly { vaultId: number; guid: Guid; userId: string; key: string }[];
}

/** The server answers a repeated share with an error text in a success. */
export type ShareOutcome = { outcome: 'requested'; requests: ShareRequest[] } | { outcome: 'already-pending' } | { outcome: 'already-shared' };

/** Somebody else's credential, and what we may do with it. */
export interface SharedItem {
  access: Access;
  /** Its `shared_key` is the recipient's: an envelope under the key of the vault it is shared into. */
  credential: SealedCredential;
}

/** What a public link allows. */
export interface LinkOrder {
  itemId: number;
  itemGuid: Guid;
  permissions: number;
  /** Unix seconds. */
  expires: number;
  /** -1 = no limit. */
  views: number;
}

/** Every call fails with `forbidden` where the administrator has switched sharing off. */
export interface Sharing {
  /** People with at least one vault, by part of their name. */
  search: (name: string) => Promise<Person[]>;
  vaultsOf: (userId: string) => Promise<PersonVault[]>;
  share: (order: ShareOrder) => Promise<ShareOutcome>;
  /** Requests to me, those for all my vaults mixed. One whose item is gone makes the server refuse all: `not-found`. */
  pending: () => Promise<ShareRequest[]>;
  /** @param sharedKey - the item key as an envelope under the key of that vault */
  accept: (item: Guid, vault: Guid, sharedKey: string) => Promise<void>;
  decline: (requestId: number) => Promise<void>;
  itemsIn: (vault: Guid) => Promise<SharedItem[]>;
  /** The credentials of {@link itemsIn} alone. */
  sharedWithMe: (vault: Guid) => Promise<SealedCredential[]>;
  accessesIn: (vault: Guid) => Promise<Access[]>;
  /** Who has access to an own credential, and who was asked. */
  accessesOf: (credential: Guid) => Promise<Access[]>;
  /** @returns null if the person hasn't accepted yet, or if it isn't ours to change */
  setPermissions: (credential: Guid, userId: string, permissions: number) => Promise<Access | null>;
  /** Replaces my own envelope of the item key, for a change of vault key. */
  setSharedKey: (credential: Guid, sharedKey: string) => Promise<void>;
  /** Takes it from everybody, links included. */
  unshare: (credential: Guid) => Promise<void>;
  unshareFrom: (credential: Guid, userId: string) => Promise<void>;
  /** Makes or changes the link of a credential that has an item key. */
  publish: (order: LinkOrder) => Promise<void>;
  /** As anybody with the link; uses up one view. @throws Failure `not-found` when it has expired, `server-error` when there is none */
  readPublished: (credential: Guid) => Promise<SharedItem>;
  /** Adds a file to somebody else's credential; it becomes the owner's. */
  addFile: (credential: Guid, file: NewFileInParts) => Promise<SealedFile>;
  readFile: (credential: Guid, file: Guid, progress?: Progress) => Promise<SealedFile>;
}

const person = v.object({ uid: v.string(), text: textOrNull });
const personVault = v.object({ vault_id: integer, guid, user_id: v.string(), public_sharing_key: textOrNull });
const refused = v.object({ error: v.string() });

/** @param server - with the login of the person who shares */
export function sharing(server: Server): Sharing {
  return { ...people(server), ...accesses(server), ...links(server) };
}

type People = Pick<Sharing, 'search' | 'vaultsOf' | 'share' | 'pending' | 'accept' | 'decline'>;

function people(server: Server): People {
  return {
    async search(name) {
      const found = readItems(server, person, await callSharing(server, { method: 'POST', path: '/search', json: { search: name } }));
      return found.map(({ uid, text }) => ({ userId: uid, displayName: text ?? uid }));
    },
    async vaultsOf(userId) {
      const found = readItems(server, personVault, await callSharing(server, { method: 'GET', path: `/vaults/${segment(userId)}` }));
      return found.map((vault) => ({ vaultId: vault.vault_id, guid: vault.guid, userId: vault.user_id, publicSharingKey: vault.public_sharing_key }));
    },
    async share({ itemId, itemGuid, permissions, vaults }) {
      const targets = vaults.map((vault) => ({ vault_id: vault.vaultId, guid: vault.guid, user_id: vault.userId, key: vault.key }));
      const json = { item_id: itemId, item_guid: itemGuid, permissions, vaults: targets };
      const answer = await callSharing(server, { method: 'POST', path: '/share', json });
      const refusal = v.safeParse(refused, answer);
      if (refusal.success) return { outcome: refusal.output.error.includes('pending') ? 'already-pending' : 'already-shared' };
      return { outcome: 'requested', requests: readItems(server, request, answer).map(requestOf) };
    },
    async pending() {
      return readItems(server, request, await callSharing(server, { method: 'GET', path: '/pending' })).map(requestOf);
    },
    async accept(item, vault, sharedKey) {
      await callSharing(server, { method: 'POST', path: '/save', json: { item_guid: item, target_vault_guid: vault, final_shared_key: sharedKey } });
    },
    async decline(requestId) {
      await callSharing(server, { method: 'DELETE', path: `/decline/${segment(requestId)}` });
    },
  };
}

function accesses(server: Server): Omit<Sharing, keyof People | keyof Links> {
  const at = (credential: Guid): string => `/credential/${segment(credential)}`;
  async function itemsIn(vault: Guid): Promise<SharedItem[]> {
    const json = await callSharing(server, { method: 'GET', path: `/vault/${segment(vault)}/get`, timeoutMs: patientTimeoutMs });
    return readItems(server, v.looseObject({}), json).flatMap((raw) => sharedItem(raw) ?? []);
  }
  return {
    itemsIn,
    sharedWithMe: async (vault) => (await itemsIn(vault)).map(({ credential }) => credential),
    async accessesIn(vault) {
      return readItems(server, access, await callSharing(server, { method: 'GET', path: `/vault/${segment(vault)}/acl` })).map(accessOf);
    },
    async accessesOf(credential) {
      return readItems(server, access, await callSharing(server, { method: 'GET', path: `${at(credential)}/acl` })).map(accessOf);
    },
    async setPermissions(credential, userId, permissions) {
      const json = await callSharing(server, { method: 'PATCH', path: `${at(credential)}/acl`, json: { user_id: userId, permission: permissions } });
      return json === null ? null : accessOf(readShape(server, access, json));
    },
    async setSharedKey(credential, sharedKey) {
      await callSharing(server, { method: 'PATCH', path: `${at(credential)}/acl/shared_key`, json: { shared_key: sharedKey } });
    },
    async unshare(credential) {
      await callSharing(server, { method: 'DELETE', path: at(credential) });
    },
    async unshareFrom(credential, userId) {
      await callSharing(server, { method: 'DELETE', path: `${at(credential)}/${segment(userId)}` });
    },
  };
}

type Links = Pick<Sharing, 'publish' | 'readPublished' | 'addFile' | 'readFile'>;

function links(server: Server): Links {
  const at = (credential: Guid): string => `/credential/${segment(credential)}`;
  return {
    async publish({ itemId, itemGuid, permissions, expires, views }) {
      const json = { item_id: itemId, item_guid: itemGuid, permissions, expire_timestamp: expires, expire_views: views };
      await callSharing(server, { method: 'POST', path: '/public', json });
    },
    async readPublished(credential) {
      const item = sharedItem(await callSharing({ ...server, authentication: nobody }, { method: 'GET', path: `${at(credential)}/public` }));
      if (item === null) throw badShape(server);
      return item;
    },
    async addFile(credential, file) {
      const answer = await callSharing(server, { method: 'POST', path: `${at(credential)}/file`, jsonParts: newFileBody(file), ...contentOnTheWay });
      return sealedFile(readShape(server, fileShape, answer));
    },
    async readFile(credential, file, progress = () => undefined) {
      const answer = await callSharing(server, { method: 'GET', path: `${at(credential)}/file/${segment(file)}`, ...contentOnTheWay, progress });
      return sealedFile(readShape(server, fileShape, answer));
    },
  };
}

/** The server leaves the key out of the record and puts the recipient's beside it. */
function sharedItem(raw: unknown): SharedItem | null {
  const found = v.safeParse(v.object({ ...access.entries, credential_data: v.looseObject({}) }), raw);
  if (!found.success) return null;
  const { permissions, shared_key: sharedKey } = found.output;
  const credential = readSealedCredential({ ...found.output.credential_data, shared_key: sharedKey, acl: { permissions } });
  return credential === null ? null : { access: accessOf(found.output), credential };
}
