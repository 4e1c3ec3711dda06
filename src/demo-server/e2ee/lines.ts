/**
 * The lines of the app, by the Nextclouds that they are for, and what older ones do in another manner.
 * @see contracts: e2ee §0.1, §0.5, §0.6
 * @module
 */

import { thrown, type E2eeAnswer } from './replies.ts';

export type AppLine = '1.14' | '1.16' | '1.17' | '1.18' | '2.2';

export interface Manner {
  /** Major, minor and patch of the server. */
  nextcloud: readonly [number, number, number];
  apiVersion: string;
  /** Before 1.17: WebDAV goes by the `User-Agent` alone and knows no metadata, and no refusal is counted. */
  old: boolean;
  /** Before 1.16: WebDAV takes all below an encrypted folder for encrypted, marked or not. */
  climbs: boolean;
  /** Before 1.18: nobody catches what is thrown about a counter that is too low. */
  outdatedFails: boolean;
}

export const manners: Readonly<Record<AppLine, Manner>> = {
  '1.14': { nextcloud: [28, 0, 14], apiVersion: '2', old: true, climbs: true, outdatedFails: true },
  '1.16': { nextcloud: [30, 0, 17], apiVersion: '2.0', old: true, climbs: false, outdatedFails: true },
  '1.17': { nextcloud: [31, 0, 9], apiVersion: '2.0', old: false, climbs: false, outdatedFails: true },
  '1.18': { nextcloud: [32, 0, 1], apiVersion: '2.0', old: false, climbs: false, outdatedFails: false },
  '2.2': { nextcloud: [33, 0, 2], apiVersion: '2.1', old: false, climbs: false, outdatedFails: false },
};

/** What old lines threw where later ones count: a missing header was 412, and a lock of others, or none of one's own, 403. */
const oldCodes: Readonly<Record<number, number>> = { 400: 412, 412: 403, 423: 403 };

export function inOldManner(answer: E2eeAnswer): E2eeAnswer {
  if (answer.counted !== true) return answer;
  const { message } = answer.data as { message: string };
  return thrown(oldCodes[answer.code] ?? answer.code, message);
}
