/**
 * Encrypted folders whose metadata are of version 1: no counter, no signature. Read, and written only by
 * who has no newer server; new ones cannot be made since app 1.14.
 * @see contracts: e2ee §1.8
 * @module
 */

import { segment } from '../http.ts';
import { callE2ee, type E2eeAsk, type E2eeServer } from './call.ts';
import { at, lockToken, marks, storedText, type Folders } from './folders.ts';
import { dataOf, refuse, type Asked } from './refused.ts';

/** Calls for folders of version 1. Each throws a Failure for whatever isn’t the answer it wants. */
export interface LegacyFolders extends Pick<Folders, 'mark' | 'unmark' | 'unlock'> {
  /** @param token - to ask whether it still holds. @throws Failure `locked` */
  lock: (folder: number, token?: string) => Promise<string>;
  /** @returns null where there is none. @throws Failure `forbidden` for metadata of version 2 */
  read: (folder: number) => Promise<string | null>;
  /** Becomes real when unlocked. @throws Failure `lock-lost`, `no-metadata` */
  replace: (folder: number, text: string, token: string) => Promise<void>;
  /** Needs no lock. @throws Failure `no-metadata` */
  remove: (folder: number) => Promise<void>;
  /** Gone since app 2.2.2. @param entries - JSON, by file name */
  addDrop: (folder: number, entries: string) => Promise<void>;
}

/** Folders with metadata of version 1. */
export function legacyFolders(server: E2eeServer): LegacyFolders {
  const call = (ask: E2eeAsk) => callE2ee(server, { ...ask, api: 1 });
  const act = async (asked: Asked, ask: E2eeAsk) => {
    refuse(server, await call(ask), asked);
  };
  return {
    ...marks(server, 1),
    async lock(folder, token) {
      const reply = await call({ method: 'POST', path: `/lock/${segment(folder)}`, ...(token !== undefined && { json: { 'e2e-token': token } }) });
      return dataOf(server, reply, 'lock', lockToken)['e2e-token'];
    },
    unlock: (folder, token) => act('unlock', { method: 'DELETE', path: `/lock/${segment(folder)}`, headers: { 'e2e-token': token } }),
    async read(folder) {
      const reply = await call({ method: 'GET', path: at(folder) });
      return reply.status === 404 ? null : dataOf(server, reply, 'read', storedText)['meta-data'];
    },
    replace: (folder, metaData, token) => act('write', { method: 'PUT', path: at(folder), json: { metaData, 'e2e-token': token } }),
    remove: (folder) => act('write', { method: 'DELETE', path: at(folder) }),
    addDrop: (folder, fileDrop) => act('drop', { method: 'PUT', path: `${at(folder)}/filedrop`, json: { fileDrop } }),
  };
}
