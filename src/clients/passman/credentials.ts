/**
 * Single credentials: read, made, replaced, removed.
 *
 * The server replaces a record whole and checks little: what it would damage is refused here.
 * @see contracts: Passman §1.4
 * @module
 */

import { encryptedFields, type EncryptedField, type SealedCredential, type SealedField } from '../../core/credential/sealed.ts';
import type { Guid } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { segment, type Server } from '../http.ts';
import { badShape } from '../refusal.ts';
import { callPassman } from './api.ts';
import { readSealedCredential } from './sealed-credential.ts';

/** What a new credential starts with. Number, guid and owner are the server's to give. */
export interface NewCredential extends Record<EncryptedField, SealedField> {
  vault_id: number;
  label: string;
  icon: unknown;
  hidden: boolean;
  /** Seconds. */
  renew_interval: number | null;
  /** Unix seconds; 0 = never. Never null: the web app would hide the item. */
  expire_time: number;
  /** Unix seconds; 0 = not in the trash. Never null, as above. */
  delete_time: number;
  /** Unix seconds; left out: now. */
  created?: number;
}

/** Why a credential is replaced. All but an edit leave no revision of the state before. */
export type Replacing =
  | { for: 'edit' }
  /** Going back to a revision; `created` is its time as text, for the activity log. */
  | { for: 'restore'; created: string }
  /** The same content under another key. */
  | { for: 'key-change' }
  /**
   * The same content under another vault key; for a shared one only the envelope of its item key changes. Leaves a
   * revision on purpose: it tells what was replaced, should somebody else have written in between.
   */
  | { for: 'vault-key'; sharedKey: string | null }
  /** The same content under an item key of its own; `sharedKey` is its envelope under the vault key. */
  | { for: 'share'; sharedKey: string }
  /** The same content under the vault key again. */
  | { for: 'unshare' };

/** Calls for single credentials. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Credentials {
  /** Own ones only. An unknown or foreign one is a `server-error`: this server says 500. */
  get: (credential: Guid) => Promise<SealedCredential>;
  create: (credential: NewCredential) => Promise<SealedCredential>;
  /**
   * Writes the whole record. Moving to the trash and back is an edit of `delete_time`.
   *
   * The last writer wins: compare `changed` first. The server can have written a revision even when
   * this fails.
   * @throws Failure `unreadable-field` where the server has no readable copy: sending it back would
   *   wipe what is left; `not-found` for an unknown one where the server says so
   */
  replace: (credential: SealedCredential, replacing?: Replacing) => Promise<SealedCredential>;
  /** For good, with its revisions and shares; attached files must be deleted before. @returns what was deleted */
  remove: (credential: Guid) => Promise<SealedCredential>;
}

/** Read from a request's body as orders, so never sent because a record happens to hold them. */
const orders = ['skip_revision', 'set_share_key', 'unshare_action', 'revision_created', 'acl'];

/** @param server - with the login of the owner */
export function credentials(server: Server): Credentials {
  const at = (credential: Guid): string => `/v2/credentials/${segment(credential)}`;
  const read = (json: unknown): SealedCredential => {
    const credential = readSealedCredential(json);
    if (credential === null) throw badShape(server);
    return credential;
  };
  return {
    async get(credential) {
      return read(await callPassman(server, { method: 'GET', path: at(credential) }));
    },
    async create(credential) {
      return read(await callPassman(server, { method: 'POST', path: '/v2/credentials', json: writable(credential) }));
    },
    async replace(credential, replacing = { for: 'edit' }) {
      const json = { ...writable(credential), ...order(replacing) };
      const written = read(await callPassman(server, { method: 'PATCH', path: at(credential.guid), json }));
      if (written.guid !== credential.guid) throw badShape(server);
      return written;
    },
    async remove(credential) {
      return read(await callPassman(server, { method: 'DELETE', path: at(credential) }));
    },
  };
}

function order(replacing: Replacing): Record<string, unknown> {
  switch (replacing.for) {
    case 'edit':
      return {};
    case 'restore':
      return { revision_created: replacing.created };
    case 'key-change':
      return { skip_revision: true };
    case 'vault-key':
      return replacing.sharedKey === null ? {} : { set_share_key: true, shared_key: replacing.sharedKey };
    case 'share':
      return { skip_revision: true, set_share_key: true, shared_key: replacing.sharedKey };
    case 'unshare':
      return { skip_revision: true, unshare_action: true };
  }
}

/** The record as the server takes it: text in every field, no `false`, no orders. */
function writable(credential: SealedCredential | NewCredential): Record<string, unknown> {
  const body: Record<string, unknown> = { ...credential };
  for (const name of orders) Reflect.deleteProperty(body, name);
  for (const name of encryptedFields) {
    const sealed = credential[name];
    if (sealed === false) throw new Failure({ kind: 'unreadable-field', label: credential.label });
    // Null is an error to the server, except where it means "unchanged".
    if (sealed === null && name !== 'compromised') body[name] = '';
  }
  // `false` is the server's word for an icon it couldn't read; it would be stored as one.
  if (body['icon'] === false || body['icon'] === undefined) body['icon'] = null;
  return body;
}
