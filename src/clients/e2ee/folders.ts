/**
 * Encrypted folders: marked, locked, and their metadata, which becomes real when the lock is removed.
 * @see contracts: e2ee §1.2, §1.4, §1.5, §1.6
 * @module
 */

import * as v from 'valibot';

import { segment } from '../http.ts';
import { integer } from '../shapes.ts';
import { callE2ee, type E2eeAsk, type E2eeServer } from './call.ts';
import { dataOf, refuse, type Asked } from './refused.ts';

/** Metadata and what vouches for it. */
export interface SignedMetadata {
  /** JSON. */
  text: string;
  /** Base64 of a CMS signature; empty for metadata of version 1. */
  signature: string;
}

/** Metadata as it was read. */
export interface StoredMetadata {
  text: string;
  /** Null where something on the way took the header out. */
  signature: string | null;
}

/**
 * Calls for folders, by their numeric file id. Each throws a Failure for whatever isn’t the answer it wants.
 * A token holds for the folder and all below it.
 */
export interface Folders {
  /** Each sub-folder by itself. @throws Failure `not-empty` */
  mark: (folder: number) => Promise<void>;
  /** Erases the metadata too. @throws Failure `not-empty` */
  unmark: (folder: number) => Promise<void>;
  /** Deletes EVERY encrypted folder of this person, with all that is in it. @returns their ids. @throws Failure `needs-password` */
  removeEverything: () => Promise<number[]>;
  /** @param counter - greater than the stored one. @returns the token. @throws Failure `locked`, `outdated`, `headers-lost`, `forbidden` */
  lock: (folder: number, counter: number) => Promise<string>;
  /**
   * Asks whether a token still holds, and locks where there is no lock.
   *
   * @param counter - the one that the token was got with
   * @returns the same token if it does; another one if the folder was free. @throws Failure as `lock`
   */
  enterAgain: (folder: number, token: string, counter: number) => Promise<string>;
  /** What was written under this token becomes real. @throws Failure `lock-lost`, also while a folder around it is locked by others */
  unlock: (folder: number, token: string) => Promise<void>;
  /** What was written under this token is undone, in the folders whose metadata was written. @throws Failure as `unlock` */
  abort: (folder: number, token: string) => Promise<void>;
  /** The last one that became real, also while locked. @returns null where there is none, and for a folder that isn't ours */
  read: (folder: number) => Promise<StoredMetadata | null>;
  /** @throws Failure `metadata-exists`, `lock-lost`, `headers-lost` */
  create: (folder: number, metadata: SignedMetadata, token: string) => Promise<void>;
  /** As often as one likes under one lock. @throws Failure `no-metadata`, `lock-lost`, `headers-lost` */
  replace: (folder: number, metadata: SignedMetadata, token: string) => Promise<void>;
  /** @throws Failure `no-metadata`, `lock-lost`, `headers-lost` */
  remove: (folder: number, token: string) => Promise<void>;
  /** @param entries - JSON, by file name. @throws Failure `locked`: keep the entries and try again; `no-metadata` */
  addDrop: (folder: number, entries: string) => Promise<void>;
}

/** 64 letters and digits, as far as we know. */
export const lockToken = v.object({ 'e2e-token': v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,512}$/)) });
export const storedText = v.object({ 'meta-data': v.string() });
const deletedIds = v.object({ deletedIds: v.array(integer) });

/** Folders with metadata of version 2. */
export function folders(server: E2eeServer): Folders {
  const act = async (asked: Asked, ask: E2eeAsk) => {
    refuse(server, await callE2ee(server, ask), asked);
  };
  const lock = async (folder: number, counter: number, json?: Record<string, unknown>) => {
    const reply = await callE2ee(server, { method: 'POST', path: `/lock/${segment(folder)}`, headers: { 'X-NC-E2EE-COUNTER': String(counter) }, ...(json && { json }) });
    return dataOf(server, reply, 'lock', lockToken)['e2e-token'];
  };
  const write = (method: 'POST' | 'PUT', folder: number, { text, signature }: SignedMetadata, token: string) =>
    act('write', { method, path: at(folder), json: { metaData: text }, headers: { 'e2e-token': token, 'X-NC-E2EE-SIGNATURE': signature } });
  // Older lines read it as a parameter, newer ones as a header, which every call carries.
  const shareToken: Record<string, string> = server.shareToken === undefined ? {} : { shareToken: server.shareToken };
  return {
    ...marks(server, 2),
    async removeEverything() {
      return dataOf(server, await callE2ee(server, { method: 'DELETE', path: '/encrypted-files' }), 'remove-key', deletedIds).deletedIds;
    },
    lock,
    enterAgain: (folder, token, counter) => lock(folder, counter, { 'e2e-token': token }),
    unlock: (folder, token) => act('unlock', { method: 'DELETE', path: `/lock/${segment(folder)}`, headers: { 'e2e-token': token } }),
    abort: (folder, token) => act('unlock', { method: 'DELETE', path: `/lock/${segment(folder)}`, query: { abort: 'true' }, headers: { 'e2e-token': token } }),
    async read(folder) {
      const reply = await callE2ee(server, { method: 'GET', path: at(folder), query: shareToken });
      if (reply.status === 404) return null;
      return { text: dataOf(server, reply, 'read', storedText)['meta-data'], signature: reply.headers.get('X-NC-E2EE-SIGNATURE') };
    },
    create: (folder, metadata, token) => write('POST', folder, metadata, token),
    replace: (folder, metadata, token) => write('PUT', folder, metadata, token),
    remove: (folder, token) => act('write', { method: 'DELETE', path: at(folder), headers: { 'e2e-token': token } }),
    addDrop: (folder, filedrop) => act('drop', { method: 'PUT', path: `${at(folder)}/filedrop`, json: { filedrop, ...shareToken } }),
  };
}

/** The encryption mark, the same in both versions. */
export function marks(server: E2eeServer, api: 1 | 2): Pick<Folders, 'mark' | 'unmark'> {
  const set = async (method: 'PUT' | 'DELETE', folder: number) => {
    refuse(server, await callE2ee(server, { api, method, path: `/encrypted/${segment(folder)}` }), 'mark');
  };
  return { mark: (folder) => set('PUT', folder), unmark: (folder) => set('DELETE', folder) };
}

/** Where a folder's metadata are. */
export function at(folder: number): string {
  return `/meta-data/${segment(folder)}`;
}
