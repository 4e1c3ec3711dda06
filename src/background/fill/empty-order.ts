/**
 * An order with nothing in it yet.
 * @module
 */

import type { FillOrder, LookAsk } from '../../messages/contract.ts';

export function emptyOrder(origin: string, rules: LookAsk['rules'] = []): FillOrder {
  return { origin, username: null, email: null, password: null, code: null, newPassword: null, custom: [], rules, next: null };
}
