/**
 * Who a login belongs to: the login name may be an e-mail address, the user id is what servers use.
 * @module
 */

import * as v from 'valibot';

import type { Server } from '../http.ts';
import { readShape, textOrEmpty, textOrNull } from '../shapes.ts';
import { ocsData, sendOcs } from './ocs.ts';

/** The person that a login belongs to. */
export interface User {
  userId: string;
  /** The user id where there is no name. */
  displayName: string;
  email: string | null;
  isAdmin: boolean;
}

const shape = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  displayname: textOrEmpty,
  'display-name': textOrEmpty,
  email: textOrNull,
  groups: v.fallback(v.array(v.string()), []),
});

/** @throws Failure `wrong-login`, `needs-login-flow` or `signed-out`, and everything else that can happen */
export async function whoAmI(server: Server): Promise<User> {
  const answer = await sendOcs(server, { method: 'GET', path: '/cloud/user' });
  const { id, email, groups, ...names } = readShape(server, shape, ocsData(server, answer));
  return { userId: id, displayName: names.displayname || names['display-name'] || id, email: email === '' ? null : email, isAdmin: groups.includes('admin') };
}
