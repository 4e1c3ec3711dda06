/**
 * Vault routes.
 * @module
 */

import { randomInt } from 'node:crypto';
import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { jsonNotFound, param, PhpError, phpText, phpTruthy } from './call.ts';
import type { Call } from './call.ts';
import { forgetCredential } from './credentials.ts';
import { createdVaultShape, listedVaultShape, wholeVaultShape } from './shapes.ts';
import { newGuid, nextId, unwrap } from './tables.ts';
import type { CredentialRow, Tables, VaultRow } from './tables.ts';

const challengeFields = ['description', 'email', 'username', 'password'] as const;
/** The challenge is drawn from this many of a vault's first unshared credentials. */
const challengeDepth = 20;

/** A vault without a credential that was never shared is left out. */
export function listVaults({ tables, userId }: Call): Reply {
  const own = tables.vaults.filter((vault) => vault.user_id === userId);
  return json(own.flatMap((vault) => {
    const unshared = credentialsOf(tables, vault).filter((row) => row.shared_key === null).slice(0, challengeDepth);
    return unshared.length === 0 ? [] : [listedVaultShape(vault, challengeFrom(tables, unshared), isDeletePending(tables, vault))];
  }));
}

/** Any field of any of them, another one each time: it may be `false`, empty or under a foreign key. */
function challengeFrom(tables: Tables, rows: readonly CredentialRow[]): string | false {
  const row = rows[randomInt(rows.length)];
  const field = challengeFields[randomInt(challengeFields.length)];
  return row === undefined || field === undefined ? false : unwrap(tables, row, field);
}

export function createVault({ tables, userId, body, seconds }: Call): Reply {
  const name = phpText(body['vault_name']);
  const vault: VaultRow = {
    vault_id: nextId(tables, 'vaults'), guid: newGuid(), user_id: userId, name, created: seconds, public_sharing_key: null,
    private_sharing_key: null, sharing_keys_generated: null, vault_settings: null, last_access: 0,
  };
  tables.vaults.push(vault);
  return json(createdVaultShape(vault));
}

export function readVault(call: Call): Reply {
  const vault = ownVault(call);
  if (vault === undefined) return jsonNotFound();
  const shape = wholeVaultShape(call.tables, vault, isDeletePending(call.tables, vault));
  vault.last_access = call.seconds;
  return json(shape);
}

export function updateVault(call: Call): Reply {
  const vault = ownVault(call);
  if (vault === undefined) throw new PhpError('DoesNotExistException');
  const { name, vault_settings: settings } = call.body;
  if (phpTruthy(name)) vault.name = phpText(name);
  if (phpTruthy(settings)) vault.vault_settings = phpText(settings);
  return json(null);
}

/** Takes every credential along; files stay. */
export function deleteVault(call: Call): Reply {
  const vault = ownVault(call);
  if (vault === undefined) return jsonNotFound();
  for (const row of credentialsOf(call.tables, vault)) forgetCredential(call.tables, row);
  call.tables.vaults.splice(call.tables.vaults.indexOf(vault), 1);
  return json({ ok: true, failed: [] });
}

export function storeSharingKeys(call: Call): Reply {
  const privateKey = phpText(call.body['private_sharing_key']);
  const publicKey = phpText(call.body['public_sharing_key']);
  const vault = ownVault(call);
  if (vault !== undefined) {
    Object.assign(vault, { private_sharing_key: privateKey, public_sharing_key: publicKey, sharing_keys_generated: call.seconds });
  }
  return json(null);
}

function ownVault(call: Call): VaultRow | undefined {
  const guid = param(call, 0);
  return call.tables.vaults.find((vault) => vault.guid === guid && vault.user_id === call.userId);
}

function credentialsOf(tables: Tables, vault: VaultRow): CredentialRow[] {
  return tables.credentials.filter((row) => row.vault_id === vault.vault_id && row.user_id === vault.user_id);
}

function isDeletePending(tables: Tables, vault: VaultRow): boolean {
  return tables.deleteRequests.some((request) => request.vault_guid === vault.guid);
}
