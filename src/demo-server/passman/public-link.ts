/**
 * Sharing with whoever has the link.
 * @module
 */

import { json, pageNotFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { jsonNotFound, param, PhpError, phpInt, phpText } from './call.ts';
import type { Call } from './call.ts';
import { byGuid } from './credentials.ts';
import { may, permission } from './permissions.ts';
import { aclShape, sharedCredentialShape } from './shapes.ts';
import { nextId } from './tables.ts';

/** Makes or changes the one link of an item. Whose item it is isn't looked at. */
export function createLink({ tables, body, seconds }: Call): Reply {
  const item = byGuid(tables, phpText(body['item_guid']));
  if (item === undefined) return pageNotFound();
  const terms = { expire: phpInt(body['expire_timestamp']), expire_views: phpInt(body['expire_views']), permissions: phpInt(body['permissions']) };
  const link = tables.acls.find((row) => row.item_guid === item.guid && row.user_id === null);
  if (link !== undefined) {
    Object.assign(link, terms);
    return json(null);
  }
  tables.acls.push({
    ...terms, acl_id: nextId(tables, 'acls'), item_id: phpInt(body['item_id']), item_guid: item.guid, user_id: null, created: seconds,
    vault_id: null, vault_guid: null, shared_key: null,
  });
  return json(null);
}

/** Counts the view before it answers; -1 views are without end. */
export function readLink(call: Call): Reply {
  const { tables, seconds } = call;
  const link = tables.acls.find((row) => row.item_guid === param(call, 0) && row.user_id === null);
  const item = link === undefined ? undefined : byGuid(tables, link.item_guid);
  if (link === undefined || item === undefined) throw new PhpError('DoesNotExistException');
  if ((link.expire > 0 && seconds > link.expire) || link.expire_views === 0) return jsonNotFound();
  if (link.expire_views !== -1) link.expire_views -= 1;
  return json({ ...aclShape(link), credential_data: sharedCredentialShape(tables, item, may(link.permissions, permission.files)) });
}
