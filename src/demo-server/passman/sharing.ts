/**
 * Sharing with people: from finding them to their accepting.
 * @module
 */

import { json, pageNotFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { idOf, jsonNotFound, param, PhpError, phpInt, phpText } from './call.ts';
import type { Call } from './call.ts';
import { byGuid } from './credentials.ts';
import { may, permission } from './permissions.ts';
import { requestShape } from './shapes.ts';
import { nextId } from './tables.ts';
import type { CredentialRow, RequestRow } from './tables.ts';

const mostFound = 50;

/** Other people with a vault whose shown name holds the text. */
export function searchPeople({ tables, people, userId, body }: Call): Reply {
  const wanted = phpText(body['search']).toLowerCase();
  const hasVault = (id: string): boolean => tables.vaults.some((vault) => vault.user_id === id);
  return json(people
    .filter((person) => person.userId !== userId && person.displayName.toLowerCase().includes(wanted) && hasVault(person.userId))
    .slice(0, mostFound)
    .map((person) => ({ text: person.displayName, uid: person.userId, type: 'user' })));
}

/** Of anybody: that's how one learns their public keys. */
export function vaultsOfPerson(call: Call): Reply {
  const owner = param(call, 0);
  return json(call.tables.vaults.filter((vault) => vault.user_id === owner)
    .map((vault) => ({ vault_id: vault.vault_id, guid: vault.guid, public_sharing_key: vault.public_sharing_key, user_id: vault.user_id })));
}

export function shareItem(call: Call): Reply {
  const { tables, userId, body, seconds } = call;
  const item = byGuid(tables, phpText(body['item_guid']));
  if (item === undefined || !mayRead(call, item)) throw new PhpError('DoesNotExistException');
  const targets = targetsIn(body['vaults']);
  const [first] = targets;
  if (first === undefined) throw new PhpError('Undefined array key 0');
  if (tables.requests.some((row) => row.item_guid === item.guid && row.target_user_id === first.userId)) return json({ error: 'User got already pending requests' });
  if (tables.acls.some((row) => row.item_guid === item.guid && row.user_id === first.userId)) return json({ error: 'User got already this credential' });
  const permissions = phpInt(body['permissions']);
  const rows = targets.map((target): RequestRow => ({
    req_id: nextId(tables, 'requests'), item_id: phpInt(body['item_id']), item_guid: item.guid, target_user_id: target.userId,
    target_vault_id: target.vaultId, target_vault_guid: target.guid, from_user_id: userId, shared_key: target.key, permissions, created: seconds,
  }));
  tables.requests.push(...rows);
  return json(rows.map(requestShape));
}

function mayRead({ tables, userId }: Call, item: CredentialRow): boolean {
  return item.user_id === userId
    || tables.acls.some((acl) => acl.item_guid === item.guid && acl.user_id === userId && may(acl.permissions, permission.read));
}

interface Target {
  vaultId: number;
  guid: string;
  userId: string;
  key: string;
}

function targetsIn(sent: unknown): Target[] {
  if (!Array.isArray(sent)) throw new PhpError('TypeError: vaults');
  return sent.map((each: unknown) => {
    if (typeof each !== 'object' || each === null) throw new PhpError('TypeError: vault');
    const vault = each as Readonly<Record<string, unknown>>;
    return { vaultId: phpInt(vault['vault_id']), guid: phpText(vault['guid']), userId: phpText(vault['user_id']), key: phpText(vault['key']) };
  });
}

/** All my vaults mixed. One item that vanished hides them all. */
export function pendingRequests({ tables, userId }: Call): Reply {
  const rows = tables.requests.filter((row) => row.target_user_id === userId);
  const items = rows.map((row) => byGuid(tables, row.item_guid));
  if (items.includes(undefined)) return pageNotFound();
  return json(rows.map((row, at) => ({ ...requestShape(row), credential_label: items[at]?.label ?? null })));
}

/** The request becomes an ACL; the item's other requests to me go. */
export function acceptRequest({ tables, userId, body, seconds }: Call): Reply {
  const guid = phpText(body['item_guid']);
  const vaultGuid = phpText(body['target_vault_guid']);
  const finalKey = phpText(body['final_shared_key']);
  const request = tables.requests.find((row) => row.item_guid === guid && row.target_vault_guid === vaultGuid);
  if (request === undefined) return pageNotFound();
  tables.acls.push({
    acl_id: nextId(tables, 'acls'), item_id: request.item_id, item_guid: guid, user_id: userId, created: seconds, expire: 0, expire_views: 0,
    permissions: request.permissions, vault_id: request.target_vault_id, vault_guid: request.target_vault_guid, shared_key: finalKey,
  });
  tables.requests = tables.requests.filter((row) => row.item_guid !== guid || row.target_user_id !== userId);
  return json(null);
}

/** By its id alone: whose it is isn't looked at. Declining one declines the item's others to the same person. */
export function declineRequest(call: Call): Reply {
  const id = idOf(param(call, 0));
  const { tables } = call;
  const request = tables.requests.find((row) => row.req_id === id);
  if (request === undefined) return jsonNotFound();
  tables.requests = tables.requests.filter((row) => row.item_guid !== request.item_guid || row.target_user_id !== request.target_user_id);
  return json({ result: true });
}
