/**
 * Files shared on one server: whom with, and what each may do.
 * @see contracts: e2ee §4.10, §4.11
 * @module
 */

import * as v from 'valibot';

import { segment, type Server } from '../http.ts';
import type { FilePath } from '../webdav/place.ts';
import { integer, integerOrNull, readItems, readShape, textOrEmpty, textOrNull } from '../shapes.ts';
import { ocsData, sendOcs, type OcsAsk } from './ocs.ts';

/** One share. */
export interface Share {
  shareId: string;
  /** 0 with a person, 3 by link, 6 with a person on another server; others we don't make. */
  kind: number;
  /** User id, or a cloud id; null for a link. */
  with: string | null;
  withName: string;
  ownerId: string;
  /** Sum of 1 read, 2 change, 4 create, 8 delete, 16 share on. */
  permissions: number;
  /** Of a link. */
  token: string | null;
  /** Of a link: what its owner calls it. */
  label: string;
  /** Of what is shared, the same for all who have it. */
  fileId: number;
  /** Among the files of whoever asks, with a leading slash. */
  path: string;
  /** A day, `YYYY-MM-DD`; null: never. */
  expires: string | null;
  note: string;
}

/** Somebody to share with. */
export interface Found { userId: string; name: string }

/** A share to be made. `expires`: a day, `YYYY-MM-DD`; null: never. */
export type NewShare = { path: FilePath; permissions: number } & ({ kind: 'person'; userId: string } | { kind: 'link'; label: string } | { kind: 'elsewhere'; cloudId: string; expires: string | null; note: string });

/** What a share becomes; what is left out stays. `expires` null: never. */
export interface ShareChange { permissions: number; expires?: string | null; note: string }

/** Calls for shares. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Shares {
  /** People by a part of their name. */
  search: (text: string) => Promise<Found[]>;
  /** Of one file or folder. */
  of: (path: FilePath) => Promise<Share[]>;
  /** Everything that this person shares. */
  all: () => Promise<Share[]>;
  /** What others share with this person. */
  withMe: () => Promise<Share[]>;
  create: (share: NewShare) => Promise<Share>;
  setPermissions: (shareId: string, permissions: number) => Promise<void>;
  /** @throws Failure `not-found` if it was given back meanwhile */
  change: (shareId: string, change: ShareChange) => Promise<void>;
  /** By the owner: ends it. By the recipient: leaves it. */
  remove: (shareId: string) => Promise<void>;
}

const shape = v.object({
  id: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,15}$/)),
  share_type: integer,
  share_with: textOrNull,
  share_with_displayname: textOrEmpty,
  uid_owner: textOrEmpty,
  permissions: integer,
  token: textOrNull,
  label: textOrEmpty,
  file_source: integerOrNull,
  item_source: integerOrNull,
  path: textOrEmpty,
  expiration: textOrNull,
  note: textOrEmpty,
});
const person = v.object({ label: textOrEmpty, value: v.object({ shareType: v.literal(0), shareWith: v.pipe(v.string(), v.minLength(1), v.maxLength(256)) }) });
const people = v.object({ users: v.fallback(v.array(v.unknown()), []), exact: v.fallback(v.object({ users: v.fallback(v.array(v.unknown()), []) }), { users: [] }) });

const api = '/apps/files_sharing/api/v1';

/** @param server - with the login of the person who shares */
export function shares(server: Server): Shares {
  const call = async (ask: OcsAsk) => ocsData(server, await sendOcs(server, { ...ask, path: api + ask.path }));
  return {
    async search(search) {
      const found = readShape(server, people, await call({ method: 'GET', path: '/sharees', query: { search, itemType: 'folder', perPage: '25', lookup: 'false' } }));
      const names = readItems(server, person, [...found.exact.users, ...found.users]).map(({ label, value }) => ({ userId: value.shareWith, name: label || value.shareWith }));
      return [...new Map(names.map((one) => [one.userId, one])).values()];
    },
    async of(path) {
      return readItems(server, shape, await call({ method: 'GET', path: '/shares', query: { path: `/${path.join('/')}`, reshares: 'true' } })).map(inOurWords);
    },
    async all() {
      return readItems(server, shape, await call({ method: 'GET', path: '/shares' })).map(inOurWords);
    },
    async withMe() {
      return readItems(server, shape, await call({ method: 'GET', path: '/shares', query: { shared_with_me: 'true' } })).map(inOurWords);
    },
    async create({ path, permissions, ...who }) {
      const json = { path: `/${path.join('/')}`, permissions, ...withWhom(who) };
      return inOurWords(readShape(server, shape, await call({ method: 'POST', path: '/shares', json })));
    },
    async setPermissions(shareId, permissions) {
      await call({ method: 'PUT', path: `/shares/${segment(shareId)}`, json: { permissions } });
    },
    async change(shareId, { permissions, expires, note }) {
      // An empty day takes the day away.
      await call({ method: 'PUT', path: `/shares/${segment(shareId)}`, json: { permissions, note, ...(expires === undefined ? {} : { expireDate: expires ?? '' }) } });
    },
    async remove(shareId) {
      await call({ method: 'DELETE', path: `/shares/${segment(shareId)}` });
    },
  };
}

function withWhom(who: { kind: 'person'; userId: string } | { kind: 'link'; label: string } | { kind: 'elsewhere'; cloudId: string; expires: string | null; note: string }): object {
  switch (who.kind) {
    case 'person': return { shareType: 0, shareWith: who.userId };
    case 'link': return { shareType: 3, label: who.label };
    case 'elsewhere': return { shareType: 6, shareWith: who.cloudId, ...(who.expires === null ? {} : { expireDate: who.expires }), ...(who.note === '' ? {} : { note: who.note }) };
  }
}

function inOurWords(share: v.InferOutput<typeof shape>): Share {
  return {
    shareId: share.id, kind: share.share_type, with: share.share_with, withName: share.share_with_displayname || (share.share_with ?? ''),
    ownerId: share.uid_owner, permissions: share.permissions, token: share.token, label: share.label, fileId: share.file_source ?? share.item_source ?? 0, path: share.path,
    expires: /^\d{4}-\d{2}-\d{2}/.exec(share.expiration ?? '')?.[0] ?? null, note: share.note,
  };
}
