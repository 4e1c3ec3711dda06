/**
 * Vaults: listed, read whole, made, renamed, removed.
 * @see contracts: Passman §1.3
 * @module
 */

import * as v from 'valibot';

import type { SealedCredential } from '../../core/credential/sealed.ts';
import type { Guid } from '../../core/ids.ts';
import { patientTimeoutMs, segment, type Server } from '../http.ts';
import { flag, guid, integer, integerOrNull, integerOrZero, listOf, readItems, readShape, textOrEmpty, textOrNull } from '../shapes.ts';
import { callPassman } from './api.ts';
import { readSealedCredentials } from './sealed-credential.ts';

/** A vault as the list shows it: without its credentials. */
export interface ListedVault {
  vaultId: number;
  guid: Guid;
  name: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds; 0 = never. */
  lastAccess: number;
  /** PEM. */
  publicSharingKey: string | null;
  /**
   * A random field of a random unshared credential, another one at each call: an envelope, perhaps
   * under another key; or `false`, or `""`.
   */
  challenge: unknown;
  deletionRequested: boolean;
}

/** A whole vault. */
export interface VaultDetail extends Omit<ListedVault, 'challenge'> {
  /** Envelope of a PEM; the PEM itself where a careless client left it so. */
  privateSharingKey: string | null;
  /** Unix seconds. */
  sharingKeysGenerated: number | null;
  /** Base64 of JSON; not encrypted. */
  settings: string | null;
  /** All of them: trashed, hidden, shared by me. */
  credentials: SealedCredential[];
  /** Records that could not be used at all. */
  damaged: number;
}

/** How far the removal of a vault got. */
export interface Removal {
  ok: boolean;
  /** Guids of the credentials that the server couldn't delete, as it says. */
  failed: string[];
}

/** Calls for vaults. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Vaults {
  /** A vault without an unshared credential is left out by the server. */
  list: () => Promise<ListedVault[]>;
  /** @throws Failure `not-found` for an unknown vault and for another person's */
  get: (vault: Guid) => Promise<VaultDetail>;
  /** Stays unlisted until its first credential exists. Give it sharing keys: else the web app makes them, and sends the vault along in plain text. */
  create: (name: string) => Promise<Omit<ListedVault, 'challenge'>>;
  /** The server ignores empty values: nothing can be cleared. An unknown vault is a `server-error`. */
  update: (vault: Guid, change: { name?: string; settings?: string }) => Promise<void>;
  /** Deletes all its credentials for good; attached files must be deleted before. */
  remove: (vault: Guid) => Promise<Removal>;
  /** The private key as an envelope. An unknown vault is not reported. */
  storeSharingKeys: (vault: Guid, keys: { privateKey: string; publicKey: string }) => Promise<void>;
}

const vaultFields = {
  vault_id: integer,
  guid,
  name: textOrEmpty,
  created: integerOrZero,
  last_access: integerOrZero,
  public_sharing_key: textOrNull,
  delete_request_pending: flag,
};
const listed = v.object({ ...vaultFields, challenge_password: v.optional(v.unknown()) });
const made = v.object(vaultFields);
const detail = v.object({
  ...vaultFields,
  private_sharing_key: textOrNull,
  sharing_keys_generated: integerOrNull,
  vault_settings: textOrNull,
  credentials: v.unknown(),
});
const removal = v.object({ ok: flag, failed: v.fallback(v.array(v.string()), []) });

/** Bytes: 20,000 items without notes worth mentioning are 55 MB. */
const largestVault = 160 * 1024 * 1024;

/** @param server - with the login of the owner */
export function vaults(server: Server): Vaults {
  const at = (vault: Guid): string => `/v2/vaults/${segment(vault)}`;
  return {
    async list() {
      const found = readItems(server, listed, await callPassman(server, { method: 'GET', path: '/v2/vaults' }));
      return found.map((vault) => ({ ...common(vault), challenge: vault.challenge_password }));
    },
    async get(vault) {
      const json = await callPassman(server, { method: 'GET', path: at(vault), timeoutMs: patientTimeoutMs, largest: largestVault });
      const found = readShape(server, detail, json);
      return {
        ...common(found),
        privateSharingKey: found.private_sharing_key,
        sharingKeysGenerated: found.sharing_keys_generated,
        settings: found.vault_settings,
        ...readSealedCredentials(listOf(server, found.credentials)),
      };
    },
    async create(name) {
      return common(readShape(server, made, await callPassman(server, { method: 'POST', path: '/v2/vaults', json: { vault_name: name } })));
    },
    async update(vault, { name, settings }) {
      await callPassman(server, { method: 'PATCH', path: at(vault), json: { name, vault_settings: settings } });
    },
    async remove(vault) {
      return readShape(server, removal, await callPassman(server, { method: 'DELETE', path: at(vault), timeoutMs: patientTimeoutMs }));
    },
    async storeSharingKeys(vault, { privateKey, publicKey }) {
      const json = { private_sharing_key: privateKey, public_sharing_key: publicKey };
      await callPassman(server, { method: 'POST', path: `${at(vault)}/sharing-keys`, json });
    },
  };
}

function common(vault: v.InferOutput<typeof made>): Omit<ListedVault, 'challenge'> {
  return {
    vaultId: vault.vault_id,
    guid: vault.guid,
    name: vault.name,
    created: vault.created,
    lastAccess: vault.last_access,
    publicSharingKey: vault.public_sharing_key,
    deletionRequested: vault.delete_request_pending,
  };
}
