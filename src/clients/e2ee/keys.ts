/**
 * Keys: people's certificates, one's own private key as ciphertext, and the key of the server that signs.
 * @see contracts: e2ee §1.2, §1.3
 * @module
 */

import * as v from 'valibot';

import { callE2ee, type E2eeAsk, type E2eeServer } from './call.ts';
import { dataOf, refuse, type Asked } from './refused.ts';

/** Calls for keys. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Keys {
  /** PEM, SPKI. */
  serverKey: () => Promise<string>;
  /**
   * Certificates (PEM) by user id, one's own always among them; `s:TOKEN` names a public link.
   *
   * @returns null if any of them has none, or oneself
   */
  certificates: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string> | null>;
  /** @param csr - PEM, for one's own user id. @returns the certificate. @throws Failure `keys-exist`, `wrong-name`, `bad-key` */
  makeCertificate: (csr: string) => Promise<string>;
  /** A certificate that exists already. @throws Failure `keys-exist`, `bad-key` */
  storeCertificate: (certificate: string) => Promise<void>;
  /** Also where there is none. Folders stay encrypted for its key. @throws Failure `needs-password` */
  removeCertificate: () => Promise<void>;
  /** @returns null only if the app itself says that there is none */
  privateKey: () => Promise<string | null>;
  /** @throws Failure `keys-exist`, `bad-key` */
  storePrivateKey: (sealed: string) => Promise<void>;
  /** Also where there is none. @throws Failure `needs-password` */
  removePrivateKey: () => Promise<void>;
}

const certificate = v.object({ 'public-key': v.pipe(v.string(), v.maxLength(16_384)) });
const privateKey = v.object({ 'private-key': v.pipe(v.string(), v.maxLength(65_536)) });
// Where all user ids are numbers, PHP may write a list.
const certificates = v.object({ 'public-keys': v.union([v.array(v.string()), v.record(v.string(), v.string())]) });

/** @param api - both versions answer alike */
export function keys(server: E2eeServer, api: 1 | 2 = 2): Keys {
  const shareToken: Record<string, string> = server.shareToken === undefined ? {} : { shareToken: server.shareToken };
  const act = async (asked: Asked, ask: E2eeAsk) => {
    refuse(server, await callE2ee(server, { api, ...ask }), asked);
  };
  return {
    async serverKey() {
      return dataOf(server, await callE2ee(server, { api, method: 'GET', path: '/server-key' }), 'read', certificate)['public-key'];
    },
    async certificates(userIds) {
      const query: Record<string, string> = userIds.length === 0 ? {} : { users: JSON.stringify(userIds) };
      const reply = await callE2ee(server, { api, method: 'GET', path: '/public-key', query });
      if (reply.status === 404) return null;
      return new Map<string, string>(Object.entries(dataOf(server, reply, 'read', certificates)['public-keys']));
    },
    async makeCertificate(csr) {
      const reply = await callE2ee(server, { api, method: 'POST', path: '/public-key', json: { csr, ...shareToken } });
      return dataOf(server, reply, 'make-certificate', certificate)['public-key'];
    },
    storeCertificate: (publicKey) => act('make-certificate', { method: 'PUT', path: '/public-key', json: { publicKey } }),
    removeCertificate: () => act('remove-key', { method: 'DELETE', path: '/public-key', query: shareToken }),
    async privateKey() {
      const reply = await callE2ee(server, { api, method: 'GET', path: '/private-key' });
      return reply.status === 404 ? null : dataOf(server, reply, 'read', privateKey)['private-key'];
    },
    storePrivateKey: (sealed) => act('store-key', { method: 'POST', path: '/private-key', json: { privateKey: sealed, ...shareToken } }),
    removePrivateKey: () => act('remove-key', { method: 'DELETE', path: '/private-key', query: shareToken }),
  };
}
