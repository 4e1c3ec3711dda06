/**
 * Shares with people on other servers: sent by OCS (share type 6), received as `remote_shares`, told by notifications.
 * @see contracts: ScienceMesh §4
 * @module
 */

import { parametersOf, type Ask } from '../http/ask.ts';
import { failure, ok, type OcsAnswer } from '../nextcloud/ocs-reply.ts';
import { randomText, type Person } from '../nextcloud/people.ts';
import type { Mesh } from './mesh.ts';

export interface OutgoingShare {
  id: number;
  token: string;
  ownerId: string;
  /** With its leading slash. */
  path: string;
  shareWith: string;
  permissions: number;
  /** `YYYY-MM-DD 00:00:00`, or null. */
  expiration: string | null;
  note: string;
  /** Unix seconds. */
  stime: number;
}

export interface IncomingShare {
  id: number;
  userId: string;
  /** Base address of the sender's server, with a slash at its end. */
  remote: string;
  remoteId: string;
  shareToken: string;
  name: string;
  owner: string;
  isFolder: boolean;
  accepted: boolean;
  /** Its name among the recipient's files, once accepted. */
  mountedAs: string;
}

export interface SharesState { outgoing: OutgoingShare[]; incoming: IncomingShare[]; nextId: number }
export const emptyShares = (): SharesState => ({ outgoing: [], incoming: [], nextId: 1 });

export interface SharesCall {
  ask: Ask;
  person: Person;
  shares: SharesState;
  mesh: Mesh;
  base: string;
  /** What lies at a path of this person: a file, a folder, or nothing. */
  kindOf: (path: string) => 'file' | 'folder' | null;
  /** A name among a person's files that is free. */
  freeName: (name: string) => string;
}

/** The refusal that says nothing of its reason. */
const failed = failure(403, 'Failed to create share.');

/** @param route - behind `/apps/files_sharing/api/v1`. @returns null for what is about other shares */
export function answerFederated(route: string, call: SharesCall): OcsAnswer | null {
  const { ask } = call;
  if (route === '/shares' && ask.method === 'POST') return String(parametersOf(ask)['shareType']) === '6' ? create(call) : null;
  const [, id] = /^\/shares\/(\d+)$/.exec(route) ?? [];
  const outgoing = call.shares.outgoing.find((share) => String(share.id) === id && share.ownerId === call.person.userId);
  if (outgoing !== undefined) return ofOutgoing(outgoing, call);
  return route.startsWith('/remote_shares') ? ofIncoming(route.slice('/remote_shares'.length), call) : null;
}

/** A person's outgoing shares, to stand in the list of all. */
export function outgoingOf({ person, shares }: Pick<SharesCall, 'person' | 'shares'>, path: string | null): object[] {
  return shares.outgoing.filter((share) => share.ownerId === person.userId && (path === null || share.path === path)).map(shownOutgoing);
}

