/**
 * Public links of others, as a person pastes them, and what stands in an account's place while one is open.
 * @see contracts: e2ee §4.11
 * @module
 */

import type { AccountId } from '../ids.ts';
import { readServerAddress } from '../server-address.ts';

/** `origin`: what a permission is asked for. */
export interface LinkAddress { server: string; origin: string; token: string }

/** Begins the id of what is no account. Those of accounts are hexadecimal. */
export const visitMark = 'link-';

/** @returns null for what is no link, or one without encryption on its way */
export function readLinkAddress(text: string): LinkAddress | null {
  const address = readServerAddress(text);
  const token = /\/s\/([\w-]{1,64})(?![\w-])/.exec(text)?.[1];
  return address === null || address.plainHttp || token === undefined ? null : { server: address.server, origin: address.origin, token };
}

/** Whether it stands for a public link. */
export function isVisit(account: AccountId): boolean {
  return account.startsWith(visitMark);
}
