/**
 * Revisions: the server writes one before every update, and loses the icon on the way.
 * @module
 */

import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { idOf, jsonNotFound, param, PhpError, phpInt, phpIntOrNull, phpText, phpTextOrNull } from './call.ts';
import type { Call } from './call.ts';
import { may, permission } from './permissions.ts';
import { revisionShape } from './shapes.ts';
import { newGuid, nextId, wrap, wrappedFields } from './tables.ts';
import type { CredentialRow } from './tables.ts';

/** @param what - the state that is replaced, and the id that the client says it has: the revision is filed under that */
export function writeRevision({ tables, userId, seconds }: Call, what: { stored: CredentialRow; credentialId: number }): void {
  const { stored, credentialId } = what;
  tables.revisions.push({
    revision_id: nextId(tables, 'revisions'), guid: newGuid(), credential_id: credentialId, user_id: stored.user_id, created: seconds,
    edited_by: userId, credential: { ...stored, wrapped: { ...stored.wrapped, icon: null } },
  });
}

export function listRevisions(call: Call): Reply {
  const { tables, userId } = call;
  const row = tables.credentials.find((credential) => credential.guid === param(call, 0));
  if (row === undefined) return jsonNotFound();
  if (row.user_id !== userId) {
    const acl = tables.acls.find((candidate) => candidate.item_guid === row.guid && candidate.user_id === userId);
    if (acl === undefined) throw new PhpError('DoesNotExistException');
    if (!may(acl.permissions, permission.history)) return jsonNotFound();
  }
  return json(tables.revisions.filter((revision) => revision.credential_id === row.credential_id).map((revision) => revisionShape(tables, revision)));
}

/** By its id alone: neither owner nor existence is looked at. */
export function deleteRevision(call: Call): Reply {
  const id = idOf(call.params[1]);
  call.tables.revisions = call.tables.revisions.filter((revision) => revision.revision_id !== id);
  return json({ revision_id: id, guid: null, created: null, credential_data: null, edited_by: null });
}

/** Rewrites a revision, for clients that change keys. */
export function updateRevision(call: Call): Reply {
  const id = idOf(call.params[1]);
  const sent = credentialIn(call.body['credential_data']);
  const owner = { user_id: phpText(sent['user_id']), shared_key: phpTextOrNull(sent['shared_key']), label: phpText(sent['label']) };
  const wrapped = wrappedFields.map((field) => [field, wrap(call.tables, owner, phpText(sent[field]))]);
  const revision = call.tables.revisions.find((candidate) => candidate.revision_id === id);
  if (revision !== undefined) {
    Object.assign(revision.credential, owner, {
      wrapped: Object.fromEntries(wrapped) as CredentialRow['wrapped'],
      created: phpInt(sent['created']), changed: phpInt(sent['changed']), hidden: phpInt(sent['hidden']),
      renew_interval: phpIntOrNull(sent['renew_interval']), expire_time: phpIntOrNull(sent['expire_time']), delete_time: phpIntOrNull(sent['delete_time']),
      compromised: phpTextOrNull(sent['compromised']),
    });
  }
  return json([]);
}

/** The body carries a whole credential as base64 of JSON. */
function credentialIn(sent: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(phpText(sent), 'base64').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.assign(Object.create(null) as Record<string, unknown>, value);
  } catch {
    // Not base64 of JSON: PHP goes on with null and fails at the first field.
  }
  throw new PhpError('TypeError: credential_data');
}
