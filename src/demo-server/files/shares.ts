/**
 * files_sharing: making, listing, changing and ending shares with people and by link.
 * @see contracts: e2ee §4.10, §4.11
 * @module
 */

import { parametersOf, type Ask } from '../http/ask.ts';
import { failure, ok, type OcsAnswer } from '../nextcloud/ocs-reply.ts';
import { randomText, type People, type Person } from '../nextcloud/people.ts';
import type { ShareRow } from './tables.ts';
import { linkName, type Tree } from './tree.ts';

interface ShareCall { ask: Ask; person: Person; people: People; tree: Tree }

const base = /^\/ocs\/v[12]\.php\/apps\/files_sharing\/api\/v1\/shares(?:\/(\d+))?$/;

/** Undefined for what isn't about shares. */
export function answerShares(call: ShareCall): OcsAnswer | undefined {
  const found = base.exec(call.ask.path);
  if (found === null) return undefined;
  const id = found[1];
  if (id === undefined) return call.ask.method === 'POST' ? create(call) : call.ask.method === 'GET' ? list(call) : undefined;
  const share = call.tree.tables.shares.find((row) => row.id === Number(id) && (row.owner === call.person.userId || row.with === call.person.userId));
  if (share === undefined) return failure(404, 'Wrong share ID, share does not exist');
  if (call.ask.method === 'GET') return ok([shown(call, share)]);
  if (call.ask.method === 'PUT') return change(call, share);
  if (call.ask.method !== 'DELETE') return undefined;
  const { tables } = call.tree;
  tables.shares = tables.shares.filter((row) => row !== share);
  // The keys of a link go with it.
  if (share.kind === 3) tables.keys = tables.keys.filter(({ who }) => who !== linkName(share.token));
  return ok([]);
}

function create(call: ShareCall): OcsAnswer {
  const { ask, person, people, tree } = call;
  const parameters = parametersOf(ask);
  const kind = Number(parameters['shareType']);
  const path = typeof parameters['path'] === 'string' ? parameters['path'].split('/').filter((name) => name !== '') : [];
  const found = tree.find(person.userId, path, ask.now);
  const wanted = typeof parameters['shareWith'] === 'string' ? parameters['shareWith'] : '';
  if (found === undefined || path.length === 0) return failure(404, 'Wrong path, file/folder does not exist');
  if (kind !== 0 && kind !== 3) return failure(400, 'Unknown share type');
  if (kind === 0 && (people.find(wanted) === undefined || wanted === person.userId)) return failure(404, 'Please specify a valid account to share with');
  if (kind === 0 && tree.tables.shares.some((row) => row.fileId === found.node.fileId && row.with === wanted)) return failure(403, `Sharing ${found.node.name} failed, because this item is already shared with the account ${wanted}`);
  const share: ShareRow = {
    id: tree.tables.nextShareId++, kind, fileId: found.node.fileId, owner: person.userId, with: kind === 0 ? wanted : null, token: kind === 3 ? randomText(15) : null,
    permissions: permissionsOf(kind, Number(parameters['permissions'] ?? (kind === 0 ? 31 : 1))), target: freeTarget(call, wanted, found.node.name), made: Math.floor(ask.now / 1000),
    label: kind === 3 && typeof parameters['label'] === 'string' ? parameters['label'] : '',
  };
  tree.tables.shares.push(share);
  return ok(shown(call, share));
}

/** A link that shows something may be taken to another server, unless the admin forbids it: it gets the right to share. */
function permissionsOf(kind: 0 | 3, wanted: number): number {
  return kind === 3 && (wanted & 1) !== 0 ? wanted | 16 : wanted;
}

/** Somebody who has something of that name sees it with a number. */
function freeTarget({ tree, ask }: ShareCall, recipient: string, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (recipient === '' || tree.find(recipient, [candidate], ask.now) === undefined) return candidate;
  }
}

function list(call: ShareCall): OcsAnswer {
  const { ask, person, tree } = call;
  const mine = ask.query.get('shared_with_me') === 'true';
  const path = ask.query.get('path');
  const node = path === null ? undefined : tree.find(person.userId, path.split('/').filter((name) => name !== ''), ask.now)?.node;
  if (path !== null && node === undefined) return failure(404, 'Wrong path, file/folder does not exist');
  const rows = tree.tables.shares.filter((row) => (mine ? row.with === person.userId : row.owner === person.userId) && (node === undefined || row.fileId === node.fileId));
  return ok(rows.map((row) => shown(call, row)));
}

function change(call: ShareCall, share: ShareRow): OcsAnswer {
  const permissions = Number(parametersOf(call.ask)['permissions']);
  if (share.owner !== call.person.userId) return failure(403, 'You are not allowed to edit this share');
  if (!Number.isInteger(permissions) || permissions < 1 || permissions > 31) return failure(400, 'Invalid permissions');
  share.permissions = permissions;
  return ok(shown(call, share));
}

function shown({ person, people, tree }: ShareCall, share: ShareRow): object {
  const node = tree.byId(share.fileId);
  const byOwner = person.userId === share.owner;
  const nameOf = (who: string | null): string | null => who === null ? null : people.find(who)?.displayName ?? who;
  const path = `/${node === undefined ? '' : tree.upwards(node).map((one) => one.name).filter((name) => name !== '').reverse().join('/')}`;
  const storage = 3 + people.list.findIndex((one) => one.userId === share.owner);
  return {
    id: String(share.id), share_type: share.kind, uid_owner: share.owner, displayname_owner: nameOf(share.owner), permissions: share.permissions,
    can_edit: byOwner, can_delete: true, stime: share.made, parent: null, expiration: null, token: share.token, uid_file_owner: share.owner, note: '', label: share.label ?? '',
    displayname_file_owner: nameOf(share.owner), path: byOwner ? path : `/${share.target}`, item_type: node?.isFolder === false ? 'file' : 'folder',
    item_permissions: byOwner ? 31 : share.permissions, 'is-mount-root': !byOwner, 'mount-type': byOwner ? '' : 'shared',
    mimetype: node?.isFolder === false ? 'application/octet-stream' : 'httpd/unix-directory', has_preview: false,
    storage_id: byOwner ? `home::${share.owner}` : `shared::/${share.target}`, storage, item_source: share.fileId, file_source: share.fileId,
    file_parent: node?.parent ?? 0, file_target: `/${share.target}`, item_size: node === undefined ? 0 : tree.sizeOf(node), item_mtime: node?.modified ?? 0,
    share_with: share.with, share_with_displayname: nameOf(share.with), share_with_displayname_unique: share.with, mail_send: byOwner ? 1 : 0, hide_download: 0, attributes: null,
  };
}
