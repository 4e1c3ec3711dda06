/**
 * The admin's routes: moving vaults between accounts and vaults that people asked to have deleted.
 * @module
 */

import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { phpText } from './call.ts';
import type { Call } from './call.ts';
import { forgetCredential } from './credentials.ts';
import { unwrap, wrap, wrappedFields } from './tables.ts';

export function searchAccounts({ ask, people }: Call): Reply {
  const wanted = (ask.query.get('term') ?? '').toLowerCase();
  return json(people.filter((person) => person.displayName.toLowerCase().includes(wanted))
    .map((person) => ({ value: person.userId, label: `${person.displayName} (${person.userId})` })));
}

/** Everything that one account has becomes another's; what is wrapped is wrapped anew. */
export function moveAccount({ tables, body }: Call): Reply {
  const from = phpText(body['source_account']);
  const to = phpText(body['destination_account']);
  for (const row of tables.credentials.filter((credential) => credential.user_id === from)) {
    const texts = wrappedFields.map((field) => [field, unwrap(tables, row, field)] as const);
    row.user_id = to;
    for (const [field, text] of texts) row.wrapped[field] = text === false ? null : wrap(tables, row, text);
  }
  for (const row of [...tables.vaults, ...tables.files].filter((owned) => owned.user_id === from)) row.user_id = to;
  return json({ success: true });
}

export function listDeleteRequests({ tables, people }: Call): Reply {
  return json(tables.deleteRequests.map((row) => ({
    id: row.id, vault_guid: row.vault_guid, reason: row.reason, requested_by: row.requested_by, created: row.created,
    displayName: people.find((person) => person.userId === row.requested_by)?.displayName ?? row.requested_by,
  })));
}

export function acceptDeleteRequest({ tables, body }: Call): Reply {
  const guid = phpText(body['vault_guid']);
  const requestedBy = phpText(body['requested_by']);
  const request = tables.deleteRequests.find((row) => row.vault_guid === guid && row.requested_by === requestedBy);
  const vault = tables.vaults.find((row) => row.guid === guid);
  if (request === undefined || vault === undefined) return json({ result: false });
  for (const row of tables.credentials.filter((credential) => credential.vault_id === vault.vault_id)) forgetCredential(tables, row);
  tables.vaults = tables.vaults.filter((row) => row !== vault);
  tables.deleteRequests = tables.deleteRequests.filter((row) => row !== request);
  return json({ result: true });
}