function create(call: SharesCall): OcsAnswer {
  const { ask, person, shares, mesh, base, kindOf } = call;
  const parameters = parametersOf(ask);
  const text = (key: string): string => (typeof parameters[key] === 'string' || typeof parameters[key] === 'number' ? String(parameters[key]) : '');
  const path = `/${text('path').replace(/^\/+|\/+$/g, '')}`;
  const kind = kindOf(path);
  if (kind === null) return failure(404, 'Wrong path, file/folder does not exist');
  const shareWith = text('shareWith');
  const at = shareWith.lastIndexOf('@');
  const neighbour = mesh.at(shareWith.slice(at + 1).replace(/^https?:\/\//, '').replace(/\/.*$/, ''));
  if (at < 1 || neighbour === undefined || neighbour.mustInvite) return failed;
  if (shares.outgoing.some((share) => share.ownerId === person.userId && share.path === path && share.shareWith === shareWith)) return failure(403, `Sharing ${path.slice(1)} failed, because this item is already shared with the account ${shareWith}`);
  const token = randomText(15);
  const id = shares.nextId++;
  const took = neighbour.receive({ userId: shareWith.slice(0, at), remote: `${base}/`, remoteId: String(id), shareToken: token, name: `/${path.split('/').at(-1) ?? ''}`, owner: person.userId, isFolder: kind === 'folder' });
  if (!took) return failed;
  const day = text('expireDate');
  const share: OutgoingShare = { id, token, ownerId: person.userId, path, shareWith, permissions: Number(text('permissions') || '31'), expiration: day === '' ? null : `${day.slice(0, 10)} 00:00:00`, note: text('note'), stime: Math.floor(ask.now / 1000) };
  shares.outgoing.push(share);
  return ok(shownOutgoing(share));
}

function shownOutgoing({ id, token, ownerId, path, shareWith, permissions, expiration, note, stime }: OutgoingShare): object {
  return {
    id: String(id), share_type: 6, uid_owner: ownerId, displayname_owner: ownerId, permissions, can_edit: true, can_delete: true, stime, parent: null,
    expiration, token, uid_file_owner: ownerId, note, label: '', displayname_file_owner: ownerId, path, item_type: 'file', item_source: 100 + id,
    file_source: 100 + id, file_parent: 2, file_target: path, share_with: shareWith, share_with_displayname: shareWith, mail_send: 0, hide_download: 0, attributes: null,
  };
}

function ofOutgoing(share: OutgoingShare, { ask, shares, mesh }: SharesCall): OcsAnswer {
  if (ask.method === 'GET') return ok([shownOutgoing(share)]);
  if (ask.method === 'DELETE') {
    shares.outgoing.splice(shares.outgoing.indexOf(share), 1);
    mesh.at(share.shareWith.slice(share.shareWith.lastIndexOf('@') + 1))?.forget(share.token);
    return ok([]);
  }
  const { permissions, expireDate, note } = parametersOf(ask);
  if (permissions !== undefined) share.permissions = Number(permissions);
  if (typeof expireDate === 'string') share.expiration = expireDate === '' ? null : `${expireDate.slice(0, 10)} 00:00:00`;
  if (typeof note === 'string') share.note = note;
  return ok(shownOutgoing(share));
}

function ofIncoming(route: string, { ask, person, shares, mesh, freeName }: SharesCall): OcsAnswer {
  const mine = shares.incoming.filter((share) => share.userId === person.userId);
  if (route === '/pending') return ok(mine.filter(({ accepted }) => !accepted).map(shownIncoming));
  if (route === '') return ok(mine.filter(({ accepted }) => accepted).map(shownAccepted));
  const [, pending, id = ''] = /^(\/pending)?\/(\d+)$/.exec(route) ?? [];
  const share = mine.find((each) => String(each.id) === id && each.accepted === (pending === undefined));
  if (share === undefined) return failure(404, 'wrong share ID, share does not exist.');
  if (ask.method === 'GET') return ok(pending === undefined ? shownAccepted(share) : shownIncoming(share));
  if (ask.method === 'POST' && pending !== undefined) {
    Object.assign(share, { accepted: true, mountedAs: freeName(share.name.split('/').at(-1) ?? share.name) });
    return ok([]);
  }
  leave(share, { shares, mesh });
  return ok([]);
}

/** Its sender is told, and the share is gone there too. */
export function leave(share: IncomingShare, { shares, mesh }: Pick<SharesCall, 'shares' | 'mesh'>): void {
  shares.incoming.splice(shares.incoming.indexOf(share), 1);
  mesh.at(new URL(share.remote).host)?.forget(share.shareToken);
}

function shownIncoming({ id, remote, remoteId, shareToken, name, owner, userId, accepted, isFolder }: IncomingShare): object {
  return {
    id: String(id), parent: '-1', share_type: 0, remote, remote_id: remoteId, share_token: shareToken, password: '', name, owner, user: userId,
    mountpoint: `{{TemporaryMountPointName#${name}}}`, mountpoint_hash: '0', accepted: accepted ? 1 : 0, ...(isFolder ? { type: 'dir' } : {}),
  };
}

function shownAccepted(share: IncomingShare): object {
  return { ...shownIncoming(share), mountpoint: `/${share.mountedAs}`, mimetype: share.isFolder ? 'httpd/unix-directory' : 'application/octet-stream', mtime: 1_700_000_000, permissions: 27, type: share.isFolder ? 'dir' : 'file', file_id: mountedFileId(share) };
}

/** Its id among the recipient's files: no other file there has one so high. */
export function mountedFileId({ id }: IncomingShare): number {
  return 900_000 + id;
}

/** What the notifications app tells of shares that wait for an answer. */
export function notificationsOf({ person, shares, base, ask }: Pick<SharesCall, 'person' | 'shares' | 'base' | 'ask'>): object[] {
  return shares.incoming.filter(({ userId, accepted }) => userId === person.userId && !accepted).map((share) => {
    const link = `${base}/ocs/v2.php/apps/files_sharing/api/v1/remote_shares/pending/${String(share.id)}`;
    const subject = `You received ${share.name} as a remote share from ${share.owner}@${new URL(share.remote).host}`;
    return {
      notification_id: share.id, app: 'files_sharing', user: person.userId, datetime: new Date(ask.now).toISOString(), object_type: 'remote_share', object_id: String(share.id),
      subject, message: '', link: '', actions: [{ label: 'Accept', link, type: 'POST', primary: true }, { label: 'Decline', link, type: 'DELETE', primary: false }],
    };
  });
}
