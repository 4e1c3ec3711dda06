/**
 * How a request says that it comes from a program that knows encrypted folders: nobody else is let in.
 * @see contracts: e2ee §0.5
 * @module
 */

import type { Server } from './http.ts';

/** Servers before Nextcloud 31 look at the header in OCS calls only, and else at the name. */
export function knowsEncryption({ folderAgent }: Pick<Server, 'folderAgent'>): Record<string, string> {
  return { 'x-e2ee-supported': 'true', ...(folderAgent !== undefined && { 'User-Agent': folderAgent }) };
}
