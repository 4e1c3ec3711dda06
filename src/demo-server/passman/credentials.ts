/**
 * Credential routes: a PATCH is a full write, found by the guid in its body.
 * @module
 */

import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { jsonNotFound, param, PhpError, phpInt, phpIntOrNull, phpText, phpTextOrNull, phpTruthy } from './call.ts';
import type { Call } from './call.ts';
import { may, permission } from './permissions.ts';
import { writeRevision } from './revisions.ts';
import { isSharingOn } from './settings.ts';
import { credentialShape } from './shapes.ts';
import { newGuid, nextId, wrap, wrappedFields } from './tables.ts';
import type { CredentialRow, Tables, Wrapped, WrappedField } from './tables.ts';

export function createCredential({ tables, userId, body, seconds }: Call): Reply {
  const vaultId = phpIntOrNull(body['vault_id']);
  const label = phpTextOrNull(body['label']);
  if (vaultId === null || label === null) throw new PhpError('NotNullConstraintViolationException');
  const owner = { user_id: userId, shared_key: null, label };
  const row: CredentialRow = {
    credential_id: 0, guid: newGuid(), user_id: userId, vault_id: vaultId, label, hidden: phpInt(body['hidden']),
    created: phpTruthy(body['created']) ? phpInt(body['created']) : seconds,
    changed: phpTruthy(body['changed']) ? phpInt(body['changed']) : seconds,
    renew_interval: phpIntOrNull(body['renew_interval']), expire_time: phpIntOrNull(body['expire_time']), delete_time: phpIntOrNull(body['delete_time']),
    shared_key: null, compromised: phpTextOrNull(body['compromised']), wrapped: wrapAll(tables, owner, body),
  };
  row.credential_id = nextId(tables, 'credentials');
  tables.credentials.push(row);
  return json(credentialShape(tables, row));
}

/** Only for the owner; whoever else asks, and whatever isn't there, meets an exception. */
export function readCredential(call: Call): Reply {
  const row = byGuid(call.tables, param(call, 0));
  if (row?.user_id !== call.userId) throw new PhpError('DoesNotExistException');
  return json(credentialShape(call.tables, row));
}

export function updateCredential(call: Call): Reply {
  const { tables, body, userId } = call;
  const stored = byGuid(tables, param(call, 0));
  if (stored === undefined) throw new PhpError('DoesNotExistException');
  const acl = tables.acls.find((row) => row.item_guid === stored.guid && row.user_id === userId);
  const isOwner = stored.user_id === userId;
  if (!isOwner) {
    if (acl === undefined) throw new PhpError('DoesNotExistException');
    if (!may(acl.permissions, permission.write) || !isSharingOn(tables, 'user')) return json({ msg: 'Not authorized' }, 401);
  }
  if (!phpTruthy(body['skip_revision'])) {
    const credentialId = phpIntOrNull(body['credential_id']);
    if (credentialId === null) throw new PhpError('NotNullConstraintViolationException');
    writeRevision(call, { stored, credentialId });
  }
  const target = byGuid(tables, phpText(body['guid']));
  if (target === undefined) throw new PhpError('DoesNotExistException');
  const keepsFiles = !isOwner && acl !== undefined && !may(acl.permissions, permission.files);
  overwrite(call, target, keepsFiles);
  return json(credentialShape(tables, target));
}

function overwrite({ tables, body, seconds }: Call, row: CredentialRow, keepsFiles: boolean): void {
  const sharedKey = sharedKeyAfter(row, body);
  const owner = { user_id: row.user_id, shared_key: sharedKey, label: phpTextOrNull(body['label']) ?? '' };
  const files = keepsFiles ? row.wrapped.files?.text : undefined;
  const wrapped = wrapAll(tables, owner, files === undefined ? body : { ...body, files });
  // Without a label the column keeps its own, and what is wrapped above no longer fits it.
  const label = phpTextOrNull(body['label']) ?? row.label;
  Object.assign(row, {
    wrapped, label, shared_key: sharedKey, changed: seconds,
    renew_interval: phpIntOrNull(body['renew_interval']) ?? row.renew_interval,
    expire_time: phpIntOrNull(body['expire_time']) ?? row.expire_time,
    delete_time: phpIntOrNull(body['delete_time']) ?? row.delete_time,
    hidden: phpIntOrNull(body['hidden']) ?? row.hidden,
    compromised: phpTextOrNull(body['compromised']) ?? row.compromised,
  });
}

function sharedKeyAfter(row: CredentialRow, body: Call['body']): string | null {
  if (body['unshare_action'] === true) return '';
  return body['set_share_key'] === true ? phpTextOrNull(body['shared_key']) : row.shared_key;
}

/** The nine texts are required; the icon is JSON and may be anything, also nothing. */
export function wrapAll(tables: Tables, owner: Parameters<typeof wrap>[1], body: Call['body']): Record<WrappedField, Wrapped> {
  const entries = wrappedFields.map((field) => [field, wrap(tables, owner, field === 'icon' ? JSON.stringify(body['icon'] ?? null) : phpText(body[field]))]);
  return Object.fromEntries(entries) as Record<WrappedField, Wrapped>;
}

export function deleteCredential(call: Call): Reply {
  const row = byGuid(call.tables, param(call, 0));
  if (row?.user_id !== call.userId) return jsonNotFound();
  const shape = credentialShape(call.tables, row);
  forgetCredential(call.tables, row);
  return json(shape);
}

/** Takes shares, requests and revisions along; attached files stay behind. */
export function forgetCredential(tables: Tables, row: CredentialRow): void {
  tables.credentials = tables.credentials.filter((other) => other !== row);
  tables.acls = tables.acls.filter((acl) => acl.item_guid !== row.guid);
  tables.requests = tables.requests.filter((request) => request.item_guid !== row.guid);
  tables.revisions = tables.revisions.filter((revision) => revision.credential_id !== row.credential_id);
}

export function byGuid(tables: Tables, guid: string): CredentialRow | undefined {
  return tables.credentials.find((row) => row.guid === guid);
}
