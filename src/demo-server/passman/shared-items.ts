/**
 * Items that are shared: their ACLs, what a recipient reads, and taking it back.
 * @module
 */

import { json, pageNotFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { jsonNotFound, param, PhpError, phpInt, phpText } from './call.ts';
import type { Call } from './call.ts';
import { byGuid } from './credentials.ts';
import { fileShape } from './shapes.ts';
import { storeFile } from './files.ts';
import { may, permission } from './permissions.ts';
import { aclShape, pendingAclShape, sharedCredentialShape } from './shapes.ts';
import type { AclRow } from './tables.ts';

/** One ACL whose item vanished hides them all; items without READ are skipped. */
export function itemsOfVault(call: Call): Reply {
  const { tables } = call;
  const acls = aclsOfVault(call);
  const items = acls.map((acl) => byGuid(tables, acl.item_guid));
  if (items.includes(undefined)) return pageNotFound();
  return json(acls.flatMap((acl, at) => {
    const item = items[at];
    if (item === undefined || !may(acl.permissions, permission.read)) return [];
    return [{ ...aclShape(acl), credential_data: sharedCredentialShape(tables, item, may(acl.permissions, permission.files)) }];
  }));
}

export function aclOfVault(call: Call): Reply {
  return json(aclsOfVault(call).map(aclShape));
}

function aclsOfVault(call: Call): AclRow[] {
  const guid = param(call, 0);
  return call.tables.acls.filter((acl) => acl.vault_guid === guid && acl.user_id === call.userId);
}

export function aclOfItem(call: Call): Reply {
  const { tables, userId } = call;
  const guid = param(call, 0);
  const item = byGuid(tables, guid);
  if (item === undefined) return json([]);
  if (item.user_id !== userId) return pageNotFound();
  return json([
    ...tables.acls.filter((acl) => acl.item_guid === guid).map(aclShape),
    ...tables.requests.filter((request) => request.item_guid === guid).map(pendingAclShape),
  ]);
}

/** An ACL answers with itself; a request that is still pending is changed in silence. */
export function changePermissions(call: Call): Reply {
  const { tables, userId, body } = call;
  const guid = param(call, 0);
  const item = byGuid(tables, guid);
  if (item === undefined) return jsonNotFound();
  if (item.user_id !== userId) return json(null);
  const target = phpText(body['user_id']);
  const permissions = phpInt(body['permission']);
  const acl = tables.acls.find((row) => row.item_guid === guid && row.user_id === target);
  if (acl !== undefined) {
    acl.permissions = permissions;
    return json(aclShape(acl));
  }
  for (const request of tables.requests) {
    if (request.item_guid === guid && request.target_user_id === target) request.permissions = permissions;
  }
  return json(null);
}

/** A recipient stores the item's key under another key of theirs. */
export function changeSharedKey(call: Call): Reply {
  const acl = ownAcl(call);
  if (acl === undefined) throw new PhpError('DoesNotExistException');
  acl.shared_key = phpText(call.body['shared_key']);
  return json(aclShape(acl));
}

function ownAcl(call: Call): AclRow | undefined {
  const guid = param(call, 0);
  return call.tables.acls.find((row) => row.item_guid === guid && row.user_id === call.userId);
}

/** Takes everybody's share and the link away. Whose item it is isn't looked at. */
export function unshareAll(call: Call): Reply {
  return unshare(call, () => true);
}

export function unshareOne(call: Call): Reply {
  const target = param(call, 1);
  return unshare(call, (userId) => userId === target);
}

function unshare(call: Call, isMeant: (userId: string | null) => boolean): Reply {
  const guid = param(call, 0);
  const { tables } = call;
  tables.acls = tables.acls.filter((row) => row.item_guid !== guid || !isMeant(row.user_id));
  tables.requests = tables.requests.filter((row) => row.item_guid !== guid || !isMeant(row.target_user_id));
  return json({ result: true });
}

/** The real route hands the wrong type on and always fails. */
export function sharedRevisions(): Reply {
  throw new PhpError('TypeError: getRevisions');
}

/** The file becomes the item owner's. */
export function addSharedFile(call: Call): Reply {
  const item = byGuid(call.tables, param(call, 0));
  if (item === undefined) return jsonNotFound();
  if (item.user_id !== call.userId) {
    const acl = ownAcl(call);
    if (acl === undefined || !may(acl.permissions, permission.files)) throw new PhpError('Error: class not found');
  }
  return json(fileShape(storeFile(call, item.user_id)));
}

export function readSharedFile(call: Call): Reply {
  const acl = ownAcl(call);
  if (acl === undefined) throw new PhpError('DoesNotExistException');
  if (!may(acl.permissions, permission.files)) return jsonNotFound();
  const item = byGuid(call.tables, acl.item_guid);
  const file = call.tables.files.find((row) => row.guid === param(call, 1) && row.user_id === item?.user_id);
  if (file === undefined) throw new PhpError('DoesNotExistException');
  return json(fileShape(file));
}
